"""Parquet and Arrow files to rows, batch by batch.

By pyarrow, which takes a stream where DuckDB takes a pattern of paths, and so reads what is remote or compressed too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, BinaryIO

from newsgraph.errors import Place, SourceError, UsageError
from newsgraph.rml.model import LogicalSource
from newsgraph.rml.relations import Relation

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
        names = file.schema_arrow.names
        batches = file.iter_batches(_ROWS)
    return Relation.of(names, _rows(batches, "Parquet", source), source)


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
            return Relation.of(file.schema.names, _rows(batches, "Arrow", source), source)
        reader = pyarrow.ipc.open_stream(stream)
        return Relation.of(reader.schema.names, _rows(iter(reader), "Arrow", source), source)


def _rows(batches: Iterator[pyarrow.RecordBatch], kind: str, source: LogicalSource) -> Iterator[Sequence[object]]:
    with _explained(kind, source):
        for batch in batches:
            yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)


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
