"""Every button that a record offers is legal in the state the record is in, and does something.

In a copy of a park for each, the button is pressed and the form that it opens is saved with
plausible words. Parks that stop in each state come from the journeys of `state_journeys`, or from
the demonstration park where that has every state.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import pytest

from parkdesk.domain.errors import InvalidInput, NeedsConfirmation, Refused
from parkdesk.domain.identity import Role
from parkdesk.gui.action_list import listed_actions
from parkdesk.gui.app import speak
from tests.conformance import state_journeys as journeys
from tests.conformance.pressing import Pressed, Sitting, copied, state_of
from tests.parks import clock

BY_JOURNEY = {
    "clawbacks": journeys.asking_back,
    "contracts": journeys.contracts,
    "findings": journeys.findings,
    "notices": journeys.publishing,
    "payments": journeys.transfers,
    "programmes": journeys.programmes,
    "returns": journeys.filing,
    "signals": journeys.signals,
    "statistics": journeys.filing,
    "verifications": journeys.sampling,
}
AS_DEMONSTRATED = (
    *(
        "booking-list",
        "brand-events",
        "certifications",
        "claims",
        "clients",
        "enterprises",
        "market-items",
        "offers",
        "opportunities",
        "platform-assets",
        "platform-evaluation",
        "platform-funds",
        "platforms",
        "reminders",
    ),
    *(
        "ip-matters",
        "ip-templates",
        "requests",
        "titles",
        "training-classes",
        "training-institutions",
    ),
)

ELSEWHERE = {
    "bookings": "half hours of a week: tests/gui/test_bookings",
    "admin": "accounts and the trail: nothing there has a state",
    "budgets": "one figure for each level, whatever state its programme is in",
    "credit": "points and entries have no state: tests/gui/test_credit",
    "credit-schemes": "weights have no state: tests/gui/test_credit",
    "documents": "editions that were issued: they are looked at and given out again",
    "duplicates": "two records are compared: tests/gui/test_duplicates",
    "enterprise": "its tabs show the records of the other pages",
    "figures": "figures are looked at",
    "home": "figures and lists of other pages",
    "chain": "links have no state",
    "persons": "persons are looked at",
    "review": "claims that wait, under their own steps: tests/gui/test_reviews",
    "scans": "files of a folder: tests/gui/test_paper_inbox",
    "summaries": "one quarter, open or closed: tests/gui/test_closing_chain",
}

MORE_THAN_WORDS = {
    ("brand-events", "Call off…"): "not an event of which something came already",
    ("brand-events", "Into the funds…"): "a grant of the platform is entered first",
    ("brand-events", "Into the log…"): "hours are figures, as in the log",
    ("certifications", "Record surveillance"): "the visit has to be near its own due day",
    ("certifications", "Renew"): "another last day than the rule's wants its reason",
    ("claims", "Approve"): "an amount below the rows' sum is explained row by row",
    ("claims", "Pass the pre-check"): "as an approval",
    ("claims", "Record payment"): "the enterprise's facts have changed since the approval",
    ("claims", "Return for correction"): "what is to be put right is marked first",
    ("claims", "Submit"): "a missing paper is confirmed first",
    ("contracts", "Change"): "the new amount is not below what was executed",
    ("enterprises", "Edit"): "the founding day decides which days of entry there may be",
    ("enterprises", "Status…"): "what may follow depends on the status chosen and its day",
    ("opportunities", "Register its contract…"): "the enterprise is one that was recommended",
    ("payments", "Approve…"): "the last four digits of the sum are typed",
    ("payments", "Pay failures again"): "the same account is confirmed in the banner",
    ("reminders", "Renew"): "as the renewal of a certificate",
    ("training-classes", "Enrol…"): "the identity number has to hold",
    ("training-classes", "Who it is…"): "as an enrolment",
    ("training-institutions", "New plan…"): "a year has four digits",
    ("returns", "Import Excel"): "a file is chosen",
    ("statistics", "Delete"): "the banner asks first",
}
"""Buttons whose form plausible words do not satisfy in every state: they need not save here."""


@dataclass
class Person:
    """Who presses each button once in each state, and what came of it."""

    keys: object
    folder: Path
    clock: object
    qtbot: object
    pressed: dict[tuple[str, tuple[str, ...], str], Pressed] = field(default_factory=dict)
    _parks: int = 0

    def press_all(self, key: str, database: Path) -> None:
        """Press what the page offers for its records, as far as it was not pressed before."""
        for at, place, state, text in self._offers(key, database):
            window = self._sit(database)
            list_ = window.lists(key)[at]
            window.choose(list_, place)
            action = next(one for one in window.offered(list_) if one.text() == text)
            self.pressed[key, state, text] = window.press(action)
            window.close()

    def _sit(self, database: Path) -> Sitting:
        self._parks += 1
        place = copied(database, self.folder / str(self._parks))
        return Sitting(place, self.keys, self.clock, self.qtbot)

    def _offers(self, key: str, database: Path) -> list[tuple[int, int, tuple[str, ...], str]]:
        found = {}
        window = self._sit(database)
        for at, list_ in enumerate(window.lists(key)):
            looked: dict[tuple[str, ...], int] = {}
            for place in range(list_.table.records.total):
                state = state_of(window.row(list_, place))
                looked[state] = looked.get(state, 0) + 1
                # The first two of a state: their parts may be in states of their own.
                if looked[state] > 2:
                    continue
                window.choose(list_, place)
                for action in window.offered(list_):
                    known = (key, state, action.text())
                    if _is_of_the_record(key, action) and known not in self.pressed:
                        found.setdefault(known, (at, place, state, action.text()))
                window.back(key)
        window.close()
        return list(found.values())


FREE = {(one.page, one.text) for one in listed_actions() if one.free}


def _is_of_the_record(key, action) -> bool:
    """Whether it changes the chosen record: what only reads, or needs none, is legal anyway."""
    changes = action.needs is not None and not action.needs.value.endswith(":read")
    return changes and (key, action.text()) not in FREE


@pytest.fixture
def person(keys, tmp_path, qapp, qtbot):
    """A function to somebody who presses everything, at the clock of the park."""
    speak(qapp, "en")
    return lambda of=None: Person(keys, tmp_path, of, qtbot)


def _check(person: Person) -> None:
    wrong = {}
    for (key, state, text), came in person.pressed.items():
        # A wrong state is never among what is tolerated, nor a record that is not there.
        tolerated = (InvalidInput, NeedsConfirmation, Refused)
        listed = (key, text) in MORE_THAN_WORDS
        bad = [one for one in came.errors if not (listed and isinstance(one, tolerated))]
        unsaved = came.forms and not came.commands and not listed
        if bad or unsaved or not came.did_something:
            wrong[key, state, text] = came
    assert wrong == {}


@pytest.mark.copies_parks
@pytest.mark.timeout(300)
@pytest.mark.parametrize("key", BY_JOURNEY)
def test_a_button_is_legal_in_every_state_it_is_offered_in(key, act_as, person):
    somebody = person(clock)
    desk = act_as(Role.ADMINISTRATOR)
    database = Path(desk.location.url.removeprefix("sqlite:///"))
    for _step in BY_JOURNEY[key](act_as):
        somebody.press_all(key, database)
    assert somebody.pressed
    _check(somebody)


@pytest.mark.copies_parks
@pytest.mark.timeout(300)
@pytest.mark.parametrize("key", AS_DEMONSTRATED)
def test_a_button_is_legal_in_every_state_of_the_demonstration_park(key, demo_template, person):
    somebody = person()
    somebody.press_all(key, Path(demo_template.removeprefix("sqlite:///")))
    assert somebody.pressed or key == "titles"
    _check(somebody)


def test_every_page_whose_records_have_buttons_is_pressed():
    pages = {one.page for one in listed_actions()}
    assert pages <= set(BY_JOURNEY) | set(AS_DEMONSTRATED) | set(ELSEWHERE)
    assert not set(ELSEWHERE) & (set(BY_JOURNEY) | set(AS_DEMONSTRATED))
    assert set(MORE_THAN_WORDS) <= {(one.page, one.text) for one in listed_actions()}
