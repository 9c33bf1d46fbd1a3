"""Colours of notices, their claims and objections."""

from __future__ import annotations

from parkdesk.domain.notices import ListedState, NoticeState, ObjectionState
from parkdesk.gui.theme import Tone

NOTICE_TONES = {
    NoticeState.OPEN: Tone.ACCENT,
    NoticeState.CLOSED: Tone.GOOD,
    NoticeState.WITHDRAWN: Tone.NEUTRAL,
}
LISTED_TONES = {
    ListedState.LISTED: Tone.ACCENT,
    ListedState.CLEARED: Tone.GOOD,
    ListedState.DROPPED: Tone.WARN,
}
OBJECTION_TONES = {
    ObjectionState.OPEN: Tone.WARN,
    ObjectionState.UPHELD: Tone.BAD,
    ObjectionState.DISMISSED: Tone.NEUTRAL,
}
