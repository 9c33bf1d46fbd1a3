"""From a class to the roster of a claim: whom the claim is about, as the class knows them."""

from __future__ import annotations

from sqlalchemy import select

from parkdesk.domain.claims import ClaimKind
from parkdesk.domain.class_members import is_for_claim, trainee
from parkdesk.domain.errors import Refused
from parkdesk.domain.identity import Permission
from parkdesk.domain.trainees import Trainee
from parkdesk.store.tables.claims import ClaimRecord
from parkdesk.store.tables.training import (
    ClassMemberRecord,
    TrainingClassRecord,
    TrainingCourseRecord,
    TrainingInstitutionRecord,
)
from parkdesk.store.training import class_course, member_of
from parkdesk.store.work import Work
from parkdesk.usecases.core import command
from parkdesk.usecases.rosters import RosterSaved, import_roster


@command(Permission.CLAIM_EDIT)
def bring_class(work: Work, claim_id: int, version: int, class_id: int) -> RosterSaved:
    """Add the people of a class whom a claim is about behind those that its draft has.

    An enterprise's claim is about those whom it hired, an institution's about those of its own
    classes who passed and signed. Who is in the roster already is not added twice.
    """
    work.actor.require(Permission.PLATFORM_READ)
    people = _people(work, work.get(ClaimRecord, claim_id), class_id)
    if not people:
        number = work.get(TrainingClassRecord, class_id).number
        raise Refused("class-has-nobody-for-claim", number=number)
    return import_roster(work, claim_id, version, people)


def _people(work: Work, claim: ClaimRecord, class_id: int) -> tuple[Trainee, ...]:
    track = ClaimKind(claim.track).track
    if track is None:
        raise Refused("claim-without-roster")
    record = work.get(TrainingClassRecord, class_id)
    course = class_course(work.session, record)
    owner = work.session.scalar(
        select(TrainingInstitutionRecord.enterprise_id)
        .join(
            TrainingCourseRecord,
            TrainingCourseRecord.institution_id == TrainingInstitutionRecord.id,
        )
        .where(TrainingCourseRecord.id == record.course_id)
    )
    members = work.session.scalars(
        select(ClassMemberRecord).filter_by(class_id=class_id).order_by(ClassMemberRecord.id)
    )
    return tuple(
        trainee(one, course, track)
        for one in map(member_of, members)
        if is_for_claim(one, track, claim.enterprise_id, owner or 0)
    )
