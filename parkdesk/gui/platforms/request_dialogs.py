"""The forms of requests: received, done with a line of the log, refused with a reason."""

from __future__ import annotations

import datetime as dt
from typing import Any

from PySide6.QtWidgets import QWidget

from parkdesk.domain.platforms import platform_of
from parkdesk.domain.requests import LONGEST_SUBJECT
from parkdesk.gui.enterprise_field import EnterpriseField
from parkdesk.gui.forms import FormDialog
from parkdesk.gui.platforms.fee_proposal import FeeProposal
from parkdesk.gui.platforms.service_field import Done, ServiceField
from parkdesk.gui.platforms.service_form import ServiceForm
from parkdesk.gui.platforms.words import line_text
from parkdesk.gui.runner import Request, Runner
from parkdesk.i18n import date_text, tr
from parkdesk.usecases.offers import OfferChoice, offers_to_log
from parkdesk.usecases.request_lists import RequestLine, RequestRow, lines_to_name
from parkdesk.usecases.requests import (
    SaveRequest,
    add_request,
    complete_request,
    complete_request_by_line,
    edit_request,
    refuse_request,
)


class RequestDialog(FormDialog):
    """Enters a request; with `edits` it corrects that one."""

    def __init__(
        self,
        runner: Runner,
        parent: QWidget | None,
        today: dt.date,
        edits: RequestRow | None = None,
    ) -> None:
        super().__init__(
            runner, parent, tr("Edit service request") if edits else tr("New service request")
        )
        self._edits = edits
        self.enterprise = self.add(
            EnterpriseField(runner, "enterprise_id", tr("Enterprise"), required=True)
        )
        self.service = self.add(ServiceField("kind", tr("Service")))
        self.text("subject", tr("Subject of the request"), required=True, longest=LONGEST_SUBJECT)
        self.received = self.date("received_on", tr("Came on"), today=today, required=True)
        self.date(
            "due_on",
            tr("To be done by"),
            today=today,
            base=lambda: None if self.received.check() else self.received.value(),
            required=True,
            hint=tr("+10d is ten days after it came."),
        )
        self.multiline("note", tr("Remarks"), lines=2)
        self.received.set_value(today)
        if edits is not None:
            self.enterprise.set_enterprise(edits.enterprise_id, edits.enterprise)
            for name in ("subject", "received_on", "due_on", "note"):
                self.fields[name].set_value(getattr(edits, name))
        self.service.narrow(self.received.value())
        self.set_untouched()
        runner.run(self, offers_to_log).done(self._take_offers)

    def _take_offers(self, offers: tuple[OfferChoice, ...]) -> None:
        edits = self._edits
        was_dirty = self.is_dirty
        self.service.keep(edits.offer_id if edits else None)
        self.service.take(offers)
        if edits is not None:
            self.service.set_value(Done(edits.kind, edits.offer_id))
        if not was_dirty:
            self.set_untouched()

    def form(self) -> SaveRequest:
        """Return what is typed."""
        values = self.values()
        done = values["kind"]
        values["kind"], values["offer_id"] = done.kind, done.offer_id
        return SaveRequest(platform=platform_of(done.kind), **values)

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Enter or correct."""
        del confirmed
        if self._edits is None:
            return self.runner.run(self, add_request, self.form())
        edits = self._edits
        return self.runner.run(self, edit_request, edits.id, edits.version, self.form())


class CompleteDialog(ServiceForm):
    """Finishes a request: with a new line of the log, or with one that is there already."""

    def __init__(
        self, runner: Runner, parent: QWidget | None, today: dt.date, request: RequestRow
    ) -> None:
        super().__init__(
            runner,
            parent,
            tr("Request {number} is done", number=request.number),
            save_text=tr("Finish"),
            intro=tr("{enterprise}: {what}", enterprise=request.enterprise, what=request.subject),
        )
        self._request = request
        self.line = self.choice(
            "service_id", tr("Line of the log"), [], typed=False, empty=tr("Enter a new line")
        )
        self.add_service(today)
        self.day.set_value(today)
        self.service.narrow(today)
        self.service.set_value(Done(request.kind))
        self._proposal = FeeProposal(self.service, self.hours, self.people, self.fee)
        self.line.changed.connect(self._follow)
        self.line.set_visible(visible=False)
        self.set_untouched()
        runner.run(self, offers_to_log).done(self._take_offers)
        runner.run(self, lines_to_name, request.id).done(self._take_lines)

    def _take_offers(self, offers: tuple[OfferChoice, ...]) -> None:
        was_dirty = self.is_dirty
        self.service.keep(self._request.offer_id)
        self.service.take(offers)
        self.service.set_value(Done(self._request.kind, self._request.offer_id))
        self._proposal.propose()
        if not was_dirty:
            self.set_untouched()

    def _take_lines(self, lines: tuple[RequestLine, ...]) -> None:
        """Offer what is in the log already: nobody is to enter one service twice."""
        self.line.set_options([(one.id, line_text(one)) for one in lines])
        self.line.set_visible(visible=bool(lines))
        self._grow()

    def _follow(self) -> None:
        new = self.line.value() is None
        for name, field in self.fields.items():
            if name != self.line.name:
                field.set_visible(visible=new)
        self._grow()

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Finish the request."""
        request = self._request
        line = self.line.value()
        if line is not None:
            return self.runner.run(
                self, complete_request_by_line, request.id, request.version, line
            )
        form = self.service_typed(request.enterprise_id)
        return self.runner.run(self, complete_request, request.id, request.version, form, confirmed)


class RefuseDialog(FormDialog):
    """Refuses a request with a reason."""

    def __init__(self, runner: Runner, parent: QWidget | None, request: RequestRow) -> None:
        super().__init__(
            runner,
            parent,
            tr("Decline request {number}", number=request.number),
            save_text=tr("Decline the request"),
            intro=tr(
                "{enterprise}, due on {day}: {what}",
                enterprise=request.enterprise,
                day=date_text(request.due_on),
                what=request.subject,
            ),
        )
        self._request = request
        self.multiline("reason", tr("Reason"), required=True)
        self.set_untouched()

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Refuse."""
        del confirmed
        request = self._request
        reason = self.fields["reason"].value()
        return self.runner.run(self, refuse_request, request.id, request.version, reason)
