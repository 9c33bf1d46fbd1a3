"""Templates of the intellectual-property platform on a real database, with their files."""

import datetime as dt
import hashlib
from dataclasses import replace

import pytest

from parkdesk.domain.errors import (
    InvalidInput,
    NotPermitted,
    Refused,
    StaleRecord,
    WrongState,
)
from parkdesk.domain.identity import Role
from parkdesk.domain.ip_templates import IpTemplateKind, IpTemplateState, SaveIpTemplate
from parkdesk.domain.paging import Sort
from parkdesk.domain.papers import MediaType, PaperFile
from parkdesk.domain.platforms import Platform, ServiceKind
from parkdesk.usecases.ip_templates import (
    HandOut,
    IpTemplateFilter,
    add_template,
    delete_template,
    edit_template,
    hand_out_template,
    list_templates,
    retire_template,
    template_content,
    template_detail,
)
from parkdesk.usecases.platforms import ServiceFilter, list_services
from parkdesk.usecases.upkeep import check_data
from tests.registers import enterprise

D = dt.date
FORM = SaveIpTemplate(" 员工保密协议 ", IpTemplateKind.NDA, "园区服务窗口", "2026版")


def file(name="保密协议.pdf", content=b"%PDF-1.7 first"):
    return PaperFile(name, content, MediaType.PDF, 1, hashlib.sha256(content).hexdigest())


@pytest.fixture
def template(work):
    found = add_template(work, FORM, file())
    work.session.flush()
    return found


def titles(work, **criteria):
    rows = list_templates(work, IpTemplateFilter(**criteria), Sort("title"), 0, 10).rows
    return [one.form.title for one in rows]


def test_a_template_is_kept_with_its_file(work, template):
    row = template_detail(work, template)
    assert row.form == replace(FORM, title="员工保密协议")
    assert (row.file_name, row.size, row.added_on) == ("保密协议.pdf", 14, D(2026, 10, 12))
    assert row.state is IpTemplateState.OFFERED
    content = template_content(work, template)
    assert (content.content, content.media_type) == (b"%PDF-1.7 first", MediaType.PDF)


def test_a_newer_edition_ends_the_older(work, template):
    newer = add_template(work, replace(FORM, edition="2027版"), file("新.pdf", b"%PDF-2"))
    work.session.flush()
    assert template_detail(work, template).state is IpTemplateState.RETIRED
    assert template_detail(work, newer).state is IpTemplateState.OFFERED
    assert template_content(work, template).content == b"%PDF-1.7 first"
    assert template_content(work, newer).content == b"%PDF-2"


def test_a_file_is_exchanged_on_its_first_day_alone(work, template):
    edit_template(work, template, 1, FORM, file("新.pdf", b"%PDF-2"))
    work.session.flush()
    assert template_content(work, template).content == b"%PDF-2"
    edit_template(work, template, 2, replace(FORM, note="常用"), None)
    work.session.flush()
    with pytest.raises(StaleRecord):
        edit_template(work, template, 1, FORM, None)
    _put_here_yesterday(work)
    with pytest.raises(InvalidInput) as refused:
        edit_template(work, template, 3, FORM, file("新.pdf", b"%PDF-3"))
    assert refused.value.problems == {"file": "ip-template-file-stays"}
    assert template_content(work, template).content == b"%PDF-2"


def test_one_edition_is_here_once(work, template):
    with pytest.raises(InvalidInput) as refused:
        add_template(work, FORM, file())
    assert refused.value.problems == {"edition": "ip-template-there-already"}
    other = add_template(work, replace(FORM, title="商业秘密制度"), file())
    with pytest.raises(InvalidInput):
        edit_template(work, other, 1, FORM, None)


def _put_here_yesterday(work):
    work.session.flush()
    work.session.connection().exec_driver_sql("UPDATE ip_template SET added_on = '2026-10-11'")
    work.session.expire_all()


def test_a_number_in_a_files_name_is_not_kept(work):
    named = file("张三_110101199003077758.pdf")
    found = add_template(work, FORM, named)
    work.session.flush()
    assert "110101199003077758" not in template_detail(work, found).file_name


def test_one_that_is_handed_out_no_more_stays_in_the_list(work, template):
    retire_template(work, template, 1, retired=True)
    work.session.flush()
    assert titles(work, state=IpTemplateState.RETIRED) == ["员工保密协议"]
    assert titles(work, state=IpTemplateState.OFFERED) == []
    with pytest.raises(WrongState):
        hand_out_template(work, template, HandOut(1, D(2026, 10, 12)))
    retire_template(work, template, 2, retired=False)
    work.session.flush()
    assert titles(work, state=IpTemplateState.OFFERED, text="服务窗口") == ["员工保密协议"]
    assert titles(work, kind=IpTemplateKind.TRADE_SECRET) == []


def test_handing_out_is_a_line_of_the_log(work, template):
    firm = enterprise(work)
    hand_out_template(work, template, HandOut(firm, D(2026, 10, 9), 5))
    work.session.flush()
    (line,) = list_services(work, ServiceFilter(), Sort("served_on"), 0, 10).rows
    assert (line.platform, line.kind) == (
        Platform.INTELLECTUAL_PROPERTY, ServiceKind.CONSULTATION,
    )  # fmt: skip
    assert (line.enterprise_id, line.served_on, line.hours_tenths) == (firm, D(2026, 10, 9), 5)
    assert line.note == "《员工保密协议》2026版"


def test_a_line_that_the_log_refuses_is_refused(work, template):
    gone = enterprise(work, left_on=D(2026, 5, 1), status="moved-out")
    with pytest.raises(InvalidInput) as refused:
        hand_out_template(work, template, HandOut(gone, D(2026, 10, 9)))
    assert refused.value.problems == {"enterprise_id": "served-after-leaving"}
    with pytest.raises(InvalidInput):
        hand_out_template(work, template, HandOut(None, None))


def test_only_what_was_put_here_today_is_deleted(work, template):
    record_of_yesterday = add_template(work, replace(FORM, title="旧"), file())
    work.session.flush()
    delete_template(work, template, 1)
    work.session.flush()
    assert titles(work) == ["旧"]
    _put_here_yesterday(work)
    with pytest.raises(Refused):
        delete_template(work, record_of_yesterday, 1)


def test_its_file_is_looked_for_when_the_database_is_checked(desk):
    with desk.work(read_only=False) as work:
        add_template(work, FORM, file())
    with desk.work(read_only=True) as work:
        assert check_data(work).documents == 1


def test_whoever_may_not_edit_the_platforms_puts_nothing_here(act_as):
    with act_as(Role.AUDITOR).work(read_only=False) as work, pytest.raises(NotPermitted):
        add_template(work, FORM, file())
