"""Parquet and Arrow files to rows, batch by batch.

By pyarrow, which takes a stream where DuckDB takes a pattern of paths, and so reads what is remote or compressed too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, BinaryIO, cast

from newsgraph.errors import Place, SourceError, UsageError
from newsgraph.rml.model import LogicalSource
from newsgraph.rml.natural import of_declared
from newsgraph.rml.relations import Relation, check_distinct

if TYPE_CHECKING:
    import pyarrow

_ROWS = 4096
_ARROW_FILE = b"ARROW1"


def read_parquet(stream: BinaryIO, source: LogicalSource) -> Relation:
    """Raises SourceError where it is no whole Parquet file, UsageError where pyarrow is not there."""
    _needs_pyarrow()
    import pyarrow.parquet

    with _explained("Parquet", source):
        file = pyarrow.parquet.ParquetFile(stream)
        batches = file.iter_batches(_ROWS)
        return _relation(file.schema_arrow, batches, "Parquet", source)


def read_arrow(stream: BinaryIO, source: LogicalSource) -> Relation:
    """An Arrow IPC file, which Feather is too, or an IPC stream; raises as `read_parquet`."""
    _needs_pyarrow()
    import pyarrow.ipc

    with _explained("Arrow", source):
        is_file = stream.read(len(_ARROW_FILE)) == _ARROW_FILE
        stream.seek(0)
        if is_file:
            file = pyarrow.ipc.open_file(stream)
            batches = (file.get_batch(index) for index in range(file.num_record_batches))
            return _relation(file.schema, batches, "Arrow", source)
        reader = pyarrow.ipc.open_stream(stream)
        return _relation(reader.schema, iter(reader), "Arrow", source)


def _relation(
    schema: pyarrow.Schema, batches: Iterator[pyarrow.RecordBatch], kind: str, source: LogicalSource
) -> Relation:
    check_distinct(schema.names, source)
    convert = tuple(of_declared(_dated(each.type) or "") for each in schema)
    return Relation(tuple(schema.names), _rows(batches, kind, source), convert)


def _rows(batches: Iterator[pyarrow.RecordBatch], kind: str, source: LogicalSource) -> Iterator[Sequence[object]]:
    with _explained(kind, source):
        for batch in batches:
            yield from zip(*(_values(column) for column in batch.columns), strict=True)


def _values(column: pyarrow.Array) -> Sequence[object]:
    """Python's values of a column; dates and times as texts, for Python's own have no nanoseconds."""
    import pyarrow

    if _dated(column.type) is None:
        return cast("Sequence[object]", column.to_pylist())
    if pyarrow.types.is_timestamp(column.type) and column.type.tz is not None:
        column = column.cast(pyarrow.timestamp(column.type.unit, "UTC"))
    return cast("Sequence[object]", column.cast(pyarrow.string()).to_pylist())


def _dated(kind: pyarrow.DataType) -> str | None:
    """The SQL type of a date or a time; None for what is neither."""
    import pyarrow

    if pyarrow.types.is_timestamp(kind):
        return "TIMESTAMP"
    if pyarrow.types.is_date(kind):
        return "DATE"
    return "TIME" if pyarrow.types.is_time(kind) else None


@contextmanager
def _explained(kind: str, source: LogicalSource) -> Iterator[None]:
    import pyarrow

    try:
        yield
    except (pyarrow.ArrowException, OSError, ValueError) as error:
        reason = str(error).partition("\n")[0]
        raise SourceError(f"this is no whole {kind} file: {reason}", Place(source.source.path)) from error


def _needs_pyarrow() -> None:
    try:
        import pyarrow  # noqa: F401 - whether it is there
    except ImportError as error:
        raise UsageError("Parquet and Arrow need the extra 'arrow': pip install 'newsgraph[arrow]'") from error
