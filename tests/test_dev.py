"""dev.py: what it decides without touching the machine."""

import ast
import re
import runpy
import subprocess
import sys
from pathlib import Path

import pytest

import dev
import parkdesk

ROOT = Path(dev.__file__).parent


def test_the_text_is_understood_by_an_old_python():
    assert ast.parse((ROOT / "dev.py").read_text("utf-8"), feature_version=(3, 6)).body


def test_the_version_is_looked_at_before_anything_newer_is_used():
    tree = ast.parse((ROOT / "dev.py").read_text("utf-8"))
    assert [type(node).__name__ for node in tree.body[:3]] == ["Expr", "Import", "If"]


def test_it_uses_the_standard_library_alone():
    tree = ast.parse((ROOT / "dev.py").read_text("utf-8"))
    roots = {
        name.split(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in (
            [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else [a.name for a in node.names]
        )
    }
    assert roots <= sys.stdlib_module_names


def test_a_stamp_is_read_and_a_damaged_line_says_nothing():
    digest = "a" * 64
    assert dev.read_stamp(f"run {digest}\ndev\nrun {digest} more\n") == {"run": digest}


def test_a_digest_is_the_same_for_either_line_end(tmp_path, monkeypatch):
    monkeypatch.setattr(dev, "ROOT", tmp_path)
    (tmp_path / "requirements").mkdir()
    lock = tmp_path / "requirements" / "run.txt"
    lock.write_bytes(b"one\ntwo\n")
    unix = dev.digest("run")
    lock.write_bytes(b"one\r\ntwo\r\n")
    assert dev.digest("run") == unix


@pytest.mark.parametrize(
    ("heard", "sentence"),
    [
        pytest.param("OSError: [Errno 28] No space left on device", "The disk is full", id="disk"),
        pytest.param("Retrying (Retry(total=4)) ... Name or service", "not answer", id="offline"),
        pytest.param("NewConnectionError('<pip._vendor>')", "does not answer", id="refused"),
        pytest.param("SSLError(CERTIFICATE_VERIFY_FAILED)", "not trusted", id="certificate"),
        pytest.param("THESE PACKAGES DO NOT MATCH THE HASHES", "not the one", id="hashes"),
        pytest.param("No matching distribution found for x", "no build", id="platform"),
        pytest.param("ERROR: something new", "pip said: ERROR: something new", id="unknown"),
    ],
)
def test_a_failure_of_pip_is_one_sentence(heard, sentence):
    said = dev.explain_pip(heard)
    assert sentence in said
    assert "\n" not in said


def test_the_last_line_is_the_error_when_there_is_one():
    assert dev.last_line("ERROR: real cause\nhint: upgrade pip\n\n") == "ERROR: real cause"
    assert dev.last_line("one\ntwo\n\n") == "two"
    assert dev.last_line("") == "nothing"


def test_only_missing_libraries_are_asked_for():
    assert dev.missing_packages(lambda _name: True) == []
    assert dev.missing_packages(lambda name: name != "libEGL.so.1") == ["libegl1"]


@pytest.mark.parametrize(
    ("platform", "environment", "shown"),
    [
        ("win32", {}, True),
        ("darwin", {}, True),
        ("linux", {}, False),
        ("linux", {"DISPLAY": ""}, False),
        ("linux", {"DISPLAY": ":0"}, True),
        ("linux", {"WAYLAND_DISPLAY": "wayland-0"}, True),
    ],
)
def test_a_display_is_known(platform, environment, shown):
    assert dev.has_display(platform, environment) is shown


def test_a_person_without_rights_is_given_the_line_to_type(monkeypatch):
    monkeypatch.setattr(dev.shutil, "which", lambda _name: "/usr/bin/apt-get")
    monkeypatch.setattr(dev, "root_prefix", lambda: None)
    with pytest.raises(dev.ProblemError, match=r"\n  sudo apt-get install .* libegl1$"):
        dev.bring(["libegl1"], "shared libraries that Qt needs")


def test_a_system_without_apt_is_told_the_names(monkeypatch):
    monkeypatch.setattr(dev.shutil, "which", lambda _name: None)
    with pytest.raises(dev.ProblemError, match="libegl1"):
        dev.bring(["libegl1"], "shared libraries that Qt needs")


def test_reports_of_pytest_are_counted():
    counts = dev.Counts()
    counts.add(
        '<testsuites><testsuite tests="9" failures="1" errors="2" skipped="3"/></testsuites>'
    )
    counts.add(
        '<testsuites><testsuite tests="4" failures="0" errors="0" skipped="0"/></testsuites>'
    )
    assert (counts.passed, counts.failed, counts.skipped) == (7, 3, 3)


RAN_OUT = "pytestqt.exceptions.TimeoutError: waitUntil timed out in 5000 milliseconds"
CASE = '<testcase classname="tests.gui.test_a" name="test_{}">{}</testcase>'
WAITED = CASE.format("{0}[x-{0}]", f'<failure message="{RAN_OUT}">at …</failure>')
WRONG = CASE.format("wrong", '<{0} message="assert 1 == 2">at …</{0}>')
GOOD = '<testcase classname="tests.gui.test_a" name="test_good"/>'


@pytest.mark.parametrize(
    ("cases", "named"),
    [
        ([GOOD], []),
        (
            [GOOD, WAITED.format(1), WAITED.format(2)],
            ["tests/gui/test_a.py::test_1[x-1]", "tests/gui/test_a.py::test_2[x-2]"],
        ),
        ([WRONG.format("failure")], []),
        ([WAITED.format(1), WRONG.format("failure")], []),
        ([WAITED.format(1), WRONG.format("error")], []),
        ([WAITED.format(1).replace("</testcase>", '<error message="leaked"/></testcase>')], []),
        (
            [WAITED.format(n) for n in range(3)],
            [f"tests/gui/test_a.py::test_{n}[x-{n}]" for n in range(3)],
        ),
        ([WAITED.format(n) for n in range(4)], []),
    ],
)
def test_only_a_few_waits_that_ran_out_are_run_again(cases, named):
    report = "<testsuites><testsuite>{}</testsuite></testsuites>".format("".join(cases))
    assert dev.tests_that_waited_in_vain(report) == named


def test_what_passed_by_itself_is_counted_and_named(capsys, monkeypatch):
    def run(_counts_of, *, second):
        asked = []

        def child(*words, **_settings):
            asked.append(words)
            if "--junitxml" not in words:
                return second
            report = Path(words[words.index("--junitxml") + 1])
            suite = '<testsuite tests="5" failures="1" errors="0" skipped="0">'
            report.write_text(f"<testsuites>{suite}{WAITED.format(1)}</testsuite></testsuites>")
            return 1

        monkeypatch.setattr(dev, "child", child)
        code = dev.run_tests(_counts_of, "sqlite", ["tests"], [])
        assert asked[1][-1] == "tests/gui/test_a.py::test_1[x-1]"
        return code

    counts = dev.Counts()
    assert run(counts, second=0) == 0
    assert (counts.passed, counts.failed) == (5, 0)
    assert counts.unsteady == ["tests/gui/test_a.py::test_1[x-1]"]
    counts = dev.Counts()
    assert run(counts, second=1) == 1
    assert (counts.passed, counts.failed, counts.unsteady) == (4, 1, [])


def test_a_check_that_fails_or_cannot_be_made_is_named(capsys):
    def cannot() -> int:
        raise dev.NotRunError("no server.")

    assert dev.make_check("fails", lambda: 1).endswith("FAILED")
    assert dev.make_check("passes", lambda: 0).endswith("ok")
    assert dev.make_check("cannot", cannot).endswith("NOT RUN: no server.")
    assert "==== cannot" in capsys.readouterr().out


def test_wrong_words_are_refused_with_the_right_ones():
    done = subprocess.run(
        [sys.executable, str(ROOT / "dev.py"), "fly"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert "run" in done.stderr
    assert "setup" in done.stderr


def _pins(name: str) -> dict[str, str]:
    text = (ROOT / "requirements" / f"{name}.txt").read_text("utf-8")
    return dict(re.findall(r"^([\w.-]+)==(\S+)", text, re.MULTILINE))


def test_the_command_of_a_checkout_runs_it_from_any_folder(tmp_path):
    dev.write_command(tmp_path, "linux")
    said = subprocess.run(
        [tmp_path / "parkdesk", "--version"],
        check=True,
        cwd=tmp_path,
        capture_output=True,
        text=True,
    )
    assert said.stderr == ""
    assert parkdesk.__version__ in said.stdout


def test_a_process_of_its_own_that_imports_the_command_begins_nothing(tmp_path):
    dev.write_command(tmp_path, "linux")
    names = runpy.run_path(str(tmp_path / "parkdesk"), run_name="__mp_main__")
    assert names["main"].__module__ == "parkdesk.__main__"


def test_on_windows_a_batch_file_calls_it_with_every_word(tmp_path):
    dev.write_command(tmp_path, "win32")
    assert sorted(one.name for one in tmp_path.iterdir()) == ["parkdesk-script.py", "parkdesk.cmd"]
    assert b'%~dp0parkdesk-script.py" %*' in (tmp_path / "parkdesk.cmd").read_bytes()


def test_whoever_has_the_libraries_for_testing_has_those_for_running():
    run, development = _pins("run"), _pins("dev")
    assert run
    assert run.items() <= development.items()


@pytest.mark.parametrize("name", ["run", "dev"])
def test_a_lock_has_a_hash_for_each_library_and_names_no_place(name):
    text = (ROOT / "requirements" / f"{name}.txt").read_text("utf-8")
    blocks = re.split(r"\n(?=\S)", text)
    assert all("--hash=sha256:" in block for block in blocks if "==" in block)
    assert "://" not in text
    assert "--index" not in text
    assert "--find-links" not in text


@pytest.mark.parametrize("library", ["colorama", "pefile", "pywin32-ctypes", "tzdata"])
def test_what_only_windows_needs_is_locked_too(library):
    assert library in _pins("dev")


def test_ci_does_what_the_readme_says():
    assert "python3 dev.py test" in (ROOT / ".ci" / "run").read_text("utf-8")


def test_every_library_of_the_program_is_among_the_licences():
    named = (ROOT / "licences" / "README.md").read_text("utf-8")
    assert [name for name in _pins("run") if not re.search(rf"\b{re.escape(name)}\b", named)] == []


def test_a_validator_that_is_not_the_pinned_file_is_not_run(tmp_path, monkeypatch, capsys):
    folder = tmp_path / ".venv" / "verapdf"
    folder.mkdir(parents=True)
    (folder / "greenfield-apps-1.28.2.jar").write_bytes(b"another")
    monkeypatch.setattr(dev, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(dev.shutil, "which", lambda name: f"/usr/bin/{name}")
    assert dev.test_prints(str(tmp_path), []) == 1
    assert "requirements/verapdf.txt" in capsys.readouterr().out


def test_prints_are_not_examined_where_java_cannot_be_had(monkeypatch):
    monkeypatch.setattr(dev.shutil, "which", lambda _name: None)
    monkeypatch.setattr(dev.sys, "platform", "win32")
    with pytest.raises(dev.NotRunError, match="Java"):
        dev.test_prints("prints", [])
