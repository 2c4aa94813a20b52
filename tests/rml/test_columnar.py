"""Parquet and Arrow sources: columns with their types, whatever the file is packed in."""

from __future__ import annotations

import datetime
import gzip
import io
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow
import pyarrow.feather
import pyarrow.parquet
import pytest

TABLE = pyarrow.table(
    {
        "id": [1, 2],
        "name": ["Ada", None],
        "height": [1.5, 2.0],
        "paid": pyarrow.array([Decimal("10.50"), None], pyarrow.decimal128(10, 2)),
        "active": [True, False],
        "born": [datetime.date(1815, 12, 10), None],
        "seen": pyarrow.array([datetime.datetime(2024, 9, 4, 10, tzinfo=datetime.UTC), None]),
        "exact": pyarrow.array([1_700_000_000_123_456_789, None], pyarrow.timestamp("ns")),
        "local": pyarrow.array(
            [datetime.datetime(2024, 9, 4, 10, tzinfo=datetime.UTC), None], pyarrow.timestamp("s", "Asia/Tokyo")
        ),
        "woken": pyarrow.array([datetime.time(7, 30), None]),
        "photo": [b"\x00\xff", None],
        "nick": [["a"], []],
    }
)
XSD = "http://www.w3.org/2001/XMLSchema#"
NATURAL = {
    "name": ['"Ada"'],
    "height": [f'"1.5E0"^^<{XSD}double>', f'"2.0E0"^^<{XSD}double>'],
    "paid": [f'"10.50"^^<{XSD}decimal>'],
    "active": [f'"true"^^<{XSD}boolean>', f'"false"^^<{XSD}boolean>'],
    "born": [f'"1815-12-10"^^<{XSD}date>'],
    "seen": [f'"2024-09-04T10:00:00Z"^^<{XSD}dateTime>'],
    "exact": [f'"2023-11-14T22:13:20.123456789"^^<{XSD}dateTime>'],
    "local": [f'"2024-09-04T10:00:00Z"^^<{XSD}dateTime>'],
    "woken": [f'"07:30:00"^^<{XSD}time>'],
    "photo": [f'"00FF"^^<{XSD}hexBinary>'],
}


def parquet() -> bytes:
    made = io.BytesIO()
    pyarrow.parquet.write_table(TABLE, made)
    return made.getvalue()


def arrow(*, stream: bool = False) -> bytes:
    made = io.BytesIO()
    new = pyarrow.ipc.new_stream if stream else pyarrow.ipc.new_file
    with new(made, TABLE.schema) as writer:
        writer.write_table(TABLE)
    return made.getvalue()


def feather() -> bytes:
    made = io.BytesIO()
    pyarrow.feather.write_feather(TABLE, made)
    return made.getvalue()


FILES = {
    "t.parquet~parquet": parquet(),
    "t.parquet~csv": parquet(),
    "t.arrow~arrow": arrow(),
    "t.arrow~csv": arrow(),
    "t.arrows~arrow": arrow(stream=True),
    "t.feather~feather": feather(),
}


def mapping(source: str, reference: str) -> str:
    return f"mappings: {{m: {{sources: [[{source}]], s: 'http://x/$(id)', po: [[schema:v, $({reference})]]}}}}"


def values(lines: list[str]) -> list[str]:
    return [line.partition("/v> ")[2] for line in lines]


@pytest.mark.parametrize("source", FILES)
@pytest.mark.parametrize("reference", NATURAL)
def test_columns_have_their_natural_datatype(folder: Any, source: str, reference: str) -> None:
    (folder.path / source.partition("~")[0]).write_bytes(FILES[source])
    assert values(folder.lines(mapping(source, reference))) == NATURAL[reference]


@pytest.mark.parametrize(("ending", "formulation"), [("parquet", "csv"), ("arrow", "arrow")])
def test_a_columnar_file_may_be_compressed(folder: Any, ending: str, formulation: str) -> None:
    (folder.path / f"t.{ending}.gz").write_bytes(gzip.compress(FILES[f"t.{ending}~{formulation}"]))
    source = f"{{access: t.{ending}.gz, referenceFormulation: {formulation}, compression: gzip}}"
    assert values(folder.lines(mapping("x", "name").replace("[[x]]", f"[{source}]"))) == ['"Ada"']


@pytest.mark.parametrize("source", FILES)
def test_a_broken_file_is_an_error(folder: Any, source: str) -> None:
    """Cut short or changed within, and never another kind of error."""
    path: Path = folder.path / source.partition("~")[0]
    whole = FILES[source]
    path.write_bytes(whole[: len(whole) // 2])
    kind = "Parquet" if "parquet" in source else "Arrow"
    assert folder.error(mapping(source, "name")).startswith(f"{path.name}: this is no whole {kind} file: ")


@pytest.mark.parametrize(
    ("reference", "message"),
    [
        ("nmae", "m.yml:1:87: no column 'nmae' in source t.parquet; did you mean 'name'?"),
        ("nick", "m.yml:1:87: 'nick' is a list in source t.parquet, not a value"),
    ],
)
def test_a_reference_that_is_no_value_is_an_error(folder: Any, reference: str, message: str) -> None:
    (folder.path / "t.parquet").write_bytes(FILES["t.parquet~parquet"])
    assert folder.error(mapping("t.parquet~parquet", reference)) == message


def test_turtle_names_the_formulations(folder: Any) -> None:
    (folder.path / "t.parquet").write_bytes(FILES["t.parquet~parquet"])
    text = """@prefix rml: <http://w3id.org/rml/> .
<#T> rml:logicalSource [ rml:source "t.parquet" ; rml:referenceFormulation rml:Parquet ] ;
  rml:subjectMap [ rml:template "http://x/{id}" ] ;
  rml:predicateObjectMap [ rml:predicate <http://x/v> ; rml:objectMap [ rml:reference "name" ] ] ."""
    assert values(folder.lines(text, "m.ttl")) == ['"Ada"']
