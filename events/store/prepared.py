"""SQLAlchemy Core statements compiled once per dialect, to be run on the driver's own cursor."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from sqlalchemy import ClauseElement, Dialect
from sqlalchemy.sql.compiler import SQLCompiler

Processor = Callable[[Any], Any]


class Compiled(NamedTuple):
    """The SQL of one dialect, and how parameters and columns pass to and from its driver."""

    sql: str
    bind: Callable[[Mapping[str, Any]], Any]
    columns: tuple[Processor | None, ...]

    def results(self, rows: Iterable[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
        """Rows as the statement's column types promise them."""
        if not any(self.columns):
            return list(rows)
        return [
            tuple(value if work is None else work(value) for value, work in zip(row, self.columns, strict=True))
            for row in rows
        ]


class Prepared:
    """A statement that runs often; parameters go by the names of its bindparams (or columns, for a bare insert)."""

    def __init__(self, statement: ClauseElement) -> None:
        self.statement = statement
        self._compiled: dict[tuple[str, ...], Compiled] = {}

    def compiled(self, dialect: Dialect, names: Iterable[str]) -> Compiled:
        """The form for a dialect and a set of parameters, made at the first use."""
        key = (dialect.name, *names)
        found = self._compiled.get(key)
        if found is None:
            found = self._compiled[key] = _compile(self.statement, dialect, list(key[1:]))
        return found


def _compile(statement: ClauseElement, dialect: Dialect, names: list[str]) -> Compiled:
    compiled = statement.compile(dialect=dialect, column_keys=names)
    if not isinstance(compiled, SQLCompiler):
        raise TypeError(f"cannot prepare {type(statement).__name__}")
    if compiled.post_compile_params or compiled.literal_execute_params or compiled.prefetch:
        raise ValueError("expanding parameters and Python defaults cannot be prepared")
    processors: Mapping[str, Any] = compiled._bind_processors  # what Core itself runs on parameters
    given = set(names)
    fixed = {
        name: _through(processors.get(name), value) for name, value in compiled.params.items() if name not in given
    }
    order = compiled.positiontup
    if order is None:
        sources = [(name, processors.get(name)) for name in compiled.params if name in given]

        def bind(row: Mapping[str, Any]) -> Any:
            return fixed | {name: row[name] if work is None else work(row[name]) for name, work in sources}

    else:
        steps = [(name, processors.get(name), name in given, fixed.get(name)) for name in order]

        def bind(row: Mapping[str, Any]) -> Any:
            return tuple(
                (row[name] if work is None else work(row[name])) if from_row else value
                for name, work, from_row, value in steps
            )

    return Compiled(str(compiled), bind, _columns(compiled, dialect))


def _through(work: Processor | None, value: Any) -> Any:
    return value if work is None else work(value)


def _columns(compiled: SQLCompiler, dialect: Dialect) -> tuple[Processor | None, ...]:
    entries = compiled._result_columns  # the types of the columns, in the order of the statement
    return tuple(entry[3].dialect_impl(dialect).result_processor(dialect, None) for entry in entries)
