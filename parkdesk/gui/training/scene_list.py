"""Scenes of classes and institutions: name, page, and what is opened on it."""

from __future__ import annotations

from typing import Any

from parkdesk.domain.training import ClassState
from parkdesk.gui.scene_steps import afterwards, press


def _of_a_person(page: Any, action: str) -> None:  # noqa: ANN401
    """Choose a class that ended, then somebody in it, then open something."""
    _people(page)
    afterwards(lambda: press(getattr(page, action)))


def _people(page: Any) -> None:  # noqa: ANN401
    page.state.set_value(ClassState.ENDED)
    afterwards(lambda: _show_people(page))


def _show_people(page: Any) -> None:  # noqa: ANN401
    page.panel.tabs.setCurrentIndex(1)
    page.members.table.select_place(0)


def _of_a_course(page: Any, action: str) -> None:  # noqa: ANN401
    page.panel.tabs.setCurrentIndex(1)
    page.courses.table.select_place(0)
    afterwards(lambda: press(getattr(page, action)))


def _of_a_year(page: Any) -> None:  # noqa: ANN401
    page.panel.tabs.setCurrentIndex(2)
    page.years.table.select_place(0)
    afterwards(lambda: press(page.edit_year))


def _results(page: Any) -> None:  # noqa: ANN401
    page.state.set_value(ClassState.UNDER_WAY)
    afterwards(lambda: press(page.assess))


TRAINING = (
    ("class-edit", "training-classes", lambda page: press(page.edit)),
    ("class-enrol", "training-classes", lambda page: press(page.enrol)),
    ("class-import", "training-classes", lambda page: press(page.import_list)),
    ("class-new", "training-classes", lambda page: press(page.new)),
    ("class-people", "training-classes", _people),
    ("class-place", "training-classes", lambda page: _of_a_person(page, "place")),
    ("class-result", "training-classes", lambda page: _of_a_person(page, "result")),
    ("class-results", "training-classes", _results),
    ("institution-course", "training-institutions", lambda page: _of_a_course(page, "edit_course")),
    ("institution-edit", "training-institutions", lambda page: press(page.edit)),
    ("institution-year", "training-institutions", _of_a_year),
)
"""Imported by the scenes of the platforms."""
