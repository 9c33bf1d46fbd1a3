import pytest

from parkdesk.desk import open_desk
from parkdesk.domain.errors import Refused, Unavailable
from parkdesk.store import location
from parkdesk.store.location import parse_location
from parkdesk.store.vault import FileKeyStore, server_key_id
from tests.parks import clock


def test_a_folder_and_its_database_file_are_the_same_place(tmp_path):
    assert parse_location(str(tmp_path)) == parse_location(str(tmp_path / "park.db"))


def test_a_server_is_shown_without_its_password():
    place = parse_location("postgresql://anna:secret@server/park")
    assert not place.embedded
    assert "secret" not in place.shown
    assert place.url.startswith("postgresql+psycopg://anna:secret@")


@pytest.mark.parametrize("text", ["mysql://server/park", "http://server", "://"])
def test_another_kind_of_address_is_refused(text):
    with pytest.raises(Refused, match="not-a-server-address"):
        parse_location(text)


def test_a_database_on_a_network_share_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(location, "_mount_type", lambda _folder: "cifs")
    monkeypatch.setattr(location.sys, "platform", "linux")
    with pytest.raises(Unavailable, match="network-share"):
        parse_location(str(tmp_path))


def test_an_address_is_written_down_without_its_password():
    place = parse_location("postgresql://anna:se%40cret@server:5433/park?sslmode=require")
    assert place.address == "postgresql://anna@server:5433/park?sslmode=require"
    assert place.password == "se@cret"
    again = parse_location(place.address)
    assert again.password == ""
    assert again.with_password("se@cret").url == place.url


def test_a_servers_password_lies_in_the_key_store_alone(desk, keys, tmp_path):
    if desk.location.embedded:
        pytest.skip("a folder has no password")
    # The throw-away server trusts everybody, so any password opens it.
    with_password = desk.location.with_password("geheim").url
    open_desk(with_password, clock, keys, remember=True).close()
    again = open_desk(desk.location.address, clock, keys)
    assert again.location.password == "geheim"
    again.close()
    other = FileKeyStore(tmp_path)
    assert other.load(server_key_id(desk.location.address)) is None
