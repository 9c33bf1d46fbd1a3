"""For random rosters and programmes the trace, worked out again from itself, gives the amount."""

import datetime as dt
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from parkdesk.domain import id_number
from parkdesk.domain.eligibility import Judge, Rule, Verdict, totals
from parkdesk.domain.programmes import Counting, Degree, Figure, Mark, Track
from parkdesk.domain.trainees import OPEN_ENDED, Assessment, ServiceLine, Trainee
from tests.domain.packs import FOLDER, TODAY, seeded

SEEDS = tuple(seeded(path.stem) for path in sorted(FOLDER.glob("*.toml")))
DAYS = st.one_of(st.none(), st.dates(dt.date(2007, 1, 1), dt.date(2030, 12, 31)))
ENDS = st.one_of(DAYS, st.just(OPEN_ENDED))
CENTS = st.one_of(st.none(), st.integers(0, 10_000_00))


def number(serial, birth):
    body = f"110105{birth:%Y%m%d}{serial:03d}"
    return body + id_number.check_character(body)


NUMBERS = st.one_of(
    st.just(""),
    st.builds(number, st.integers(1, 4), st.dates(dt.date(1950, 1, 1), dt.date(2004, 1, 1))),
)
ROWS = st.builds(
    Trainee,
    name=st.sampled_from(["", "张三"]),
    id_number=NUMBERS,
    degree=st.one_of(st.none(), st.sampled_from(Degree)),
    graduated_on=DAYS,
    hired_on=DAYS,
    contract_first=DAYS,
    contract_last=ENDS,
    service_line=st.one_of(st.none(), st.sampled_from(ServiceLine)),
    training_first=DAYS,
    training_last=DAYS,
    assessment=st.one_of(st.none(), st.sampled_from(Assessment)),
    score_tenths=st.one_of(st.none(), st.integers(0, 1000)),
    requested_cents=CENTS,
)


def figures(values):
    return st.one_of(st.none(), st.builds(Figure, values, st.sampled_from(Mark)))


@st.composite
def programmes(draw):
    caps = {track: draw(figures(st.integers(0, 6_000_00))) for track in Track}
    return replace(
        draw(st.sampled_from(SEEDS)),
        cap_cents={track: cap for track, cap in caps.items() if cap is not None},
        contract_months=draw(figures(st.integers(1, 36))),
        counting=Figure(draw(st.sampled_from(Counting)), Mark.DERIVED),
        degree=draw(figures(st.sampled_from(Degree))),
        pass_score=draw(figures(st.integers(0, 100))),
    )


def worked_out(verdict):
    """Return what a row is worth by what stands in its lines, and by nothing else."""
    if any(not line.verdict.payable for line in verdict.lines):
        return 0
    facts = next(line for line in verdict.lines if line.rule is Rule.AMOUNT).facts
    limits = [facts["limit_cents"], facts["asked_cents"]]
    return min(limit for limit in limits if limit is not None)


@given(programmes(), st.sampled_from(Track), st.lists(ROWS, max_size=6))
def test_the_trace_gives_the_amount_again(programme, track, rows):
    verdicts = Judge(programme, track, TODAY).judge_roster(rows)
    cap = programme.cap_cents.get(track)
    for row, verdict in zip(rows, verdicts, strict=True):
        assert verdict.amount_cents == worked_out(verdict)
        assert verdict.amount_cents == sum(line.amount_cents for line in verdict.lines)
        assert verdict.amount_cents <= (cap.value if cap else 0)
        if row.requested_cents is not None:
            assert verdict.amount_cents <= row.requested_cents
        worst = max((line.verdict for line in verdict.lines), key=list(Verdict).index)
        assert worst is verdict.verdict
    assert totals(verdicts).amount_cents == sum(one.amount_cents for one in verdicts)


@given(programmes(), st.sampled_from(Track), ROWS)
def test_every_line_that_compares_says_with_which_figure(programme, track, row):
    (verdict,) = Judge(programme, track, TODAY).judge_roster([row])
    figures_of = {id(figure) for _key, figure in programme.figures()}
    for line in verdict.lines:
        assert line.basis is None or id(line.basis) in figures_of
