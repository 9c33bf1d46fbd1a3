"""Programmes for the tests of rules: the year's template, with the figures that a test names."""

import datetime as dt
import tomllib
from dataclasses import replace
from pathlib import Path

from parkdesk.domain.programmes import (
    CertificationSupport,
    Figure,
    Mark,
    PlatformSupport,
    parse_programme,
)

FOLDER = Path(__file__).parents[2] / "db" / "seed" / "programmes"
TODAY = dt.date(2026, 10, 12)


def known(value, mark=Mark.DOCUMENT):
    """Return a figure that was read in a document."""
    return Figure(value, mark, "S1", "财企[2009]44号", "第四条")


def seeded(name="template-training-2026"):
    """Return a programme as it is seeded."""
    text = (FOLDER / f"{name}.toml").read_text(encoding="utf-8")
    return parse_programme(tomllib.loads(text))


def for_certificates(**figures):
    """Return this year's programme with these figures for certificates and no others."""
    support = CertificationSupport(**{name: known(value) for name, value in figures.items()})
    return replace(seeded(), certification=support)


def for_platforms(shares=None, **figures):
    """Return this year's programme with these figures for platforms and no others."""
    known_shares = {kind: known(value) for kind, value in (shares or {}).items()}
    support = PlatformSupport(
        **{name: known(value) for name, value in figures.items()}, share_permille=known_shares
    )
    return replace(seeded(), platform=support)
