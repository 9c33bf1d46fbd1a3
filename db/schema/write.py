"""Writes what the database looks like, for review: `python db/schema/write.py`.

`schema.md` has every table and column in plain words, from the comments in the code; the two SQL
files are the DDL of each backend. A test fails when they are stale.
"""

from __future__ import annotations

import sys
from pathlib import Path

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Dialect
from sqlalchemy.schema import CreateIndex, CreateTable

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent.parent))

import parkdesk.store.tables  # noqa: E402, F401 (fills the metadata)
from parkdesk.store.base import EncryptedText, Record  # noqa: E402


def snapshots() -> dict[str, str]:
    """Return the content of each file by its name."""
    return {
        "schema.md": _words(),
        "sqlite.sql": _ddl(sqlite.dialect()),
        "postgresql.sql": _ddl(postgresql.dialect()),
    }


def _tables() -> list[Table]:
    return sorted(Record.metadata.tables.values(), key=lambda table: table.name)


def _words() -> str:
    lines = [
        "# Tables and columns",
        "",
        "Made by `db/schema/write.py` from the code's comments.",
        "",
    ]
    classes = {mapper.local_table.name: mapper.class_ for mapper in Record.registry.mappers}
    for table in _tables():
        purpose = (classes[table.name].__doc__ or "").split("\n")[0]
        lines += [
            f"## {table.name}",
            "",
            purpose,
            "",
            "| column | type | meaning |",
            "|---|---|---|",
        ]
        for column in table.columns:
            kind = type(column.type).__name__
            kind = "encrypted text" if isinstance(column.type, EncryptedText) else kind
            empty = ", may be empty" if column.nullable else ""
            meaning = column.comment or _reference(column)
            lines.append(f"| {column.name} | {kind}{empty} | {meaning} |")
        lines.append("")
    return "\n".join(lines)


def _reference(column: object) -> str:
    keys = sorted(str(key.target_fullname) for key in column.foreign_keys)  # type: ignore[attr-defined]
    return f"refers to {', '.join(keys)}" if keys else ""


def _ddl(dialect: Dialect) -> str:
    parts = []
    for table in _tables():
        parts.append(str(CreateTable(table).compile(dialect=dialect)).strip() + ";\n")
        parts += [
            str(CreateIndex(index).compile(dialect=dialect)).strip() + ";\n"
            for index in sorted(table.indexes, key=lambda index: str(index.name))
        ]
    text = "\n".join(parts)
    return "\n".join(line.rstrip() for line in text.splitlines()) + "\n"


def main() -> None:
    """Write the files."""
    for name, content in snapshots().items():
        (HERE / name).write_text(content, encoding="utf-8")


if __name__ == "__main__":
    main()
