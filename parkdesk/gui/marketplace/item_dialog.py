"""The form of an item of market information."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import fields
from typing import Any

from PySide6.QtWidgets import QWidget

from parkdesk.domain.contracts import Country
from parkdesk.domain.market_items import LONGEST_TITLE, ItemLanguage, SaveItem, usual_end
from parkdesk.gui.forms import FormDialog
from parkdesk.gui.runner import Request, Runner
from parkdesk.gui.service_codes.words import code_text
from parkdesk.i18n import label, language, tr
from parkdesk.usecases.market_items import ItemRow, add_market_item, edit_market_item
from parkdesk.usecases.service_code_lists import NamedCode

_WORDS, _LINK = 200, 500


class ItemDialog(FormDialog):
    """Adds an item; with `edits` it changes that one."""

    def __init__(
        self,
        runner: Runner,
        parent: QWidget | None,
        today: dt.date,
        countries: Sequence[Country],
        codes: Sequence[NamedCode],
        edits: ItemRow | None = None,
    ) -> None:
        title = tr("Edit market item") if edits else tr("New market item")
        super().__init__(runner, parent, title, width=600)
        self._edits = edits
        self._declare_origin(today)
        self._declare_matter(countries, codes)
        if edits is None:
            self.fields["language"].set_value(ItemLanguage.CHINESE)
            self.published.set_value(today)
            self.useful.set_value(usual_end(today))
        else:
            for one in fields(SaveItem):
                self.fields[one.name].set_value(getattr(edits.form, one.name))
        self.set_untouched()

    def _declare_origin(self, today: dt.date) -> None:
        self.text("title", tr("Title of the item"), required=True, longest=LONGEST_TITLE)
        self.text("source", tr("Source"), required=True, longest=_WORDS)
        self.published = self.date(
            "published_on", tr("Day of publication"), today=today, required=True
        )
        self.useful = self.date(
            "useful_until",
            tr("Of use until"),
            today=today,
            base=lambda: None if self.published.check() else self.published.value(),
            required=True,
            hint=tr("+6m: of use for six months from its publication."),
        )
        self.choice(
            "language",
            tr("Language of the item"),
            [(one, label(one)) for one in ItemLanguage],
            required=True,
        )

    def _declare_matter(self, countries: Sequence[Country], codes: Sequence[NamedCode]) -> None:
        chinese = language() == "zh_CN"
        self.choice(
            "country_code",
            tr("Country or region"),
            [(one.code, one.name_zh if chinese else one.name_en) for one in countries],
        )
        offered = [(one.id, code_text(one.code, one)) for one in codes]
        edits = self._edits
        held = edits.form.service_code_id if edits is not None else None
        if edits is not None and held is not None and held not in {one.id for one in codes}:
            offered.append((held, edits.service_code))
        self.choice("service_code_id", tr("Service code"), offered)
        self.multiline("summary", tr("What it says"), lines=4)
        self.text("link", tr("Where to find it"), longest=_LINK)
        self.multiline("note", tr("Remarks"), lines=2)

    def form(self) -> SaveItem:
        """Return what is typed."""
        values = self.values()
        values["country_code"] = values["country_code"] or ""
        return SaveItem(**values)

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Add or change."""
        del confirmed
        if self._edits is None:
            return self.runner.run(self, add_market_item, self.form())
        edits = self._edits
        return self.runner.run(self, edit_market_item, edits.id, edits.version, self.form())
