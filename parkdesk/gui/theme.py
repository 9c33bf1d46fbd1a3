"""Colours, fonts and spacing of the window: one module, three schemes, the same names."""

from __future__ import annotations

import dataclasses
import re
import sys
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from parkdesk import resources
from parkdesk.i18n import language

SPACE = 4
"""Every distance is a multiple of this, in device-independent pixels."""
RAIL_WIDTH = 196
ROW_HEIGHT = 31
TALL_ROW_HEIGHT = 48
"""Of a list whose names need two lines."""
TEXT_PX = 13
TITLE_PX = 18
FIGURE_PX = 22
SMALL_PX = 12

_TOKEN = re.compile(r"@([a-z_]+)")


class Scheme(StrEnum):
    """What the person may ask for; SYSTEM follows the computer, high contrast included."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    HIGH_CONTRAST = "high-contrast"


class Tone(StrEnum):
    """What a chip, a callout or a figure says by colour beside its words."""

    GOOD = "good"
    WARN = "warn"
    BAD = "bad"
    NEUTRAL = "neutral"
    ACCENT = "accent"


MARKS = {Tone.GOOD: "✓", Tone.WARN: "▲", Tone.BAD: "✕", Tone.NEUTRAL: "–", Tone.ACCENT: "●"}
"""The sign that stands beside a tone's colour, so that colour never stands alone."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """One scheme's colours, by the names of the design."""

    ink: str
    muted: str
    faint: str
    """Words of what cannot be used now: fainter than any that can, and still to be read."""
    line: str
    edge: str
    """Round a field: an empty one is told from its ground by nothing else (WCAG 2.1, 1.4.11)."""
    canvas: str
    card: str
    hover: str
    stripe: str
    accent: str
    accent_hover: str
    accent_soft: str
    on_accent: str
    rail: str
    rail_selected: str
    rail_hover: str
    rail_ink: str
    rail_muted: str
    good: str
    good_soft: str
    warn: str
    warn_soft: str
    bad: str
    bad_soft: str
    neutral: str
    neutral_soft: str
    focus: str

    def color(self, name: str) -> QColor:
        """Return a token as a colour Qt paints with."""
        return QColor(getattr(self, name))

    def tone(self, tone: Tone) -> tuple[QColor, QColor]:
        """Return the ink and the ground of a chip of this tone."""
        return self.color(tone.value), self.color(f"{tone.value}_soft")


LIGHT = Tokens(
    ink="#1B1F24",
    muted="#5B6675",
    faint="#858E9B",
    line="#E4E7EC",
    edge="#858E9B",
    canvas="#F5F7FA",
    card="#FFFFFF",
    hover="#EEF1F5",
    stripe="#FAFBFC",
    accent="#0B6E6E",
    accent_hover="#095B5B",
    accent_soft="#E3F2F1",
    on_accent="#FFFFFF",
    rail="#12343B",
    rail_selected="#1F5A63",
    rail_hover="#1A464E",
    rail_ink="#F2F6F7",
    rail_muted="#9DB4B8",
    good="#157347",
    good_soft="#E7F6EC",
    warn="#8A5A00",
    warn_soft="#FFF4DB",
    bad="#B42318",
    bad_soft="#FDE8E8",
    neutral="#5B6675",
    neutral_soft="#F0F2F5",
    focus="#0B6E6E",
)
DARK = Tokens(
    ink="#E6EAEE",
    muted="#9BA7B4",
    faint="#737F8C",
    line="#2E3742",
    edge="#667180",
    canvas="#14191F",
    card="#1B2129",
    hover="#252D37",
    stripe="#1E252E",
    accent="#3DB8B2",
    accent_hover="#56C7C2",
    accent_soft="#173C3E",
    on_accent="#06211F",
    rail="#0C2227",
    rail_selected="#1B4C54",
    rail_hover="#153840",
    rail_ink="#E8F0F1",
    rail_muted="#87A0A5",
    good="#5CC98B",
    good_soft="#17352A",
    warn="#E5B454",
    warn_soft="#3A2F16",
    bad="#F28B82",
    bad_soft="#432220",
    neutral="#A5B0BC",
    neutral_soft="#29313B",
    focus="#56C7C2",
)
HIGH_CONTRAST = Tokens(
    ink="#FFFFFF",
    muted="#E0E0E0",
    faint="#3FF23F",
    line="#FFFFFF",
    edge="#FFFFFF",
    canvas="#000000",
    card="#000000",
    hover="#333333",
    stripe="#000000",
    accent="#1AEBFF",
    accent_hover="#7DF3FF",
    accent_soft="#003A66",
    on_accent="#000000",
    rail="#000000",
    rail_selected="#003A66",
    rail_hover="#333333",
    rail_ink="#FFFFFF",
    rail_muted="#E0E0E0",
    good="#3FF23F",
    good_soft="#000000",
    warn="#FFFF00",
    warn_soft="#000000",
    bad="#FF8A8A",
    bad_soft="#000000",
    neutral="#FFFFFF",
    neutral_soft="#000000",
    focus="#FFFF00",
)
SCHEMES = {Scheme.LIGHT: LIGHT, Scheme.DARK: DARK, Scheme.HIGH_CONTRAST: HIGH_CONTRAST}


class Theme(QObject):
    """The scheme in force.

    Signals:
        changed: the tokens are others now; whoever painted with them paints again.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.wanted = Scheme.SYSTEM
        self.scheme = Scheme.LIGHT
        self.tokens = LIGHT

    def apply(self, app: QApplication, wanted: Scheme) -> None:
        """Put the scheme on the whole application; SYSTEM keeps following the computer."""
        self.wanted = wanted
        self.scheme = _resolved(wanted)
        self.tokens = SCHEMES[self.scheme]
        app.setPalette(_palette(self.tokens))
        app.setStyleSheet(style_sheet(self.tokens))
        self.changed.emit()

    def follow_system(self, app: QApplication) -> None:
        """Change with the computer's scheme for as long as SYSTEM is wanted."""
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(lambda _scheme: self._system_changed(app))

    def _system_changed(self, app: QApplication) -> None:
        if self.wanted is Scheme.SYSTEM and _resolved(self.wanted) is not self.scheme:
            self.apply(app, self.wanted)


theme = Theme()
"""The application's one theme."""


def tokens() -> Tokens:
    """Return the colours in force; ask at every painting, never keep them."""
    return theme.tokens


def install(app: QApplication, wanted: Scheme) -> None:
    """Give the application its style, fonts and scheme; called once, at the start."""
    app.setStyle(QStyleFactory.create("Fusion"))
    app.setFont(screen_font(language()))
    theme.apply(app, wanted)
    theme.follow_system(app)


def screen_font(spoken: str) -> QFont:
    """Return the text font for a language: the system's on Windows, our own elsewhere.

    A Chinese face draws “ ” ‘ ’ as wide as a character. Among English words they get the width
    of letters: from the Latin face, or by the Chinese one's proportional forms (`pwid`).
    """
    font = QFont()
    chinese = spoken.startswith("zh")
    if sys.platform == "win32" and "Microsoft YaHei UI" in QFontDatabase.families():
        families = ["Microsoft YaHei UI", "Segoe UI"]
        font.setFamilies(families if chinese else families[::-1])
    else:
        font.setFamilies([_bundled_family(), "Noto Sans CJK SC", "sans-serif"])
    font.setPixelSize(TEXT_PX)
    # A new font begins as the application's, in which another language may have left its forms.
    font.clearFeatures()
    font.setFeature(QFont.Tag("tnum"), 1)
    if not chinese:
        font.setFeature(QFont.Tag("pwid"), 1)
    return font


def sized(pixels: int, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """Return the text font at another size or weight."""
    font = QFont(QApplication.font())
    font.setPixelSize(pixels)
    font.setWeight(weight)
    return font


def style_sheet(colors: Tokens) -> str:
    """Return the application's style sheet with the scheme's colours in place of their names."""
    text = resources.path("theme/parkdesk.qss").read_text(encoding="utf-8")
    values = dataclasses.asdict(colors) | {
        "icons": resources.path("icons").as_posix(),
        "arrow": "dark" if QColor(colors.card).lightness() < 128 else "light",  # noqa: PLR2004
    }
    return _TOKEN.sub(lambda found: values[found[1]], text)


@cache
def _bundled_family() -> str:
    for weight in ("400Regular", "500Medium", "700Bold"):
        file = resources.path(f"fonts/NotoSansSC_{weight}.ttf")
        if file.exists():
            QFontDatabase.addApplicationFont(str(file))
    return "Noto Sans SC"


def _resolved(wanted: Scheme) -> Scheme:
    if wanted is not Scheme.SYSTEM:
        return wanted
    if _system_high_contrast():
        return Scheme.HIGH_CONTRAST
    dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
    return Scheme.DARK if dark else Scheme.LIGHT


def _system_high_contrast() -> bool:
    hints = QGuiApplication.styleHints()
    accessibility = getattr(hints, "accessibility", None)
    if accessibility is None:
        return False
    return bool(accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast)


def _palette(colors: Tokens) -> QPalette:
    palette = QPalette()
    roles = QPalette.ColorRole
    for role, name in (
        (roles.Window, "canvas"),
        (roles.WindowText, "ink"),
        (roles.Base, "card"),
        (roles.AlternateBase, "stripe"),
        (roles.Text, "ink"),
        (roles.Button, "card"),
        (roles.ButtonText, "ink"),
        (roles.ToolTipBase, "card"),
        (roles.ToolTipText, "ink"),
        (roles.PlaceholderText, "muted"),
        (roles.Highlight, "accent"),
        (roles.HighlightedText, "on_accent"),
        (roles.Link, "accent"),
        (roles.Mid, "line"),
    ):
        palette.setColor(role, colors.color(name))
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, colors.color("muted"))
    return palette
