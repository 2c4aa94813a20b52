"""Remote sources: refused unless they are allowed, and then read like files."""

# ruff: noqa: E501 - a row of a table stands on one line

from __future__ import annotations

import gzip
import io
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar

import pyarrow
import pyarrow.parquet
import pytest

from newsgraph import rml
from newsgraph.errors import SourceError


class Quiet(SimpleHTTPRequestHandler):
    asked: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        self.asked.append(self.path)
        super().do_GET()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name that the library calls
        """Say nothing."""


@pytest.fixture
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """A server on loopback, and the folder whose files it gives."""
    folder = tmp_path_factory.mktemp("served")
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder))) as running:
        thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{running.server_port}", folder
        running.shutdown()
        thread.join()


def mapping(source: str) -> str:
    return (
        f"mappings:\n  m:\n    sources: [{source}]\n    s: http://example.org/$(id)\n    po: [[schema:name, $(name)]]\n"
    )


def made(folder: Any, text: str, name: str = "m.yml") -> list[str]:
    (folder.path / name).write_text(text, encoding="utf-8")
    run = rml.map_files([folder.path / name], allow_remote=True)
    return [quad[2] for quad in run]


def test_a_remote_source_is_refused_by_default(folder: Any) -> None:
    """With the option that allows it, and without what the URL holds of secrets."""
    text = mapping("['http://me:hidden@127.0.0.1:9/t.csv?key=hidden~csv']")
    message = "m.yml:3:16: the source 'http://127.0.0.1:9/t.csv' is remote; --allow-remote lets it be fetched"
    assert folder.error(text) == message


@pytest.mark.parametrize(
    "source",
    [
        "['%s/t.csv~csv']",
        "{access: '%s/t.csv', type: remotefile, referenceFormulation: csv}",
        "{access: '%s/t.csv.gz', referenceFormulation: csv, compression: gzip}",
        "['%s/t.json~jsonpath', '$[*]']",
        "['%s/t.parquet~parquet']",
    ],
)
def test_a_remote_source_is_read_where_it_is_allowed(folder: Any, server: tuple[str, Path], source: str) -> None:
    address, served = server
    (served / "t.csv").write_bytes(b"id,name\n1,Ada\n")
    (served / "t.csv.gz").write_bytes(gzip.compress(b"id,name\n1,Ada\n"))
    (served / "t.json").write_bytes(b'[{"id": 1, "name": "Ada"}]')
    columns = io.BytesIO()
    pyarrow.parquet.write_table(pyarrow.table({"id": [1], "name": ["Ada"]}), columns)
    (served / "t.parquet").write_bytes(columns.getvalue())
    assert made(folder, mapping(source % address)) == ['"Ada"']


@pytest.mark.parametrize(
    "source",
    [
        'rml:source "%s/t.csv"',
        "rml:source [ a <http://www.w3.org/ns/dcat#Distribution> ; <http://www.w3.org/ns/dcat#downloadURL> <%s/t.csv> ]",
        'rml:source [ <http://www.w3.org/ns/dcat#accessURL> "%s/t.csv" ]',
        'rml:source [ <http://www.w3.org/ns/csvw#url> "%s/t.csv" ]',
        "rml:source <%s/t.csv>",
    ],
)
def test_turtle_names_remote_sources(folder: Any, server: tuple[str, Path], source: str) -> None:
    address, served = server
    (served / "t.csv").write_bytes(b"id,name\n1,Ada\n")
    text = f"""@prefix rml: <http://w3id.org/rml/> .
<#T> rml:logicalSource [ {source % address} ; rml:referenceFormulation rml:CSV ] ;
  rml:subject <http://x/s> ; rml:predicateObjectMap [ rml:predicate <http://x/n> ; rml:objectMap [ rml:reference "name" ] ] ."""
    assert made(folder, text, "m.ttl") == ['"Ada"']


def test_a_remote_database_is_queried(folder: Any, server: tuple[str, Path]) -> None:
    import sqlite3
    from contextlib import closing

    address, served = server
    with closing(sqlite3.connect(served / "t.db")) as connection, connection:
        connection.execute("CREATE TABLE t (id INTEGER, name TEXT)")
        connection.execute("INSERT INTO t VALUES (1, 'Ada')")
    source = "['%s/t.db~sql', SELECT * FROM t]"
    assert made(folder, mapping(source % address)) == ['"Ada"']


def test_a_url_is_fetched_once_in_a_run(folder: Any, server: tuple[str, Path]) -> None:
    """However many mappings read it."""
    address, served = server
    (served / "t.csv").write_bytes(b"id,name\n1,Ada\n")
    Quiet.asked.clear()
    text = mapping(f"['{address}/t.csv~csv']")
    assert (
        len(made(folder, text + text.removeprefix("mappings:\n").replace("  m:", "  n:").replace(":name", ":n"))) == 2
    )
    assert Quiet.asked == ["/t.csv"]


def test_what_a_server_does_not_have_is_an_error(folder: Any, server: tuple[str, Path]) -> None:
    text = mapping(f"['{server[0]}/nobody.csv?key=hidden~csv']")
    with pytest.raises(SourceError, match=r"m.yml:3:16: the source 'http://.*/nobody.csv': .* answers 404"):
        made(folder, text)


def test_a_remote_source_that_is_wrong_is_told_by_its_name(folder: Any, server: tuple[str, Path]) -> None:
    """Without the query of its URL."""
    address, served = server
    (served / "t.csv").write_bytes(b"id,name\n1\n")
    with pytest.raises(SourceError) as caught:
        made(folder, mapping(f"['{address}/t.csv?key=hidden~csv']"))
    assert str(caught.value) == f"{address}/t.csv:2: this row has 1 cells where the header has 2"
