"""Text that contains other text, whatever its case: the quickest way each database has."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, SQLColumnExpression, literal
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import Boolean

_MARK = "/"


class _Containing(FunctionElement[bool]):
    """A column, and the pattern it is held against."""

    name = "containing"
    type = Boolean()
    inherit_cache = True


def containing(column: SQLColumnExpression[str], text: str) -> ColumnElement[bool]:
    """Return the SQL of "`column` has `text` in it", capital or not; wildcards mean themselves."""
    plain = text
    for sign in (_MARK, "%", "_"):
        plain = plain.replace(sign, _MARK + sign)
    return _Containing(column, literal(f"%{plain}%"))


@compiles(_Containing)
def _ilike(element: _Containing, compiler: SQLCompiler, **kw: Any) -> str:  # noqa: ANN401
    column, pattern = (compiler.process(one, **kw) for one in element.clauses)
    return f"{column} ILIKE {pattern} ESCAPE '{_MARK}'"


@compiles(_Containing, "sqlite")
def _like(element: _Containing, compiler: SQLCompiler, **kw: Any) -> str:  # noqa: ANN401
    # SQLite's LIKE knows no case; lower() on every row would take three times as long.
    column, pattern = (compiler.process(one, **kw) for one in element.clauses)
    return f"{column} LIKE {pattern} ESCAPE '{_MARK}'"
