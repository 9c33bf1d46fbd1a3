"""A workbook of certificates: everything wrong in it is told at once, by row and column."""

import datetime as dt

import openpyxl
import pytest

from parkdesk.domain.certification_kinds import SaveOwnKind
from parkdesk.domain.certifications import (
    CertificationFamily,
    EventType,
    LastDay,
    Surveillance,
)
from parkdesk.domain.errors import NeedsConfirmation, Refused
from parkdesk.domain.imports import Change, Severity
from parkdesk.domain.paging import Sort
from parkdesk.domain.programmes import Mark
from parkdesk.excel.certifications import CERTIFICATION_COLUMNS
from parkdesk.excel.reading import read_sheet
from parkdesk.excel.writing import write_list
from parkdesk.i18n import problem
from parkdesk.usecases import certification_imports
from parkdesk.usecases.certification_details import certification_detail
from parkdesk.usecases.certification_exports import export_certifications
from parkdesk.usecases.certification_imports import (
    import_certifications,
    preview_certification_import,
)
from parkdesk.usecases.certification_kinds import add_kind, certification_kinds, retire_kind
from parkdesk.usecases.certification_lists import CertificationFilter, list_certifications
from parkdesk.usecases.certifications import register_certification, renew_certification
from tests.registers import benchmark, enterprise, iso

D = dt.date
HEADINGS = (
    "企业名称", "证书", "等级", "证书编号", "评估结束日", "到期日", "模型版本", "评估方法",
)  # fmt: skip
NAME = "太湖软件有限公司"


def workbook(tmp_path, *rows, headings=HEADINGS):
    book = openpyxl.Workbook()
    book.active.append(headings)
    for row in rows:
        book.active.append(row)
    path = tmp_path / "certificates.xlsx"
    book.save(path)
    return read_sheet(path, CERTIFICATION_COLUMNS)


ENDED = D(2024, 5, 10)


def row(number, method="基准评估", ended=ENDED, level=3, **more):
    values = {
        "enterprise": NAME,
        "kind": "CMMI",
        "level": level,
        "number": number,
        "ended": ended,
        "expires": None,
        "model": "CMMI V2.0",
        "method": method,
    } | more
    return list(values.values())


def told(preview):
    return [(one.row, one.column, one.code) for one in preview.problems]


def test_every_kind_of_bad_input_is_told_in_one_pass_with_row_and_column(work, tmp_path):
    enterprise(work, name=NAME, founded_on=D(2015, 1, 1))
    enterprise(work, name="迟到企业", founded_on=D(2025, 1, 1))
    enterprise(work, name="离园企业", left_on=D(2023, 12, 31), status="moved-out")
    sheet = workbook(
        tmp_path,
        row("A-2", expires=D(2024, 5, 9)),
        row("B-3", "维持评估", kind="PCMM", model="CMMI V2.0"),
        row("C-4", ended=D(2018, 2, 1), enterprise="维持企业"),
        row("D-5", level=None, kind="CMMI 3级", ended=D(2019, 2, 1)),
        *(
            row(f"D-{place}", "维持评估", D(year, 1, 20))
            for place, year in ((6, 2021), (7, 2022), (8, 2023), (9, 2024))
        ),
        row("D-10", "维持评估", D(2021, 6, 1), level=4),
        row("E-11", "SCAMPI C", model="CMMI v1.3"),
        row("F-12", enterprise="迟到企业"),
        row("G-13", enterprise="离园企业"),
        row("H-14", enterprise="", method="评价", level=2),
    )
    preview = preview_certification_import(work, sheet)
    assert told(preview) == [
        (2, "F", "expiry-before-issue"),
        (3, "H", "method-not-of-model"),
        (4, "A", "unknown-enterprise"),
        (9, "H", "too-many-sustainments"),
        (10, "C", "sustainment-raises-level"),
        (11, "C", "method-gives-no-level"),
        (12, "E", "issued-before-founding"),
        (13, "E", "issued-after-leaving"),
        (14, "A", "required"),
        (14, "C", "method-gives-no-level"),
    ]
    assert [one.row for one in preview.problems if one.severity is Severity.ASK] == [12, 13]
    for one in preview.problems:
        assert problem(one.code, **one.facts) not in {"", one.code}
    with pytest.raises(Refused):
        import_certifications(work, sheet)
    assert list_certifications(work, CertificationFilter(), Sort("number"), 0, 9).total == 0


def test_a_certificate_stands_once_in_a_file(work, tmp_path):
    enterprise(work, name=NAME, founded_on=D(2015, 1, 1))
    preview = preview_certification_import(work, workbook(tmp_path, row("A-2"), row("A-2")))
    assert told(preview) == [(3, "D", "twice-in-file")]
    assert preview.problems[0].facts == {"row": 2}


def test_a_sustainment_on_nothing_and_on_an_evaluation(work, tmp_path):
    enterprise(work, name=NAME)
    sheet = workbook(
        tmp_path,
        row("A-1", "评价", D(2022, 5, 10), level=None),
        row("A-2", "维持评估"),
    )
    assert told(preview_certification_import(work, sheet)) == [(3, "H", "sustainment-on-nothing")]


def test_a_rating_that_was_renewed_is_not_renewed_again(work, tmp_path):
    owner = enterprise(work, name=NAME)
    first = register_certification(work, benchmark(owner))
    form = benchmark(owner, method="sustainment", issued_on=D(2026, 4, 1), renews_id=first)
    renew_certification(work, form)
    sheet = workbook(tmp_path, row("A-2", "维持评估", D(2025, 4, 1)))
    assert told(preview_certification_import(work, sheet)) == [(2, "E", "renewed-already")]


def test_chains_side_by_side_stay_apart(work, tmp_path):
    enterprise(work, name=NAME)
    headings = (*HEADINGS, "模型视图")
    sheet = workbook(
        tmp_path,
        [*row("DEV-1", level=3), "DEV"],
        [*row("SVC-1", level=2, ended=D(2024, 8, 1)), "SVC"],
        [*row("DEV-2", "维持评估", D(2026, 2, 1), level=3), "DEV"],
        [*row("SVC-2", "维持评估", D(2026, 3, 1), level=2), "SVC"],
        headings=headings,
    )
    assert import_certifications(work, sheet).new == 4
    work.session.flush()
    rows = {
        one.number: one.id
        for one in list_certifications(work, CertificationFilter(), Sort("number"), 0, 9).rows
    }
    chain = certification_detail(work, rows["SVC-2"]).chain
    assert [one.number for one in chain] == ["SVC-1", "SVC-2"]


def test_the_scope_comes_and_goes_by_workbook(work, tmp_path):
    owner = enterprise(work, name=NAME)
    given = {
        "org_unit": "Delivery centre",
        "site": "Wuxi",
        "name_en": "Taihu Software Co., Ltd.",
        "view": "DEV",
        "appraisal_id": "51234",
        "lead_appraiser": "R. Alder",
        "sponsor": "李国强",
        "partner": "某咨询公司",
        "event_type": EventType.UPGRADE,
    }
    id_ = register_certification(work, benchmark(owner, unit_confirmed=True, **given))
    register_certification(work, iso(owner, last_surveillance_on=D(2026, 4, 20)))
    path = tmp_path / "list.xlsx"
    rows = export_certifications(work, CertificationFilter(), Sort("number"))
    write_list(path, CERTIFICATION_COLUMNS, rows, title="资质认证")
    sheet = read_sheet(path, CERTIFICATION_COLUMNS)
    preview = preview_certification_import(work, sheet)
    assert preview.problems == ()
    assert preview.count(Change.SAME) == 2
    book = openpyxl.load_workbook(path)
    places = {cell.value: cell.column for cell in book.active[1]}
    line = next(
        one
        for one in range(2, 4)
        if book.active.cell(one, places["Appraisal ID in PARS"]).value == "51234"
    )
    book.active.cell(line, places["Site"]).value = "Suzhou"
    book.save(path)
    assert import_certifications(work, read_sheet(path, CERTIFICATION_COLUMNS)).changed == 1
    work.session.flush()
    detail = certification_detail(work, id_)
    assert (detail.site, detail.appraisal_id) == ("Suzhou", "51234")
    assert not detail.unit_confirmed
    assert detail.unit_confirmed_by == ""


def test_a_kind_of_the_parks_own_is_read_by_its_short_name_and_its_names(work, tmp_path):
    enterprise(work, name=NAME)
    add_kind(
        work,
        SaveOwnKind(
            "ISO22301",
            "业务连续性管理体系",
            "Business continuity",
            CertificationFamily.MANAGEMENT,
            36,
            LastDay.DAY_BEFORE,
            Surveillance.NONE,
            90,
            0,
            "ISO 22301",
            Mark.DOCUMENT,
        ),
    )
    names = ("ISO 22301", "PARK-ISO22301", "业务连续性管理体系", "没有这种证书")
    sheet = workbook(
        tmp_path,
        *([NAME, kind, None, f"B-{place}", D(2025, 5, 10)] for place, kind in enumerate(names)),
    )
    preview = preview_certification_import(work, sheet)
    assert told(preview) == [(5, "B", "not-in-list")]
    assert "ISO22301" in preview.problems[0].facts["allowed"]


def test_a_retired_kind_is_refused_at_its_cell(work, tmp_path):
    enterprise(work, name=NAME)
    kind = next(one for one in certification_kinds(work).kinds if one.kind.code == "GLP")
    retire_kind(work, kind.id, kind.version, retired=True)
    work.session.flush()
    sheet = workbook(tmp_path, [NAME, "GLP", None, "G-1", D(2025, 5, 10)])
    assert told(preview_certification_import(work, sheet)) == [(2, "B", "kind-retired")]


def test_a_certificate_from_before_its_enterprise_is_taken_once_affirmed(work, tmp_path):
    enterprise(work, name=NAME, founded_on=D(2025, 1, 1))
    sheet = workbook(tmp_path, row("A-1"))
    with pytest.raises(NeedsConfirmation):
        import_certifications(work, sheet)
    assert import_certifications(work, sheet, frozenset({"import-has-doubts"})).new == 1


def test_a_changed_row_keeps_what_the_sustainment_after_it_says(work, tmp_path):
    """Level and day of a benchmark are not imported away from under the certificate after it."""
    owner = enterprise(work, name=NAME)
    first = register_certification(work, benchmark(owner, number="A-1", issued_on=ENDED))
    follower = benchmark(
        owner, number="A-2", method="sustainment", issued_on=D(2026, 5, 1), renews_id=first
    )
    sure = frozenset({"sustainment-after-lapse", "unit-not-confirmed"})
    renew_certification(work, follower, sure)
    work.session.flush()

    def problems(*rows):
        preview = preview_certification_import(work, workbook(tmp_path, *rows))
        return {
            (one.row, one.field, one.code)
            for one in preview.problems
            if one.severity is Severity.STOP
        }

    assert (2, "level", "sustainment-changes-level") in problems(row("A-1", level=5))
    late = problems(row("A-1", ended=D(2026, 5, 1)))
    assert (2, "issued_on", "after-renewal") in late
    earlier = {code for _row, _field, code in problems(row("A-1", ended=D(2024, 5, 9)))}
    assert earlier.isdisjoint({"after-renewal", "sustainment-changes-level"})
    # Both corrected by the same list agree again.
    both = problems(
        row("A-1", level=5), row("A-2", method="维持评估", ended=D(2026, 5, 1), level=5)
    )
    assert (2, "level", "sustainment-changes-level") not in both


def test_a_model_and_a_method_that_can_only_be_one_need_not_be_written(work, tmp_path):
    enterprise(work, name=NAME)
    sheet = workbook(
        tmp_path,
        row("M-1", None, D(2001, 3, 1), kind="CMM", model=None),
        row("M-2", None, D(2016, 3, 1), model="CMMI v1.3"),
    )
    import_certifications(work, sheet, frozenset({"import-has-doubts"}))
    work.session.flush()
    rows = list_certifications(work, CertificationFilter(), Sort("number"), 0, 9).rows
    found = [certification_detail(work, one.id) for one in rows]
    assert [(one.row.number, one.row.model, one.method, one.row.level) for one in found] == [
        ("M-1", "SW-CMM 1.1", "cba-ipi", 3),
        ("M-2", "CMMI v1.3", "scampi-a", 3),
    ]


def test_a_rating_that_a_row_of_the_file_renews_is_not_renewed_by_another(work, tmp_path):
    enterprise(work, name=NAME)
    day = D(2026, 3, 1)
    sheet = workbook(tmp_path, row("A-1"), row("A-2", "维持评估", day), row("A-3", "维持评估", day))
    stops = [
        (one.row, one.column, one.code)
        for one in preview_certification_import(work, sheet).problems
        if one.severity is Severity.STOP
    ]
    assert stops == [(4, "E", "renewed-already")]


def test_a_long_list_of_certificates_says_how_far_it_is(work, tmp_path, monkeypatch):
    enterprise(work, name=NAME)
    monkeypatch.setattr(certification_imports, "_EVERY", 2)
    told = []
    work.progress.listener = lambda done, total: told.append((done, total))
    preview_certification_import(work, workbook(tmp_path, *(row(f"A-{at}") for at in range(5))))
    assert told == [(2, 5), (4, 5)]
