import datetime as dt
import os
import sys
from dataclasses import replace

import pytest

from parkdesk.desk import os_account
from parkdesk.domain.errors import (
    Duplicate,
    InvalidInput,
    NotPermitted,
    Refused,
    StaleRecord,
    Unavailable,
)
from parkdesk.domain.identity import Role, SignInMode
from parkdesk.store.tables.identity import AccountRecord, ParkRecord
from parkdesk.store.vault import unwrap_key
from parkdesk.usecases.identity import (
    SaveAccount,
    SavePark,
    change_own_password,
    create_account,
    edit_account,
    edit_park,
    list_accounts,
    list_roles,
    park_detail,
    renew_recovery_code,
    sign_in,
    sign_in_os_account,
)
from tests.parks import NOW, PASSWORD


def attempt(desk, login, password):
    with desk.work(read_only=False) as work:
        return sign_in(work, login, password)


def test_the_right_password_lets_in_with_the_roles_permissions(desk):
    outcome = attempt(desk, "clerk", PASSWORD)
    assert outcome.actor.name == "李芳"
    assert "claim:edit" in outcome.actor.permissions
    assert "claim:approve" not in outcome.actor.permissions


@pytest.mark.parametrize("login", ["clerk", "nobody"])
def test_a_wrong_password_and_an_unknown_name_say_the_same(desk, login):
    assert attempt(desk, login, "wrong").problem == "wrong-password"


def test_the_fifth_wrong_password_locks_and_a_longer_row_locks_longer(desk):
    for _ in range(4):
        assert attempt(desk, "clerk", "wrong").problem == "wrong-password"
    fifth = attempt(desk, "clerk", "wrong")
    assert fifth.problem == "account-locked"
    assert fifth.locked_until == NOW + dt.timedelta(seconds=30)
    assert attempt(desk, "clerk", PASSWORD).problem == "account-locked"

    later = replace(desk, clock=lambda: NOW + dt.timedelta(seconds=31))
    sixth = attempt(later, "clerk", "wrong")
    assert sixth.locked_until == later.clock() + dt.timedelta(seconds=60)

    much_later = replace(desk, clock=lambda: NOW + dt.timedelta(hours=1))
    assert attempt(much_later, "clerk", PASSWORD).actor is not None


def test_a_deactivated_account_is_not_let_in(desk):
    with desk.work(read_only=False) as work:
        row = next(row for row in list_accounts(work) if row.login == "clerk")
        edit_account(work, row.id, row.version, SaveAccount("clerk", "李芳", "clerk", active=False))
    assert attempt(desk, "clerk", PASSWORD).problem == "wrong-password"


def test_the_os_account_signs_in_only_where_the_park_allows_it(desk):
    with desk.work(read_only=False) as work:
        assert sign_in_os_account(work, "pc").problem == "password-needed"
        park = park_detail(work)
        edit_park(work, park.version, SavePark(park.name, park.name_en, "", SignInMode.OS_ACCOUNT))
        assert sign_in_os_account(work, "pc").problem == "os-account-unknown"
        create_account(work, SaveAccount("pc", "本机", "clerk", os_account="PC"))
        assert sign_in_os_account(work, "pc").actor.role == "clerk"


def test_the_last_administrator_stays(desk):
    with pytest.raises(Refused, match="last-administrator"), desk.work(read_only=False) as work:
        row = next(row for row in list_accounts(work) if row.login == "administrator")
        edit_account(work, row.id, row.version, SaveAccount("administrator", "王敏", "clerk"))


def test_nobody_locks_themselves_out(desk):
    with pytest.raises(Refused, match="own-account"), desk.work(read_only=False) as work:
        row = next(row for row in list_accounts(work) if row.login == "administrator")
        form = SaveAccount("administrator", "王敏", "administrator", active=False)
        edit_account(work, row.id, row.version, form)


@pytest.mark.parametrize(
    ("form", "problems"),
    [
        (SaveAccount("", "", "clerk", PASSWORD), {"login": "required", "name": "required"}),
        (SaveAccount("new", "新", "clerk", "short"), {"password": "password-too-short"}),
        (SaveAccount("new", "新", "clerk", "aaaaaaaaaa"), {"password": "password-too-simple"}),
        (SaveAccount("longlogin", "新", "clerk", "LongLogin"), {"password": "password-is-login"}),
        (SaveAccount("new", "新", "emperor", PASSWORD), {"role": "required"}),
        (SaveAccount("new", "新", "clerk"), {"password": "password-too-short"}),
    ],
)
def test_an_account_that_does_not_hold_is_refused_at_its_fields(desk, form, problems):
    with pytest.raises(InvalidInput) as refused, desk.work(read_only=False) as work:
        create_account(work, form)
    assert refused.value.problems == problems


def test_a_sign_in_name_is_given_once(desk):
    with pytest.raises(Duplicate) as refused, desk.work(read_only=False) as work:
        create_account(work, SaveAccount("clerk", "另一人", "clerk", PASSWORD))
    assert refused.value.params["field"] == "login"


def test_an_older_form_is_refused(desk):
    with desk.work(read_only=False) as work:
        row = list_accounts(work)[0]
        form = SaveAccount(row.login, "改名", row.role)
        edit_account(work, row.id, row.version, form)
    with pytest.raises(StaleRecord), desk.work(read_only=False) as work:
        edit_account(work, row.id, row.version, form)


def test_a_clerk_may_not_make_accounts(act_as):
    clerk = act_as(Role.CLERK)
    with pytest.raises(NotPermitted), clerk.work(read_only=False) as work:
        create_account(work, SaveAccount("new", "新", "administrator", PASSWORD))


def test_one_changes_ones_own_password_with_the_old_one(act_as):
    clerk = act_as(Role.CLERK)
    with pytest.raises(InvalidInput), clerk.work(read_only=False) as work:
        change_own_password(work, "wrong", "another horse 42")
    with pytest.raises(InvalidInput) as refused, clerk.work(read_only=False) as work:
        change_own_password(work, PASSWORD, "short")
    assert refused.value.problems == {"new": "password-too-short"}
    with clerk.work(read_only=False) as work:
        change_own_password(work, PASSWORD, "another horse 42")
    assert attempt(clerk, "clerk", "another horse 42").actor is not None


def test_a_new_password_by_the_administrator_ends_a_lock(desk):
    for _ in range(5):
        attempt(desk, "clerk", "wrong")
    assert attempt(desk, "clerk", PASSWORD).problem == "account-locked"
    with desk.work(read_only=False) as work:
        row = next(row for row in list_accounts(work) if row.login == "clerk")
        form = SaveAccount("clerk", row.name, "clerk", "another horse 42")
        edit_account(work, row.id, row.version, form)
    assert attempt(desk, "clerk", PASSWORD).problem == "wrong-password"
    assert attempt(desk, "clerk", "another horse 42").actor is not None


def test_a_park_has_a_name(desk):
    with desk.work(read_only=False) as work:
        park = park_detail(work)
        with pytest.raises(InvalidInput) as refused:
            edit_park(work, park.version, SavePark(" ", "", "", park.sign_in_mode))
        assert refused.value.problems == {"name": "required"}
        assert park_detail(work).name == park.name


@pytest.mark.parametrize("has_password", [True, False])
def test_passwords_are_asked_for_once_the_administrator_has_one(desk, has_password):
    with desk.work(read_only=False) as work:
        account = work.get(AccountRecord, work.actor.id)
        account.password_hash = account.password_hash if has_password else None
        work.session.flush()
        park = park_detail(work)
        form = SavePark(park.name, "", "", SignInMode.PASSWORD)
        if has_password:
            assert edit_park(work, park.version, form).sign_in_mode is SignInMode.PASSWORD
            return
        with pytest.raises(InvalidInput) as refused:
            edit_park(work, park.version, form)
        assert refused.value.problems == {"sign_in_mode": "set-password-first"}


def test_a_new_recovery_code_opens_the_key_and_the_one_before_no_longer_this_park(desk):
    with desk.work(read_only=False) as work:
        before = renew_recovery_code(work)
        code = renew_recovery_code(work)
        wrapped = work.get(ParkRecord, 1).key_wrapped
        sealed = work.vault.encrypt("320211199001014321", "trainee.id_number")
    opened = unwrap_key(wrapped, code)
    assert opened.decrypt(sealed, "trainee.id_number") == "320211199001014321"
    with pytest.raises(Refused, match="wrong-recovery-code"):
        unwrap_key(wrapped, before)


def test_the_auditor_may_only_read(desk):
    with desk.work(read_only=True) as work:
        auditor = next(role for role in list_roles(work) if role.code == Role.AUDITOR)
    assert {text.split(":")[1] for text in auditor.permissions} == {"read"}


@pytest.mark.parametrize("changed", [{"active": False}, {"role": "auditor"}])
def test_a_person_dismissed_meanwhile_writes_nothing_more(act_as, changed):
    clerk, administrator = act_as(Role.CLERK), act_as(Role.ADMINISTRATOR)
    with administrator.work(read_only=False) as work:
        row = next(row for row in list_accounts(work) if row.login == "clerk")
        form = SaveAccount("clerk", "李芳", **{"role": "clerk"} | changed)
        edit_account(work, row.id, row.version, form)
    with pytest.raises(NotPermitted), clerk.work(read_only=False) as work:
        change_own_password(work, PASSWORD, "another horse 42")


def test_the_environment_does_not_say_who_is_at_the_keyboard(monkeypatch):
    before = os_account()
    for name in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        monkeypatch.setenv(name, "chief")
    assert os_account() == before != "chief"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows names every account")
def test_a_number_without_a_name_is_no_account(monkeypatch):
    monkeypatch.setattr(os, "getuid", lambda: 4_000_000)
    with pytest.raises(Unavailable, match="os-account-unknown"):
        os_account()
