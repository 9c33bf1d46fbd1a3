"""For random rosters, items and programmes the printed annex, read back, gives the same amounts."""

import datetime as dt
from dataclasses import replace
from io import BytesIO

from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st

from parkdesk.domain.certification_claims import CertificateItem, judge_certificates
from parkdesk.domain.certifications import EventType
from parkdesk.domain.claim_lines import AmountLine
from parkdesk.domain.claim_print import (
    ClaimHead,
    ClaimPrint,
    ClaimSums,
    CorrectionNotice,
    NoticeMark,
    PrintedRow,
)
from parkdesk.domain.claim_returns import Mark as ReturnMark
from parkdesk.domain.claim_returns import MarkSubject
from parkdesk.domain.claims import ClaimKind, ClaimState
from parkdesk.domain.eligibility import Judge, OtherClaim, Rule
from parkdesk.domain.platform_claims import PlatformItem, judge_platform
from parkdesk.domain.platforms import Platform
from parkdesk.domain.programme_figures import FeeKind, ItemKind
from parkdesk.domain.programmes import (
    CertificationSupport,
    Counting,
    Degree,
    Figure,
    Mark,
    PlatformSupport,
    Track,
)
from parkdesk.domain.trainees import Assessment, ServiceLine
from parkdesk.reports.claim_prints import render_trace
from parkdesk.reports.correction_notice import render_correction_notice
from tests.domain.packs import TODAY, seeded
from tests.domain.test_trace_law import DAYS, ENDS, NUMBERS, ROWS, figures, programmes
from tests.reports.printed_trace import cents, read_annex, read_notice, whole_months
from tests.usecases.claim_stories import person

# Drawing pages takes its time: few examples, and the first that fails is shown as it is.
FEW = settings(
    max_examples=25,
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
COSTS = st.integers(0, 2_000_000_00)
ASKED = st.one_of(st.none(), st.none(), COSTS)
INVOICES = st.sampled_from(["", "INV1", "INV2", "INV3"])
OTHERS = st.builds(
    OtherClaim,
    number=st.just("PX-2015-0007"),
    programme=st.sampled_from(["template-training-2026", "central-training-2015"]),
    year=st.just(2015),
    enterprise=st.just("某软件公司"),
    state=st.sampled_from(ClaimState),
    amount_cents=st.integers(0, 450_000),
)


def annex(programme, kind, verdicts, named=()):
    """Draw the annex of rows with these verdicts, as a claim that has just been handed in."""
    rows = tuple(
        PrintedRow(
            AmountLine(
                id=place,
                position=place,
                name=name,
                verdict=verdict.verdict,
                applied_cents=0,
                requested_cents=verdict.amount_cents,
                recommended_cents=None,
                recommended_reason="",
                approved_cents=None,
                approved_reason="",
                paid_cents=None,
                paid_reason="",
                recovered_cents=None,
            ),
            verdict,
        )
        for place, (verdict, name) in enumerate(zip(verdicts, named, strict=True), 1)
    )
    head = head_of(programme, kind)
    out = BytesIO()
    sums = ClaimSums(0, 0, None, None, None, None)
    claim = ClaimPrint(head, sums, rows, (), (), (), {})
    assert render_trace(claim, out, "zh_CN") == ()
    return out.getvalue()


def head_of(programme, kind):
    """Return what stands on every sheet."""
    return ClaimHead(
        "太湖园",
        "Taihu Park",
        "PX-2026-0001",
        "无锡太湖软件外包有限公司",
        "91320213MA1TESTX01",
        kind,
        ClaimState.SUBMITTED,
        programme,
        dt.datetime(2026, 10, 12, 10, tzinfo=dt.UTC),
        "王敏",
    )


def check(content, verdicts):
    """Compare what the paper gives by itself with what is printed, and that with the program."""
    rows, total = read_annex(content)
    assert [row.position for row in rows] == list(range(1, len(verdicts) + 1))
    for row, verdict in zip(rows, verdicts, strict=True):
        for line in row.lines:
            assert line.holds() == line.verdict.payable, line
        assert row.worth == row.amount_cents == row.lines[-1].amount_cents, row
        assert (row.verdict, row.amount_cents) == (verdict.verdict, verdict.amount_cents)
        assert [line.rule for line in row.lines] == [line.rule for line in verdict.lines]
    assert total == sum(row.worth for row in rows)
    return rows


def known(values):
    """Return figures that are known."""
    return st.builds(Figure, values, st.sampled_from(Mark))


def nearly(good, **cells):
    """Return what meets every rule, or has one cell that is anything: most rows are paid for."""

    @st.composite
    def built(draw):
        names = draw(st.lists(st.sampled_from(sorted(cells)), max_size=1))
        return replace(draw(good), **{name: draw(cells[name]) for name in names})

    return built()


PEOPLE = nearly(
    st.builds(
        person,
        st.integers(1, 5),
        assessment=st.sampled_from([None, Assessment.PASSED]),
        requested_cents=st.sampled_from([None, 0, 299_999, 300_000, 300_001, 360_000, 450_001]),
        hired_on=st.dates(dt.date(2026, 1, 1), dt.date(2026, 10, 1)),
        degree=st.sampled_from(sorted(Degree, key=lambda one: -one.rank)),
        contract_last=st.sampled_from(
            [dt.date(2029, 5, 10), *(dt.date(2027, 5, day) for day in (9, 10, 11, 12))]
        ),
    ),
    name=st.just(""),
    id_number=NUMBERS,
    degree=st.sampled_from([None, *Degree]),
    graduated_on=DAYS,
    hired_on=DAYS,
    contract_first=DAYS,
    contract_last=ENDS,
    service_line=st.sampled_from([None, *ServiceLine]),
    training_first=DAYS,
    training_last=DAYS,
    assessment=st.sampled_from([None, *Assessment]),
    score_tenths=st.integers(0, 1000),
)


@st.composite
def roster_programmes(draw):
    """Return this year's programme with figures of its own; now and then one quite invented."""
    if draw(st.integers(0, 4)) == 0:
        return draw(programmes())
    return replace(
        seeded(),
        cap_cents={track: draw(known(st.sampled_from([300_000, 450_000]))) for track in Track},
        contract_months=draw(known(st.integers(11, 13))),
        counting=draw(known(st.sampled_from(Counting))),
        degree=draw(known(st.sampled_from([Degree.JUNIOR_COLLEGE, Degree.BACHELOR]))),
        pass_score=draw(figures(st.integers(0, 100))),
    )


@FEW
@given(
    roster_programmes(),
    st.sampled_from(Track),
    st.lists(st.one_of(PEOPLE, PEOPLE, ROWS), min_size=2, max_size=6),
    st.lists(OTHERS, max_size=2),
)
def test_the_printed_annex_of_a_roster_gives_its_amounts_again(programme, track, rows, others):
    numbers = {row.id_number: others for row in rows[:1] if row.id_number}
    verdicts = Judge(programme, track, TODAY).judge_roster(rows, numbers)
    content = annex(programme, ClaimKind(track.value), verdicts, [row.name for row in rows])
    check(content, verdicts)


@st.composite
def certification_programmes(draw):
    support = CertificationSupport(
        items_a_year=draw(figures(st.integers(2, 6))),
        cap_cents=draw(known(st.sampled_from([1_000_000_00, 500_000_01]))),
        share_permille=draw(known(st.sampled_from([1000, 500, 333]))),
        minimum_level=draw(figures(st.integers(1, 4))),
        kinds=draw(figures(st.just(("CMMI",)))),
        events=draw(figures(st.just(("first", "upgrade")))),
        fee_kinds=draw(figures(st.just(("appraisal", "certification")))),
    )
    return replace(seeded(), certification=support)


FEES = nearly(
    st.builds(
        CertificateItem,
        certification_id=st.integers(1, 2),
        kind_code=st.just("CMMI"),
        has_levels=st.just(value=True),
        level=st.integers(3, 5),
        event=st.just(EventType.FIRST),
        fee_kind=st.just(FeeKind.APPRAISAL),
        cost_cents=st.integers(300_000_01, 900_000_00),
        asked_cents=ASKED,
        invoice_number=st.integers(1, 99).map("INV{}".format),
        bank_slip=st.just("S1"),
        paid_on=st.just(dt.date(2026, 3, 12)),
    ),
    certification_id=st.none(),
    kind_code=st.just("ISO27001"),
    level=st.one_of(st.none(), st.integers(1, 5)),
    event=st.sampled_from([None, *EventType]),
    fee_kind=st.sampled_from([None, *FeeKind]),
    invoice_number=INVOICES,
    bank_slip=st.just(""),
    paid_on=DAYS,
)


@FEW
@given(certification_programmes(), st.lists(FEES, min_size=4, max_size=6))
def test_the_printed_annex_of_certificates_gives_its_amounts_again(programme, items):
    verdicts = judge_certificates(programme, items, (), TODAY)
    named = ["评估费" for _item in items]
    rows = check(annex(programme, ClaimKind.CERTIFICATION, verdicts, named), verdicts)
    used = {}
    for row, item in zip(rows, items, strict=True):
        key = (item.certification_id, item.event)
        (line,) = [line for line in row.lines if line.rule is Rule.AMOUNT]
        used[key] = used.get(key, 0) + row.amount_cents
        assert used[key] <= programme.certification.cap_cents.value
        if line.code in {"item-limit", "item-limit-cut"}:
            assert used[key] == line.cents("limit_cents"), "the limit that is printed is used up"


COSTS_OF_PLATFORM = nearly(
    st.builds(
        PlatformItem,
        platform=st.just(Platform.TECHNOLOGY),
        kind=st.sampled_from([ItemKind.EQUIPMENT, ItemKind.RUNNING]),
        cost_cents=COSTS,
        asked_cents=ASKED,
        invoice_number=st.integers(1, 99).map("EQ{}".format),
        bank_slip=st.just("S1"),
        paid_on=st.just(dt.date(2026, 4, 5)),
    ),
    platform=st.sampled_from([None, *Platform]),
    kind=st.sampled_from([None, *ItemKind]),
    invoice_number=INVOICES,
    bank_slip=st.just(""),
    paid_on=DAYS,
)


@st.composite
def platform_programmes(draw):
    shares = {kind: draw(figures(st.integers(1, 1000))) for kind in ItemKind}
    support = PlatformSupport(
        cap_cents=draw(known(st.integers(1, 5_000_000_00))),
        minimum_cents=draw(figures(st.integers(0, 1_000_000_00))),
        kinds=draw(figures(st.just(("technology", "training")))),
        cost_kinds=draw(figures(st.just(("equipment", "running")))),
        share_permille={kind: share for kind, share in shares.items() if share is not None},
    )
    return replace(seeded(), platform=support)


@FEW
@given(platform_programmes(), st.lists(COSTS_OF_PLATFORM, min_size=2, max_size=6))
def test_the_printed_annex_of_a_platform_gives_its_amounts_again(programme, items):
    verdicts = judge_platform(programme, items, TODAY)
    named = ["测试服务器" for _item in items]
    rows = check(annex(programme, ClaimKind.PLATFORM, verdicts, named), verdicts)
    used = 0
    for row in rows:
        (line,) = [line for line in row.lines if line.rule is Rule.AMOUNT]
        used += row.amount_cents
        assert used <= programme.platform.cap_cents.value
        if line.code in {"item-limit", "item-limit-cut"}:
            assert used == line.cents("limit_cents"), "the limit that is printed is used up"


@FEW
@given(roster_programmes(), st.lists(PEOPLE, min_size=3, max_size=8))
def test_the_printed_notice_asks_for_what_fails_and_keeps_what_it_promises(programme, rows):
    judge = Judge(programme, Track.ENTERPRISE, TODAY)
    refused = {
        place: verdict
        for place, verdict in enumerate(judge.judge_roster(rows), 1)
        if not verdict.verdict.payable
    }
    assume(refused)
    for asked in read_notice(notice(programme, rows, refused)):
        row = rows[asked.position - 1]
        said = [line for line in refused.pop(asked.position).lines if not line.verdict.payable]
        wanted = {line.code for line in said if line.code != "amount-withheld"}
        found = {line.code for line in asked.lines if line.code != "amount-withheld"}
        assert found == wanted
        assert not any(line.holds() for line in asked.lines if line.code in found)
        facts = asked.remedies.get("contract-until-pays")
        if facts is not None:
            until = dt.date.fromisoformat(facts["until"])
            (line,) = [one for one in asked.lines if one.rule is Rule.CONTRACT]
            if "limit" in line.facts:
                assert whole_months(line.day("first"), until) >= line.number("limit")
            mended = judge.judge(replace(row, contract_last=until))
            assert mended.amount_cents == cents(facts["amount_cents"]) > 0
            short = judge.judge(replace(row, contract_last=until - dt.timedelta(days=1)))
            assert short.amount_cents == 0, "a day less would not do"
    assert refused == {}


def notice(programme, rows, refused):
    """Draw the correction notice that marks these rows."""
    marks = tuple(
        NoticeMark(
            ReturnMark(MarkSubject.PERSON, "as-stated", row=place),
            place,
            rows[place - 1].name,
            verdict.lines,
        )
        for place, verdict in refused.items()
    )
    head = head_of(programme, ClaimKind.ENTERPRISE)
    day = dt.date(2026, 10, 30)
    out = BytesIO()
    found = CorrectionNotice(
        head, head.printed_at, "周敏", "请补正", day, marks, whole_open=False, reasons={}
    )
    assert render_correction_notice(found, out, "zh_CN") == ()
    return out.getvalue()


def test_a_wrong_amount_on_the_paper_is_found():
    """The reader itself is no parrot: an amount that does not follow from the facts is seen."""
    programme = seeded()
    (verdict,) = Judge(programme, Track.ENTERPRISE, TODAY).judge_roster([person(1)])
    wrong = replace(verdict.lines[-1], facts={**verdict.lines[-1].facts, "limit_cents": 440_000})
    other = replace(verdict, lines=(*verdict.lines[:-1], wrong))
    rows, total = read_annex(annex(programme, ClaimKind.ENTERPRISE, [other], ["学员"]))
    assert (rows[0].amount_cents, rows[0].worth, total) == (450_000, 440_000, 450_000)
