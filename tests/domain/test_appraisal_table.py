"""What the reference data say of every appraisal: the table of the published rules, row by row."""

from __future__ import annotations

import csv
import datetime as dt

import pytest

from parkdesk import paths

D = dt.date
SEED = paths.database_files() / "seed"


def rows(name):
    with (SEED / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


RULES = {(row["model"], row["method"]): row for row in rows("appraisal_rules")}
KINDS = {row["code"]: row for row in rows("certification_types")}


def said(row, *names):
    return tuple(row[name] for name in names)


@pytest.mark.parametrize(
    ("model", "method", "level", "months", "at_most", "in_a_row"),
    [
        ("SW-CMM 1.1", "cba-ipi", "yes", "", "no", ""),
        ("CMMI v1.1", "scampi-a", "yes", "36", "no", ""),
        ("CMMI v1.1", "scampi-b", "no", "", "no", ""),
        ("CMMI v1.1", "scampi-c", "no", "", "no", ""),
        ("CMMI v1.2", "scampi-a", "yes", "36", "no", ""),
        ("CMMI v1.2", "scampi-b", "no", "", "no", ""),
        ("CMMI v1.2", "scampi-c", "no", "", "no", ""),
        ("CMMI v1.3", "scampi-a", "yes", "36", "no", ""),
        ("CMMI v1.3", "scampi-b", "no", "", "no", ""),
        ("CMMI v1.3", "scampi-c", "no", "", "no", ""),
        ("CMMI V2.0", "benchmark", "yes", "36", "no", ""),
        ("CMMI V2.0", "sustainment", "yes", "24", "yes", "3"),
        ("CMMI V2.0", "action-plan-reappraisal", "yes", "36", "yes", ""),
        ("CMMI V2.0", "evaluation", "no", "", "no", ""),
        ("CMMI V3.0", "benchmark", "yes", "36", "no", ""),
        ("CMMI V3.0", "sustainment", "yes", "24", "yes", "3"),
        ("CMMI V3.0", "action-plan-reappraisal", "yes", "36", "yes", ""),
        ("CMMI V3.0", "evaluation", "no", "", "no", ""),
        ("People CMM v1", "scampi-a", "yes", "36", "no", ""),
        ("People CMM v2", "scampi-a", "yes", "36", "no", ""),
    ],
)
def test_what_each_method_gives(model, method, level, months, at_most, in_a_row):
    row = RULES[model, method]
    names = ("gives_level", "validity_months", "at_most", "in_a_row")
    assert said(row, *names) == (level, months, at_most, in_a_row)


def test_no_other_method_is_known():
    assert len(RULES) == 20


@pytest.mark.parametrize(
    ("model", "method", "column", "day"),
    [
        ("CMMI v1.1", "scampi-a", "holds_at_least_until", "2007-08-31"),
        ("CMMI v1.1", "scampi-a", "accepted_until", "2007-08-31"),
        ("CMMI v1.3", "scampi-a", "accepted_until", "2020-09-30"),
        ("CMMI V2.0", "benchmark", "accepted_from", "2019-01-01"),
        ("CMMI V3.0", "benchmark", "accepted_from", "2023-04-05"),
    ],
)
def test_the_days_of_the_model_versions(model, method, column, day):
    assert RULES[model, method][column] == day


@pytest.mark.parametrize(
    "key",
    [
        ("SW-CMM 1.1", "cba-ipi"),
        ("CMMI V2.0", "action-plan-reappraisal"),
        ("CMMI V3.0", "benchmark"),
        ("CMMI V3.0", "sustainment"),
    ],
)
def test_what_nobody_has_read_is_to_be_confirmed(key):
    assert RULES[key]["certainty"] == "C"


@pytest.mark.parametrize(
    ("code", "months", "surveillance", "lead", "top_level", "certainty"),
    [
        ("CMMI", "36", "none", "180", "5", "A"),
        ("CMM", "", "none", "180", "5", "C"),
        ("PCMM", "36", "none", "180", "5", "C"),
        ("CSMM", "36", "none", "90", "5", "C"),
        ("DCMM", "36", "none", "90", "5", "C"),
        ("ISO9001", "36", "yearly", "90", "0", "A"),
        ("ISO27001", "36", "yearly", "90", "0", "A"),
        ("ISO20000", "36", "yearly", "90", "0", "A"),
        ("ITSS", "36", "yearly", "90", "0", "B"),
        ("SAS70", "", "none", "90", "0", "C"),
        ("SSAE18", "", "none", "90", "0", "C"),
        ("COPC", "", "none", "90", "0", "C"),
        ("SWIFT", "", "none", "90", "0", "C"),
    ],
)
def test_each_kind_of_certificate(code, months, surveillance, lead, top_level, certainty):
    names = ("validity_months", "surveillance", "lead_days", "top_level", "certainty")
    assert said(KINDS[code], *names) == (months, surveillance, lead, top_level, certainty)


def test_no_maturity_model_has_a_yearly_check():
    yearly = [row["code"] for row in KINDS.values() if row["surveillance"] == "yearly"]
    assert not {"CMMI", "CMM", "PCMM"} & set(yearly)


def test_no_seeded_kind_takes_a_code_of_the_parks_own():
    assert not [code for code in KINDS if code.startswith("PARK-")]


def test_the_domains_of_v3_are_known():
    views = [row["view"] for row in rows("model_views") if row["model"] == "CMMI V3.0"]
    assert sorted(views) == ["DATA", "DEV", "PPL", "SAF", "SEC", "SPM", "SVC", "VRT"]


@pytest.mark.parametrize("name", ["appraisal_rules", "certification_types", "model_views"])
def test_every_rule_names_its_source_in_both_languages(name):
    assert all(row["source"] and row["source_zh"] for row in rows(name))
