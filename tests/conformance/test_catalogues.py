"""Every word for people is in the catalogue, in every language, with the same named places."""

import ast
import importlib
import pkgutil
from enum import Enum
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

import parkdesk.domain
from parkdesk import paths
from parkdesk.domain.charts import Tone
from parkdesk.domain.compliance_rules import RuleCode
from parkdesk.domain.identity import Permission
from parkdesk.domain.indicators import IndicatorCode
from parkdesk.domain.matching import Criterion
from parkdesk.domain.programme_keys import ValueKind
from parkdesk.domain.summaries import Unit
from parkdesk.domain.text_figures import Measure
from parkdesk.i18n import sentences
from tests.conformance.words import MARKERS, calls, marked, places, raised_codes, trees

PO_FILES = sorted((paths.resource_files() / "i18n").glob("*/*.po"))

# Enums whose members no person is shown.
UNSHOWN: dict[type[Enum], str] = {
    Criterion: "what an enterprise is held against: each answer is a sentence",
    IndicatorCode: "its name is data, in both languages",
    Measure: "what a number in the manager's words is of, by which it is compared",
    Permission: "an administrator gives roles, never single permissions",
    RuleCode: "its number is printed as it is, its sentence is data in both languages",
    Tone: "what a colour means in a chart",
    ValueKind: "how a figure of a programme is typed, by which its form is chosen",
    Unit: "how a figure is written, by which a sentence is chosen",
}

# Texts that are their own translation.
SAME_IN_EVERY_LANGUAGE = {"ParkDesk", "CMMI", "ISO", "PDF", "Excel", "English", "中文"}

MARKED = marked()


def _read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=path.parent.name, abort_invalid=True)


def _messages(language: str) -> dict[object, Message]:
    return {
        message.id: message
        for path in PO_FILES
        if path.parent.name == language
        for message in _read(path)
        if message.id
    }


@pytest.fixture(scope="module")
def chinese() -> dict[object, Message]:
    return _messages("zh_CN")


@pytest.mark.parametrize("path", PO_FILES, ids=lambda path: path.name)
def test_a_catalogue_file_is_sound(path):
    catalogue = _read(path)
    assert str(catalogue.charset).lower() == "utf-8"
    assert not catalogue.fuzzy, "the header says fuzzy: a translator would skip the file"
    assert not [message.id for message in catalogue if message.id and message.fuzzy]
    errors = [(message.id, found) for message, found in catalogue.check() if found]
    assert errors == []


def test_a_text_is_translated_in_one_way():
    seen: dict[object, tuple[object, str]] = {}
    differing = []
    for path in PO_FILES:
        for message in _read(path):
            first = seen.setdefault(message.id, (message.string, path.name))
            if message.id and first[0] != message.string:
                differing.append((message.id, first, (message.string, path.name)))
    assert differing == []


def test_every_marked_text_is_translated(chinese):
    missing = [
        f"{item.where}: {item.text!r}"
        for item in MARKED
        if item.text not in SAME_IN_EVERY_LANGUAGE and not _translated(chinese, item.text)
    ]
    assert missing == [], "\n" + "\n".join(missing)


def _translated(catalogue: dict[object, Message], text: str | tuple[str, str]) -> bool:
    # A text may be counted in one place and said plainly in another.
    found = catalogue.get(text)
    if found is None and isinstance(text, str):
        found = next((m for key, m in catalogue.items() if _first(key) == text), None)
    strings = found.string if found and isinstance(found.string, tuple | list) else None
    return all(strings) if strings else bool(found and found.string)


def _first(key: object) -> object:
    return key[0] if isinstance(key, tuple) else key


def test_no_translation_is_left_of_a_text_that_is_gone(chinese):
    used = {item.text for item in MARKED} | {_first(item.text) for item in MARKED}
    gone = [key for key in chinese if key not in used and _first(key) not in used]
    assert gone == []


def test_a_translation_has_the_places_of_its_text(chinese):
    wrong = [
        (key, message.string)
        for key, message in chinese.items()
        for text, string in _pairs(message)
        # A Chinese sentence need not count: 一行 for "{n} row".
        if places(string) - places(text) or places(text) - places(string) - {"n"}
    ]
    assert wrong == []


def _pairs(message: Message) -> list[tuple[str, str]]:
    if isinstance(message.id, tuple):
        return [(message.id[-1], string) for string in message.string]
    return [(str(message.id), str(message.string))]


def test_a_call_fills_the_places_of_its_text():
    wrong = [
        f"{item.where}: {item.text!r} wants {sorted(wanted)}, is given {sorted(item.places)}"
        for item in MARKED
        if item.places is not None
        if (wanted := _wanted(item.text)) != item.places and not _later(item.places, wanted)
    ]
    assert wrong == [], "\n" + "\n".join(wrong)


def _wanted(text: str | tuple[str, str]) -> frozenset[str]:
    return places(text) if isinstance(text, str) else places(text[1])


def _later(given: frozenset[str], wanted: frozenset[str]) -> bool:
    """Whether a counted text simply does not show its count, as in "All of them"."""
    return given - wanted == {"n"} and wanted <= given


def test_what_is_looked_up_is_a_literal_or_was_marked():
    glued = [
        f"{path}:{call.lineno}"
        for path, tree in trees()
        for name, call in calls(tree, set(MARKERS))
        if any(isinstance(a, ast.JoinedStr | ast.BinOp) for a in call.args[: MARKERS[name]])
    ]
    assert glued == [], "an f-string or a sum cannot be in a catalogue"


def test_every_code_has_its_sentence():
    known = sentences.gathered()
    missing = [f"{code} ({where})" for code, where in raised_codes().items() if code not in known]
    assert missing == [], "\n" + "\n".join(missing)


def test_no_two_modules_say_one_code_differently():
    seen: dict[str, str] = {}
    differing = []
    for info in pkgutil.iter_modules(sentences.__path__):
        module = importlib.import_module(f"{sentences.__name__}.{info.name}")
        for code, sentence in getattr(module, "SENTENCES", {}).items():
            if seen.setdefault(code, sentence) != sentence:
                differing.append((info.name, code))
    assert differing == []


def _shown_enums() -> list[type[Enum]]:
    found: dict[type[Enum], None] = {}
    for info in pkgutil.iter_modules(parkdesk.domain.__path__):
        module = importlib.import_module(f"parkdesk.domain.{info.name}")
        for value in vars(module).values():
            if isinstance(value, type) and issubclass(value, Enum) and list(value):
                found[value] = None
    return [enum for enum in found if enum.__module__.startswith("parkdesk.domain")]


@pytest.mark.parametrize("enum", _shown_enums(), ids=lambda enum: enum.__name__)
def test_every_member_of_an_enum_has_its_word(enum):
    # By type and value: members of two StrEnums with one value are equal.
    missing = [member for member in enum if (enum, member.value) not in sentences.labels()]
    assert missing == (list(enum) if enum in UNSHOWN else [])
