"""What is known of kinds of certificate and of appraisals, with sources and the park's values."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QTabWidget, QVBoxLayout, QWidget

from parkdesk.domain.appraisals import AppraisalRule
from parkdesk.domain.certification_forms import ModelView
from parkdesk.domain.certifications import CertificationType
from parkdesk.domain.programmes import Mark
from parkdesk.gui.actions import ActionButton, action_for, button
from parkdesk.gui.certifications.kind_forms import (
    KindDialog,
    OwnKindDialog,
    RuleDialog,
    doubted,
    months_text,
)
from parkdesk.gui.certifications.words import in_language
from parkdesk.gui.forms import FormDialog
from parkdesk.gui.key_names import sequence
from parkdesk.gui.runner import Runner
from parkdesk.gui.short_table import ShortTable
from parkdesk.gui.table_model import Column
from parkdesk.gui.theme import SPACE, Tone
from parkdesk.gui.widgets.callout import Banner
from parkdesk.gui.widgets.texts import label
from parkdesk.i18n import date_text, number_text, tr, trn
from parkdesk.i18n import label as word
from parkdesk.usecases.certification_kinds import (
    KindRow,
    Kinds,
    RuleRow,
    add_kind,
    certification_kinds,
    edit_appraisal_rule,
    edit_kind,
    retire_kind,
)

_ROWS = 12


class KindsDialog(QDialog):
    """Three lists with source and mark; a permitted person sets the park's own values."""

    def __init__(self, runner: Runner, parent: QWidget) -> None:
        super().__init__(parent)
        self.runner = runner
        self.setWindowTitle(tr("Kinds of certificate"))
        self.resize(1040, 640)
        self.banner = Banner()
        self.said = label("", "muted", wrap=True, selectable=True)
        self.kinds: ShortTable[KindRow] = ShortTable(
            "certificate-kinds", _kinds(), most=_ROWS, gives_way=True
        )
        self.rules: ShortTable[RuleRow] = ShortTable(
            "appraisal-rules", _rules(), most=_ROWS, gives_way=True
        )
        self.views: ShortTable[ModelView] = ShortTable(
            "model-views", _views(), most=_ROWS, gives_way=True
        )
        self._every_rule: tuple[RuleRow, ...] = ()
        self._make_actions()
        self._build()
        self.kinds.opened.connect(lambda _row: self.edit.trigger())
        self.rules.opened.connect(lambda _row: self.edit.trigger())
        self.kinds.row_changed.connect(lambda _row: self._enable())
        self.rules.row_changed.connect(lambda _row: self._enable())
        self.views.row_changed.connect(lambda _row: self._enable())
        self.tabs.currentChanged.connect(lambda _place: self._enable())
        runner.changed.connect(self._committed)
        self._enable()
        self.load()

    def load(self) -> None:
        """Fetch everything again."""
        self.runner.run(self, certification_kinds).done(self._show)

    def _make_actions(self) -> None:
        make = partial(action_for, self, self.runner)
        self.edit = make(edit_kind, tr("Edit"), self._open_edit, key="F2", icon="edit")
        self.add = make(
            add_kind, tr("Add a kind of the park's own"), self._open_new, key="Ctrl+N", icon="plus"
        )
        self.retire = make(retire_kind, tr("Offer no longer"), self._retire)

    def _build(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(SPACE * 5, SPACE * 4, SPACE * 5, SPACE * 4)
        box.setSpacing(SPACE * 3)
        box.addWidget(label(tr("Kinds of certificate"), "title"))
        box.addWidget(
            label(
                tr(
                    "Periods and lead times come with the program, each with its source; what is"
                    " marked “to be confirmed” nobody has read in a document yet. The park's own"
                    " values stand beside them and outlast every update."
                ),
                "muted",
                wrap=True,
            )
        )
        box.addWidget(self.banner)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        for table, name in (
            (self.kinds, tr("Kinds")),
            (self.rules, tr("Appraisals")),
            (self.views, tr("Model views")),
        ):
            self.tabs.addTab(_on_top(table), name)
        box.addWidget(self.tabs, 1)
        box.addWidget(self.said)
        foot = QHBoxLayout()
        foot.setSpacing(SPACE * 2)
        for action in (self.edit, self.retire, self.add):
            foot.addWidget(ActionButton(action))
        foot.addStretch()
        foot.addWidget(button(tr("Close"), self.accept, role="primary"))
        box.addLayout(foot)
        QShortcut(sequence("Ctrl+W"), self).activated.connect(self.accept)

    def _show(self, kinds: Kinds) -> None:
        self.kinds.show_rows(kinds.kinds)
        self.rules.show_rows(kinds.rules)
        self._every_rule = kinds.rules
        self.views.show_rows(kinds.views)
        self._enable()

    def _committed(self, touched: frozenset[str]) -> None:
        if touched & {"certification_type", "appraisal_rule"}:
            self.load()

    def _say_source(self) -> None:
        """Show the source of the chosen row in full: the column has no room for it."""
        place = self.tabs.currentIndex()
        kind, rule, view = self.kinds.current(), self.rules.current(), self.views.current()
        chosen = (kind.kind if kind else None, rule.rule if rule else None, view)[place]
        self.said.setText(
            tr("Source: {source}", source=source_text(chosen)) if chosen is not None else ""
        )

    def _enable(self) -> None:
        self._say_source()
        kind, rule = self._kind(), self._rule()
        may = self.runner.can(edit_kind)
        self.edit.setEnabled(may and (kind is not None or rule is not None))
        self.retire.setEnabled(may and kind is not None)
        retired = kind is not None and kind.retired_on is not None
        self.retire.setText(tr("Offer again") if retired else tr("Offer no longer"))

    def _kind(self) -> KindRow | None:
        return self.kinds.current() if self.tabs.currentIndex() == 0 else None

    def _doubted(self, kind: KindRow) -> tuple[RuleRow, ...]:
        """Return the appraisal rules of a kind whose validity nobody has read in a document."""
        return tuple(one for one in self._every_rule if doubted(one, kind))

    def _rule(self) -> RuleRow | None:
        row = self.rules.current() if self.tabs.currentIndex() == 1 else None
        return row if row is not None and row.rule.gives_level else None

    def _open_edit(self) -> None:
        kind, rule = self._kind(), self._rule()
        dialog: FormDialog | None = None
        if kind is not None:
            dialog = (
                OwnKindDialog(self.runner, self, kind)
                if kind.is_own
                else KindDialog(self.runner, self, kind, self._doubted(kind))
            )
        elif rule is not None and self.runner.can(edit_appraisal_rule):
            dialog = RuleDialog(self.runner, self, rule)
        if dialog is not None:
            dialog.open()

    def _open_new(self) -> None:
        OwnKindDialog(self.runner, self, None).open()

    def _retire(self) -> None:
        kind = self._kind()
        if kind is None:
            return
        offered_again = kind.retired_on is not None
        if offered_again or not kind.certificates:
            self._do_retire(kind, retired=not offered_again)
            return
        self.banner.show_text(
            trn(
                "{n} certificate is of this kind. It stays as it is; the kind is offered no"
                " longer.",
                "{n} certificates are of this kind. They stay as they are; the kind is offered no"
                " longer.",
                kind.certificates,
            ),
            Tone.WARN,
            offers=((tr("Offer no longer"), lambda: self._do_retire(kind, retired=True)),),
        )

    def _do_retire(self, kind: KindRow, *, retired: bool) -> None:
        self.runner.run(self, retire_kind, kind.id, kind.version, retired=retired)


def _on_top(table: QWidget) -> QWidget:
    made = QWidget()
    box = QVBoxLayout(made)
    box.setContentsMargins(0, SPACE * 3, 0, 0)
    box.addWidget(table, alignment=Qt.AlignmentFlag.AlignTop)
    return made


def source_text(row: CertificationType | AppraisalRule | ModelView) -> str:
    """Return where a row was read, in the person's language."""
    return in_language(row.source_zh or row.source, row.source)


def _mark_text(mark: Mark) -> str:
    return tr("confirmed") if mark.confirmed else tr("to be confirmed")


def _mark_tone(mark: Mark) -> Tone:
    return Tone.GOOD if mark.confirmed else Tone.WARN


def _kinds() -> tuple[Column[KindRow], ...]:
    return (
        Column(
            tr("Kind"),
            lambda row: in_language(row.kind.name_zh, row.kind.name_en),
            width=236,
            grows=True,
            wraps=True,
        ),
        Column(tr("Validity"), lambda row: months_text(row.kind.validity_months), width=84),
        Column(tr("Surveillance"), lambda row: word(row.kind.surveillance), width=108, yields=1),
        Column(tr("Lead time"), _lead_text, width=112, yields=2),
        Column(
            tr("Standing"),
            lambda row: _mark_text(row.kind.certainty),
            tone=lambda row: _mark_tone(row.kind.certainty),
            width=84,
        ),
        Column(
            tr("Source"),
            lambda row: source_text(row.kind),
            width=168,
            muted=True,
            grows=True,
            wraps=True,
        ),
        Column(
            tr("Offered"),
            lambda row: (
                tr("not since {day}", day=date_text(row.retired_on))
                if row.retired_on
                else tr("Yes")
            ),
            width=96,
            yields=3,
        ),
        Column(
            tr("In the register"),
            lambda row: number_text(row.certificates),
            numeric=True,
            width=82,
            yields=4,
        ),
    )


def _lead_text(row: KindRow) -> str:
    days = trn("{n} day", "{n} days", row.kind.lead_days)
    return tr("{days}, the park's", days=days) if row.park.lead_days is not None else days


def _rules() -> tuple[Column[RuleRow], ...]:
    return (
        Column(tr("Model version"), lambda row: row.rule.model, width=120),
        Column(tr("Appraisal method"), lambda row: word(row.rule.method), width=186, grows=True),
        Column(
            tr("Gives a level"),
            lambda row: tr("Yes") if row.rule.gives_level else tr("No"),
            width=76,
        ),
        Column(tr("Validity"), _period_text, width=128),
        Column(
            tr("In a row"),
            lambda row: tr("at most {n}", n=row.rule.in_a_row) if row.rule.in_a_row else "",
            width=76,
            yields=1,
        ),
        Column(
            tr("Standing"),
            lambda row: _mark_text(row.rule.certainty),
            tone=lambda row: _mark_tone(row.rule.certainty),
            width=84,
        ),
        Column(
            tr("Source"),
            lambda row: source_text(row.rule),
            width=320,
            muted=True,
            grows=True,
        ),
    )


def _period_text(row: RuleRow) -> str:
    if not row.rule.gives_level:
        return tr("none")
    months = months_text(row.rule.validity_months)
    return tr("at most {period}", period=months) if row.rule.at_most else months


def _views() -> tuple[Column[ModelView], ...]:
    return (
        Column(tr("Model version"), lambda row: row.model, width=130),
        Column(tr("Model view"), lambda row: row.view, width=90),
        Column(
            tr("Name"), lambda row: in_language(row.name_zh, row.name_en), width=180, grows=True
        ),
        Column(
            tr("Standing"),
            lambda row: _mark_text(row.certainty),
            tone=lambda row: _mark_tone(row.certainty),
            width=84,
        ),
        Column(tr("Source"), lambda row: source_text(row), width=400, muted=True, grows=True),
    )
