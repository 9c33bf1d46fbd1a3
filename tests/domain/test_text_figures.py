import pytest
from hypothesis import given
from hypothesis import strategies as st

from parkdesk.domain.platforms import Platform, PlatformTotals
from parkdesk.domain.statistics import Totals
from parkdesk.domain.text_figures import Measure, known_figures, said_figures, unfounded
from tests.reports.sample import OLD_PACK, PACK, make_pack, make_summary

SUMMARY = make_pack()
"""Offshore execution 313.3505 万美元, before it 284.5909; 40 enterprises, 38 before; 97.5 %."""


@pytest.mark.parametrize(
    ("text", "unknown"),
    [
        ("本季离岸执行额 313.4 万美元，在园企业 40 家，较上季增加 2 家。", ()),
        ("本季离岸执行额 313.35 万美元", ()),
        ("本季离岸执行额 313.3 万美元", ("313.3 万美元",)),
        ("执行额 3,133,505 美元", ()),
        ("执行额 3,133,505 元", ("3,133,505 元",)),
        ("季报上报率 97.5%，环比 -2.5%", ()),
        ("季报上报率９７．５％", ()),
        ("季报上报率 98%", ()),
        ("季报上报率 99%", ("99%",)),
        ("培训补贴核定 287.1 万元", ()),
        ("培训补贴核定 ¥2,871,000", ()),
        ("培训补贴核定 0.03 亿元", ()),
        ("培训补贴核定 290 万元", ("290 万元",)),
        ("持有 CMMI 3 级及以上证书的 14 家", ()),
        ("持有 CMMI 3 级及以上证书的 53 家", ("53 家",)),
        ("从业人员 8,612 人，其中新增 310 人", ()),
        ("从业人员 9000 人，新增 77 人", ("9000 人", "77 人")),
        ("2026 年 9 月 30 日起 12 个月、180 天内，第 3 季度，ISO 27001，编号 HG-2026-Q3-001", ()),
        ("十二家企业", ()),
        ("Offshore execution was US$3.13 million in 40 enterprises.", ()),
        ("Offshore execution was US$4 million in 44 enterprises.",
         ("US$4 million", "44 enterprises")),
        ("97.5 per cent of the returns are in; 8 findings stood.", ()),
        ("", ()),
    ],
)  # fmt: skip
def test_figures_of_the_words_are_held_against_the_summary(text, unknown):
    assert unfounded(text, SUMMARY) == unknown


@pytest.mark.parametrize(
    ("text", "unknown"),
    [
        pytest.param("预算执行 72.4%", ("72.4%",), id="a budget nobody allotted"),
        pytest.param("签约 21 份", (), id="a count of the sums that were kept"),
        pytest.param("满意度 90%", ("90%",), id="nobody was asked"),
        pytest.param("在园企业 40 家", (), id="what stands on page 1"),
        pytest.param("省级外包资金余 4.2 万元", ("4.2 万元",), id="a pack that was not printed"),
    ],
)
def test_an_older_summary_knows_only_what_it_kept(text, unknown):
    older = make_summary(
        findings=None,
        budget_permille=None,
        totals=Totals(contracts=21, signed_usd_cents=2),
        platforms=(PlatformTotals(Platform.TRAINING, 4, 2, 10, 3, 500, 0, 0),),
    )
    assert unfounded(text, older) == unknown


def test_a_pack_of_before_its_facts_were_kept_knows_less():
    now, before = (set(known_figures(make_pack(pack=one))) for one in (PACK, OLD_PACK))
    assert before < now


def test_a_figure_is_named_once():
    assert unfounded("77 人和 77 人", SUMMARY) == ("77 人",)


@given(st.integers(1, 10**9), st.sampled_from(["元", "万元", "亿元", "百万元"]))
def test_a_sum_of_money_fits_itself_at_any_scale(cents, unit):
    scale = {"元": 1, "万元": 10_000, "亿元": 10**8, "百万元": 10**6}[unit]
    text = f"{cents / 100 / scale:.14f}{unit}"
    (said,) = said_figures(text)
    assert said.measure is Measure.CNY
    assert said.least - 1 <= cents <= said.most + 1


@given(st.text(max_size=80))
def test_any_text_can_be_read(text):
    assert all(one.least <= one.most for one in said_figures(text))
