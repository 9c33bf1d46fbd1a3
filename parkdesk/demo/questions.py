"""What reviewers ask about in the demonstration park, who looks into it, and what was found out.

The signals are found by the program when a claim is handed in; here the rosters get what they ask
about, and some of them their owners and answers.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import select

from parkdesk.demo import codes, people
from parkdesk.demo.journeys import Team
from parkdesk.domain.claims import WAITING, ClaimState
from parkdesk.domain.likely_same import PairAnswer, Resemblance
from parkdesk.domain.signals import SignalAnswer, SignalKind, SignalState
from parkdesk.domain.trainees import Trainee
from parkdesk.store.tables.claims import ClaimRecord
from parkdesk.store.tables.signals import PersonPairRecord, SignalRecord
from parkdesk.store.work import Work
from parkdesk.usecases.person_pairs import answer_pair
from parkdesk.usecases.signals import answer_signal, assign_signals

_RUN = range(2, 7)
"""Places of those whose diplomas follow each other: five in a row are asked about."""
_RUN_FROM = 32_010_120_260_300_210
_ASSIGNED, _ANSWERED = dt.date(2026, 10, 8), dt.date(2026, 10, 9)
_OWNERS = {
    SignalKind.NUMBERS_RUN: people.REVIEWER,
    SignalKind.DIPLOMA_REUSED: people.MANAGER,
    SignalKind.LIKELY_SAME: people.REVIEWER,
    SignalKind.STILL_STUDENT: people.REVIEWER,
    SignalKind.RETIREMENT_AGE: people.MANAGER,
}
_ANSWERS = (
    (
        SignalKind.NUMBERS_RUN,
        SignalAnswer.EXPLAINED,
        "与培训机构核对：五人同班结业，证书按名单连续编号，名单存档。",
    ),
    (
        SignalKind.STILL_STUDENT,
        SignalAnswer.CORRECTED,
        "毕业证书原件已核，毕业日期录入有误，已请企业更正。",
    ),
)
_PAIR_WORDS = "核对两人身份证复印件：同名同日出生，照片、住址不同，确为两人。"


def ask_about(rows: Sequence[Trainee], like: Trainee, near: Trainee) -> list[Trainee]:
    """Return a roster with what reviewers ask about.

    One is called like `like` and born on the same day, one has name and number of `near` but for a
    digit; two bear one diploma, and the diplomas of five follow each other.
    """
    asked = list(rows)
    asked[1] = replace(asked[1], diploma_number=asked[0].diploma_number)
    for place in _RUN:
        asked[place] = replace(asked[place], diploma_number=str(_RUN_FROM + place))
    asked[-2] = replace(asked[-2], name=like.name, id_number=codes.namesake(like.id_number))
    asked[-1] = replace(asked[-1], name=near.name, id_number=codes.neighbour(near.id_number))
    return asked


def answer_some(team: Team) -> None:
    """Give open signals to those who look into them, and answer some of them and one pair."""
    with team.at(people.MANAGER, _ASSIGNED).work(read_only=False) as work:
        for kind, person in _OWNERS.items():
            versions = {one.id: one.version for one in _open(work, kind, *WAITING)}
            assign_signals(work, versions, team.actors[person.login].id)
    with team.at(people.REVIEWER, _ANSWERED).work(read_only=False) as work:
        for kind, answer, words in _ANSWERS:
            # Who pre-checked a claim may not answer for it any more.
            for signal in _open(work, kind, ClaimState.SUBMITTED)[:1]:
                answer_signal(work, signal.id, signal.version, answer, words)
        alike = PersonPairRecord.resemblance == Resemblance.NAME_AND_BIRTH.value
        for pair in work.session.scalars(select(PersonPairRecord).where(alike)).all():
            answer_pair(work, pair.id, pair.version, PairAnswer.DIFFERENT, _PAIR_WORDS)


def _open(work: Work, kind: SignalKind, *states: ClaimState) -> list[SignalRecord]:
    """Return the open signals of a kind about claims in these states."""
    query = (
        select(SignalRecord)
        .join(ClaimRecord, ClaimRecord.id == SignalRecord.claim_id)
        .where(
            SignalRecord.kind == kind.value,
            SignalRecord.state == SignalState.OPEN.value,
            ClaimRecord.state.in_([state.value for state in states]),
        )
        .order_by(SignalRecord.id)
    )
    return list(work.session.scalars(query))
