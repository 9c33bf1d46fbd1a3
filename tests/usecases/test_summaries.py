import datetime as dt
from dataclasses import replace
from io import BytesIO

import pytest
from sqlalchemy import event, select, text

from parkdesk.domain import canonical
from parkdesk.domain.calendar import Quarter
from parkdesk.domain.errors import InvalidInput, NotPermitted, Refused
from parkdesk.domain.identity import Role
from parkdesk.domain.statistics import FillState
from parkdesk.domain.summaries import (
    FigureKey,
    QuarterlySummary,
    ReturnLine,
    Signatures,
)
from parkdesk.domain.summary_laws import broken_laws
from parkdesk.reports.quarterly import TEMPLATE, render_quarterly
from parkdesk.store.summaries import budget_permille
from parkdesk.store.tables.certifications import CertificationRecord
from parkdesk.store.tables.claims import ClaimRecord
from parkdesk.store.tables.contracts import ContractExecutionRecord, ContractRecord
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.store.tables.programmes import ProgrammeRecord
from parkdesk.store.tables.statistics import QuarterReturnRecord
from parkdesk.usecases.programmes import set_programme_budget
from parkdesk.usecases.summaries import (
    Authenticity,
    freeze_quarter,
    issue_quarterly,
    issued_bytes,
    list_issued,
    list_snapshots,
    quarter_summary,
    signing_people,
    snapshot,
    usual_signatures,
    verify_document,
)
from tests.usecases import claim_stories as story
from tests.usecases.closing_stories import close, open_again

QUARTER = Quarter(2026, 3)
QUARTER_END = dt.datetime(2026, 9, 30, 15, 59, tzinfo=dt.UTC)
"""The last minute of the quarter in China."""
NAMES = ("苏州凌云信息技术有限公司", "无锡太湖软件外包有限公司")


def enterprise(work, number: int) -> EnterpriseRecord:
    name = NAMES[number]
    return work.add(
        EnterpriseRecord(
            code=f"9132059400000000{number:02}", name=name, short_name=name[:4],
            sort_key=f"{number}", pinyin="", initials="", status="resident", service_line="ITO",
            market="both", entered_on=dt.date(2020, 1, 1),
        )
    )  # fmt: skip


def contract(work, of: EnterpriseRecord, number: str, *, offshore: bool) -> ContractRecord:
    return work.add(
        ContractRecord(
            number=number, enterprise_id=of.id, enterprise_sort_key=of.sort_key, client="Northwind",
            country_code="US" if offshore else "CN", market="offshore" if offshore else "onshore",
            service_line="BPO", currency="USD", amount_minor=10_000_00, amount_usd_cents=10_000_00,
            signed_on=dt.date(2026, 7, 2),
        )
    )  # fmt: skip


def execution(work, of: ContractRecord, cents: int, day: dt.date, receipt: str = "R1") -> None:
    work.add(
        ContractExecutionRecord(
            contract_id=of.id, executed_on=day, amount_minor=cents, amount_usd_cents=cents,
            receipt_no=receipt,
        )
    )  # fmt: skip


def certificate(work, of: EnterpriseRecord, expires_on: dt.date, **differences) -> None:
    fields = {
        "type_code": "CMMI", "level": 3, "number": f"C-{expires_on}",
        "issued_on": expires_on - dt.timedelta(days=1095), "expires_on": expires_on,
        "expires_key": expires_on, "remind_key": expires_on - dt.timedelta(days=180),
    }  # fmt: skip
    fields.update(differences)
    work.add(CertificationRecord(enterprise_id=of.id, enterprise_sort_key=of.sort_key, **fields))


@pytest.fixture
def quarter_of_two(desk):
    """Two enterprises: one with everything in order, one with everything amiss."""
    with desk.work(read_only=False) as work:
        good, bad = enterprise(work, 0), enterprise(work, 1)
        execution(work, contract(work, good, "A-1", offshore=True), 400_00, dt.date(2026, 8, 1))
        execution(work, contract(work, bad, "B-1", offshore=True), 100_00, dt.date(2026, 8, 1), "")
        execution(work, contract(work, bad, "B-2", offshore=False), 300_00, dt.date(2026, 9, 30))
        execution(work, contract(work, good, "A-2", offshore=True), 50_00, dt.date(2026, 6, 30))
        certificate(work, good, dt.date(2028, 1, 1))
        certificate(work, bad, dt.date(2026, 9, 30))
        certificate(work, bad, dt.date(2026, 11, 1), type_code="ISO27001", level=None)
        work.add(
            QuarterReturnRecord(
                enterprise_id=good.id, quarter=str(QUARTER), headcount=100, graduates=80,
                new_hires=10, received_on=dt.date(2026, 10, 8),
            )
        )  # fmt: skip
    return desk


def read(desk, use_case, *args):
    with desk.work(read_only=True) as work:
        return use_case(work, *args)


def do(desk, use_case, *args):
    with desk.work(read_only=False) as work:
        return use_case(work, *args)


def test_a_new_parks_quarter_is_a_draft_that_says_nothing_happened(desk):
    summary = read(desk, quarter_summary, QUARTER)
    assert summary.draft
    assert broken_laws(summary) == ()
    assert (summary.enterprises, summary.contracts, summary.findings.lines) == ((), (), ())
    assert summary.findings.unknown
    assert summary.figure(FigureKey.RESIDENTS).value == 0
    assert summary.figure(FigureKey.STAFF).value is None


def test_the_draft_has_every_figure_and_its_lists(quarter_of_two):
    summary = read(quarter_of_two, quarter_summary, QUARTER)
    assert broken_laws(summary) == ()
    value = {figure.key: figure.value for figure in summary.figures}
    assert value[FigureKey.RESIDENTS] == 2
    assert value[FigureKey.OFFSHORE_EXECUTED] == 500_00
    assert value[FigureKey.CMMI_3_AND_UP] == 1
    assert value[FigureKey.STAFF] == 100
    assert value[FigureKey.EXPIRING] == 1
    assert value[FigureKey.RETURNS_IN] == 500
    assert [line.number for line in summary.contracts] == ["A-1", "B-1", "B-2", "A-2"]
    assert summary.executed[-1].bpo_usd_cents == 500_00
    assert summary.executed[-2].total_usd_cents == 50_00
    assert [(one.country, one.usd_cents) for one in summary.markets] == [("US", 500_00)]
    assert summary.enterprises[0].certificate == "CMMI 3"
    assert summary.enterprises[1].certificate == "ISO 27001"


def test_a_return_that_is_not_in_yet_is_listed_and_no_finding(quarter_of_two):
    summary = read(quarter_of_two, quarter_summary, QUARTER)
    line = ReturnLine(NAMES[1], FillState.MISSING, dt.date(2026, 10, 15), None)
    assert summary.returns == (line,)
    assert summary.findings.lines == ()


def test_the_share_of_the_budget_is_rounded_half_up(desk):
    with desk.work(read_only=False) as work:
        programme = work.session.scalars(select(ProgrammeRecord)).first()
        programme.year, programme.budget_cents = 2026, 3400
        claimant = enterprise(work, 0)
        work.add(
            ClaimRecord(
                number="PX-1", programme_id=programme.id, enterprise_id=claimant.id,
                enterprise_sort_key="0", track="enterprise", state="approved", approved_cents=3100,
                created_at=work.now, decided_at=QUARTER_END, created_by_id=1,
            )
        )  # fmt: skip
        work.session.flush()
        assert budget_permille(work.session, QUARTER) == 912


def approved_claim(act_as, people: int, cents: int, **where):
    """A claim of so many persons with so much of it approved, decided on the desk's day."""
    rows = [story.person(number) for number in where.pop("numbers", range(1, people + 1))]
    claim = story.submit(act_as(Role.CLERK), story.add_claim(act_as(Role.CLERK), rows, **where))
    claim = story.precheck(act_as(Role.REVIEWER), claim, cents, "社保不符")
    return story.approve(act_as(Role.MANAGER), claim, cents, "按预审核定")


def decide_on(desk, claim_id: int, at: dt.datetime) -> None:
    with desk.work(read_only=False) as work:
        work.session.get(ClaimRecord, claim_id).decided_at = at


def test_whom_a_cut_amount_is_for_is_not_guessed(act_as):
    desk = act_as(Role.ADMINISTRATOR)
    owner = story.add_enterprise(desk)
    approved_claim(act_as, 10, story.CAP, enterprise=owner)
    approved_claim(act_as, 2, 2 * story.CAP, enterprise=owner, numbers=(11, 12))
    summary = read(desk, quarter_summary, Quarter(2026, 4))
    (line,) = summary.programmes
    assert (line.claims, line.persons, line.persons_approved) == (2, 12, 2)
    assert line.approved_cents == 3 * story.CAP
    assert summary.subsidy_persons == 2
    assert broken_laws(summary) == ()
    assert canonical.decode(QuarterlySummary, canonical.encode(summary)) == summary


def test_the_budget_used_counts_what_was_approved_by_the_quarters_end(act_as):
    desk = act_as(Role.ADMINISTRATOR)
    do(desk, set_programme_budget, story.programme_id(desk), 1, 10 * story.CAP)
    claim = approved_claim(act_as, 1, story.CAP)
    quarters = [Quarter(2026, number) for number in (1, 2, 3, 4)]
    used = [read(desk, quarter_summary, one).budget_permille for one in quarters]
    assert used == [0, 0, 0, 100]
    decide_on(desk, claim.id, QUARTER_END)
    used = [read(desk, quarter_summary, one).budget_permille for one in quarters]
    assert used == [0, 0, 100, 100]


def test_a_later_payment_moves_no_earlier_quarter(act_as):
    desk = act_as(Role.ADMINISTRATOR)
    claim = approved_claim(act_as, 1, story.CAP)
    decide_on(desk, claim.id, QUARTER_END)
    before = read(desk, quarter_summary, QUARTER).programmes
    version = read(desk, lambda work: work.session.get(ClaimRecord, claim.id).version)
    paid = replace(claim, version=version)
    story.pay(act_as(Role.ADMINISTRATOR), paid, story.CAP, dt.date(2026, 10, 1))
    assert read(desk, quarter_summary, QUARTER).programmes == before
    assert before[0].paid_cents == 0
    with desk.work(read_only=False) as work:
        work.session.get(ClaimRecord, claim.id).paid_on = QUARTER.last
    assert read(desk, quarter_summary, QUARTER).programmes[0].paid_cents == story.CAP


def test_a_frozen_quarter_never_changes(quarter_of_two):
    desk = quarter_of_two
    row = do(desk, close, QUARTER, Signatures("李芳", "周敏", "陈志远"))
    assert (row.edition, row.frozen_by) == (1, "王敏")
    first = read(desk, snapshot, row.id)
    with desk.work(read_only=False) as work:
        enterprise_id = work.session.scalar(text("select min(id) from enterprise"))
        work.get(EnterpriseRecord, enterprise_id).name = "改了名的公司"
    assert read(desk, snapshot, row.id) == first
    assert first.code == row.code
    assert first.number("zh_CN") == "HG-2026-Q3-001"
    assert first.trail_head


def test_a_further_edition_needs_a_reason(quarter_of_two, act_as):
    desk = quarter_of_two
    do(desk, close, QUARTER)
    open_again(act_as, QUARTER)
    with pytest.raises(InvalidInput) as refused:
        do(desk, close, QUARTER, None, "  ")
    assert refused.value.problems == {"reason": "edition-needs-reason"}
    row = do(desk, close, QUARTER, None, "补登一笔收汇")
    assert row.edition == 2
    assert [one.edition for one in read(desk, list_snapshots, QUARTER)] == [2, 1]
    assert read(desk, snapshot, row.id).reason == "补登一笔收汇"


def test_a_quarter_that_runs_is_not_frozen(desk):
    with pytest.raises(Refused) as refused:
        do(desk, freeze_quarter, Quarter(2026, 4))
    assert refused.value.code == "quarter-not-over"
    assert refused.value.params["from_on"] == dt.date(2027, 1, 1)


def test_a_clerk_may_look_and_not_freeze(act_as):
    clerk = act_as(Role.CLERK)
    assert read(clerk, quarter_summary, QUARTER).draft
    with pytest.raises(NotPermitted):
        do(clerk, freeze_quarter, QUARTER)


def test_changed_figures_in_the_database_are_noticed(desk):
    row = do(desk, close, QUARTER)
    with desk.engine.begin() as connection:
        connection.execute(text("update snapshot set content = replace(content, '太湖', '大湖')"))
    with pytest.raises(Refused) as refused:
        read(desk, snapshot, row.id)
    assert refused.value.code == "snapshot-changed"


def printed(desk, snapshot_id: int, language: str = "zh_CN") -> bytes:
    out = BytesIO()
    render_quarterly(read(desk, snapshot, snapshot_id), out, language)
    return out.getvalue()


def test_an_issued_document_is_registered_and_verified(quarter_of_two):
    desk = quarter_of_two
    edition = do(desk, close, QUARTER)
    pdf = printed(desk, edition.id)
    row = do(desk, issue_quarterly, edition.id, pdf, "zh_CN", TEMPLATE)
    assert (row.number, row.template, row.issued_by) == ("HG-2026-Q3-001", TEMPLATE, "王敏")
    assert read(desk, issued_bytes, row.id) == pdf == printed(desk, edition.id)
    assert read(desk, verify_document, pdf).verdict is Authenticity.GENUINE
    altered = read(desk, verify_document, pdf + b" ")
    assert (altered.verdict, altered.document.number) == (Authenticity.ALTERED, "HG-2026-Q3-001")
    assert read(desk, verify_document, b"%PDF of another house").verdict is Authenticity.UNKNOWN
    assert read(desk, verify_document, b"HG-2026-Q4-001").verdict is Authenticity.UNKNOWN
    again = do(desk, issue_quarterly, edition.id, pdf, "zh_CN", TEMPLATE)
    assert again == row
    english = printed(desk, edition.id, "en")
    assert do(desk, issue_quarterly, edition.id, english, "en", TEMPLATE).number.endswith("001E")
    assert [one.language for one in read(desk, list_issued, QUARTER)] == ["en", "zh_CN"]


def test_a_document_of_an_older_edition_is_superseded(quarter_of_two, act_as):
    desk = quarter_of_two
    edition = do(desk, close, QUARTER)
    pdf = printed(desk, edition.id)
    do(desk, issue_quarterly, edition.id, pdf, "zh_CN", TEMPLATE)
    open_again(act_as, QUARTER)
    newer = do(desk, close, QUARTER, None, "更正从业人员")
    found = read(desk, verify_document, pdf)
    assert found.verdict is Authenticity.SUPERSEDED
    assert found.superseded_by.id == newer.id
    assert found.superseded_by.reason == "更正从业人员"


def test_other_bytes_under_an_issued_number_are_refused(desk):
    edition = do(desk, close, QUARTER)
    do(desk, issue_quarterly, edition.id, b"%PDF one", "zh_CN", TEMPLATE)
    with pytest.raises(Refused) as refused:
        do(desk, issue_quarterly, edition.id, b"%PDF two", "zh_CN", TEMPLATE)
    assert refused.value.code == "number-issued-already"
    with pytest.raises(Refused):
        do(desk, issue_quarterly, edition.id, b"%PDF", "fr", TEMPLATE)


def test_the_usual_signatures_are_the_roles_people_and_nobody_twice(act_as):
    assert read(act_as(Role.CLERK), usual_signatures).signer == "陈志远"
    assert read(act_as(Role.MANAGER), usual_signatures) == Signatures("陈志远", "周敏", "")


def test_a_summary_names_people_of_the_park_or_nobody(desk):
    assert read(desk, signing_people).people[0] == "王敏"
    with pytest.raises(InvalidInput) as refused:
        do(desk, freeze_quarter, QUARTER, Signatures("王敏", "周复核", "陈签发"))
    assert refused.value.problems == {
        "reviewer": "nobody-of-the-park",
        "signer": "nobody-of-the-park",
    }


def test_the_draft_asks_as_often_for_thirty_enterprises_as_for_two(quarter_of_two):
    desk = quarter_of_two

    def statements() -> int:
        asked = []

        def count(*_arguments):
            asked.append(1)

        event.listen(desk.engine, "before_cursor_execute", count)
        read(desk, quarter_summary, QUARTER)
        event.remove(desk.engine, "before_cursor_execute", count)
        return len(asked)

    def saved(numbers) -> None:
        with desk.work(read_only=False) as work:
            for number in numbers:
                work.add(
                    EnterpriseRecord(
                        code=f"9132059400000001{number:02}", name=f"企业{number}", short_name="",
                        sort_key=f"x{number}", pinyin="", initials="", status="resident",
                        service_line="KPO", market="both", entered_on=dt.date(2021, 1, 1),
                    )
                )  # fmt: skip

    # What is kept until somebody saves is read once; both counts come right after a save.
    statements()
    saved(range(1))
    before = statements()
    saved(range(1, 28))
    assert statements() == before


def test_an_enterprise_without_a_business_line_is_in_the_summary_all_the_same(quarter_of_two):
    desk = quarter_of_two
    with desk.work(read_only=False) as work:
        for record in work.session.scalars(select(EnterpriseRecord)):
            record.service_line = ""
    draft = read(desk, quarter_summary, QUARTER)
    assert {line.service_line for line in draft.enterprises} == {None}
    edition = do(desk, close, QUARTER)
    assert read(desk, snapshot, edition.id).enterprises == draft.enterprises
    assert printed(desk, edition.id).startswith(b"%PDF")
