"""A command line to call, and parks to call it on."""

from dataclasses import dataclass

import pytest

from parkdesk.cli.main import main
from parkdesk.i18n import language, set_language


@dataclass(frozen=True)
class Answer:
    """What a command said, and how it ended."""

    code: int
    out: str
    err: str

    @property
    def sentence(self) -> str:
        """The one line of a refusal."""
        (line,) = self.err.splitlines()
        return line


@pytest.fixture
def parkdesk(capsys, monkeypatch):
    """A function from words to a command's answer; in English, unless told."""
    before = language()
    monkeypatch.setenv("PARKDESK_LANG", "en")

    def call(*words: object) -> Answer:
        code = main([str(word) for word in words])
        said = capsys.readouterr()
        return Answer(code, said.out, said.err)

    yield call
    set_language(before)


@pytest.fixture(scope="session")
def demo_folder(tmp_path_factory, keys):
    """A demonstration park; tests that write to it copy it first."""
    from parkdesk.demo.size import Size
    from parkdesk.demo.writing import make_demo

    folder = tmp_path_factory.mktemp("demo")
    make_demo(str(folder), Size(), keys=keys).desk.close()
    return folder


@pytest.fixture
def demo(demo_folder, keys, tmp_path, monkeypatch):
    """A copy of the demonstration park, with its key where the command line looks for it."""
    import shutil

    from parkdesk import desk as composition

    monkeypatch.setattr(composition, "_key_store", lambda: keys)
    folder = tmp_path / "park"
    shutil.copytree(demo_folder, folder)
    return folder
