"""The section of method: definitions, documents, rules, and the statement that closes it."""

from __future__ import annotations

from collections.abc import Iterable

from parkdesk.domain.deviations import ANSWER_WITHIN, Rule
from parkdesk.domain.severity import Level
from parkdesk.domain.summaries import EXPIRY_HORIZON, QuarterlySummary
from parkdesk.i18n import N_, instant_text, label, tr
from parkdesk.i18n.enterprise_sheets import in_language
from parkdesk.reports import style
from parkdesk.reports.flow import BODY
from parkdesk.reports.paper import Type
from parkdesk.reports.quarterly_definitions import definitions_used
from parkdesk.reports.quarterly_facts import facts_of
from parkdesk.reports.quarterly_findings import rules_of
from parkdesk.reports.quarterly_numbers import PackFlow
from parkdesk.reports.quarterly_texts import unprintable
from parkdesk.reports.tables import Column, Row, Table, draw_table

_RULES = {
    Rule.CERTIFICATE_EXPIRED: (
        N_("A certificate ran out within the last 180 days and no following record is registered."),
        Level.SERIOUS,
    ),
    Rule.CERTIFICATE_EXPIRING: (
        N_("A certificate runs out within 90 days and no following record is registered."),
        Level.WARNING,
    ),
    Rule.CERTIFICATE_STOPPED: (N_("A certificate is suspended."), Level.WARNING),
    Rule.CLAIM_ROWS_REFUSED: (
        N_(
            "People on a claim do not meet the programme's conditions; a hint once the claim is"
            " decided."
        ),
        Level.WARNING,
    ),
    Rule.RETURN_MISSING: (N_("A quarterly return was not handed in by its day."), Level.WARNING),
    Rule.RETURN_LATE: (N_("A quarterly return was handed in after its day."), Level.HINT),
    Rule.RECEIPT_MISSING: (
        N_("Offshore execution of the quarter without the number of a bank receipt."),
        Level.WARNING,
    ),
    Rule.OFFSHORE_SHARE_LOW: (
        N_("An enterprise's offshore share of execution lies below the line of its programme."),
        Level.WARNING,
    ),
}


def method(flow: PackFlow, summary: QuarterlySummary) -> None:
    """Write what the figures mean, what they rest on, and how the paper is checked."""
    flow.section(N_("{number} Method and definitions"), "method")
    if facts_of(summary) is None:
        _say(flow, _definitions())
    else:
        definitions_used(flow, summary)
    _documents(flow, summary)
    if summary.findings is None:
        _rules(flow)
    else:
        rules_of(flow, summary.findings.rules)
    _statement(flow, summary)


def _say(flow: PackFlow, said: Iterable[tuple[str, str]]) -> None:
    for name, text in said:
        kind = Type(style.BODY, bold=True)
        # The name stands over two lines of its text at least.
        flow.place(kind.leading + 2 * BODY.leading)
        flow.sheet.text(style.MARGIN, flow.y - style.BODY, name, kind)
        flow.y -= kind.leading
        flow.paragraph(text, BODY, indent=12)
        flow.space(3)


def _documents(flow: PackFlow, summary: QuarterlySummary) -> None:
    columns = (
        Column(tr("Document number"), share=1),
        Column(tr("Title"), share=3),
        Column(tr("Standing")),
    )
    rows = [
        Row(
            (
                source.number or "—",
                in_language(source.title, source.title_en),
                tr("confirmed") if source.confirmed else tr("to be verified"),
            )
        )
        for source in summary.sources
    ]
    caption = flow.caption(N_("Table {number}  Documents that the figures rest on"))
    flow.space(4)
    draw_table(flow, Table(columns, rows, caption, empty=tr("No programme was applied.")))


def _definitions() -> Iterable[tuple[str, str]]:
    yield (
        tr("Signed amount"),
        tr(
            "The value agreed when the contract was signed, counted in the quarter of signing."
            " A later change is a change and does not rewrite it. [to be verified]"
        ),
    )
    yield (
        tr("Executed amount"),
        tr(
            "The amount actually performed and received for, counted on the day of execution;"
            " offshore it is evidenced by bank receipts. Converted to US dollars at the month's"
            " kept rate. [the definition is to be verified; the evidence rule is confirmed]"
        ),
    )
    yield (
        tr("Offshore"),
        tr("The client is abroad. Hong Kong, Macao and Taiwan count as offshore."),
    )
    yield (
        tr("People employed"),
        tr("People at the end of the quarter; graduates have a college diploma or more."),
    )
    yield (
        tr("CMMI level 3 and up, valid"),
        tr("Enterprises with at least one CMMI certificate of level 3 or more in force."),
    )
    yield (
        tr("Subsidy amounts"),
        tr(
            "Claims decided in the quarter: requested, approved and paid by the end of the quarter"
            " are kept apart and never put for one another. People are those of claims approved in"
            " full; a cut amount is not divided among people. The budget used is what was approved"
            " by the end of the quarter."
        ),
    )
    yield (
        tr("Comparison"),
        tr(
            "QoQ compares with the quarter before, YoY with the same quarter a year before. Base"
            " nothing (“{zero}”), no earlier figure (“{missing}”) and a changed definition"
            " (“{redefined}”) are three marks and never 0%.",
            zero=tr("from nothing"), missing=tr("no data"), redefined=tr("redefined"),
        ),
    )  # fmt: skip
    yield (
        tr("Expiring"),
        tr(
            "Certificates whose last day lies within {n} days after the cut-off.",
            n=EXPIRY_HORIZON.days,
        ),
    )


def _rules(flow: PackFlow) -> None:
    """Name the rules that the exceptions rested on before findings were kept."""
    flow.heading(tr("Rules of the exceptions"), 1, "rules")
    term = tr(
        "Serious exceptions and warnings are to be answered within {n} days after the cut-off: the"
        " park's own term. [to be verified]",
        n=ANSWER_WITHIN.days,
    )
    flow.paragraph(term)
    flow.space(4)
    columns = (Column(tr("Rule")), Column(tr("What it looks for"), share=1), Column(tr("Level")))
    rows = [Row((label(rule), tr(text), label(level))) for rule, (text, level) in _RULES.items()]
    draw_table(flow, Table(columns, rows, flow.caption(N_("Table {number}  Rules"))))


def _statement(flow: PackFlow, summary: QuarterlySummary) -> None:
    """Say what the paper rests on, what is missing from it, and how to check it."""
    flow.heading(tr("Statement"), 1, "statement")
    if summary.draft:
        flow.paragraph(
            tr("This is a draft: its figures may still change and it must not be signed.")
        )
    else:
        flow.paragraph(
            tr(
                "The figures were frozen as edition {n} on {at}; a correction is a new edition with"
                " its reason. Snapshot code {code}. Newest entry of the trail: {head}.",
                n=summary.edition, at=instant_text(summary.cut_off), code=flow.code,
                head=summary.trail_head or "—",
            )
        )  # fmt: skip
    if summary.reason:
        reason = tr("Edition {n}: {reason}", n=summary.edition, reason=summary.reason)
        flow.paragraph(reason)
    flow.paragraph(tr("This paper holds no identity number and no bank account."))
    missing = unprintable(summary)
    if missing:
        signs = ", ".join(f"U+{ord(sign):04X}" for sign in missing)
        flow.paragraph(
            tr("These signs are in no font of the program and stand as 〓: {signs}.", signs=signs)
        )
