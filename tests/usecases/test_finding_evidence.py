"""What a finding or an attestation rests on, and lists of findings by how they stand."""

from dataclasses import replace

import pytest

from parkdesk.domain.compliance_rules import ParameterName, RuleCode
from parkdesk.domain.errors import InvalidInput, WrongState
from parkdesk.domain.findings import FindingAnswer, FindingStanding
from parkdesk.domain.identity import Role
from parkdesk.domain.papers import Owner, OwnerKind
from parkdesk.domain.severity import Level
from parkdesk.usecases.attestations import (
    RecordAttestation,
    enterprise_attestations,
    evidence_choices,
    record_attestation,
    withdraw_attestation,
)
from parkdesk.usecases.compliance_rules import (
    RuleFigure,
    compliance_catalogue,
    set_rule_figure,
)
from parkdesk.usecases.finding_lists import finding_detail, finding_owners
from parkdesk.usecases.findings import (
    AnswerFinding,
    answer_findings,
    assign_findings,
    refresh_findings,
    waive_findings,
)
from parkdesk.usecases.papers import NewPaper, add_papers
from tests import papers
from tests.usecases.test_findings import (
    TODAY,
    add_enterprise,
    ask,
    chosen,
    do,
    lapsed,
    rows_of,
    the_lapsed,
)

__all__ = ["lapsed"]

UNDER_WAY = AnswerFinding(FindingAnswer.UNDER_WAY, "复评已排期")
ATTESTED = RecordAttestation(2026, ("isolation",), TODAY, "王建国")


def file_paper(desk, enterprise_id):
    owner = Owner(OwnerKind.ENTERPRISE, enterprise_id)
    (id_,) = do(
        desk,
        add_papers,
        (NewPaper(owner, "lease", papers.paper_file(papers.pdf(text=str(enterprise_id)))),),
    )
    return id_


def test_an_answer_rests_on_a_paper_of_the_enterprise_itself(desk, lapsed):
    row, own = the_lapsed(desk), file_paper(desk, lapsed[0])
    other = file_paper(desk, add_enterprise(desk))
    with pytest.raises(InvalidInput) as refused:
        do(desk, answer_findings, chosen(row), replace(UNDER_WAY, paper_id=other))
    assert refused.value.problems == {"paper_id": "paper-of-another"}
    assert the_lapsed(desk).standing is FindingStanding.OPEN
    assert do(desk, answer_findings, chosen(row), replace(UNDER_WAY, paper_id=own)) == 1
    assert the_lapsed(desk).standing is FindingStanding.ANSWERED


def test_an_attestation_rests_on_a_paper_of_the_enterprise_itself(desk, lapsed):
    own, other = file_paper(desk, lapsed[0]), file_paper(desk, add_enterprise(desk))
    with pytest.raises(InvalidInput) as refused:
        do(desk, record_attestation, lapsed[0], replace(ATTESTED, paper_id=other))
    assert refused.value.problems == {"paper_id": "paper-of-another"}
    assert [one.id for one in ask(desk, evidence_choices, lapsed[0])] == [own]
    assert do(desk, record_attestation, lapsed[0], replace(ATTESTED, paper_id=own)) == 1
    (row,) = ask(desk, enterprise_attestations, lapsed[0]).rows
    assert row.paper_id == own


def test_an_attestation_without_its_days_is_refused_and_taken_back_with_a_reason(desk, lapsed):
    with pytest.raises(InvalidInput) as refused:
        do(desk, record_attestation, lapsed[0], replace(ATTESTED, year=None, attested_on=None))
    assert refused.value.problems == {"year": "required", "attested_on": "required"}
    do(desk, record_attestation, lapsed[0], ATTESTED)
    (row,) = ask(desk, enterprise_attestations, lapsed[0]).rows
    with pytest.raises(InvalidInput) as refused:
        do(desk, withdraw_attestation, row.id, row.version, " ")
    assert refused.value.problems == {"reason": "required"}
    assert ask(desk, enterprise_attestations, lapsed[0]).rows[0].withdrawn_on is None


@pytest.fixture
def mixed(desk, act_as, lapsed):
    """Findings of every standing; the one that ended is returned."""
    ended = rows_of(desk)["S-01", "isolation:2026"]
    do(desk, record_attestation, lapsed[0], ATTESTED)
    do(desk, refresh_findings)
    waits = [row for row in rows_of(desk).values() if row.standing is FindingStanding.OPEN]
    do(desk, answer_findings, chosen(waits[0]), UNDER_WAY)
    do(act_as(Role.MANAGER), waive_findings, chosen(waits[1]), TODAY, "重组中")
    return ask(desk, finding_detail, ended.id).row


@pytest.mark.usefixtures("mixed")
def test_the_list_by_standing_and_level_is_what_each_row_says(desk):
    rows = rows_of(desk, standings=frozenset(FindingStanding))
    for standing in FindingStanding:
        wanted = {key for key, row in rows.items() if row.standing is standing}
        assert set(rows_of(desk, standings=frozenset({standing}))) == wanted
        assert bool(wanted) is (standing is not FindingStanding.OVERDUE)
    for level in Level:
        wanted = {key for key, row in rows_of(desk).items() if row.level is level}
        assert set(rows_of(desk, level=level)) == wanted


def test_what_has_ended_is_not_answered_and_stays_with_whom_it_was(desk, mixed):
    with pytest.raises(WrongState):
        do(desk, answer_findings, chosen(mixed), UNDER_WAY)
    owner, _name = ask(desk, finding_owners)[0]
    assert do(desk, assign_findings, chosen(mixed), owner) == 0
    assert ask(desk, finding_detail, mixed.id).row.owner == mixed.owner


def test_a_second_figure_of_one_day_takes_the_place_of_the_first(act_as):
    manager = act_as(Role.MANAGER)
    form = RuleFigure(
        RuleCode.CERTIFICATE_EXPIRED, ParameterName.KEPT_DAYS, TODAY, 100, "主任办公会"
    )
    with pytest.raises(InvalidInput) as refused:
        do(manager, set_rule_figure, replace(form, from_on=None, value=None))
    assert set(refused.value.problems) == {"from_on", "value"}

    def figures():
        lines = ask(manager, compliance_catalogue)
        (line,) = [one for one in lines if one.rule.code is form.rule]
        return [one.value for one in line.history if one.from_on == TODAY]

    do(manager, set_rule_figure, form)
    assert figures() == [100]
    do(manager, set_rule_figure, replace(form, value=90))
    assert figures() == [90]
