"""What is written for readers: links lead somewhere, both languages have the same pages."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *ROOT.glob("licences/*.md")])
LINK = re.compile(r"\]\(([^)#]+)")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_a_link_leads_somewhere(page):
    links = [link for link in LINK.findall(page.read_text("utf-8")) if "://" not in link]
    assert [link for link in links if not (page.parent / link).exists()] == []


def _manual(language: str) -> dict[str, str]:
    folder = ROOT / "docs" / "manual" / language
    return {page.name: page.read_text("utf-8") for page in folder.glob("*.md")}


def test_the_manual_has_the_same_pages_in_both_languages():
    assert set(_manual("zh_CN")) == set(_manual("en"))


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_every_page_of_the_manual_is_in_its_contents(language):
    pages = _manual(language)
    named = set(LINK.findall(pages["README.md"]))
    assert set(pages) - {"README.md"} == named


def test_every_picture_is_shown():
    shown = {
        (page.parent / link).resolve()
        for page in PAGES
        for link in LINK.findall(page.read_text("utf-8"))
    }
    pictures = {picture.resolve() for picture in (ROOT / "docs" / "pictures").rglob("*.png")}
    assert pictures - shown == set()


def test_every_decision_is_in_the_index_under_its_title():
    folder = ROOT / "docs" / "decisions"
    index = (folder / "README.md").read_text("utf-8")
    missing = [
        page.name
        for page in sorted(folder.glob("[0-9]*.md"))
        if f"]({page.name}) | {page.read_text('utf-8').splitlines()[0].split(' ', 2)[2]} |"
        not in index
    ]
    assert missing == []


@pytest.mark.parametrize("name", ["README.md", "README.zh_CN.md"])
def test_the_readme_gives_the_two_commands(name):
    text = (ROOT / name).read_text("utf-8")
    assert "python dev.py run\n" in text
    assert "python dev.py test\n" in text


def test_the_changelog_speaks_of_this_version():
    text = (ROOT / "CHANGELOG.md").read_text("utf-8")
    assert "[Unreleased]" in text
