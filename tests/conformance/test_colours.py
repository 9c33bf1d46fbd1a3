"""Colours can be read, and what cannot be used looks otherwise than what can, in every scheme."""

import itertools

import pytest
from PySide6.QtGui import QColor

from parkdesk.gui.theme import SCHEMES, Scheme, Tone
from parkdesk.gui.widgets.chart_painting import series_colour

LEAST_WORDS = 4.5
"""Of words against their ground (WCAG 2.1, 1.4.3)."""
LEAST_SIGNS = 3.0
"""Of lines, signs and words of what cannot be used (1.4.11)."""
GROUNDS = ("card", "canvas")


def _light(colour):
    parts = [
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4
        for part in (colour.redF(), colour.greenF(), colour.blueF())
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one, other):
    """How far two colours are apart, 1 to 21."""
    dark, light = sorted((_light(QColor(one)), _light(QColor(other))))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("ground", GROUNDS)
def test_words_stand_out_from_their_ground(scheme, ground):
    tokens = SCHEMES[scheme]
    for name in ("ink", "muted", "accent", "good", "warn", "bad"):
        assert contrast(getattr(tokens, name), getattr(tokens, ground)) >= LEAST_WORDS, name


@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_chip_s_words_stand_out_from_the_chip(scheme):
    for tone in Tone:
        ink, soft = SCHEMES[scheme].tone(tone)
        assert contrast(ink, soft) >= LEAST_WORDS, tone


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_edge_of_an_empty_field_stands_out_from_its_ground(scheme):
    tokens = SCHEMES[scheme]
    for ground in GROUNDS:
        assert contrast(tokens.edge, getattr(tokens, ground)) >= LEAST_SIGNS, ground


@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_chip_stands_out_from_a_selected_row(scheme):
    """Its edge there is of its ink: the grounds of accent and good are those of the row."""
    tokens = SCHEMES[scheme]
    for tone in Tone:
        assert contrast(tokens.tone(tone)[0], tokens.accent_soft) >= LEAST_WORDS, tone


@pytest.mark.parametrize("scheme", SCHEMES)
def test_what_cannot_be_used_is_fainter_and_can_be_read(scheme):
    tokens = SCHEMES[scheme]
    for ground in (getattr(tokens, name) for name in GROUNDS):
        assert contrast(tokens.faint, ground) >= LEAST_SIGNS
        assert contrast(tokens.faint, ground) < contrast(tokens.ink, ground)
        if scheme is not Scheme.HIGH_CONTRAST:
            assert contrast(tokens.faint, ground) < contrast(tokens.muted, ground)


@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK])
def test_the_lines_of_a_chart_stand_out_and_its_tones_are_told_apart(scheme, monkeypatch):
    tokens = SCHEMES[scheme]
    monkeypatch.setattr("parkdesk.gui.widgets.chart_painting.tokens", lambda: tokens)
    first, second, third = (series_colour(number) for number in range(3))
    assert contrast(first, tokens.card) >= LEAST_SIGNS
    assert contrast(second, tokens.card) >= LEAST_SIGNS
    for one, other in itertools.pairwise((first, second, third)):
        assert contrast(one, other) >= 1.5
