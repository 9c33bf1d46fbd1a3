import pytest

from parkdesk.settings import Settings, load, save


def test_settings_come_back_as_they_were_saved(tmp_path):
    chosen = Settings("en", "dark", r"C:\园区 \"数据\"", "", "lifang")
    save(chosen, tmp_path / "a" / "settings.toml")
    assert load(tmp_path / "a" / "settings.toml") == chosen


@pytest.mark.parametrize(
    "content", ["", "not toml", 'language = "xx"\nscheme = 3\nunknown = 1', "\udcff"]
)
def test_broken_settings_are_the_defaults(tmp_path, content):
    path = tmp_path / "settings.toml"
    path.write_bytes(content.encode("utf-8", "surrogateescape"))
    assert load(path) == Settings()


def test_the_environment_may_choose_the_language(tmp_path, monkeypatch):
    monkeypatch.setenv("PARKDESK_LANG", "en")
    assert load(tmp_path / "none.toml").language == "en"
