"""Branches and their head offices: named, shown, and whose claims they are."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from parkdesk.domain.claims import ClaimKind
from parkdesk.domain.errors import InvalidInput, NeedsConfirmation
from parkdesk.domain.paging import Sort
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.store.tables.programmes import ProgrammeRecord
from parkdesk.usecases.claims import NewClaim, create_claim
from parkdesk.usecases.enterprise_details import enterprise_detail
from parkdesk.usecases.enterprise_lists import EnterpriseFilter, list_enterprises
from parkdesk.usecases.enterprises import create_enterprise, edit_enterprise
from tests.usecases.test_enterprises import FORM, OTHER, THIRD


def test_a_branch_claims_through_its_head_office(work):
    head = create_enterprise(work, FORM)
    branch = create_enterprise(work, replace(OTHER, head_office_id=head))
    outside = create_enterprise(work, replace(THIRD, head_office_name="园外总公司有限公司"))
    programme = work.session.scalar(
        select(ProgrammeRecord.id).where(ProgrammeRecord.open_for_claims).limit(1)
    )
    with pytest.raises(InvalidInput) as caught:
        create_claim(work, NewClaim(branch, programme, ClaimKind.ENTERPRISE))
    assert caught.value.problems == {"enterprise_id": "claim-through-head-office"}
    assert caught.value.params["head_office"] == FORM.name
    with pytest.raises(NeedsConfirmation) as asked:
        create_claim(work, NewClaim(outside, programme, ClaimKind.ENTERPRISE))
    assert asked.value.code == "claim-of-branch"
    known = frozenset({"claim-of-branch"})
    assert create_claim(work, NewClaim(outside, programme, ClaimKind.ENTERPRISE), known).id
    assert create_claim(work, NewClaim(head, programme, ClaimKind.ENTERPRISE)).id


def test_a_head_office_is_found_by_its_code(work):
    head = create_enterprise(work, FORM)
    named = replace(OTHER, head_office_name="随便写的名字", head_office_code=FORM.code)
    branch = create_enterprise(work, named)
    record = work.get(EnterpriseRecord, branch)
    assert (record.head_office_id, record.head_office_name) == (head, "")
    rows = {
        row.id: row for row in list_enterprises(work, EnterpriseFilter(), Sort("name"), 0, 9).rows
    }
    assert (rows[branch].head_office, rows[branch].head_office_id) == (FORM.name, head)
    assert rows[head].head_office == ""
    assert [one.id for one in enterprise_detail(work, head).branches] == [branch]
    assert enterprise_detail(work, branch).head_office.code == FORM.code


def test_only_a_company_is_a_head_office(work):
    head = create_enterprise(work, FORM)
    branch = create_enterprise(work, replace(OTHER, head_office_id=head))
    with pytest.raises(InvalidInput) as caught:
        create_enterprise(work, replace(THIRD, head_office_id=branch))
    assert caught.value.problems == {"head_office_id": "head-office-is-branch"}
    with pytest.raises(InvalidInput) as caught:
        edit_enterprise(work, head, 1, replace(FORM, head_office_id=head))
    assert caught.value.problems == {"head_office_id": "head-office-is-itself"}
    third = create_enterprise(work, THIRD)
    with pytest.raises(InvalidInput) as caught:
        edit_enterprise(work, head, 1, replace(FORM, head_office_id=third))
    assert caught.value.problems == {"head_office_id": "branch-has-branches"}


def test_a_head_office_outside_of_the_park_is_shown_by_its_name_and_code(work):
    named = replace(THIRD, head_office_name="园外总公司有限公司", head_office_code=OTHER.code)
    branch = create_enterprise(work, named)
    head = enterprise_detail(work, branch).head_office
    assert (head.id, head.name, head.code) == (None, "园外总公司有限公司", OTHER.code)
    alone = create_enterprise(work, FORM)
    assert enterprise_detail(work, alone).head_office is None
