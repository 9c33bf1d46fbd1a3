"""Models, migrations and the pictures of the schema say the same."""

import ast
import re
import runpy

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

import parkdesk.store.tables  # noqa: F401 - the package that fills the metadata
from parkdesk import paths
from parkdesk.store import migrate
from parkdesk.store.base import Record, Versioned
from parkdesk.store.location import parse_location
from tests.parks import place_of

VERSIONS = paths.database_files() / "migrations" / "versions"
TABLES = Record.metadata.sorted_tables
MIGRATIONS = sorted(VERSIONS.glob("*.py"))

_SEED = "reference data: the program's, not edited on a screen"
_STEP = "written once, when it happened; never edited"
_PART = "saved with the record it is a part of, under that record's version"

# Tables whose rows two people cannot edit at once.
UNVERSIONED = {
    "assist_field": _SEED,
    "atse_rule": _SEED,
    "attestation_measure": _SEED,
    "calendar_day": _SEED,
    "certification_check": _STEP,
    "certification_surveillance": _PART,
    "certification_suspension": _PART,
    "booking_slot": "made and deleted with its booking, by its unique key; nobody edits it",
    "event_contract": "named and taken back whole under its event's version; nobody edits it",
    "claim_condition": _PART,
    "claim_item": _PART,
    "claim_material": _PART,
    "claim_person": _PART,
    "claim_reason": _SEED,
    "claim_return": "an answer is written beside it once; nobody edits it",
    "claim_return_mark": _STEP,
    "claim_signal_run": "the program's own memory of its last look; nobody edits it",
    "claim_step": _STEP,
    "claimant_finding": _STEP,
    "clawback_instalment": _PART,
    "clawback_line": _PART,
    "clawback_receipt": _STEP,
    "closing": _STEP,
    "closing_check": _SEED,
    "compliance_parameter": "a later figure takes over; a park's own is replaced on its first day",
    "compliance_rule": _SEED,
    "concentration_measure": _SEED,
    "contract_change": _STEP,
    "contract_day": "derived: made anew with every save of what it sums; nobody edits it",
    "contract_quarter": "derived: made anew with every save of what it sums; nobody edits it",
    "country": _SEED,
    "default_view": "one person's own choice, the last one holds",
    "document_blob": "named by its content, which never changes",
    "document_edition": _STEP,
    "document_print": _STEP,
    "enterprise_distinct": "said or taken back as a whole; there is nothing in it to edit",
    "enterprise_merge": _STEP,
    "exchange_rate": _SEED,
    "execution_window": _SEED,
    "finding_day": "derived: made anew with every look; nobody edits it",
    "finding_run": "the program's own memory of its last look; nobody edits it",
    "finding_step": _STEP,
    "indicator": _SEED,
    "issued_document": _STEP,
    "model_view": _SEED,
    "notice_claim": _PART,
    "paper_slot": _SEED,
    "payment_claim_hold": _STEP,
    "payment_hold": _STEP,
    "payment_line": _PART,
    "payment_part": _PART,
    "payment_sheet": _STEP,
    "period_correction": _STEP,
    "programme_step": _STEP,
    "published_figure": _SEED,
    "reminder_note": _STEP,
    "reminder_rule": "a later rule takes over; the park's own is replaced only on its first day",
    "reporting_day": _SEED,
    "return_correction": _STEP,
    "return_form": _SEED,
    "review_note": _STEP,
    "role": _SEED,
    "role_permission": _SEED,
    "scheduled_run": "one run of a schedule; only that it was looked at is noted once",
    "signed_copy": _STEP,
    "snapshot": _STEP,
    "subsidy_account": _STEP,
    "threshold_line": _SEED,
    "trail": _STEP,
    "trainee": "found again by the identity number; a roster adds what it did not know",
}


@pytest.fixture
def made_by_migrations(empty_database):
    location = parse_location(place_of(empty_database))
    migrate.create_schema(location)
    engine = sa.create_engine(location.url, poolclass=sa.pool.NullPool)
    with engine.connect() as connection:
        yield connection
    engine.dispose()


def test_the_migrations_make_what_the_models_say(made_by_migrations):
    options = {"compare_type": _differs, "compare_server_default": _other_default}
    context = MigrationContext.configure(made_by_migrations, opts=options)
    differences = compare_metadata(context, Record.metadata)
    # A comment is for the reader of schema.md; SQLite keeps none, and no migration is due for one.
    real = [found for found in differences if not _is_comment(found)]
    assert real == []


def _other_default(_context, _column, _declared_column, inspected, _declared, rendered):
    # An empty text added to a filled table is told back by SQLite as ('').
    return False if (inspected, rendered) == ("('')", "") else None


def _default_differs(_context, _found, _wanted, found, _default, wanted) -> bool:
    # SQLite stores ('') for '', and Alembic's own comparison takes the two for different.
    return _bare(found) != _bare(wanted)


def _bare(default: str | None) -> str | None:
    return None if default is None else default.strip("()").split("::")[0].strip("'")


def _differs(_context, _inspected, _declared, inspected_type, declared_type):
    # What is compared is what is stored: a column type of ours is one of the database's underneath.
    declared = getattr(declared_type, "impl", declared_type)
    if isinstance(declared, sa.Enum) and isinstance(inspected_type, sa.String):
        return inspected_type.length != declared.length
    return None if declared is declared_type else not _alike(inspected_type, declared)


def _alike(inspected, declared) -> bool:
    return issubclass(type(inspected), declared._type_affinity)


def _is_comment(found) -> bool:
    name = found[0][0] if isinstance(found, list) else found[0]
    return "comment" in str(name)


def test_head_names_the_last_migration():
    script = migrate.script()
    assert script.get_heads() == [(VERSIONS / "HEAD").read_text("utf-8").strip()]


def test_migrations_are_numbered_without_a_gap():
    numbers = [path.name[:4] for path in MIGRATIONS]
    assert numbers == [f"{number:04}" for number in range(1, len(numbers) + 1)]
    revisions = {
        path.name[:4]: re.search(r'^revision.* = "(\w+)"', path.read_text("utf-8"), re.MULTILINE)
        for path in MIGRATIONS
    }
    assert all(found and found[1] == number for number, found in revisions.items())


@pytest.mark.parametrize("path", MIGRATIONS, ids=lambda path: path.name)
def test_a_migration_outlives_the_program(path):
    tree = ast.parse(path.read_text("utf-8"))
    imported = {
        name.split(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in (
            [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else [a.name for a in node.names]
        )
    }
    assert imported <= {"alembic", "sqlalchemy", "__future__", "collections", "json", "typing"}
    assert "parkdesk." not in path.read_text("utf-8")


@pytest.mark.parametrize("name", ["schema.md", "sqlite.sql", "postgresql.sql"])
def test_the_picture_of_the_schema_is_fresh(name):
    folder = paths.database_files() / "schema"
    snapshots = runpy.run_path(str(folder / "write.py"))["snapshots"]()
    assert (folder / name).read_text("utf-8") == snapshots[name], "run: python db/schema/write.py"


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_column_says_what_it_holds(table):
    silent = [
        column.name
        for column in table.columns
        # A reference is said by what it refers to.
        if not column.comment and not column.foreign_keys
    ]
    assert silent == []


def test_every_record_is_versioned_or_excused():
    bare = {
        mapper.class_.__tablename__
        for mapper in Record.registry.mappers
        if not issubclass(mapper.class_, Versioned)
    }
    assert bare == set(UNVERSIONED)


def test_money_is_whole_minor_units():
    wrong = [
        f"{table.name}.{column.name}"
        for table in TABLES
        for column in table.columns
        if isinstance(column.type, sa.Float)
        or (column.name.endswith(("_cents", "_minor")) and not isinstance(column.type, sa.Integer))
    ]
    assert wrong == []


# These say when by another word than "at".
INSTANTS_BY_ANOTHER_NAME = {"at", "fixed_now", "locked_until"}


def test_an_instant_is_named_and_stored_as_one():
    wrong = [
        f"{table.name}.{column.name}"
        for table in TABLES
        for column in table.columns
        if column.name.endswith("_at") != (type(column.type).__name__ == "UtcDateTime")
        and column.name not in INSTANTS_BY_ANOTHER_NAME
    ]
    assert wrong == []
