"""A park's quarter from its own Excel list to the signed page, with a person for each step."""

import datetime as dt
from io import BytesIO

import pytest
from pypdf import PdfReader

from parkdesk.demo import codes
from parkdesk.domain.calendar import Quarter
from parkdesk.domain.claims import ClaimState
from parkdesk.domain.errors import NotPermitted, Refused
from parkdesk.domain.identity import Role
from parkdesk.domain.paging import Sort
from parkdesk.domain.statistics import Return
from parkdesk.domain.summaries import FigureKey, Signatures
from parkdesk.excel.enterprises import ENTERPRISE_COLUMNS
from parkdesk.excel.reading import read_sheet
from parkdesk.i18n import speaking
from parkdesk.reports.quarterly import TEMPLATE, render_quarterly
from parkdesk.usecases.certifications import register_certification
from parkdesk.usecases.claim_lists import claim_detail
from parkdesk.usecases.contract_executions import SaveExecution, record_execution
from parkdesk.usecases.contracts import register_contract
from parkdesk.usecases.enterprise_lists import EnterpriseFilter, list_enterprises
from parkdesk.usecases.imports import import_enterprises, preview_enterprise_import
from parkdesk.usecases.returns import SaveReturn, save_return
from parkdesk.usecases.summaries import (
    Authenticity,
    issue_quarterly,
    snapshot,
    verify_document,
)
from parkdesk.usecases.trail import check_trail
from tests.cli.books import HEADINGS, enterprise, write_book
from tests.registers import benchmark, contract
from tests.usecases import claim_stories as story
from tests.usecases.closing_stories import close, open_again

Q3 = Quarter(2026, 3)
ENTERPRISES = 300


@pytest.fixture
def book(tmp_path):
    """The office's own list, as it has always kept it."""
    rows = [enterprise(number) for number in range(1, ENTERPRISES + 1)]
    return write_book(tmp_path / "名录.xlsx", HEADINGS, rows)


def import_list(clerk, book):
    """Import the list; return the ids in the order of the credit codes."""
    sheet = read_sheet(book, ENTERPRISE_COLUMNS)
    with clerk.work(read_only=True) as work:
        preview = preview_enterprise_import(work, sheet)
    assert preview.problems == ()
    with clerk.work(read_only=False) as work:
        assert import_enterprises(work, sheet).new == ENTERPRISES
    with clerk.work(read_only=True) as work:
        window = list_enterprises(work, EnterpriseFilter(), Sort("code"), 0, ENTERPRISES)
    assert window.total == ENTERPRISES
    return [row.id for row in window.rows]


def record_quarter(clerk, first, second):
    """A certificate, two contracts with what was executed of them, two returns."""
    with clerk.work(read_only=False) as work:
        register_certification(work, benchmark(first))
        for owner, cents in ((first, 3_000_000), (second, 1_250_000)):
            deal = register_contract(work, contract(owner))
            day = dt.date(2026, 8, 20)
            record_execution(work, deal, SaveExecution(day, cents, f"SH-{owner}"))
            save_return(work, owner, Q3, None, SaveReturn(Return(120, 100, 12, 10)))


def printed(desk, edition, language="zh_CN"):
    with desk.work(read_only=True) as work:
        summary = snapshot(work, edition.id)
    paper = BytesIO()
    render_quarterly(summary, paper, language)
    return summary, paper.getvalue()


def freeze(manager, reason=""):
    signatures = Signatures("李芳", "周敏", "陈志远")
    with manager.work(read_only=False) as work:
        return close(work, Q3, signatures, reason)


def figure(summary, key):
    return next(found for found in summary.figures if found.key is key).value


def test_from_an_own_list_to_the_signed_page(act_as, book):
    clerk, manager = act_as(Role.CLERK), act_as(Role.MANAGER)
    first, second, *_others = import_list(clerk, book)
    record_quarter(clerk, first, second)
    claim = story.paid_claim(act_as, [story.person(1), story.person(2)], enterprise=first)
    with clerk.work(read_only=True) as work:
        assert claim_detail(work, claim.id).row.state is ClaimState.PAID

    edition = freeze(manager)
    summary, paper = printed(manager, edition)
    assert figure(summary, FigureKey.RESIDENTS) == ENTERPRISES
    assert figure(summary, FigureKey.OFFSHORE_EXECUTED) == 4_250_000

    reader = PdfReader(BytesIO(paper))
    cover = reader.pages[0].extract_text()
    assert "季度合规汇总" in cover
    assert f"{ENTERPRISES}" in cover
    assert reader.outline
    assert paper == printed(manager, edition)[1], "the same snapshot gave other bytes"

    with manager.work(read_only=False) as work:
        issue_quarterly(work, edition.id, paper, "zh_CN", TEMPLATE)
    with act_as(Role.AUDITOR).work(read_only=True) as work:
        assert verify_document(work, paper).verdict is Authenticity.GENUINE
        assert verify_document(work, paper + b" ").verdict is Authenticity.ALTERED
        trail = check_trail(work)
    assert trail.broken_at is None


def test_what_comes_late_is_a_new_edition_and_the_old_one_stays(act_as, book):
    clerk, manager = act_as(Role.CLERK), act_as(Role.MANAGER)
    first, second, third, *_others = import_list(clerk, book)
    record_quarter(clerk, first, second)
    old = freeze(manager)
    before = printed(manager, old)[1]

    open_again(act_as, Q3, "迟报的执行额")
    with clerk.work(read_only=False) as work:
        late = register_contract(work, contract(third))
        record_execution(work, late, SaveExecution(dt.date(2026, 9, 28), 700_000, "SH-late"))
    new = freeze(manager, "迟报的执行额")

    assert (old.edition, new.edition) == (1, 2)
    assert printed(manager, old)[1] == before
    assert figure(printed(manager, new)[0], FigureKey.OFFSHORE_EXECUTED) == 4_950_000


def test_nobody_decides_alone(act_as, book):
    clerk = act_as(Role.CLERK)
    first, *_others = import_list(clerk, book)
    claim = story.submit(clerk, story.add_claim(clerk, [story.person(1)], enterprise=first))
    with pytest.raises(NotPermitted):
        story.precheck(clerk, claim, story.CAP)
    everybody = act_as(Role.ADMINISTRATOR)
    claim = story.precheck(everybody, claim, story.CAP)
    with pytest.raises(Refused, match="claim-same-person"):
        story.approve(everybody, claim, story.CAP)


def test_a_number_stands_on_no_page(act_as, book):
    clerk, manager = act_as(Role.CLERK), act_as(Role.MANAGER)
    first, second, *_others = import_list(clerk, book)
    record_quarter(clerk, first, second)
    people = [story.person(1), story.person(2)]
    story.paid_claim(act_as, people, enterprise=first)
    edition = freeze(manager)
    for language in ("zh_CN", "en"):
        with speaking(language):
            _summary, paper = printed(manager, edition, language)
        text = "".join(page.extract_text() for page in PdfReader(BytesIO(paper)).pages)
        assert not [person for person in people if person.id_number in text]
        assert codes.credit_code(700_001) in text or str(ENTERPRISES) in text
