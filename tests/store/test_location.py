import pytest

from parkdesk.domain.errors import Refused, Unavailable
from parkdesk.store import location
from parkdesk.store.location import parse_location


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
