"""What is looked at before a line of the service log is taken, wherever it comes from."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from parkdesk.domain.contracts import Residence
from parkdesk.domain.offers import Offer
from parkdesk.domain.platforms import Service, check_service, is_long

LEFT = "served-after-leaving"
NOT_YET_THERE = "served-before-entry"


@dataclass(frozen=True, slots=True)
class LogVerdict:
    """What does not hold (field to code) and what a person has to confirm (field to code)."""

    problems: dict[str, str]
    questions: dict[str, str]


def judge(
    service: Service, residence: Residence, offer: Offer | None, today: dt.date
) -> LogVerdict:
    """Judge a line of the log: what was done, for whom, and by which entry of the catalogue."""
    problems = check_service(service, today)
    left_on = residence.left_on
    if left_on is not None and service.served_on > left_on:
        problems.setdefault("enterprise_id", LEFT)
    if offer is not None and not offer.holds_on(service.served_on):
        problems.setdefault("offer_id", "offer-not-on-that-day")
    questions: dict[str, str] = {}
    joined_on = residence.joined_on
    if joined_on is not None and service.served_on < joined_on:
        questions["enterprise_id"] = NOT_YET_THERE
    if is_long(service):
        questions["hours_tenths"] = "more-hours-than-a-day"
    if offer is not None and offer.is_free and service.fee_cents > 0:
        questions["fee_cents"] = "fee-for-free-service"
    return LogVerdict(problems, questions)
