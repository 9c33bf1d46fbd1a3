import stat
import sys

import pytest
import sqlalchemy as sa

from parkdesk.desk import open_desk
from parkdesk.domain.errors import Refused, Unavailable
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.store.vault import (
    FileKeyStore,
    Vault,
    key_store,
    new_recovery_code,
    unwrap_key,
    wrap_key,
)
from parkdesk.usecases.identity import renew_recovery_code
from tests.parks import clock
from tests.store.test_trail import enterprise


def test_what_is_sealed_is_opened_by_the_same_key_and_context_only():
    vault = Vault.fresh()
    sealed = vault.encrypt("320211199001014321", "trainee.id_number")
    assert b"3202" not in sealed
    assert vault.decrypt(sealed, "trainee.id_number") == "320211199001014321"
    for other, context in ((Vault.fresh(), "trainee.id_number"), (vault, "enterprise.bank")):
        with pytest.raises(Unavailable, match="wrong-key"):
            other.decrypt(sealed, context)


def test_the_same_text_is_sealed_differently_and_found_by_its_hash():
    vault = Vault.fresh()
    assert vault.encrypt("x", "c") != vault.encrypt("x", "c")
    assert vault.keyed_hash("x") == vault.keyed_hash("x")
    assert vault.keyed_hash("x") != Vault.fresh().keyed_hash("x")


def test_many_texts_are_sealed_and_hashed_as_each_alone():
    vault = Vault.fresh()
    texts = ["11010519491231002X", "", "张三", "x" * 200]
    assert vault.keyed_hashes(texts) == {text: vault.keyed_hash(text) for text in texts}
    sealed = vault.encrypt_many([*texts, None, "张三"], "trainee.id_number")
    assert sealed[4] is None
    assert sealed[2] != sealed[5], "no two have one nonce"
    opened = [vault.decrypt(one, "trainee.id_number") for one in sealed if one is not None]
    assert opened == [*texts, "张三"]


def test_the_key_is_not_in_the_vaults_repr():
    vault = Vault(b"k" * 32)
    assert "kkk" not in repr(vault)


def test_the_recovery_code_opens_and_a_wrong_one_does_not():
    vault, code = Vault.fresh(), new_recovery_code()
    wrapped = wrap_key(vault, code)
    typed = code.lower().replace("-", " ")
    assert unwrap_key(wrapped, typed).key == vault.key
    with pytest.raises(Refused, match="wrong-recovery-code"):
        unwrap_key(wrapped, new_recovery_code())


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no modes; its profile is private")
def test_a_key_file_is_the_users_alone(tmp_path):
    store = FileKeyStore(tmp_path / "keys")
    store.save("a", b"k" * 32)
    assert stat.S_IMODE((tmp_path / "keys" / "a.key").stat().st_mode) == 0o600
    assert store.load("a") == b"k" * 32
    assert store.load("b") is None


def test_the_file_store_is_taken_where_it_is_asked_for(tmp_path):
    assert key_store(tmp_path, "file").name == "file"


def test_fields_lie_encrypted_in_the_database(desk):
    with desk.work(read_only=False) as work:
        row = work.add(enterprise(bank_account="6222020200112233"))
    with desk.engine.connect() as connection:
        raw = connection.execute(sa.text("select bank_account from enterprise")).scalar_one()
    assert b"6222" not in bytes(raw)
    with desk.work(read_only=True) as work:
        assert work.get(EnterpriseRecord, row.id).bank_account == "6222020200112233"


def test_a_new_code_has_no_sign_that_is_taken_for_another():
    signs = "".join(new_recovery_code() for _ in range(200)).replace("-", "")
    assert set(signs).isdisjoint("0O1IL")
    assert len(signs) == 200 * 32


def test_a_code_of_before_opens_with_its_signs_mistaken():
    vault = Vault.fresh()
    wrapped = wrap_key(vault, "ABIO-2345-6OI7-ABCD-EFGH-JKMN-PQRS-TUVW")
    opened = unwrap_key(wrapped, "ab10 2345 60i7 abcd efgh jkmn pqrs tuvw")
    assert opened.key == vault.key


def test_another_computer_needs_the_recovery_code(desk, tmp_path):
    with desk.work(read_only=False) as work:
        code = renew_recovery_code(work)
    place = str(desk.location.folder or desk.location.url)
    elsewhere = FileKeyStore(tmp_path / "other")
    with pytest.raises(Unavailable, match="key-missing"):
        open_desk(place, clock, elsewhere)
    with pytest.raises(Refused, match="wrong-recovery-code"):
        open_desk(place, clock, elsewhere, new_recovery_code())
    open_desk(place, clock, elsewhere, code).close()
    open_desk(place, clock, elsewhere).close()
