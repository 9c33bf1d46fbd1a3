"""The people of an enterprise to turn to: its main contact and others.

The main contact stands on the enterprise's record and nowhere else; another one becomes the main
one by exchange. Numbers and addresses are masked here; `reveal_contact` shows them and is logged.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace

from sqlalchemy import select

from parkdesk.domain.contacts import Duty, SaveContact, check_contact, duties_of, duties_text
from parkdesk.domain.errors import InvalidInput
from parkdesk.domain.identity import Permission
from parkdesk.domain.masking import mask_email, mask_phone
from parkdesk.store.tables.contacts import ContactRecord
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.store.values_then import Then, values_then
from parkdesk.store.work import Work
from parkdesk.usecases.core import command, query


@dataclass(frozen=True, slots=True)
class ContactRow:
    """One contact with masked numbers; `id` is None for the one on the enterprise's record."""

    id: int | None
    version: int
    """Of the contact, or of the enterprise's record for the main one."""
    name: str
    post: str
    phone: str
    mobile: str
    email: str
    duties: tuple[Duty, ...]

    @property
    def is_main(self) -> bool:
        """Whether it stands on the enterprise's record."""
        return self.id is None


@dataclass(frozen=True, slots=True)
class EnterpriseContacts:
    """Everybody to turn to at an enterprise, the main one first."""

    enterprise_version: int
    rows: tuple[ContactRow, ...]


@dataclass(frozen=True, slots=True)
class WholeNumbers:
    """A contact's numbers and address in full."""

    phone: str
    mobile: str
    email: str


@query(Permission.ENTERPRISE_READ)
def enterprise_contacts(
    work: Work, enterprise_id: int, on: dt.date | None = None
) -> EnterpriseContacts:
    """Return the main contact, where there is one, and the others by their names.

    As at a day: those who were entered by then and are still, as the trail tells of them. Numbers
    are in no trail: one that was changed since is not known.
    """
    record = work.get(EnterpriseRecord, enterprise_id)
    others = work.session.scalars(
        select(ContactRecord)
        .where(ContactRecord.enterprise_id == enterprise_id)
        .order_by(ContactRecord.id)
    ).all()
    main, forms = _main_form(record), {one.id: _form(one) for one in others}
    if on is not None:
        before = values_then(work.session, EnterpriseRecord, [enterprise_id], on)[enterprise_id]
        main = _form_then(main, before, "contact_")
        then = values_then(work.session, ContactRecord, list(forms), on)
        forms = {
            id_: _form_then(form, then[id_])
            for id_, form in forms.items()
            if not then[id_].begun_since
        }
    rows = [] if _is_nobody(main) else [_row(None, record.version, main)]
    rows += [_row(one.id, one.version, forms[one.id]) for one in others if one.id in forms]
    return EnterpriseContacts(record.version, tuple(rows))


def _form_then(form: SaveContact, then: Then, prefix: str = "") -> SaveContact:
    """Return a contact as it was, so far as that is known."""
    return SaveContact(
        then.value(f"{prefix}name", form.name),
        then.value(f"{prefix}post", form.post),
        then.value(f"{prefix}phone", form.phone or "") or None,
        then.value(f"{prefix}mobile", form.mobile or "") or None,
        then.value(f"{prefix}email", form.email or "") or None,
        duties_of(then.value(f"{prefix}duties", duties_text(form.duties)) or "[]"),
    )


@command(Permission.IDENTITY_REVEAL)
def reveal_contact(work: Work, enterprise_id: int, contact_id: int | None) -> WholeNumbers:
    """Return a contact's numbers in full; the look is in the trail. None is the main contact."""
    if contact_id is None:
        table, row_id = EnterpriseRecord.__tablename__, enterprise_id
        form = _main_form(work.get(EnterpriseRecord, enterprise_id))
    else:
        table, row_id = ContactRecord.__tablename__, contact_id
        form = _form(work.get(ContactRecord, contact_id))
    work.note(table, row_id, {"revealed": "contact"})
    return WholeNumbers(form.phone or "", form.mobile or "", form.email or "")


@command(Permission.ENTERPRISE_EDIT)
def add_contact(work: Work, enterprise_id: int, form: SaveContact) -> int:
    """Add a contact beside the main one; return its id."""
    work.get(EnterpriseRecord, enterprise_id)
    form = _checked(form, None)
    return work.add(ContactRecord(enterprise_id=enterprise_id, **_columns(form))).id


@command(Permission.ENTERPRISE_EDIT)
def edit_contact(work: Work, contact_id: int, version: int, form: SaveContact) -> None:
    """Save an edited contact; a number that comes back masked stays as it is."""
    record = work.get(ContactRecord, contact_id, version=version)
    _write(record, _columns(_checked(form, _form(record))))


@command(Permission.ENTERPRISE_EDIT)
def edit_main_contact(work: Work, enterprise_id: int, version: int, form: SaveContact) -> None:
    """Save the main contact, on the enterprise's record."""
    record = work.get(EnterpriseRecord, enterprise_id, version=version)
    _write(record, _main_columns(_checked(form, _main_form(record))))


@command(Permission.ENTERPRISE_EDIT)
def make_main_contact(work: Work, contact_id: int, version: int, enterprise_version: int) -> None:
    """Exchange a contact and the main one; where there was no main one, nobody takes its place."""
    record = work.get(ContactRecord, contact_id, version=version)
    enterprise = work.get(EnterpriseRecord, record.enterprise_id, version=enterprise_version)
    before, after = _main_form(enterprise), _form(record)
    _write(enterprise, _main_columns(after))
    if _is_nobody(before):
        work.session.delete(record)
    else:
        _write(record, _columns(before))


@command(Permission.ENTERPRISE_EDIT)
def delete_contact(work: Work, contact_id: int, version: int) -> None:
    """Delete a contact who is no longer one."""
    work.session.delete(work.get(ContactRecord, contact_id, version=version))


def _checked(form: SaveContact, stored: SaveContact | None) -> SaveContact:
    """Return a form whose numbers are whole, or refuse it."""
    whole = SaveContact(
        name=form.name.strip(),
        post=form.post.strip(),
        phone=_kept(form.phone, stored.phone if stored else None, mask_phone),
        mobile=_kept(form.mobile, stored.mobile if stored else None, mask_phone),
        email=_kept(form.email, stored.email if stored else None, mask_email),
        duties=form.duties,
    )
    problems = check_contact(whole)
    if problems:
        raise InvalidInput(problems)
    return whole


def _kept(typed: str | None, stored: str | None, mask: Callable[[str], str]) -> str | None:
    if stored and typed in {None, mask(stored)}:
        return stored
    return (typed or "").strip() or None


def _form(record: ContactRecord) -> SaveContact:
    return SaveContact(
        record.name,
        record.post,
        record.phone,
        record.mobile,
        record.email,
        duties_of(record.duties),
    )


def _main_form(record: EnterpriseRecord) -> SaveContact:
    return SaveContact(
        record.contact_name,
        record.contact_post,
        record.contact_phone,
        record.contact_mobile,
        record.contact_email,
        duties_of(record.contact_duties),
    )


def _columns(form: SaveContact) -> dict[str, object]:
    return {
        "name": form.name,
        "post": form.post,
        "phone": form.phone,
        "mobile": form.mobile,
        "email": form.email,
        "duties": duties_text(form.duties),
    }


def _main_columns(form: SaveContact) -> dict[str, object]:
    return {f"contact_{name}": value for name, value in _columns(form).items()}


def _write(record: EnterpriseRecord | ContactRecord, columns: dict[str, object]) -> None:
    for name, value in columns.items():
        if getattr(record, name) != value:
            setattr(record, name, value)


def _is_nobody(form: SaveContact) -> bool:
    return form == replace(SaveContact(""), duties=form.duties)


def _row(id_: int | None, version: int, form: SaveContact) -> ContactRow:
    return ContactRow(
        id_,
        version,
        form.name,
        form.post,
        mask_phone(form.phone or ""),
        mask_phone(form.mobile or ""),
        mask_email(form.email) if form.email else "",
        tuple(one for one in Duty if one in form.duties),
    )
