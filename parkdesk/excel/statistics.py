"""The columns of the exported quarter; returns come in one by one, so nothing reads them."""

from __future__ import annotations

from parkdesk.excel.columns import Column, Format
from parkdesk.i18n import N_


def _dollars(heading: str, field: str) -> Column:
    return Column(heading, field, format=Format.MONEY, width=18)


def _people(heading: str, field: str) -> Column:
    return Column(heading, field, format=Format.INTEGER, width=12)


QUARTER_COLUMNS: tuple[Column, ...] = (
    Column(N_("Enterprise name"), "enterprise", width=34),
    Column(N_("Unified social credit code"), "code", format=Format.CODE, width=24),
    Column(N_("Return"), "fill", width=12),
    _people(N_("People employed"), "headcount"),
    _people(N_("Junior college or above"), "graduates"),
    _people(N_("New people"), "new_hires"),
    _people(N_("New, junior college or above"), "new_graduates"),
    _people(N_("Number of contracts"), "contracts"),
    _dollars(N_("Signed, US$"), "signed_usd_cents"),
    _dollars(N_("Signed offshore, US$"), "signed_offshore_usd_cents"),
    _dollars(N_("Executed, US$"), "executed_usd_cents"),
    _dollars(N_("Executed offshore, US$"), "executed_offshore_usd_cents"),
    _dollars(N_("Executed the quarter before, US$"), "executed_before_usd_cents"),
    _dollars(N_("Executed a year before, US$"), "executed_year_before_usd_cents"),
)
"""Amounts in US dollars; a blank headcount means that no return counts yet."""
