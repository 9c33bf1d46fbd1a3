"""What an import did, in words, and why it cannot be done yet."""

from __future__ import annotations

from collections.abc import Callable

from parkdesk.domain.imports import Change, Imported, Preview, Sheet
from parkdesk.i18n import number_text, tr, trn


def outcome(result: Imported, counted: Callable[[int], str]) -> tuple[str, str]:
    """Return title and sentence; `counted` says so many of the things in words."""
    if result.nothing_changed:
        return (
            tr("Nothing was changed"),
            trn(
                "Everything in this file is stored already: {n} row.",
                "Everything in this file is stored already: {n} rows.",
                result.same,
            ),
        )
    return (
        tr("{things} imported", things=counted(result.new + result.changed)),
        tr(
            "{new} new, {changed} changed, {same} the same as before.",
            new=number_text(result.new),
            changed=number_text(result.changed),
            same=number_text(result.same),
        ),
    )


def problems_text(preview: Preview) -> str:
    """Return how many problems there are; where some are only to be confirmed, how many of each."""
    stops, asks = number_text(preview.stops), number_text(preview.asks)
    if preview.stops and preview.asks:
        return tr("Problems: {stops} to correct, {asks} to confirm", stops=stops, asks=asks)
    if preview.asks:
        return tr("Problems: {asks} to confirm", asks=asks)
    return tr("Problems {count}", count=stops)


def why_not(preview: Preview, sheet: Sheet | None) -> str:
    """Return why a list, without the rows left out, cannot be written; nothing where it can."""
    if preview.stops and preview.asks:
        return tr(
            "{stops} to correct, {asks} to confirm; nothing is written before the corrections.",
            stops=number_text(preview.stops),
            asks=number_text(preview.asks),
        )
    if preview.stops:
        return trn(
            "{n} problem has to be fixed first; nothing is written until then.",
            "{n} problems have to be fixed first; nothing is written until then.",
            preview.stops,
        )
    if sheet is not None and not sheet.rows:
        return tr("All rows are left out: there is nothing to write.")
    if not preview.count(Change.NEW) + preview.count(Change.CHANGED):
        return tr("Everything in this file is stored already: there is nothing to write.")
    return ""
