"""Invented programmes for laws: every kind of figure, known or not, with every sign in a text."""

import datetime as dt
from dataclasses import replace

from hypothesis import strategies as st

from parkdesk.domain.calendar import DateRange
from parkdesk.domain.programmes import (
    BarringGround,
    BarringRule,
    CertificationSupport,
    ClaimantBranch,
    ClaimKind,
    Clause,
    Counting,
    Degree,
    Figure,
    HeadCeiling,
    ItemKind,
    Level,
    LevelShare,
    Mark,
    Material,
    PackCase,
    PlatformSupport,
    Repeat,
    Requirement,
    Standing,
    Track,
)
from tests.domain.packs import FOLDER, seeded

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
COUNTS = st.integers(0, 10**12)
DAYS = st.dates(dt.date(2000, 1, 1), dt.date(2099, 12, 31))
CODES = st.text("abc-1", min_size=1, max_size=6)


def figures(values):
    """Return figures of such values."""
    return st.builds(
        Figure,
        value=values,
        mark=st.sampled_from(Mark),
        source=TEXTS,
        document=TEXTS,
        clause=TEXTS,
    )


def known_or_not(values):
    """Return figures of such values, or None."""
    return st.one_of(st.none(), figures(values))


def some(values):
    """Return short tuples."""
    return st.lists(values, max_size=3).map(tuple)


def listed(members):
    """Return codes of members, each once."""
    return st.lists(st.sampled_from(members), unique=True, max_size=3).map(
        lambda chosen: tuple(one.value for one in chosen)
    )


WINDOWS = st.tuples(DAYS, DAYS).map(lambda days: DateRange(min(days), max(days)))
LEVELS = st.lists(st.sampled_from([one for one in Level if one is not Level.PARK]), unique=True)
SHARES = st.integers(0, 1000).map(
    lambda part: (LevelShare(Level.CENTRAL, part), LevelShare(Level.CITY, 1000 - part))
)
TIERS = st.builds(
    lambda start, width, heads: HeadCeiling(start, start + width if width else None, heads),
    COUNTS,
    COUNTS,
    COUNTS,
)
CERTIFICATES = st.builds(
    CertificationSupport,
    **dict.fromkeys(
        ("items_a_year", "cap_cents", "share_permille", "minimum_level"), known_or_not(COUNTS)
    ),
    kinds=known_or_not(some(TEXTS)),
    events=known_or_not(some(TEXTS)),
    fee_kinds=known_or_not(some(TEXTS)),
)
PLATFORMS = st.builds(
    PlatformSupport,
    cap_cents=known_or_not(COUNTS),
    minimum_cents=known_or_not(COUNTS),
    kinds=known_or_not(some(TEXTS)),
    cost_kinds=known_or_not(some(TEXTS)),
    share_permille=st.dictionaries(st.sampled_from(ItemKind), figures(COUNTS)),
)
MATERIALS = st.builds(
    Material,
    code=TEXTS,
    name=TEXTS,
    name_en=TEXTS,
    kinds=st.frozensets(st.sampled_from(ClaimKind)),
    per_person=st.booleans(),
    mark=st.sampled_from(Mark),
    source=TEXTS,
    requirement=st.sampled_from(Requirement),
    condition=TEXTS,
    condition_en=TEXTS,
    document=TEXTS,
    clause=TEXTS,
)
CASES = st.builds(
    PackCase,
    name=TEXTS,
    kind=st.sampled_from(ClaimKind),
    facts=st.dictionaries(TEXTS, TEXTS, max_size=3),
    verdict=TEXTS,
    amount_cents=COUNTS,
)
FIELDS = {
    "title": TEXTS,
    "title_en": TEXTS,
    "level": st.sampled_from(Level),
    "region": TEXTS,
    "document": TEXTS,
    "issued_on": st.one_of(st.none(), DAYS),
    "template": st.booleans(),
    "window": known_or_not(WINDOWS),
    "branches": some(
        st.builds(ClaimantBranch, known_or_not(COUNTS), known_or_not(COUNTS), st.booleans())
    ),
    "graduate_permille": known_or_not(COUNTS),
    "clean_years": known_or_not(COUNTS),
    "cap_cents": st.dictionaries(st.sampled_from(Track), figures(COUNTS)),
    "local_match_permille": known_or_not(COUNTS),
    "allotment_cents": known_or_not(COUNTS),
    "contract_months": known_or_not(COUNTS),
    "counting": figures(st.sampled_from(Counting)),
    "degree": known_or_not(st.sampled_from(Degree)),
    "outsourcing_work": known_or_not(st.booleans()),
    "outsourcing_employer": known_or_not(st.booleans()),
    "assessment": st.dictionaries(st.sampled_from(Track), figures(st.booleans())),
    "pass_score": known_or_not(COUNTS),
    "retirement_age": known_or_not(COUNTS),
    "repeat": figures(st.sampled_from(Repeat)),
    "materials": some(MATERIALS),
    "certification": st.one_of(st.none(), CERTIFICATES),
    "platform": st.one_of(st.none(), PLATFORMS),
    "standing": some(figures(st.sampled_from(Standing))),
    "head_ceilings": some(figures(TIERS)),
    "review_levels": known_or_not(LEVELS.map(tuple)),
    "shares": known_or_not(SHARES),
    "notice_days": known_or_not(COUNTS),
    "approval_limits": st.dictionaries(CODES, figures(COUNTS), max_size=2),
    "barring": some(
        figures(
            st.builds(BarringRule, st.sampled_from(BarringGround), st.one_of(st.none(), COUNTS))
        )
    ),
    "signal_limits": st.dictionaries(CODES, figures(COUNTS), max_size=2),
    "clauses": some(st.builds(Clause, TEXTS, TEXTS, st.sampled_from(Mark), TEXTS, TEXTS)),
    "cases": some(CASES),
}
SEEDS = tuple(seeded(path.stem) for path in sorted(FOLDER.glob("*.toml")))


@st.composite
def _programmes(draw):
    """Change a few fields of a seeded programme at a time: all of them would take minutes."""
    names = draw(st.lists(st.sampled_from(sorted(FIELDS)), min_size=1, max_size=4, unique=True))
    changes = {name: draw(FIELDS[name]) for name in names}
    return replace(draw(st.sampled_from(SEEDS)), **changes)


PROGRAMMES = _programmes()
