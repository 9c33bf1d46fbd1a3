"""The prints of a claim: what stands on the pages, that they repeat, that scans lie in frames."""

import datetime as dt
from dataclasses import replace
from io import BytesIO

import pypdfium2 as pdfium
import pytest
from pypdf import PdfReader

from parkdesk.domain.claim_forms import TITLE, ClaimForm, FormHeadings
from parkdesk.domain.claim_print import Scan
from parkdesk.domain.claim_returns import Mark, MarkSubject
from parkdesk.domain.claims import ClaimAction, ClaimKind
from parkdesk.domain.errors import Refused
from parkdesk.domain.identity import Role
from parkdesk.domain.money import rmb_capitals
from parkdesk.domain.papers import MediaType
from parkdesk.domain.programme_figures import ItemKind, Track
from parkdesk.domain.trainees import Assessment
from parkdesk.gui.claims.case_file import render_case_file
from parkdesk.i18n import amount_text
from parkdesk.reports.claim_prints import render_forms, render_trace
from parkdesk.reports.correction_notice import render_correction_notice
from parkdesk.reports.offset_page import render_offset_page
from parkdesk.reports.picture_pages import picture_pages
from parkdesk.scans.placing import page_sizes
from parkdesk.usecases.claim_prints import claim_print, claim_print_whole, correction_notice
from parkdesk.usecases.claim_returns import return_claim
from parkdesk.usecases.claimants import Condition, save_conditions
from tests.papers import pdf, png, tiff
from tests.usecases import claim_stories as story
from tests.usecases import journey_stories as journey
from tests.usecases.claim_stories import CAP, person

SHORT = person(2, contract_last=dt.date(2026, 12, 31))


def plain(content):
    """The text of a PDF without blanks and line ends: paper breaks lines where it likes."""
    return "".join(
        "".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages).split()
    )


def drawn(render, *args):
    out = BytesIO()
    missing = render(*args[:1], out, *args[1:])
    assert missing == ()
    return out.getvalue()


@pytest.fixture
def claim(act_as):
    key = story.add_claim(act_as(Role.CLERK), (person(1), SHORT))
    return story.submit(act_as(Role.CLERK), key)


@pytest.fixture
def printed(desk, claim):
    with desk.work(read_only=True) as work:
        return claim_print(work, claim.id)


def test_a_notice_says_what_is_wrong_by_which_clause_until_when(act_as, desk, claim):
    row = journey.rows_of(desk, claim.id)[1]
    marks = (Mark(MarkSubject.PERSON, "contract-unproven", row=row),)
    with act_as(Role.REVIEWER).work(read_only=False) as work:
        day = dt.date(2026, 10, 30)
        return_claim(work, claim.id, claim.version, "劳动合同请补正", marks, day)
    with desk.work(read_only=True) as work:
        found = correction_notice(work, claim.id)
    content = drawn(render_correction_notice, found, "zh_CN")
    text = plain(content)
    for words in ("补正通知书", claim.number, SHORT.name, "2026-10-30", "劳动合同请补正", "待核实"):
        assert words in text
    assert "少于12个月" in text
    assert "第2行：学员2" in text
    assert SHORT.id_number not in text
    assert drawn(render_correction_notice, found, "zh_CN") == content
    assert "Correctionnotice" in plain(drawn(render_correction_notice, found, "en"))


def test_a_notice_names_no_remedy_of_another_problem(act_as, desk, claim):
    row = journey.rows_of(desk, claim.id)[1]
    marks = (Mark(MarkSubject.PERSON, "insurance-unproven", row=row),)
    with act_as(Role.REVIEWER).work(read_only=False) as work:
        return_claim(work, claim.id, claim.version, "请补交社保缴纳证明", marks)
    with desk.work(read_only=True) as work:
        found = correction_notice(work, claim.id)
    text = plain(drawn(render_correction_notice, found, "zh_CN"))
    assert "请按审核人意见补正" in text
    assert "少于12个月" not in text


def test_each_person_has_a_sheet_and_the_lists_foot(printed):
    content = drawn(render_forms, printed, "zh_CN")
    pages = PdfReader(BytesIO(content)).pages
    sheets = ["".join(page.extract_text().split()) for page in pages]
    assert ["补助申请表" in sheet for sheet in sheets[:2]] == [True, True]
    assert "学员1" in sheets[0]
    assert "学员2" in sheets[1]
    assert rmb_capitals(CAP) in sheets[0]
    assert "人民币零元整" in sheets[1]
    hired, training, opinions = sheets[2:]
    assert "录用人员汇总表" in hired
    assert "9,000.00" in hired
    assert "测算金额大写：" + rmb_capitals(CAP) in training
    assert "材料审定部门意见表" in opinions
    assert "负责人签字" in opinions
    assert [page.mediabox.width > page.mediabox.height for page in pages] == [
        *(False, False),
        *(True, True),
        False,
    ]
    assert all("待核实" in sheet for sheet in sheets)
    assert person(1).id_number not in "".join(sheets)


def test_headings_are_the_programmes_own_and_lose_their_mark_once_compared(printed):
    own = FormHeadings(ClaimForm.HIRED, {TITLE: "附件二", "school": "毕业学校"}, confirmed=True)
    printed = replace(printed, headings={**printed.headings, ClaimForm.HIRED: own})
    text = plain(drawn(render_forms, printed, "zh_CN", (ClaimForm.HIRED,)))
    assert "附件二" in text
    assert "毕业学校" in text
    assert "毕业院校" not in text
    assert "待核实" not in text


def test_whole_numbers_stand_only_where_they_were_asked_for(desk, claim):
    with desk.work(read_only=False) as work:
        whole = claim_print_whole(work, claim.id)
    text = plain(drawn(render_forms, whole, "zh_CN"))
    assert person(1).id_number in text
    assert "含完整身份证号" in text


def test_the_annex_tells_every_rule_with_its_clause_and_its_sum(printed):
    text = plain(drawn(render_trace, printed, "zh_CN"))
    for words in ("劳动合同", "少于12个月", "不可补", "可补", "4,500.00", "申报主体条件"):
        assert words in text
    assert text.count("学员") == 2
    assert "合计4,500.00" in text


def test_an_exception_to_the_rule_of_two_persons_is_printed(printed):
    step = replace(printed.steps[0], exemption="园办〔2026〕8号")
    text = plain(drawn(render_forms, replace(printed, steps=(step,)), "zh_CN"))
    assert "双人复核例外园办〔2026〕8号" in text


def test_a_platform_claim_brings_the_parks_own_list_and_says_so(act_as):
    clerk = act_as(Role.CLERK)
    costs = [journey.cost(1, ItemKind.EQUIPMENT), journey.cost(2, ItemKind.RUNNING)]
    claim = journey.begin(clerk, ClaimKind.PLATFORM, costs)
    with clerk.work(read_only=True) as work:
        found = claim_print(work, claim.id)
    text = plain(drawn(render_forms, found, "zh_CN"))
    total = sum(one.cost_cents for one in costs)
    assert "平台项目资金使用明细" in text
    assert "园区自拟表格" in text
    assert "待核实" in text
    assert amount_text(total) in text
    for one in costs:
        assert "".join(one.title.split()) in text
        assert one.invoice_number in text
    english = plain(drawn(render_forms, found, "en", (ClaimForm.PLATFORM,)))
    assert "Theparksownform" in english.replace("’", "").replace("'", "")


def test_an_approval_in_spite_of_a_condition_says_so_on_the_opinion_sheet(act_as):
    clerk, reviewer, manager = (act_as(role) for role in (Role.CLERK, Role.REVIEWER, Role.MANAGER))
    draft = story.add_claim(clerk, (person(1),))
    with clerk.work(read_only=False) as work:
        said = (Condition("violations", met=False, found_on=dt.date(2026, 3, 1)),)
        draft = save_conditions(work, draft.id, draft.version, said)
    claim = story.submit(clerk, draft, story.ALL | {"claim-claimant-fails"})
    claim = story.precheck(reviewer, claim, CAP)
    story.approve(manager, claim, CAP, "已整改完毕，同意支持")
    with manager.work(read_only=True) as work:
        found = claim_print(work, claim.id)
    text = plain(drawn(render_forms, found, "zh_CN", (ClaimForm.OPINIONS,)))
    assert "申报主体条件不符仍予核定" in text
    assert "2026-03-01" in text
    assert "已整改完毕" in text
    approved = [step for step in found.steps if step.failing]
    assert [step.action for step in approved] == [ClaimAction.APPROVE]


def test_no_print_is_in_another_language(printed):
    with pytest.raises(Refused):
        render_forms(printed, BytesIO(), "fr")


def scan(content, media=MediaType.PDF, name="培训计划"):
    return Scan(name, "Training plan", "", "计划.pdf", media, content)


def dark_pdf(width, height, *, turned=0):
    """A page that is black all over."""
    from reportlab.pdfgen.canvas import Canvas

    out = BytesIO()
    canvas = Canvas(out, (width, height))
    canvas.rect(0, 0, width, height, stroke=0, fill=1)
    canvas.save()
    document = pdfium.PdfDocument(out.getvalue())
    if turned:
        document[0].set_rotation(turned)
    written = BytesIO()
    document.save(written)
    document.close()
    return written.getvalue()


def test_the_file_has_everything_with_numbers_and_bookmarks(printed):
    scans = (
        scan(pdf(2)),
        scan(tiff(2), MediaType.TIFF, "签到表"),
        scan(png(), MediaType.PNG, "照片"),
        scan(b"%PDF-1.4 damaged", name="坏文件"),
        replace(scan(b"", name="证件"), why="scan-withheld"),
    )
    content = drawn(render_case_file, replace(printed, scans=scans), "zh_CN", lambda *_n: None)
    reader = PdfReader(BytesIO(content))
    pages = ["".join(page.extract_text().split()) for page in reader.pages]
    total = len(pages)
    for number, page in enumerate(pages, 1):
        assert f"第{number}页/共{total}页" in page
    titles = [one.title for one in reader.outline if not isinstance(one, list)]
    assert titles[0] == "申报案卷"
    assert titles[-3:] == ["培训计划", "签到表", "照片"]
    assert reader.get_destination_page_number(reader.outline[-1]) == total - 1
    assert "文件无法打开" in pages[0]
    assert "仅在打印完整身份证号时附上" in pages[0]
    assert sum("扫描件第" in page for page in pages) == 5


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_a_scan_lies_upright_in_the_middle_of_its_frame(printed, turned):
    found = replace(printed, rows=(), scans=(scan(dark_pdf(400, 800, turned=turned)),))
    content = drawn(render_case_file, found, "zh_CN", lambda *_n: None)
    document = pdfium.PdfDocument(content)
    page = document[len(document) - 1]
    lying = turned in {90, 270}
    assert (page.get_width() > page.get_height()) is lying
    picture = page.render(scale=0.5).to_pil().convert("L").point(lambda grey: grey < 40 and 255)
    across, down = picture.size
    # The head and the foot are words: what is as dark as that over its middle is the scan.
    middle = picture.crop((0, down // 2, across, down // 2 + 1)).getbbox()
    column = picture.crop((across // 2, 0, across // 2 + 1, down)).getbbox()
    width, height = middle[2] - middle[0], column[3] - column[1]
    assert (width > height) is lying
    assert 0.4 < min(width, height) / max(width, height) < 0.6
    assert abs((middle[0] + middle[2]) / 2 - across / 2) < 2
    document.close()


def test_a_photograph_stands_as_the_camera_meant_it():
    from PIL import Image

    out = BytesIO()
    exif = Image.Exif()
    exif[0x0112] = 6
    Image.new("RGB", (60, 30), "red").save(out, "JPEG", exif=exif)
    ((width, height),) = page_sizes(picture_pages(out.getvalue()))
    assert width < height


def test_a_damaged_picture_is_refused():
    with pytest.raises(Refused) as caught:
        picture_pages(b"\x89PNG\r\n\x1a\nnothing")
    assert caught.value.code == "paper-damaged"


def test_the_test_page_has_its_crosses_where_it_says():
    at = dt.datetime(2026, 10, 12, 10, tzinfo=dt.UTC)
    content = render_offset_page("HP", (15, -20), at)
    text = plain(content)
    assert "向右+1.5毫米" in text
    document = pdfium.PdfDocument(content)
    dots = 10  # a millimetre
    picture = document[0].render(scale=dots * 25.4 / 72).to_pil().convert("L")
    for x in (20, 190):
        for y in (20, 277):
            line = ((x - 8) * dots, y * dots - 3, (x + 8) * dots, y * dots + 4)
            darkest = [
                min(picture.getpixel((at, high)) for high in range(line[1], line[3]))
                for at in range(line[0], line[2])
            ]
            assert max(darkest) < 200, (x, y)
    document.close()


def test_an_institutions_forms_name_who_hired_each_person(act_as, desk):
    """On the person's own sheet, in the summary and in the annex, in both languages."""
    clerk = act_as(Role.CLERK)
    hired = person(1, assessment=Assessment.PASSED)
    outside = person(2, assessment=Assessment.PASSED, employer="北汀云桥软件有限公司")
    key = story.add_claim(clerk, (hired, outside), track=Track.INSTITUTION)
    story.submit(clerk, key)
    with desk.work(read_only=True) as work:
        found = claim_print(work, key.id)
    forms = plain(drawn(render_forms, found, "zh_CN"))
    # Once on the sheet and once in the summary; the claimant itself is the institution.
    assert forms.count("北汀云桥软件有限公司") == 2
    assert "录用企业" in forms
    trace = plain(drawn(render_trace, found, "zh_CN"))
    assert f"录用企业：{hired.employer}，已登记园区企业（ITO）。" in trace
    assert "北汀云桥软件有限公司，未登记为园区企业，请核实是否为服务外包企业。" in trace
    assert "Hiredby:北汀云桥软件有限公司,notinthepark'sregister" in plain(
        drawn(render_trace, found, "en")
    )
