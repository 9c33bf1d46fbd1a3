"""Reading the annex of a claim as somebody does who has the paper and nothing else.

The text of the pages is taken apart into rows and lines by the words that stand there: a fact and
a limit are what is printed, and `Line.holds` compares them without asking the program.
"""

import datetime as dt
import re
from dataclasses import dataclass, field
from io import BytesIO

import pypdfium2 as pdfium

from parkdesk.domain.eligibility_rules import Rule, Verdict
from parkdesk.domain.programmes import Degree
from parkdesk.domain.remedies import REMEDIES
from parkdesk.i18n import _catalogue, _sentences, label, speaking

AMOUNT = r"\d{1,3}(?:,\d{3})*\.\d{2}"
_DAYS = {"hired", "first", "last", "until", "graduated", "window_first", "window_last", "paid"}
_PLACE = re.compile(r"\{(\w+)\}")


@dataclass
class Line:
    """One line of reasoning as it is printed."""

    rule: Rule
    code: str
    facts: dict[str, str]
    basis: str
    verdict: Verdict
    amount_cents: int | None

    def holds(self):
        """Whether the row can be paid by this line, by the facts and limits that it names."""
        return _HOLDS.get(self.code, lambda _line: self.code in _STATED_PAYABLE)(self)

    def day(self, name):
        return dt.date.fromisoformat(self.facts[name])

    def number(self, name):
        return int(self.facts[name])

    def cents(self, name):
        return cents(self.facts[name])


@dataclass
class Row:
    """A person or an item of the annex."""

    position: int
    named: str
    verdict: Verdict
    amount_cents: int
    lines: list[Line] = field(default_factory=list)

    @property
    def worth(self):
        """The row's amount worked out again from what is printed; fen."""
        if not all(line.holds() for line in self.lines):
            return 0
        (line,) = [line for line in self.lines if line.rule is Rule.AMOUNT]
        return _WORTH[line.code](line)


def cents(text):
    """Return an amount as it is printed, in fen."""
    return int(text.replace(",", "").replace(".", ""))


def read_annex(content):
    """Return the rows of an annex printed in Chinese, and the total under them in fen."""
    with speaking("zh_CN"):
        return _read(_text(content))


@dataclass
class Asked:
    """What a correction notice asks of one row: what was found wrong, and what would do."""

    position: int
    lines: list[Line]
    remedies: dict[str, dict[str, str]]


def read_notice(content):
    """Return what a correction notice printed in Chinese asks, row by row."""
    with speaking("zh_CN"):
        text = _text(content)
        text = text[text.index("需补正事项") : text.index("可修改的内容")]
        starts = list(re.finditer(r"第(\d+)行：", text))
        ends = [one.start() for one in starts[1:]] + [len(text)]
        return [
            _asked(int(one[1]), text[one.end() : end])
            for one, end in zip(starts, ends, strict=True)
        ]


def _asked(position, text):
    lines = [
        Line(rule, code, found.groupdict(), "", Verdict.FAIL, None)
        for rule, codes in _CODES.items()
        for code in codes
        if (found := re.search(_pattern(_translated(code)), text)) is not None
    ]
    remedies = {
        code: found.groupdict()
        for code in _REMEDIES
        if (found := re.search(_pattern(_translated(code)), text)) is not None
    }
    return Asked(position, lines, remedies)


def _text(content):
    """The words of all pages in their order, without blanks, feet and repeated headings."""
    document = pdfium.PdfDocument(BytesIO(content))
    kept = []
    for number in range(len(document)):
        page = document[number]
        words = page.get_textpage()
        lines = words.get_text_range().splitlines()
        words.close()
        page.close()
        kept += [one for one in lines if not _furniture(one)]
    document.close()
    return "".join("".join(kept).split())


def _furniture(line):
    text = "".join(line.split())
    return text.startswith(("续", "人员或项目核查规则")) or "打印于" in text


def _read(text):
    start = text.index("行", text.index("共核算")) + 1
    text = text[start:]
    rows: list[Row] = []
    said = list(_lines_of(text))
    if not said:
        return rows, 0
    after = _header(rows, text[: said[0][0].start()])
    assert after == "", after
    for place, (found, rule, code) in enumerate(said):
        end = said[place + 1][0].start() if place + 1 < len(said) else len(text)
        rest = _line(rows, found, rule, code, text[found.end() : end])
        if place + 1 < len(said):
            assert _header(rows, rest) == "", rest
    total = re.search(rf"合计({AMOUNT})", text)
    return rows, cents(total[1])


def _lines_of(text):
    """Find each sentence of a rule behind the rule's name, whatever codes there are."""
    place = 0
    patterns = _patterns()
    while place < len(text):
        found = [
            (one, rule, code)
            for pattern, rule, code in patterns
            if (one := pattern.search(text, place)) is not None
        ]
        if not found:
            return
        first = min(found, key=lambda one: (one[0].start(), -len(one[0][0])))
        yield first
        place = first[0].end()


def _line(rows, found, rule, code, rest):
    """Add a line to the row that is being read; return what comes behind it."""
    for remedy in _remedies():
        rest = remedy.sub("", rest, count=1) if remedy.match(rest) else rest
    verdicts = sorted((label(one) for one in Verdict), key=len, reverse=True)
    tail = rf"({AMOUNT})" if rule is Rule.AMOUNT else "()"
    match = re.match(rf"(.*?)({'|'.join(verdicts)}){tail}", rest)
    assert match, (code, rest)
    amount = cents(match[3]) if match[3] else None
    verdict = next(one for one in Verdict if label(one) == match[2])
    rows[-1].lines.append(Line(rule, code, found.groupdict(), match[1], verdict, amount))
    return rest[match.end() :]


def _header(rows, text):
    """Read the head of the next row, if it comes here; return what is left."""
    verdicts = sorted((label(one) for one in Verdict), key=len, reverse=True)
    match = re.fullmatch(rf"(\d+)(\D.*?)({'|'.join(verdicts)})({AMOUNT})", text)
    if match is None:
        return text
    verdict = next(one for one in Verdict if label(one) == match[3])
    rows.append(Row(int(match[1]), match[2], verdict, cents(match[4])))
    return ""


def _translated(code):
    return "".join(_catalogue().gettext(_sentences()[code]).split())


def _pattern(sentence):
    parts = _PLACE.split(sentence)
    seen, made = set(), []
    for place, part in enumerate(parts):
        if place % 2 == 0:
            made.append(re.escape(part))
        else:
            made.append(f"(?P={part})" if part in seen else f"(?P<{part}>{_value(part)})")
            seen.add(part)
    return "".join(made)


def _value(place):
    """What may stand at a place of a sentence: a day, an amount, or words that end with it."""
    if place in _DAYS:
        return r"\d{4}-\d\d-\d\d"
    return AMOUNT if place.endswith("_cents") else "[^。]*?"


def _patterns():
    return [
        (re.compile(re.escape(label(rule)) + _pattern(_translated(code))), rule, code)
        for rule, codes in _CODES.items()
        for code in codes
    ]


def _remedies():
    return [re.compile(_pattern(_translated(code))) for code in _REMEDIES]


def whole_months(first, last):
    """Whole months from a day to another, both counted; worked out here once more."""
    day = last + dt.timedelta(days=1)
    months = (day.year - first.year) * 12 + day.month - first.month
    return months - (day.day < first.day and (day + dt.timedelta(days=1)).month == day.month)


def _long_enough(line):
    first, last = line.day("first"), line.day("last")
    months = line.number("months")
    ways = {whole_months(first, last), whole_months(first, last - dt.timedelta(days=1))}
    assert months in ways, "the months that are printed are those between the days"
    return months >= line.number("limit")


def _degree(line):
    with speaking("zh_CN"):
        rank = {label(one): one.rank for one in Degree}
    return rank[line.facts["degree"]] >= rank[line.facts["limit"]]


def _within(line, day, first="first", last="last"):
    return line.day(first) <= line.day(day) <= line.day(last)


def _true(condition):
    """What is only looked at must be so, and the row can be paid all the same."""
    assert condition
    return True


def _score(line):
    return float(line.facts["score"]) >= line.number("limit")


_HOLDS = {
    "degree-enough": _degree,
    "degree-too-low": _degree,
    "hired-in-window": lambda line: _within(line, "hired"),
    "hired-outside-window": lambda line: _within(line, "hired"),
    "contract-long-enough": _long_enough,
    "contract-too-short": _long_enough,
    "contract-on-the-edge": lambda line: (
        whole_months(line.day("first"), line.day("last")) >= line.number("limit")
    ),
    "contract-ends-before-start": lambda line: line.day("last") >= line.day("first"),
    "score-enough": _score,
    "score-too-low": _score,
    "score-too-low-not-asked": lambda line: _true(not _score(line)),
    "age-of-retirement": lambda line: _true(line.number("age") >= line.number("limit")),
    "graduation-after-hire": lambda line: _true(line.day("graduated") > line.day("hired")),
    "training-ends-first": lambda line: line.day("last") >= line.day("first"),
    "training-before-hire": lambda line: _true(line.day("first") < line.day("hired")),
    "training-outside-window": lambda line: _true(
        not (
            _within(line, "first", "window_first", "window_last")
            and _within(line, "last", "window_first", "window_last")
        )
    ),
    "paid-in-window": lambda line: _true(_within(line, "paid")),
    "paid-outside-window": lambda line: _true(not _within(line, "paid")),
    "level-enough": lambda line: line.number("level") >= line.number("limit"),
    "level-too-low": lambda line: line.number("level") >= line.number("limit"),
    "items-within-limit": lambda line: line.number("count") <= line.number("limit"),
    "items-over-limit": lambda line: line.number("count") <= line.number("limit"),
    "investment-enough": lambda line: line.cents("invested_cents") >= line.cents("limit_cents"),
    "investment-too-small": lambda line: line.cents("invested_cents") >= line.cents("limit_cents"),
}


def _share(line):
    """A part of the cost, rounded down to the fen."""
    permille = round(float(line.facts["share_permille"].removesuffix("%")) * 10)
    part = line.cents("cost_cents") * permille // 1000
    if "part_cents" in line.facts:
        assert line.cents("part_cents") == part
    return part


def _below_limit(line, worth):
    assert worth <= line.cents("limit_cents")
    return worth


_WORTH = {
    "amount-cap": lambda line: line.cents("limit_cents"),
    "amount-asked": lambda line: min(line.cents("amount_cents"), line.cents("limit_cents")),
    "amount-cut-to-cap": lambda line: min(line.cents("asked_cents"), line.cents("limit_cents")),
    "item-asked": lambda line: min(line.cents("amount_cents"), _share(line)),
    "item-share": _share,
    "item-share-cut": lambda line: min(line.cents("asked_cents"), _share(line)),
    "item-limit": lambda line: _below_limit(line, min(line.cents("amount_cents"), _share(line))),
    "item-limit-cut": lambda line: _below_limit(
        line, min(line.cents("amount_cents"), line.cents("asked_cents"))
    ),
}
_REMEDIES = (
    *("contract-until-pays", "contract-until", "id-check-would-be-pays", "id-check-would-be"),
    *("invoice-needed", "bank-slip-needed", "investment-lacks"),
    *sorted(set(REMEDIES.values())),
)
_STATED_PAYABLE = {
    *("id-right", "id-unknown-region", "id-ends-in-zeros", "hired-in-future", "window-unknown"),
    *("employer-not-in-register", "employer-outsourcing"),
    *("contract-open-ended", "work-outsourcing", "assessment-passed", "assessment-passed-score"),
    *("assessment-failed-not-asked", "assessment-score-only", "graduation-missing"),
    *("graduation-before-hire", "training-dates-right", "repeat-none", "repeat-in-draft"),
    *("repeat-earlier-programme", "certificate-named", "certificate-list-unknown", "event-named"),
    *("event-list-unknown", "fee-eligible", "fee-list-unknown", "papers-there"),
    *("paid-window-unknown", "event-claimed-nowhere", "event-in-draft", "event-funded-before"),
    *("platform-named", "platform-list-unknown", "cost-kind-paid", "cost-kinds-unknown"),
    *_WORTH,
}
"""What is a statement without a limit, and lets the row be paid."""
_CODES = {
    Rule.CELLS: ("cell-not-readable",),
    Rule.NAME: ("name-missing",),
    Rule.ID_NUMBER: (
        *("id-right", "id-missing", "id-excel-damaged", "id-old-form", "id-wrong-length"),
        *("id-wrong-character", "id-no-such-date", "id-born-too-early", "id-born-in-future"),
        *("id-wrong-check", "id-unknown-region", "id-ends-in-zeros"),
    ),
    Rule.DEGREE: ("degree-missing", "degree-too-low", "degree-enough"),
    Rule.NEW_HIRE: (
        *("hired-missing", "window-unknown", "hired-outside-window", "hired-in-future"),
        "hired-in-window",
    ),
    Rule.CONTRACT: (
        *("contract-start-missing", "contract-end-missing", "contract-open-ended"),
        *("contract-ends-before-start", "contract-too-short", "contract-on-the-edge"),
        "contract-long-enough",
    ),
    Rule.EMPLOYER: ("employer-missing", "employer-not-in-register", "employer-outsourcing"),
    Rule.WORK: ("work-missing", "work-not-outsourcing", "work-outsourcing"),
    Rule.ASSESSMENT: (
        *("assessment-passed", "assessment-passed-score", "assessment-failed"),
        *("assessment-failed-not-asked", "assessment-missing", "assessment-score-only"),
        *("score-enough", "score-too-low", "score-too-low-not-asked"),
    ),
    Rule.AGE: ("age-of-retirement",),
    Rule.GRADUATION: ("graduation-missing", "graduation-after-hire", "graduation-before-hire"),
    Rule.TRAINING: (
        *("training-ends-first", "training-before-hire", "training-outside-window"),
        "training-dates-right",
    ),
    Rule.REPEAT: (
        *("repeat-in-roster", "repeat-none", "repeat-claimed", "repeat-earlier-programme"),
        *("repeat-in-draft", "invoice-in-claim", "event-claimed-nowhere", "event-in-draft"),
        *("event-claimed", "event-funded-before"),
    ),
    Rule.NAMED: (
        *("certificate-missing", "certificate-list-unknown", "certificate-not-named"),
        *("certificate-named", "platform-missing", "platform-list-unknown"),
        *("platform-not-named", "platform-named"),
    ),
    Rule.LEVEL: ("level-missing", "level-too-low", "level-enough"),
    Rule.EVENT: ("event-missing", "event-list-unknown", "event-not-named", "event-named"),
    Rule.FEE: (
        *("fee-kind-missing", "fee-eligible", "fee-not-eligible", "fee-list-unknown"),
        *("cost-kind-missing", "cost-kinds-unknown", "cost-kind-not-paid", "cost-kind-paid"),
    ),
    Rule.PAPERS: ("invoice-missing", "bank-slip-missing", "papers-there"),
    Rule.PAID: (
        *("paid-missing", "item-paid-in-future", "paid-window-unknown", "paid-outside-window"),
        "paid-in-window",
    ),
    Rule.ITEMS: ("items-over-limit", "items-within-limit"),
    Rule.INVESTMENT: ("investment-too-small", "investment-enough"),
    Rule.AMOUNT: (
        *("amount-cap", "amount-asked", "amount-cut-to-cap", "amount-withheld", "cap-unknown"),
        *("cost-missing", "item-limit-unknown", "item-nothing-left", "item-asked", "item-share"),
        "item-asks-nothing",
        *("item-share-cut", "item-limit", "item-limit-cut"),
    ),
}
