"""Every line that refuses says in both languages what would make it pass."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parkdesk.domain.certification_claims import judge_certificates
from parkdesk.domain.claimants import ClaimantFacts, claimant_lines
from parkdesk.domain.claims import ClaimState
from parkdesk.domain.eligibility import Judge, OtherClaim
from parkdesk.domain.eligibility_rules import Rule, Verdict
from parkdesk.domain.head_ceilings import stop_above
from parkdesk.domain.person_bars import PersonBar, with_bar
from parkdesk.domain.platform_claims import judge_platform
from parkdesk.domain.programmes import ClaimKind, Standing, Track
from parkdesk.domain.remedies import TOLD_BY_THE_LINE
from parkdesk.i18n import label, speaking
from parkdesk.i18n.claims import remedy_text
from tests.domain.packs import TODAY, known
from tests.domain.test_certification_claims import ITEMS as CERTIFICATES
from tests.domain.test_certification_claims import PROGRAMMES, funded
from tests.domain.test_eligibility import GOOD, THIS_YEAR, programmes, rows
from tests.domain.test_platform_claims import CITY
from tests.domain.test_platform_claims import ITEMS as COSTS

OTHER = OtherClaim(
    "PX-2026-0007",
    THIS_YEAR.code,
    2026,
    "华夏软件",
    ClaimState.PAID,
    450_000,
    dt.date(2026, 8, 3),
)
FACTS = st.builds(
    ClaimantFacts,
    turnover_usd_cents=st.none() | st.integers(0, 10**9),
    offshore_usd_cents=st.none() | st.integers(0, 10**9),
    staff=st.none() | st.integers(0, 500),
    graduates=st.none() | st.integers(0, 500),
    last_violation_on=st.none() | st.dates(dt.date(2020, 1, 1), TODAY),
    violations_checked=st.booleans(),
    standing=st.dictionaries(st.sampled_from(Standing), st.booleans()),
)


@pytest.fixture(autouse=True, scope="module")
def _catalogues():
    # The first sentence reads the catalogue of its language, which no example has the time for.
    for tongue in ("zh_CN", "en"):
        with speaking(tongue):
            assert label(Verdict.FAIL)


def helped(lines):
    """Look for a remedy of each line that refuses, in both languages."""
    told = TOLD_BY_THE_LINE | {"amount-withheld"}
    refusing = [one for one in lines if not one.verdict.payable and one.code not in told]
    for tongue in ("zh_CN", "en"):
        with speaking(tongue):
            said = {line.code: remedy_text(line) for line in refusing}
        assert all(said.values()), said
        assert "{" not in "".join(said.values()), said


@given(rows, programmes, st.sampled_from(Track), st.booleans(), st.booleans())
def test_of_a_person(row, year, track, claimed, twice):
    others = [OTHER] if claimed else ()
    helped(Judge(year, track, TODAY).judge(row, others, 1 if twice else 0).lines)


@given(PROGRAMMES, st.lists(CERTIFICATES, max_size=4), st.booleans())
def test_of_a_certificate(programme, items, claimed):
    elsewhere = [funded(1, programme=programme.code)] if claimed else []
    for verdict in judge_certificates(programme, items, elsewhere, TODAY):
        helped(verdict.lines)


@given(st.lists(COSTS, max_size=4))
def test_of_a_platform(items):
    for verdict in judge_platform(CITY, items, TODAY):
        helped(verdict.lines)


@given(programmes, st.sampled_from(ClaimKind), FACTS, st.integers(0, 300))
def test_of_a_claimant(programme, kind, facts, heads):
    helped(claimant_lines(programme, kind, facts, heads, TODAY))


def test_of_a_person_who_is_barred_or_above_the_ceiling():
    verdict = Judge(THIS_YEAR, Track.ENTERPRISE, TODAY).judge(GOOD)
    bar = PersonBar("商服〔2026〕3号", dt.date(2026, 1, 1), dt.date(2027, 12, 31))
    barred = with_bar(verdict, bar)
    (above,) = stop_above([verdict], [True], 100, known(100))
    helped((*barred.lines, *above.lines))
    (line,) = [one for one in barred.lines if one.rule is Rule.BARRED]
    with speaking("en"):
        assert remedy_text(line) == "After 2027-12-31 the person can be claimed for again."


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"degree": None}, "Enter “Degree”."),
        ({"hired_on": dt.date(2025, 1, 1)}, "A hire between 2026-01-01 and 2026-12-31"),
        ({"school": ""}, ""),
    ],
)
def test_it_names_the_cell_and_the_limit(cells, said):
    found = Judge(THIS_YEAR, Track.ENTERPRISE, TODAY).judge(replace(GOOD, **cells)).lines
    failing = [one for one in found if one.verdict is Verdict.FAIL and one.rule is not Rule.AMOUNT]
    with speaking("en"):
        told = "".join(remedy_text(line) for line in failing)
    assert told.startswith(said) if said else told == ""
