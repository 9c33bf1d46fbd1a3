"""The findings of one enterprise as they are handed over: every word is on the paper."""

import datetime as dt
from io import BytesIO

import pypdfium2
import pytest

from parkdesk.domain.compliance_rules import (
    ComplianceRule,
    Concerned,
    Measure,
    RuleArea,
    RuleCode,
)
from parkdesk.domain.findings import FindingStanding
from parkdesk.domain.findings_print import FindingsSheet, PrintedAttestation, PrintedFinding
from parkdesk.domain.programmes import Mark
from parkdesk.domain.severity import Level
from parkdesk.reports.findings_sheet import render_findings_sheet

AT = dt.datetime(2026, 10, 12, 2, 0, tzinfo=dt.UTC)
RULE = ComplianceRule(
    RuleCode.CERTIFICATE_EXPIRED,
    RuleArea.CERTIFICATES,
    Level.SERIOUS,
    Concerned.HOLDERS,
    "资质证书应在有效期内。",
    "A certificate holds.",
    "园区自定",
    "The park's own rule",
    Mark.UNVERIFIED,
    dt.date(2000, 1, 1),
    None,
)
ROW = PrintedFinding(
    RULE,
    {"certificate": "CMMI 3", "number": "A-1", "expires_on": dt.date(2026, 5, 9)},
    FindingStanding.ANSWERED,
    dt.date(2026, 5, 10),
    dt.date(2026, 10, 27),
    "周敏",
    None,
)
WAIVED = PrintedFinding(
    RULE, ROW.facts, FindingStanding.WAIVED, ROW.since_on, ROW.due_on, "",
    dt.date(2026, 12, 31),
)  # fmt: skip
MEASURE = Measure(
    "isolation",
    RuleCode.SECURITY_UNATTESTED,
    "隔离",
    "Isolation",
    "白皮书",
    "White paper",
    Mark.UNVERIFIED,
    dt.date(2000, 1, 1),
    None,
)


def sheet(*rows):
    given = (
        PrintedAttestation(MEASURE, dt.date(2026, 3, 20), "王建国"),
        PrintedAttestation(MEASURE, None, ""),
    )
    return FindingsSheet(
        "云湖园区", "Lake Park", "云湖软件", "91320000YW0000012M", dt.date(2026, 10, 12), rows,
        given, AT, "李芳",
    )  # fmt: skip


def text_of(found, language):
    out = BytesIO()
    missing = render_findings_sheet(found, out, language)
    document = pypdfium2.PdfDocument(out.getvalue())
    pages = [page.get_textpage().get_text_bounded() for page in document]
    document.close()
    assert missing == ()
    return "".join("".join(pages).split())


@pytest.mark.parametrize(
    ("language", "words"),
    [
        pytest.param(
            "zh_CN",
            (
                "云湖软件",
                "91320000YW0000012M",
                "CMMI3（A-1）已于2026-05-09到期",
                "要求：资质证书应在有效期内。",
                "园区自定（待核实）",
                "答复期限2026-10-27",
                "自2026-05-10起",
                "经办人周敏",
                "豁免至2026-12-31",
                "王建国",
                "企业签字、盖章、日期",
            ),
            id="Chinese",
        ),
        pytest.param(
            "en",
            (
                "CMMI3(A-1)ranouton2026-05-09",
                "Whatisasked:Acertificateholds.",
                "Answerby2026-10-27",
                "Waiveduntil2026-12-31",
                "Isolation",
            ),
            id="English",
        ),
    ],
)
def test_every_fact_is_on_the_paper(language, words):
    text = text_of(sheet(ROW, WAIVED), language)
    for word in words:
        assert word in text


def test_a_sheet_without_findings_says_so():
    assert "各项均符合规则要求" in text_of(sheet(), "zh_CN")


def test_the_same_findings_give_the_same_bytes():
    first, second = BytesIO(), BytesIO()
    render_findings_sheet(sheet(ROW), first)
    render_findings_sheet(sheet(ROW), second)
    assert first.getvalue() == second.getvalue()
