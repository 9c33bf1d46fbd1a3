"""The list of services and the services of enterprises, on a real database."""

import datetime as dt
from dataclasses import replace

import pytest

from parkdesk.domain.contracts import ServiceLine
from parkdesk.domain.enterprises import Reach
from parkdesk.domain.errors import InvalidInput, NeedsConfirmation, Refused, StaleRecord
from parkdesk.domain.imports import FoundColumn, Problem, Sheet, SheetRow
from parkdesk.domain.paging import Sort
from parkdesk.domain.programmes import Mark
from parkdesk.domain.service_codes import EditionForm, Layer, MappingState, SaveService
from parkdesk.store.enterprise_services import follow_records
from parkdesk.store.tables.enterprises import EnterpriseRecord, EnterpriseStatusRecord
from parkdesk.usecases.enterprise_details import enterprise_detail
from parkdesk.usecases.enterprise_lists import (
    EnterpriseFilter,
    enterprise_counts,
    export_enterprises,
    list_enterprises,
)
from parkdesk.usecases.enterprise_services import (
    add_enterprise_service,
    delete_enterprise_service,
    edit_enterprise_service,
    services_of_enterprise,
)
from parkdesk.usecases.service_code_imports import (
    export_service_codes,
    import_service_codes,
    preview_service_code_import,
)
from parkdesk.usecases.service_code_lists import (
    list_editions,
    list_service_codes,
    service_code_mapping,
    usable_service_codes,
)
from parkdesk.usecases.service_codes import (
    Decision,
    SaveCode,
    decide_mapping,
    delete_service_code,
    edit_edition,
    move_to_edition,
    register_edition,
    save_service_code,
)
from tests.registers import enterprise

D = dt.date
SEED = "2007-regime"
NEW = EditionForm(
    "试验分类",
    D(2026, 1, 1),
    document="T/TEST 1-2026",
    source="试验",
    certainty=Mark.DOCUMENT,
)


def row(number, code, name, parent=None, line=None, **more):
    values = {"code": code, "name": name, "parent": parent, "line": line}
    return SheetRow(
        number,
        values | {"name_en": None, "valid_from": None, "valid_to": None, "note": None} | more,
    )


def sheet(*rows):
    columns = tuple(FoundColumn(one, "A", one) for one in ("code", "name", "parent", "line"))
    return Sheet("表", rows, (), columns)


TABLE = sheet(
    row(2, "10", "信息技术研发服务", line=ServiceLine.ITO),
    row(3, "11", "系统操作服务", parent="10"),
    row(4, "20", "业务流程服务", line=ServiceLine.BPO),
    row(5, "21", "供应链管理服务", parent="20"),
)


@pytest.fixture
def codes(work):
    return {one.code: one for one in list_service_codes(work, SEED)}


@pytest.fixture
def imported(work):
    edition = register_edition(work, NEW)
    import_service_codes(work, edition, TABLE)
    work.session.flush()
    return edition


def service(code_id, **differences):
    facts = {
        "service_code_id": code_id,
        "reach": Reach.OFFSHORE,
        "from_on": D(2024, 1, 1),
    }
    return SaveService(**(facts | differences))


def test_the_seed_knows_the_tree_of_2007_and_waits_for_the_standard(work):
    editions = {one.code: one for one in list_editions(work)}
    assert editions[SEED].in_use
    assert not editions[SEED].official_codes
    standard = editions["gbt-46403-2025"]
    assert (standard.size, standard.in_use, standard.document) == (0, False, "GB/T 46403-2025")
    tree = [(one.code, one.parent_code) for one in list_service_codes(work, SEED)]
    assert tree[:4] == [("ITO", ""), ("ITO-OPER", "ITO"), ("ITO-APPL", "ITO"), ("ITO-BASE", "ITO")]
    kpo = next(one for one in list_service_codes(work, SEED) if one.code == "KPO")
    assert not kpo.certainty.confirmed


def test_a_table_is_imported_and_then_in_use(work, imported):
    assert [one.code for one in usable_service_codes(work)] == ["10", "11", "20", "21"]
    assert usable_service_codes(work, D(2025, 12, 31))[0].code == "ITO"
    assert [one.line for one in list_service_codes(work, imported)] == ["ITO", "ITO", "BPO", "BPO"]
    again = preview_service_code_import(work, imported, TABLE)
    assert {one.change.value for one in again.rows} == {"same"}
    assert [one.parent for one in export_service_codes(work, imported)] == ["", "10", "", "20"]


def test_an_import_says_everything_that_is_wrong(work, imported):
    bad = sheet(
        row(2, "11", "系统操作服务", parent="99"),
        row(3, "12", "甲", parent="10", line=ServiceLine.BPO),
        row(4, "12", "乙", parent="10"),
        row(5, "30", "丙"),
        row(6, "40", "丁", line=ServiceLine.KPO, valid_from=D(2025, 1, 1)),
    )
    found = preview_service_code_import(work, imported, bad)
    said = {(one.row, one.field, one.code) for one in found.problems}
    assert said >= {
        (2, "parent", "parent-not-in-list"),
        (3, "line", "line-of-parent"),
        (4, "code", "twice-in-file"),
        (5, "line", "line-needed"),
        (6, "valid_from", "outside-edition"),
    }
    assert all(isinstance(one, Problem) for one in found.problems)
    with pytest.raises(Refused):
        import_service_codes(work, imported, bad)


def test_an_edition_after_a_gap_is_asked_about(work):
    edit_edition(
        work,
        next(one.id for one in list_editions(work) if one.code == SEED),
        1,
        EditionForm("旧", D(2007, 4, 24), valid_to=D(2020, 1, 1), source="x", certainty=Mark("A")),
    )
    edit_edition(
        work,
        next(one.id for one in list_editions(work) if one.code == "gbt-46403-2025"),
        1,
        EditionForm("新", D(2026, 6, 1), source="x", certainty=Mark("A")),
        frozenset({"gap-between-editions"}),
    )
    with pytest.raises(NeedsConfirmation) as asked:
        register_edition(work, NEW)
    assert asked.value.code == "gap-between-editions"
    with pytest.raises(InvalidInput):
        register_edition(work, EditionForm("新", D(2007, 4, 24), source="x", certainty=Mark("A")))


def test_an_edition_without_its_first_day_is_refused(work):
    before = len(list_editions(work))
    with pytest.raises(InvalidInput) as refused:
        register_edition(work, replace(NEW, valid_from=None))
    assert refused.value.problems == {"valid_from": "required"}
    assert len(list_editions(work)) == before


def test_a_code_that_services_refer_to_keeps_its_key_and_line(work, imported):
    owner = enterprise(work)
    found = {one.code: one for one in list_service_codes(work, imported)}
    add_enterprise_service(work, owner, service(found["10"].id, from_on=D(2026, 2, 1)))
    work.session.flush()
    form = SaveCode("19", "信息技术研发服务", line=ServiceLine.KPO)
    with pytest.raises(InvalidInput) as refused:
        save_service_code(work, imported, form, found["10"].id, found["10"].version)
    assert refused.value.problems["code"] == "service-code-fixed"
    assert refused.value.problems["line"] == "service-code-fixed"


def test_a_code_becomes_only_one_of_the_newer_edition(work, codes, imported):
    wrong = Decision(codes["ITO"].id, codes["BPO"].id)
    with pytest.raises(InvalidInput) as refused:
        decide_mapping(work, imported, (wrong,))
    assert refused.value.problems == {"to_id": "parent-not-in-list"}


def test_codes_are_kept_by_hand_too(work, imported):
    id_ = save_service_code(work, imported, SaveCode("12", "云服务", parent="10"))
    found = next(one for one in list_service_codes(work, imported) if one.code == "12")
    assert found.line is ServiceLine.ITO
    save_service_code(work, imported, SaveCode("13", "云计算服务", parent="10"), id_, found.version)
    with pytest.raises(InvalidInput) as refused:
        save_service_code(work, imported, SaveCode("13", "", parent="77"))
    assert refused.value.problems == {
        "code": "service-code-taken",
        "name": "required",
        "parent": "parent-not-in-list",
    }
    top = next(one for one in list_service_codes(work, imported) if one.code == "10")
    with pytest.raises(Refused):
        delete_service_code(work, top.id, top.version)
    work.session.flush()
    part = next(one for one in list_service_codes(work, imported) if one.code == "13")
    delete_service_code(work, part.id, part.version)
    work.session.flush()
    assert all(one.code != "13" for one in list_service_codes(work, imported))


def test_the_first_service_is_the_main_one_and_stands_in_the_record(work, codes):
    id_ = enterprise(work, service_line="ITO", market="offshore")
    add_enterprise_service(work, id_, service(codes["BPO-SUPP"].id, reach=Reach.ONSHORE))
    record = work.get(EnterpriseRecord, id_)
    assert (record.service_line, record.market) == ("BPO", "onshore")
    assert services_of_enterprise(work, id_)[0].is_main


def test_another_main_service_follows_on_the_one_before(work, codes):
    id_ = enterprise(work)
    add_enterprise_service(work, id_, service(codes["ITO-OPER"].id, layer=Layer.OPERATIONAL))
    add_enterprise_service(
        work, id_, service(codes["BPO-SUPP"].id, is_main=True, from_on=D(2026, 1, 1))
    )
    for day, main in ((D(2025, 12, 31), "ITO-OPER"), (D(2026, 1, 1), "BPO-SUPP")):
        offered = services_of_enterprise(work, id_, day)
        assert [one.code.code for one in offered if one.is_main] == [main]
    today = services_of_enterprise(work, id_, D(2026, 10, 12))
    assert {one.code.code for one in today} == {"ITO-OPER", "BPO-SUPP"}
    assert work.get(EnterpriseRecord, id_).service_line == "BPO"


def test_a_service_is_edited_and_deleted(work, codes):
    id_ = enterprise(work)
    add_enterprise_service(work, id_, service(codes["ITO-OPER"].id))
    one = services_of_enterprise(work, id_)[0]
    edit_enterprise_service(
        work, one.id, one.version, service(codes["ITO"].id, is_main=True, layer=Layer.STRATEGIC)
    )
    work.session.flush()
    changed = services_of_enterprise(work, id_)[0]
    assert (changed.code.code, changed.layer) == ("ITO", Layer.STRATEGIC)
    with pytest.raises(StaleRecord):
        delete_enterprise_service(work, one.id, one.version)
    delete_enterprise_service(work, one.id, changed.version)
    work.session.flush()
    assert services_of_enterprise(work, id_) == ()


def test_a_wrong_service_is_refused(work, codes):
    id_ = enterprise(work)
    with pytest.raises(InvalidInput) as refused:
        add_enterprise_service(work, id_, service(None, from_on=None, reach=None))
    assert set(refused.value.problems) == {"service_code_id", "reach", "from_on"}
    with pytest.raises(InvalidInput) as refused:
        add_enterprise_service(work, id_, service(codes["ITO"].id, from_on=D(2001, 1, 1)))
    assert refused.value.problems == {"from_on": "code-not-in-force"}


def test_the_main_service_follows_what_a_form_says_of_the_record(work, codes):
    id_ = enterprise(work)
    add_enterprise_service(work, id_, service(codes["ITO-OPER"].id))
    follow_records(work, {id_: ("BPO", "both")})
    work.session.flush()
    main = [one for one in services_of_enterprise(work, id_, D(2026, 10, 12)) if one.is_main]
    assert [(one.code.code, one.reach) for one in main] == [("BPO", Reach.BOTH)]
    before = services_of_enterprise(work, id_, D(2026, 10, 11))
    assert [(one.code.code, one.is_main) for one in before] == [("ITO-OPER", True)]


def test_services_follow_a_mapping_only_when_a_person_says_so(work, codes, imported):
    one, two, three = enterprise(work), enterprise(work), enterprise(work)
    add_enterprise_service(work, one, service(codes["ITO-OPER"].id))
    add_enterprise_service(work, two, service(codes["KPO"].id))
    add_enterprise_service(work, three, service(codes["BPO-SUPP"].id, from_on=D(2026, 8, 1)))
    mapping = service_code_mapping(work, SEED, imported)
    rows = {row.code: row for row in mapping.rows}
    assert set(rows) == set(codes)
    assert rows["ITO-OPER"].state is MappingState.SUGGESTED
    assert rows["KPO"].state is MappingState.OPEN
    assert mapping.undecided == len(codes)
    on = D(2026, 10, 1)
    for day, code in ((D(2025, 12, 31), "code-not-in-force"), (D(2026, 10, 13), "day-in-future")):
        with pytest.raises(InvalidInput) as wrong:
            move_to_edition(work, SEED, imported, day)
        assert wrong.value.problems == {"on": code}
    with pytest.raises(Refused) as refused:
        move_to_edition(work, SEED, imported, on)
    assert refused.value.code == "mapping-incomplete"
    said = [Decision(rows[code].from_id, rows[code].to_id) for code in ("ITO-OPER", "BPO-SUPP")]
    decide_mapping(work, imported, (*said, Decision(rows["KPO"].from_id, None)))
    work.session.flush()
    moved = move_to_edition(work, SEED, imported, on)
    assert (moved.services, moved.enterprises, moved.left) == (2, 2, 1)
    assert [row.code.code for row in services_of_enterprise(work, one, on)] == ["11"]
    before = services_of_enterprise(work, one, on - dt.timedelta(days=1))
    assert [row.code.code for row in before] == ["ITO-OPER"]
    assert [row.code.code for row in services_of_enterprise(work, three, on)] == ["21"]
    assert [row.code.code for row in services_of_enterprise(work, two, on)] == ["KPO"]


def test_the_register_is_narrowed_by_class_as_at_a_day(work, codes):
    one, two = enterprise(work), enterprise(work)
    for id_ in (one, two):
        work.add(
            EnterpriseStatusRecord(enterprise_id=id_, status="resident", from_on=D(2009, 6, 18))
        )
    add_enterprise_service(work, one, service(codes["ITO-OPER"].id))
    add_enterprise_service(work, one, service(codes["BPO-SUPP"].id, from_on=D(2026, 1, 1)))
    ended = service(codes["ITO-OPER"].id, to_on=D(2025, 12, 31))
    add_enterprise_service(work, two, ended)

    def listed(**criteria):
        window = list_enterprises(work, EnterpriseFilter(**criteria), Sort("name"), 0, 10)
        return {row.id for row in window.rows}

    assert listed(service_code="ITO-OPER") == {one}
    assert listed(service_code="BPO-SUPP") == {one}
    assert listed(service_code="ITO") == {one}
    assert listed(service_code="ITO-OPER", on=D(2025, 6, 1)) == {one, two}
    assert listed(service_code="ITO-APPL") == set()


def test_line_and_market_of_the_register_are_those_of_the_day(work, codes):
    moved, typed = (enterprise(work, service_line="ITO", market="offshore") for _one in range(2))
    for id_ in (moved, typed):
        work.add(
            EnterpriseStatusRecord(enterprise_id=id_, status="resident", from_on=D(2009, 6, 18))
        )
    add_enterprise_service(work, moved, service(codes["ITO-OPER"].id))
    later = service(codes["BPO-SUPP"].id, is_main=True, from_on=D(2026, 1, 1), reach=Reach.ONSHORE)
    add_enterprise_service(work, moved, later)
    work.session.flush()

    def listed(on, sort="name", **criteria):
        criteria = EnterpriseFilter(on=on, **criteria)
        window = list_enterprises(work, criteria, Sort(sort), 0, 10)
        return {row.id: (row.service_line, row.reach) for row in window.rows}

    ito, bpo = (ServiceLine.ITO, Reach.OFFSHORE), (ServiceLine.BPO, Reach.ONSHORE)
    unknown, old, new = D(2023, 12, 31), D(2025, 12, 31), D(2026, 1, 1)
    assert listed(unknown) == {moved: (None, None), typed: ito}
    assert listed(old) == {moved: ito, typed: ito}
    assert listed(new) == listed(None) == {moved: bpo, typed: ito}
    assert set(listed(old, service_line=ServiceLine.ITO)) == {moved, typed}
    assert set(listed(new, service_line=ServiceLine.BPO)) == {moved}
    assert set(listed(old, reach=Reach.ONSHORE)) == set()
    assert set(listed(new, reach=Reach.ONSHORE)) == {moved}
    assert list(listed(new, sort="service_line")) == [moved, typed]
    counts = [enterprise_counts(work, day) for day in (unknown, old, new)]
    assert [(one.offshore, one.unrecorded) for one in counts] == [(1, 1), (2, 0), (1, 0)]
    exported = export_enterprises(work, EnterpriseFilter(on=old), Sort("name"))
    assert {one.service_line for one in exported} == {ServiceLine.ITO}
    assert enterprise_detail(work, moved, old).row.service_line is ServiceLine.ITO


def test_a_list_moves_no_class_whose_parts_refer_to_it(work, imported):
    bad = sheet(row(2, "10", "信息技术研发服务", line=ServiceLine.KPO))
    found = preview_service_code_import(work, imported, bad)
    assert [(one.row, one.field, one.code) for one in found.problems] == [
        (2, "line", "service-code-fixed")
    ]


def test_two_services_that_become_one_are_one(work, codes, imported):
    owner = enterprise(work)
    on = D(2026, 10, 1)
    add_enterprise_service(work, owner, service(codes["ITO-OPER"].id, is_main=True))
    add_enterprise_service(work, owner, service(codes["ITO-APPL"].id, to_on=D(2026, 12, 31)))
    rows = {row.code: row for row in service_code_mapping(work, SEED, imported).rows}
    new = {one.code: one for one in list_service_codes(work, imported)}["11"].id
    decide_mapping(
        work,
        imported,
        tuple(Decision(rows[code].from_id, new) for code in ("ITO-OPER", "ITO-APPL")),
    )
    work.session.flush()
    moved = move_to_edition(work, SEED, imported, on)
    work.session.flush()
    assert (moved.services, moved.enterprises) == (2, 1)
    offered = services_of_enterprise(work, owner, on)
    assert [(one.code.code, one.is_main, one.to_on) for one in offered] == [("11", True, None)]
    before = services_of_enterprise(work, owner, on - dt.timedelta(days=1))
    assert sorted(one.code.code for one in before) == ["ITO-APPL", "ITO-OPER"]


def test_only_a_main_service_that_meets_it_gives_way_to_another(work, codes):
    id_ = enterprise(work)
    past = service(codes["ITO-OPER"].id, is_main=True, to_on=D(2024, 12, 31))
    add_enterprise_service(work, id_, past)
    form = service(codes["BPO-SUPP"].id, is_main=True, from_on=D(2026, 1, 1))
    add_enterprise_service(work, id_, form)
    work.session.flush()
    offered = {one.code.code: one for one in services_of_enterprise(work, id_)}
    before = offered["ITO-OPER"]
    assert (before.is_main, before.to_on) == (True, D(2024, 12, 31))
    beside = offered["BPO-SUPP"]
    edit_enterprise_service(work, beside.id, beside.version, replace(form, is_main=False))
    work.session.flush()
    assert not any(one.is_main for one in services_of_enterprise(work, id_, D(2026, 10, 12)))
    assert [one.is_main for one in services_of_enterprise(work, id_, D(2024, 6, 1))] == [True]
