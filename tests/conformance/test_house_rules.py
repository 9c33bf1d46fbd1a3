"""What ruff cannot say: (pattern, reason, files), and the size of a module.

A pattern is a regular expression for one line. An exception is a file here, with its reason.
"""

import re
import shutil
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LONGEST = 400
"""Lines at which a module is looked at twice."""
LONGEST_CASES = 500
"""The same for a module of tests: much of it is tables of cases."""


@dataclass(frozen=True)
class Rule:
    """A pattern that does not occur in `files` but for `excused`."""

    name: str
    pattern: str
    reason: str
    files: tuple[str, ...] = ("parkdesk/**/*.py",)
    excused: dict[str, str] = field(default_factory=dict)


_EVERY_TEXT = ("**/*.py", "**/*.md", "**/*.toml", "**/*.txt", "**/*.in", "**/*.spec", ".ci/run")

_WORDS = ("resources/i18n/**/*.po", "docs/**/*.md", "README*.md", "CHANGELOG.md")
"""What people read: the words of the program, its manual, and what a release tells."""

RULES = (
    Rule(
        "nested-event-loop",
        r"\.exec(_)?\(|processEvents\(|QEventLoop\(",
        "a nested event loop runs other people's slots in the middle of this one: open() a dialog"
        " and connect to its signals",
        excused={
            "parkdesk/gui/app.py": "the one event loop of the program",
            "parkdesk/gui/screenshots.py": "the event loop of a command that takes pictures",
            "parkdesk/selftest.py": "as the screenshots",
        },
    ),
    Rule(
        "clock",
        r"datetime\.now\(|\.utcnow\(|date\.today\(|time\.time\(",
        "the clock is an argument: work.now and work.today",
        excused={
            "parkdesk/desk.py": "the composition root hands the clock to everybody else",
            "parkdesk/gui/papers/copies.py": "files of the computer have the computer's moment",
            "parkdesk/store/backup.py": "a backup is named by the computer's own moment",
        },
    ),
    Rule(
        "day-of-an-instant",
        r"(_at|\.at|now)(\)| or [\w.]+\))?\.(date\(\)|strftime)",
        "instants are UTC, and till eight in the morning that is yesterday here: day_in_china",
    ),
    Rule(
        "commit",
        r"\.commit\(|\.rollback\(",
        "open_work commits when the block ends well; nobody else does",
    ),
    Rule(
        "print",
        r"(?<![\w.])(?<!def )print\(",
        "only what has a terminal prints",
        excused={
            "parkdesk/selftest.py": "one line a check",
        },
    ),
    Rule(
        "documents-folder",
        r"writableLocation\(",
        "a file dialog begins in a folder that is there: gui/summaries/folders.py knows which",
        files=("parkdesk/gui/**/*.py",),
        excused={"parkdesk/gui/summaries/folders.py": "where it is looked for"},
    ),
    Rule(
        "one-word",
        r"颁发日期|颁证日期|有效期至|到期日期|登录名|操作记录|操作留痕|(?<!花)名册|责任人"
        r"|离岸比例|营业额|约定金额|银行表|可靠程度|追缴|失效|终端客户|自编键|季度统计表",
        "a thing is called one word: 发证日期, 到期日, 用户名, 审计日志, 花名册, 经办人, 离岸占比,"
        " 服务外包收入, 现签约额（含变更）, 代发表, 核实情况, 追回, 已过期, 最终客户, 自编代码,"
        " 季报",
        files=(*_WORDS, "db/seed/**/*.csv", "db/seed/**/*.toml"),
    ),
    Rule(
        "one-word-in-english",
        r"^msgid(_plural)? .*(College and above|college and above|or more of education"
        r"|[Ff]inal customer|Asked for\"|[Ll]apsed|junior college and|\(待核实\)|Offer no more)",
        "a thing is called one word in English too, and none of it is Chinese: junior college or"
        " above, final client, applied for, expired, to be confirmed, offer no longer, owner",
        files=("resources/i18n/**/*.po",),
    ),
    Rule(
        "full-width",
        r"[\u4e00-\u9fff] ?\((?!\*|\{pattern\})|「|」",
        "brackets and quotation marks of a Chinese sentence are full-width: （）, “”",
        files=("resources/i18n/**/*.po", "docs/manual/zh_CN/**/*.md", "README.zh_CN.md"),
    ),
    Rule(
        "document-number",
        r"[\u4e00-\u9fff]\[(19|20)\d\d\]",
        "GB/T 9704 writes the year of a document's number in 〔〕: 财企〔2013〕52号",
        files=(*_WORDS, "db/seed/**/*.csv", "db/seed/**/*.toml", "parkdesk/demo/**/*.py"),
    ),
    Rule(
        "key-names",
        r"回车|Ctrl\+Return|PgDown",
        "a key is called what is printed on it (gui/key_names.py): Enter, PgDn",
        files=("resources/i18n/**/*.po", "docs/**/*.md", "README*.md"),
    ),
    Rule("thread", r"\bQThread\b(?!Pool)", "work goes through the runner's pools"),
    Rule("backref", r"\bbackref=", "a record says what it holds; back_populates names both ends"),
    Rule(
        "sleep",
        r"\bsleep\(|\bqWait\(|qtbot\.wait\(",
        "a test waits for a signal or a condition, never for a time",
        files=("tests/**/*.py",),
        excused={
            "tests/gui/test_claim_power_cut.py": "the promise is one of time: saved in two seconds",
        },
    ),
    Rule(
        "machine-path",
        r"""["'(\s](/home/\w|/root/|/work/|/Users/\w|/tmp/|[A-Z]:\\\\?Users)""",
        "a path of somebody's machine",
        files=_EVERY_TEXT,
    ),
    Rule(
        "index-host",
        r"py(thon)?(pi|hosted)\.org|registry\.npmjs|repo\.maven|deb\.debian",
        "where packages come from is the machine's business",
        files=_EVERY_TEXT,
    ),
    Rule(
        "silenced",
        r"#\s*type:\s*ignore(?!\[)|#\s*noqa(?!:)",
        "a silenced check names the check",
        files=("**/*.py",),
    ),
    Rule(
        "promise",
        r"\bTODO\b(?!\(#\d+\))|\bFIXME\b|coming soon|敬请期待|待实现",
        "what is there works; what is not there is an issue with a number",
        files=("**/*.py", "resources/**/*.po"),
    ),
    Rule(
        "broad-except",
        r"except Exception\b|except BaseException as|except:",
        "errors are caught where they are told to a person or undone: the runner's job, the"
        " excepthook and what is listed here",
        excused={
            "parkdesk/excel/opening.py": "a library's panic is no Exception; all else goes on",
            "parkdesk/excel/own_process.py": "what fails in another process is told in ours",
            "parkdesk/gui/runner.py": "every failure has to reach the window's thread",
            "parkdesk/selftest.py": "one check's failure must not hide the others",
            "parkdesk/store/migrate.py": "whatever failed, the file is put back as it was",
        },
    ),
)

# A module may be longer only with a reason that still holds.
LONG_MODULES = {
    "dev.py": "it stands alone: it runs before there is anything that it could import",
}


def _tracked() -> list[Path]:
    """Return the files of the repository but for this one, in which the patterns stand."""
    names = _names_from_git()
    if names is None:  # An archive without a history, or no git: everything in it is ours.
        made = {".venv", ".git", ".mypy_cache", ".ruff_cache", "build", "dist", "__pycache__"}
        found = [path for path in ROOT.rglob("*") if not made & set(path.relative_to(ROOT).parts)]
    else:
        found = [ROOT / name for name in names]
    return [path for path in found if path.is_file() and path != Path(__file__)]


def _names_from_git() -> list[str] | None:
    if shutil.which("git") is None:
        return None
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    return None if listed.returncode else listed.stdout.splitlines()


def _matches(path: Path, patterns: tuple[str, ...]) -> bool:
    name = path.relative_to(ROOT).as_posix()
    # `**/` also stands for no folder at all.
    return any(re.fullmatch(_as_regex(pattern), name) for pattern in patterns)


def _as_regex(pattern: str) -> str:
    parts = {"**/": "(.*/)?", "*": "[^/]*"}
    return "".join(parts.get(piece, re.escape(piece)) for piece in re.split(r"(\*\*/|\*)", pattern))


@pytest.fixture(scope="module")
def files() -> list[Path]:
    return _tracked()


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_house_rule(rule, files):
    pattern = re.compile(rule.pattern)
    found = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()}"
        for path in files
        if _matches(path, rule.files) and not _matches(path, tuple(rule.excused))
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if pattern.search(line)
    ]
    assert not found, f"{rule.reason}\n" + "\n".join(found)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_an_excuse_is_still_needed(rule, files):
    pattern = re.compile(rule.pattern)
    idle = [
        name
        for name in rule.excused
        if not any(
            pattern.search(line)
            for path in files
            if _matches(path, (name,))
            for line in path.read_text("utf-8").splitlines()
        )
    ]
    assert not idle


def _length(path: Path) -> int:
    return len(path.read_text("utf-8").splitlines())


def _is_long(path: Path) -> bool:
    parts = path.relative_to(ROOT).parts
    # A migration is as long as the change that it makes, and is never edited again.
    if path.suffix != ".py" or "migrations" in parts:
        return False
    return _length(path) > (LONGEST_CASES if parts[0] == "tests" else LONGEST)


def test_a_module_has_one_subject(files):
    long = {path.relative_to(ROOT).as_posix(): _length(path) for path in files if _is_long(path)}
    assert set(long) <= set(LONG_MODULES), long
    assert set(LONG_MODULES) <= set(long), "an excuse that is no longer needed"
