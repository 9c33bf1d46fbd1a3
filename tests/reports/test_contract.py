"""The print of one contract: everything of it, with sums that foot."""

import datetime as dt
from dataclasses import replace
from io import BytesIO

import pytest
from pypdf import PdfReader

from parkdesk.domain.contract_print import ContractPrint, PrintedReport
from parkdesk.domain.contracts import ContractState
from parkdesk.domain.errors import Refused
from parkdesk.reports.contract import LANGUAGES, render_contract
from tests.domain.test_contract_reports import EXECUTION, SENT

D = dt.date
AT = dt.datetime(2026, 10, 12, 10, 0, tzinfo=dt.UTC)
PRINTED = ContractPrint(
    park_zh="云湖国际服务外包园",
    park_en="Yunhu Park",
    enterprise="太湖软件外包有限公司",
    country_zh="中国香港",
    country_en="Hong Kong, China",
    service_code="0101 系统操作",
    service_code_en="0101 System operation",
    state=ContractState.REGISTERED,
    contract=replace(
        SENT, executions=(EXECUTION, replace(EXECUTION, id=8, amount_minor=1_234, receipt_no=""))
    ),
    signed_usd_cents=10_000_000,
    usd_rate="1",
    executed_usd_cents=(3_000_000, 1_234),
    counted_on=(EXECUTION.executed_on, D(2026, 10, 1)),
    reports=(PrintedReport(D(2026, 9, 30), "李丽", None),),
    printed_at=AT,
    printed_by="王敏",
)


def text_of(printed, language="zh_CN"):
    out = BytesIO()
    assert render_contract(printed, out, language) == ()
    text = "".join(page.extract_text() for page in PdfReader(out).pages)
    return "".join(text.split())


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_contract_is_printed_with_executions_that_foot(language):
    text = text_of(PRINTED, language)
    for part in ("HT-1", "100,000.00", "30,000.00", "12.34", "30,012.34", "69,987.66", "SH-1"):
        assert part in text, part
    assert ("中国香港" if language == "zh_CN" else "HongKong,China") in text
    assert "2026-10-01" in text, "the late execution says from when it counts"
    assert "李丽" in text


def test_dollars_are_not_summed_while_a_rate_is_missing():
    text = text_of(replace(PRINTED, executed_usd_cents=(3_000_000, None)))
    assert text.count("30,012.34") == 2, "in the facts and at the foot, and not in dollars"


def test_a_contract_on_which_nothing_was_done_says_so():
    bare = replace(
        PRINTED,
        contract=replace(SENT, executions=(), changes=()),
        executed_usd_cents=(),
        counted_on=(),
        reports=(),
    )
    text = text_of(bare)
    for words in ("尚无执行", "合同与签订时一致", "尚未上报"):
        assert words in text


def test_the_same_print_gives_the_same_bytes():
    first, second = BytesIO(), BytesIO()
    render_contract(PRINTED, first)
    render_contract(PRINTED, second)
    assert first.getvalue() == second.getvalue()


def test_another_language_is_refused():
    with pytest.raises(Refused, match="language-not-printed"):
        render_contract(PRINTED, BytesIO(), "fr")
