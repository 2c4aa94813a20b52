"""Tab-separated text with a header line to rows, which is how the gazetteer's tables are written."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from newsgraph.errors import Place, RuleError
from newsgraph.nearest import did_you_mean


def read_rows(file: str, text: str, columns: tuple[str, ...]) -> Iterator[dict[str, str]]:
    """The rows by column; empty lines and those that start with "#" are none, and missing cells at the end are empty.

    Raises RuleError with file and line for a table that is empty, lacks one of `columns` or has a row with too many
    cells or nothing in the first of `columns`.
    """
    lines = [(n, line) for n, line in enumerate(text.splitlines(), 1) if line.strip() and not line.startswith("#")]
    if not lines:
        raise RuleError(f"this table is empty; it needs the columns {', '.join(columns)}", Place(file))
    header = lines[0][1].split("\t")
    for column in columns:
        if column not in header:
            hint = did_you_mean(column, header) or f"; there are {', '.join(sorted(header))}"
            raise RuleError(f"no column '{column}'{hint}", Place(file, lines[0][0]))
    for number, line in lines[1:]:
        row = next(csv.reader(io.StringIO(line), delimiter="\t", quoting=csv.QUOTE_NONE))
        if len(row) > len(header):
            raise RuleError(f"{len(row)} values for {len(header)} columns", Place(file, number))
        row += [""] * (len(header) - len(row))
        found = {key: value.strip() for key, value in zip(header, row, strict=True)}
        if not found[columns[0]]:
            raise RuleError(f"the column '{columns[0]}' is empty", Place(file, number))
        yield found


def values_of(cell: str) -> list[str]:
    """The values of one cell, which "|" separates."""
    return [value.strip() for value in cell.split("|") if value.strip()]
