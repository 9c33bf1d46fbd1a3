"""Every figure of a frozen quarter, and the row or sentence of the pack in which it must stand.

The notation is written here anew, from the cents: what the print's own functions would write
wrongly they would find again here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from parkdesk.domain.calendar import CHINA, Quarter, day_in_china
from parkdesk.domain.closing import Restatement
from parkdesk.domain.contracts import Market
from parkdesk.domain.findings import FindingStanding, QuarterMark
from parkdesk.domain.pack_content import WatchedEnterprise, WatchedLine
from parkdesk.domain.packs import Section, places
from parkdesk.domain.programmes import Level as ProgrammeLevel
from parkdesk.domain.summaries import Name, QuarterlySummary, Unit
from parkdesk.domain.summary_findings import FindingLine, ending_of
from parkdesk.domain.summary_findings import places as facts_named
from parkdesk.domain.threshold_watch import WatchMeasure
from parkdesk.i18n import label, speaking, tr
from parkdesk.i18n.findings import ending_text, found_text
from parkdesk.i18n.indicator_sources import indicator_source
from parkdesk.reports import words
from parkdesk.reports.quarterly_definitions import used
from tests.reports.read_aloud import Part, parts

COVER = "cover"
Place = Section | str


class Claim(NamedTuple):
    """A row, as its cells from the left, or a piece of a sentence, and the section it is in."""

    what: str
    section: Place
    cells: tuple[str, ...]
    is_row: bool = True


@dataclass
class Said:
    """What is read of one section: the cells of each row, and everything else in one text."""

    rows: set[tuple[str, ...]] = field(default_factory=set)
    text: str = ""


def squeezed(text: str) -> str:
    """Return a text without its spaces: a line that was broken has lost some."""
    return "".join(text.split())


def read(pdf: bytes, sections: tuple[Section, ...], languages: tuple[str, ...]):
    """Return what the pages say, by language and section; page 1 is the cover."""
    order: list[Place] = [COVER, *(place.section for place in places(sections))]
    found = [Said() for _place in order for _language in languages]
    at = -1
    row: list[str] | None = None
    for part in [*parts(pdf), Part("H1", 0, "")]:
        cell = part.kind in {"TD", "TH"}
        if row is not None and part.kind in {"TR", "H1", "H2", "P", "Table", "Figure", "TOC"}:
            found[at].rows.add(tuple(row))
            row = None
        if part.kind == "H1":
            at += 1
        elif part.kind == "TR":
            row = []
        elif cell and row is not None:
            row.append(squeezed(part.text))
        elif row:
            row[-1] += squeezed(part.text)
        if at < len(found):
            found[at].text += squeezed(part.text)
    assert at == len(found), (at, len(found))
    size = len(order)
    return {
        code: dict(zip(order, found[turn * size : (turn + 1) * size], strict=True))
        for turn, code in enumerate(languages)
    }


def missing(
    summary: QuarterlySummary, said: dict[Place, Said], language: str, edition: str = ""
) -> list[Claim]:
    """Return what of a summary does not stand where it must; `edition` is zh_CN, en or both."""
    with speaking(language):
        made = [
            Claim("number", COVER, (summary.number(edition or language),), is_row=False),
            *claims(summary, Notation(language)),
        ]
    lost = []
    for one in made:
        cells = tuple(map(squeezed, one.cells))
        place = said[one.section]
        stands = cells in place.rows if one.is_row else all(cell in place.text for cell in cells)
        if not stands:
            lost.append(one)
    return lost


class Notation:
    """How a print writes what the snapshot holds."""

    def __init__(self, language: str) -> None:
        self.zh = language == "zh_CN"

    def dollars(self, cents: int) -> str:
        """万美元 with two decimals, or thousands of dollars with one."""
        unit, places_ = (1_000_000, "0.01") if self.zh else (100_000, "0.1")
        return f"{(Decimal(cents) / unit).quantize(Decimal(places_), ROUND_HALF_UP):,}"

    def yuan(self, cents: int) -> str:
        return f"{Decimal(cents) / 100:,.2f}"

    def number(self, n: int) -> str:
        return f"{n:,}"

    def share(self, permille: int) -> str:
        return f"{Decimal(permille) / 10:.1f}%"

    def part(self, part: int, whole: int) -> str:
        if not whole:
            return self.share(0)
        return self.share(int((Decimal(part) * 1000 / whole).quantize(Decimal(1), ROUND_HALF_UP)))

    def quarter(self, one: Quarter) -> str:
        return (
            f"{one.year}年第{one.number}季度" if self.zh else f"Quarter {one.number} of {one.year}"
        )

    def short(self, one: Quarter) -> str:
        return f"{one.year % 100:02}Q{one.number}"

    def name(self, zh: str, en: str) -> str:
        return zh if self.zh or not en else en

    def counted(self, unit: Unit, value: int | None) -> str:
        """A figure of page 1 with its unit."""
        if value is None:
            return "—"
        if unit is Unit.USD_CENTS:
            scale, mark = (1_000_000, "{} 万美元") if self.zh else (100_000, "US$ {} k")
            shown = (Decimal(value) / scale).quantize(Decimal("0.1"), ROUND_HALF_UP)
            return mark.format(f"{shown:,}")
        if unit is Unit.CNY_CENTS:
            return f"¥ {(Decimal(value) / 100).quantize(Decimal(1), ROUND_HALF_UP):,}"
        if unit is Unit.PERMILLE:
            return self.share(value)
        zh, en = {
            Unit.ENTERPRISES: ("家", "enterprises"),
            Unit.PERSONS: ("人", "people"),
            Unit.CERTIFICATES: ("项", "certificates"),
        }[unit]
        return f"{value:,} {zh if self.zh else en if value != 1 else label_of_one(unit)}"


def label_of_one(unit: Unit) -> str:
    """Return what one is called in English."""
    return {Unit.ENTERPRISES: "enterprise", Unit.PERSONS: "person"}.get(unit, "certificate")


def claims(summary: QuarterlySummary, n: Notation) -> Iterator[Claim]:
    """Yield everything that must be read."""
    for part in (_cover, _figures, _contracts, _people, _certificates, _subsidies, _platforms,
                 _returns, _restatements, _findings, _method, _pack, _facts):  # fmt: skip
        yield from part(summary, n)


def _cover(s: QuarterlySummary, n: Notation) -> Iterator[Claim]:
    def said(what: str, *texts: str) -> Claim:
        return Claim(what, COVER, texts, is_row=False)

    yield said("park", n.name(s.park, s.park_en))
    yield said("quarter", n.quarter(s.quarter))
    yield said("signatures", s.signatures.preparer, s.signatures.reviewer, s.signatures.signer)
    yield said("subsidy_persons", n.number(s.subsidy_persons))
    if s.budget_permille is not None:
        yield said("budget", n.share(s.budget_permille))
    for one in s.figures:
        yield said(f"figure {one.key}", n.counted(one.unit, one.value))
    if s.reason:
        yield Claim("reason", Section.METHOD, (s.reason,), is_row=False)
    cut_off = f"{s.cut_off.astimezone(CHINA):%Y-%m-%d %H:%M}"
    for what, text in (("code", s.code), ("trail", s.trail_head), ("cut-off", cut_off)):
        yield Claim(what, Section.METHOD, (text,), is_row=False)


def _figures(s: QuarterlySummary, n: Notation) -> Iterator[Claim]:
    for one in s.figures:
        yield Claim(
            f"figure {one.key}", Section.FIGURES,
            (label(one.key), n.counted(one.unit, one.value), n.counted(one.unit, one.previous),
             words.previous_change(one)[0], n.counted(one.unit, one.year_before),
             words.year_change(one)[0]),
        )  # fmt: skip


def _contracts(s: QuarterlySummary, n: Notation) -> Iterator[Claim]:
    for one in s.executed:
        sums = (one.ito_usd_cents, one.bpo_usd_cents, one.kpo_usd_cents)
        yield Claim("executed", Section.CONTRACTS,
                    (n.quarter(one.quarter), *map(n.dollars, (*sums, sum(sums)))))  # fmt: skip
    total = sum(one.usd_cents for one in s.markets)
    for market in s.markets:
        cells = (n.name(market.name.zh, market.name.en), n.dollars(market.usd_cents),
                 n.part(market.usd_cents, total))  # fmt: skip
        yield Claim("market", Section.CONTRACTS, cells)
    for line in s.contracts:
        signed, to_date = line.signed_usd_cents, line.executed_to_date_usd_cents
        yield Claim(
            f"contract {line.number}", Section.CONTRACT_LIST,
            (line.number, line.enterprise, line.client, _name(line.country, n),
             label(Market.OFFSHORE if line.offshore else Market.ONSHORE), line.service_line.value,
             line.signed_on.isoformat(), n.dollars(signed), n.dollars(line.executed_usd_cents),
             n.dollars(to_date), n.part(to_date, signed) if signed > 0 else "—"),
        )  # fmt: skip


def _name(name: Name, n: Notation) -> str:
    return name.zh if n.zh else name.en


def _people(s: QuarterlySummary, n: Notation) -> Iterator[Claim]:
    for one in s.staff:
        counts = (one.staff, one.graduates, one.hired, one.graduates_hired)
        staff, graduates, hired, graduates_hired = map(n.number, counts)
        share = n.part(one.graduates, one.staff)
        yield Claim("staff", Section.STAFF, (n.quarter(one.quarter), staff, graduates, share,
                                             hired, graduates_hired))  # fmt: skip
    for line in s.enterprises:
        yield Claim(
            f"enterprise {line.name}", Section.ENTERPRISES,
            (line.name, line.code, line.service_line or "—", line.certificate or "—",
             "—" if line.staff is None else n.number(line.staff),
             n.dollars(line.executed_usd_cents), label(line.fill_state)),
        )  # fmt: skip


def _certificates(s: QuarterlySummary, n: Notation) -> Iterator[Claim]:
    today = day_in_china(s.cut_off)
    for one in s.certificates:
        title = one.kind if one.level is None else f"{one.kind} {one.level}"
        expires, left = "—", "—"
        if one.expires_on is not None:
            expires, left = one.expires_on.isoformat(), n.number((one.expires_on - today).days)
        renewal = ("已登记" if n.zh else "registered") if one.renewal else "—"
        cells = (one.enterprise, title, one.number, one.issued_on.isoformat(), expires, left,
                 label(one.status), renewal)  # fmt: skip
        yield Claim(f"certificate {one.number}", Section.CERTIFICATE_LIST, cells)


def _subsidies(s: QuarterlySummary, n: Notation) -> Iterator[Claim]:
    reasons: dict[str, int] = {}
    for one in s.programmes:
        name = n.name(one.name, one.name_en)
        if one.document_number:
            name = f"{name}（{one.document_number}）" if n.zh else f"{name} ({one.document_number})"
        if not one.confirmed:
            name += tr(" [to be verified]")
        counts = (one.claims, one.persons, one.persons_approved)
        sums = (one.requested_cents, one.approved_cents, one.paid_cents)
        cells = (name, *map(n.number, counts), *map(n.yuan, sums))
        yield Claim(f"programme {one.name}", Section.SUBSIDIES, cells)
        for refused in one.rejections:
            reason = label(refused.reason)
            reasons[reason] = reasons.get(reason, 0) + refused.persons
    for reason, persons in reasons.items():
        yield Claim(f"refused: {reason}", Section.SUBSIDIES, (reason, n.number(persons)))


def _platforms(s: QuarterlySummary, n: Notation) -> Iterator[Claim]:
    for one in s.platforms:
        satisfied = n.part(one.satisfied, one.answers) if one.answers else "—"
        counts = map(n.number, (one.services, one.enterprises))
        hours = f"{Decimal(one.hours_tenths) / 10:,.1f}"
        cells = (label(one.platform), *counts, hours, n.number(one.people), n.yuan(one.fee_cents),
                 satisfied)  # fmt: skip
        yield Claim(f"platform {one.platform}", Section.PLATFORMS, cells)


def _returns(s: QuarterlySummary, n: Notation) -> Iterator[Claim]:
    expected = n.counted(Unit.ENTERPRISES, s.returns_expected)
    yield Claim("returns_expected", Section.RETURNS, (expected,), is_row=False)
    for one in s.returns:
        days = ((one.received_on or day_in_china(s.cut_off)) - one.due_on).days
        received = "—" if one.received_on is None else one.received_on.isoformat()
        cells = (one.enterprise, label(one.state), one.due_on.isoformat(), received,
                 n.number(days) if days > 0 else "—")  # fmt: skip
        yield Claim(f"return of {one.enterprise}", Section.RETURNS, cells)


def _restatements(s: QuarterlySummary, n: Notation) -> Iterator[Claim]:
    for one in (*s.corrected, *s.late):
        day = day_in_china(one.at).isoformat()
        why = f"{one.reason}（{one.by}，{day}）" if n.zh else f"{one.reason} ({one.by}, {day})"
        named = ((one.before, "{enterprise}, before", why), (one.after, "{enterprise}, now", ""))
        for told, name, said in named:
            cells = (
                tr(name, enterprise=one.enterprise),
                n.short(one.quarter),
                *_told(told, n),
                said,
            )
            yield Claim(f"restated {one.enterprise}", Section.RESTATEMENTS, cells)


def _told(told: Restatement | None, n: Notation) -> tuple[str, ...]:
    if told is None:
        return ("—",) * 4
    values = (told.headcount, told.graduates, told.new_hires, told.new_graduates)
    return tuple("—" if value is None else n.number(value) for value in values)


def _findings(s: QuarterlySummary, n: Notation) -> Iterator[Claim]:
    found = s.findings
    if not found.unknown:
        yield Claim("as_at", Section.FINDINGS, (found.as_at.isoformat(),), is_row=False)
    if found.found_since:
        said = "另新发现 {} 项" if n.zh else "{} others were found"
        texts = (said.format(n.number(found.found_since)),)
        yield Claim("found_since", Section.FINDINGS, texts, is_row=False)
    for one in found.lines:
        matter = found_text(one.rule, facts_named(one.facts))
        if one.mark is QuarterMark.CLOSED:
            cells = (one.enterprise, matter, one.rule.value, one.found_on.isoformat(),
                     one.ended_on.isoformat(), ending_text(ending_of(one)))  # fmt: skip
            yield Claim(f"closed {one.finding_id}", Section.FINDINGS_CLOSED, cells)
            continue
        if one.ended_on is not None:
            day = one.ended_on.isoformat()
            matter += f"（{day} 已办结）" if n.zh else f" (Ended on {day}.)"
        cells = (one.enterprise, matter, one.rule.value, one.owner or tr("nobody yet"),
                 _due(one, found.as_at.year), n.number((found.as_at - one.found_on).days),
                 _mark(one), _state(one))  # fmt: skip
        yield Claim(f"finding {one.finding_id}", Section.FINDINGS_STANDING, cells)
    for rule in found.rules:
        source = n.name(rule.source_zh, rule.source)
        if not rule.confirmed:
            source = tr("{text} (to be confirmed)", text=source)
        sentence = rule.sentence_zh if n.zh else rule.sentence_en
        cells = (rule.code.value, sentence, source, label(rule.level), n.number(rule.answer_days))
        yield Claim(f"rule {rule.code}", Section.METHOD, cells)


def _due(one: FindingLine, year: int) -> str:
    return f"{one.due_on:%m-%d}" if one.due_on.year == year else one.due_on.isoformat()


def _mark(one: FindingLine) -> str:
    return tr("new") if one.mark is QuarterMark.NEW else tr("repeated")


def _state(one: FindingLine) -> str:
    if one.standing is FindingStanding.WAIVED:
        return tr("Waived until {day}", day=one.waived_until.isoformat())
    return label(one.standing)


def _method(s: QuarterlySummary, n: Notation) -> Iterator[Claim]:
    for one in s.sources:
        standing = tr("confirmed") if one.confirmed else tr("to be verified")
        cells = (one.number or "—", n.name(one.title, one.title_en), standing)
        yield Claim(f"source {one.title}", Section.METHOD, cells)
    for one in used(s, tuple(Section)):
        source = indicator_source(one.source)
        if not one.confirmed:
            source = tr("{text} (to be confirmed)", text=source)
        meaning = (one.name_zh, one.definition_zh, one.formula_zh, one.rounding_zh)
        if not n.zh:
            meaning = (one.name_en, one.definition_en, one.formula_en, one.rounding_en)
        yield Claim(f"definition {one.code}", Section.METHOD, (*meaning, source))


def _pack(s: QuarterlySummary, n: Notation) -> Iterator[Claim]:
    text = s.pack.text if n.zh else s.pack.text_en
    yield Claim("text", Section.TEXT, (text or s.pack.text or s.pack.text_en,), is_row=False)
    for one in s.pack.budgets:
        allotted = "—" if one.allotted_cents is None else n.yuan(one.allotted_cents)
        left = "—"
        if one.allotted_cents is not None:
            left = n.yuan(one.allotted_cents - one.paid_cents - one.unpaid_cents)
        level = label(ProgrammeLevel(one.level)) if one.level else "—"
        cells = (n.name(one.programme, one.programme_en), level, allotted, n.yuan(one.paid_cents),
                 n.yuan(one.unpaid_cents), left, n.yuan(one.pending_cents))  # fmt: skip
        yield Claim(f"budget {one.programme}", Section.BUDGETS, cells)
    for line in s.pack.watch:
        limit = _measured(line, line.limit, n)
        limit = (f"高于{limit}" if n.zh else f"over {limit}") if line.over else limit
        counts = (line.below, line.near, line.above, line.apart)
        cells = (_line_name(line, n), limit, *map(n.number, counts))
        yield Claim(f"line {line.name}", Section.WATCH, cells)
        for one in line.enterprises:
            side = tr("below the line") if one.is_below else tr("close above")
            cells = (one.enterprise, _line_name(line, n), _measured(line, one.value, n), side,
                     _lacking(line, one, n))  # fmt: skip
            yield Claim(f"watched {one.enterprise}", Section.WATCH, cells)


def _line_name(line: WatchedLine, n: Notation) -> str:
    name, measure = n.name(line.name, line.name_en), label(line.measure)
    said = f"{name}：{measure}" if n.zh else f"{name}: {measure}"
    return said if line.confirmed else said + tr(" [to be verified]")


def _measured(line: WatchedLine, value: int, n: Notation) -> str:
    if line.measure is WatchMeasure.TURNOVER:
        return f"{n.dollars(value)} {'万美元' if n.zh else 'US$ thousand'}"
    return n.share(value)


def _lacking(line: WatchedLine, one: WatchedEnterprise, n: Notation) -> str:
    if not one.is_below:
        return "—"
    if line.measure is WatchMeasure.GRADUATES:
        return f"{n.number(one.lacking)} {'人' if n.zh else 'people'}"
    return f"{n.dollars(one.lacking)} {'万美元' if n.zh else 'US$ thousand'}"


def _facts(s: QuarterlySummary, n: Notation) -> Iterator[Claim]:
    facts = s.pack.facts
    for one in facts.training:
        counts = (one.claims_in, one.persons_in, one.claims_decided, one.persons_decided,
                  one.persons_approved, one.claims_paid, one.persons_paid)  # fmt: skip
        cells = (n.name(one.programme, one.programme_en), label(one.kind), *map(n.number, counts))
        yield Claim(f"training {one.programme}", Section.STAFF, cells)
    for one in facts.subsidies:
        level = label(ProgrammeLevel(one.level)) if one.level else tr("not known")
        sums = (one.approved_cents, one.approved_year_cents, one.paid_cents, one.paid_year_cents)
        cells = (n.name(one.programme, one.programme_en), level, *map(n.yuan, sums))
        yield Claim(f"subsidies {one.programme} {one.level}", Section.SUBSIDIES, cells)
    for one in facts.requests:
        after = one.received + one.accepted + one.underway
        counts = (one.open_before, one.came, one.done, one.refused, after, one.received,
                  one.accepted, one.underway, one.overdue)  # fmt: skip
        cells = (label(one.platform), *map(n.number, counts))
        yield Claim(f"requests {one.platform}", Section.PLATFORMS, cells)
        offers = (one.offers, one.free_offers, one.offers - one.free_offers)
        cells = (label(one.platform), *map(n.number, offers))
        yield Claim(f"catalogue {one.platform}", Section.PLATFORMS, cells)
    for one in facts.evaluation:
        staff = "—" if one.full_time is None else n.number(one.full_time)
        counts = map(n.number, (one.contracts, one.consultations, one.bookings))
        hours = f"{n.number(one.used_slots // 2)}.{one.used_slots % 2 * 5}"
        cells = (label(one.platform), staff, *counts, hours)
        yield Claim(f"evaluation {one.platform}", Section.PLATFORMS, cells)
        both = one.building_cents + one.running_cents
        money = map(n.yuan, (one.building_cents, one.running_cents, both, one.grant_cents))
        cells = (label(one.platform), *money)
        yield Claim(f"cost {one.platform}", Section.PLATFORMS, cells)
