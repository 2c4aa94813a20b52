"""What bad sources, mappings and systems do to `newsgraph map`: a clear error or a counted warning.

Never a traceback, a hang, a partial file or a line that is no N-Quads.
"""

# ruff: noqa: E501 - a row of a table stands on one line

from __future__ import annotations

import os
import shlex
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import pyoxigraph
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from newsgraph import cli

pytestmark = pytest.mark.skipif(os.name != "posix", reason="a POSIX shell and file system")

ENGINES = pytest.mark.parametrize("engine", ["rows", "duckdb"])
JSON, CSV, XML = "[s.json~jsonpath, '$[*]']", "[s.csv~csv]", "[s.xml~xpath, /r/i]"
BOMB = (
    '<!DOCTYPE r [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    + "]>"
)
QUADRATIC = f'<!DOCTYPE r [<!ENTITY a "{"x" * 50_000}">]><r><i id="1"><name>{"&a;" * 50_000}</name></i></r>'
PARAMETER = '<!DOCTYPE r [<!ENTITY % p SYSTEM "file:///etc/passwd"> %p;]><r/>'
LARGE = " " * (1 << 23)  # beyond which a source is read piece by piece


def mapping(source: str, subject: str = "$(id)", *, more: str = "") -> str:
    return f"mappings:\n  m:\n    sources: [{source}]\n    s: http://example.org/{subject}\n    po: [[schema:name, $(name)]{more}]\n"


class Folder:
    """A folder with a mapping, its sources and what was there before, in which the command runs."""

    def __init__(self, path: Path, newsgraph: Any) -> None:
        self.path = path
        self._newsgraph = newsgraph

    def write(self, text: str, **sources: str | bytes) -> None:
        (self.path / "m.yml").write_text(text, encoding="utf-8")
        for name, content in sources.items():
            data = content if isinstance(content, bytes) else content.encode()
            (self.path / name.replace("_", ".")).write_bytes(data)

    def run(self, engine: str, *options: str) -> subprocess.CompletedProcess[str]:
        """Map into out.nq; what that holds must parse, and nothing must be left beside it."""
        before = {path.name for path in self.path.iterdir()}
        done: subprocess.CompletedProcess[str] = self._newsgraph(
            "map", "m.yml", "-o", "out.nq", "--engine", engine, *options, cwd=self.path
        )
        assert "Traceback" not in done.stderr
        assert {path.name for path in self.path.iterdir()} - before <= {"out.nq"}
        return done

    @property
    def quads(self) -> list[pyoxigraph.Quad]:
        return parsed((self.path / "out.nq").read_bytes())


def parsed(content: bytes) -> list[pyoxigraph.Quad]:
    return list(pyoxigraph.parse(content, format=pyoxigraph.RdfFormat.N_QUADS))


@pytest.fixture
def folder(tmp_path: Path, newsgraph: Any) -> Folder:
    return Folder(tmp_path, newsgraph)


BAD_SOURCES = [
    (mapping(JSON), '[{"id": 1, "name": "x"}, {"id": 2,', "s.json:1:35: this is no well-formed JSON: Expecting property name"),
    (mapping(JSON), '{"id": 1, "name": "x"}\n{"id": 2}\n', "s.json:2:1: this is no well-formed JSON: Extra data (JSON lines are no JSON document)"),
    (mapping(JSON), "", "s.json:1:1: this is no well-formed JSON: Expecting value"),
    (mapping(JSON), b'[{"id": 1,\n "name": "\xe9"}]', "s.json:2:11: this is no UTF-8 text: byte 0xE9"),
    (mapping(JSON), '[{"id": 1, "name": Infinity}]', "s.json: JSON has no number Infinity"),
    (mapping(JSON), "[" * 100_000, "s.json: this JSON is nested too deeply to be read"),
    (mapping(JSON), f'[{LARGE}{{"id": 1, "name": "x"}}, {{"id": 2,\n', "s.json:2:1: this is no well-formed JSON: Expecting property name"),
    (mapping(JSON), f'{{"id": 1}}{LARGE}\n{{"id": 2}}', "s.json:2:1: this is no well-formed JSON: Extra data (JSON lines are no JSON document)"),
    (mapping(CSV), "id,name\n1,x\n2\n", "s.csv:3: this row has 1 cells where the header has 2"),
    (mapping(CSV), "id,name\n1,x\n2,y,z\n", "s.csv:3: this row has 3 cells where the header has 2"),
    (mapping(CSV), 'id,name\n1,x\n2,"y\n3,z\n', "s.csv:3: this is no well-formed CSV: unexpected end of data"),
    (mapping(CSV), b"id,name\n1,x\n2,caf\xe9\n", "s.csv:3: this is no UTF-8 text: byte 0xE9"),
    (mapping(CSV), "id,name\n1,x\n".encode("utf-16"), "s.csv:1: this is no UTF-8 text: byte 0xFF"),
    (mapping(CSV), "", "s.csv:1: this CSV has no header line"),
    (mapping(CSV), "id,nmae\n1,x\n", "m.yml:5:26: no column 'name' in source s.csv; did you mean 'nmae'?"),
    (mapping(XML, "$(@id)"), "<r><i id='1'><name>x</name>", "s.xml:1:28: this is no well-formed XML"),
    (mapping(XML, "$(@id)"), "", "s.xml:1:1: this is no well-formed XML: Document is empty"),
    (mapping(XML, "$(@id)"), BOMB + "<r><i id='1'><name>&i;</name></i></r>", "s.xml:1:4: this is no well-formed XML: Maximum entity amplification factor exceeded"),
    (mapping(XML, "$(@id)"), QUADRATIC, "s.xml:1:50108: this is no well-formed XML: Maximum entity amplification factor exceeded"),
    (mapping(XML, "$(@id)"), PARAMETER, "this XML declares entities, which are not read"),
    (mapping(XML, "$(@id)"), f"{BOMB}<r>{LARGE}<i id='&i;'><name>&i;</name></i></r>", "this XML declares entities, which are not read"),
    (mapping(XML, "$(@id)"), '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><r><i id="1"><name>&x;</name></i></r>', "this XML declares entities, which are not read"),
    (mapping(XML, "$(@id)"), "<a>" * 100_000, "s.xml:1:"),
    (mapping(XML, "$(@id)"), f"<r>{LARGE}<i id='1'><name>x</name></i>\n<i>", "s.xml:2:4: this is no well-formed XML: Premature end of data in tag i line 2"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("engine", "text", "source", "message"),
    [
        (engine, *case)
        for case in BAD_SOURCES
        for engine in ("rows", "duckdb")
        if engine == "rows" or "xml" not in case[0]
    ],
)
def test_a_bad_source_ends_the_run_with_its_place(
    folder: Folder, engine: str, text: str, source: str | bytes, message: str
) -> None:
    """With file, line and column where it is wrong; and what stood there before still stands there."""
    name = next(name for name in ("s.json", "s.csv", "s.xml") if name in text)
    folder.write(text, out_nq="old\n", **{name.replace(".", "_"): source})
    run = folder.run(engine)
    assert run.returncode == 2
    assert message in run.stderr
    assert (folder.path / "out.nq").read_bytes() == b"old\n"


@ENGINES
@pytest.mark.parametrize("path", ["../s.csv", "/etc/passwd", "sub/../../s.csv", "link.csv", "folder/s.csv"])
def test_no_path_leads_out_of_the_root(folder: Folder, engine: str, path: str) -> None:
    """Neither by name nor by a symbolic link to a file or a folder."""
    outside = folder.path / "outside"
    inner = folder.path / "inner"
    (inner / "sub").mkdir(parents=True)
    outside.mkdir()
    for place in (outside, folder.path):
        (place / "s.csv").write_text("id,name\n1,secret\n", encoding="utf-8")
    (inner / "link.csv").symlink_to(outside / "s.csv")
    (inner / "folder").symlink_to(outside)
    folder.path = inner
    folder.write(mapping(f"[{path}~csv]"))
    run = folder.run(engine)
    assert run.returncode == 2
    assert f"m.yml:3:16: the source '{path}' lies outside" in run.stderr
    assert "secret" not in run.stderr


@ENGINES
@pytest.mark.parametrize("kind", ["folder", "pipe", "device", "nothing", "locked", "loop", "long"])
def test_what_is_no_file_is_told(folder: Folder, engine: str, kind: str) -> None:
    """A pipe that nobody writes to is not waited for, and a device is not read for ever."""
    path = folder.path / "s.csv"
    source = "[s.csv~csv]"
    options = []
    if kind == "folder":
        path.mkdir()
    elif kind == "pipe":
        os.mkfifo(path)
    elif kind == "device":
        path.symlink_to("/dev/zero")
        options = ["--allow-outside"]
    elif kind == "locked":
        path.write_text("id,name\n", encoding="utf-8")
        path.chmod(0)
        if os.access(path, os.R_OK):
            pytest.skip("root reads everything")
    elif kind == "loop":
        path.symlink_to("s.csv")
    elif kind == "long":
        source = f"[{'x' * 5000}~csv]"
    folder.write(mapping(source))
    run = folder.run(engine, *options)
    assert run.returncode == 2
    assert "m.yml:3:16: the source '" in run.stderr
    assert not (folder.path / "out.nq").exists()


@ENGINES
def test_joins_that_loop_end(folder: Folder, engine: str) -> None:
    """Two triples maps that refer to each other, and each to itself, with a key and without one."""
    text = """mappings:
  one:
    sources: [[s.csv~csv]]
    s: http://example.org/1/$(id)
    po: &po
      - {p: schema:a, o: {mapping: one}}
      - {p: schema:b, o: {mapping: two}}
      - {p: schema:c, o: {mapping: one, condition: {function: equal, parameters: [[str1, $(id)], [str2, $(name)]]}}}
      - {p: schema:d, o: {mapping: two, condition: {function: equal, parameters: [[str1, $(id)], [str2, $(name)]]}}}
  two:
    sources: [[t.csv~csv]]
    s: http://example.org/2/$(id)
    po: *po
"""
    folder.write(text, s_csv="id,name\n1,2\n2,1\n", t_csv="id,name\n1,1\n2,2\n3,\n")
    assert folder.run(engine).returncode == 0
    assert len(folder.quads) == 25


@ENGINES
@pytest.mark.parametrize(
    "value",
    ["http://e.example/a b", "http://e.example/\x01", "a\tb", "http://e.example/<x>", "no iri", "http://[", "x:%zz"],
)
def test_data_that_makes_no_iri_is_left_out_counted_and_named(folder: Folder, engine: str, value: str) -> None:
    """`--strict` stops at it, and writes nothing."""
    folder.write(
        mapping(CSV, more=", [schema:url, $(name)~iri]"),
        s_csv=f'id,name\n1,"{value}"\n2,"{value}?"\n3,http://e.example/ok\n',
    )
    run = folder.run(engine)
    assert run.returncode == 0
    assert len(folder.quads) == 4
    assert "warning: m.yml:5:" in run.stderr
    assert "left out 2 terms: " in run.stderr
    assert repr(value) in run.stderr
    (folder.path / "out.nq").unlink()
    strict = folder.run(engine, "--strict")
    assert strict.returncode == 2
    assert "newsgraph: m.yml:5:" in strict.stderr
    assert not (folder.path / "out.nq").exists()


@ENGINES
def test_lone_surrogates_are_left_out_and_counted(folder: Folder, engine: str) -> None:
    """JSON may escape half of a character; RDF has no such text."""
    folder.write(
        mapping(JSON),
        s_json=r'[{"id": "\ud800", "name": "a"}, {"id": 1, "name": "\udc00b"}, {"id": 2, "name": "\ud83d\ude00"}]',
    )
    run = folder.run(engine)
    assert run.returncode == 0
    assert [str(quad.object) for quad in folder.quads] == ['"😀"']
    assert run.stderr.count("left out 1 term: no Unicode text (a lone surrogate)") == 2


@ENGINES
@pytest.mark.parametrize(
    ("output", "message"),
    [
        ("/dev/full", "/dev/full: cannot be written: the disk is full"),
        ("nowhere/out.nq", "nowhere/out.nq: cannot be written: no such file or directory"),
        ("m.yml/out.nq", "m.yml/out.nq: cannot be written: not a directory"),
        ("sub", "sub: cannot be written: is a directory"),
    ],
)
def test_an_output_that_cannot_be_written_is_told(folder: Folder, engine: str, output: str, message: str) -> None:
    (folder.path / "sub").mkdir()
    folder.write(mapping(CSV), s_csv="id,name\n" + "".join(f"{number},x\n" for number in range(50_000)))
    run = folder.run(engine, "-o", output)
    assert run.returncode == 2
    assert message in run.stderr


@ENGINES
def test_a_disk_that_fills_up_leaves_what_was_there(folder: Folder, engine: str) -> None:
    """The system refuses to let the file grow, as a full disk does."""
    folder.write(mapping(CSV), out_nq="old\n", s_csv="id,name\n" + "".join(f"{number},x\n" for number in range(50_000)))
    command = f"ulimit -f 2000; {shlex.quote(sys.executable)} -m newsgraph map m.yml -o out.nq --engine {engine}"
    run = subprocess.run(
        ["/bin/sh", "-c", command], cwd=folder.path, capture_output=True, check=False, timeout=60, text=True
    )
    assert run.returncode == 2
    assert "cannot be written" in run.stderr
    assert "Traceback" not in run.stderr
    assert (folder.path / "out.nq").read_bytes() == b"old\n"
    assert {path.name for path in folder.path.iterdir()} == {"m.yml", "out.nq", "s.csv"}


@ENGINES
@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGKILL])
def test_a_run_that_is_killed_leaves_what_was_there(folder: Folder, engine: str, sent: signal.Signals) -> None:
    """Ctrl-C cleans up besides; what a kill leaves has a hidden name."""
    folder.write(
        mapping(CSV), out_nq="old\n", s_csv="id,name\n" + "".join(f"{number},x\n" for number in range(600_000))
    )
    before = {"m.yml", "out.nq", "s.csv"}
    process = subprocess.Popen(
        [sys.executable, "-m", "newsgraph", "map", "m.yml", "-o", "out.nq", "--engine", engine],
        cwd=folder.path,
        stderr=subprocess.PIPE,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),  # noqa: PLW1509 - no threads here
    )
    deadline = time.monotonic() + 30
    while {path.name for path in folder.path.iterdir()} == before and time.monotonic() < deadline:
        time.sleep(0.01)
    process.send_signal(sent)
    _, said = process.communicate(timeout=30)
    # A shell says 130 of both: the command's own answer, and a death of SIGINT as the interpreter ends.
    assert process.returncode in ({130, -signal.SIGINT} if sent is signal.SIGINT else {-signal.SIGKILL})
    assert "Traceback" not in said.decode()
    assert (folder.path / "out.nq").read_bytes() == b"old\n"
    visible = {path.name for path in folder.path.iterdir() if sent is signal.SIGINT or not path.name.startswith(".")}
    assert visible == before


# -- Any data ----------------------------------------------------------------------------------------------------------

# All kinds of terms but rml:UnsafeIRI and rml:UnsafeURI: those are what the data has, whether IRIs or not.
EVERY_TERM = """@prefix rml: <http://w3id.org/rml/> . @prefix ex: <http://example.org/> .
<#T> rml:logicalSource [ rml:source "{source}"; rml:referenceFormulation rml:{formulation}{iterator} ];
  rml:subjectMap [ rml:template "http://example.org/{{a}}"; rml:graphMap [ rml:template "{{b}}/g" ], [ rml:reference "a"; rml:termType rml:IRI ] ];
  rml:predicateObjectMap [ rml:predicate ex:p;
    rml:objectMap [ rml:reference "a" ], [ rml:reference "b"; rml:termType rml:IRI ], [ rml:reference "a"; rml:termType rml:BlankNode ],
      [ rml:template "{{a}} {{b}}"; rml:termType rml:Literal; rml:languageMap [ rml:reference "b" ] ],
      [ rml:reference "b"; rml:datatypeMap [ rml:template "{{a}}" ] ], [ rml:reference "a"; rml:datatype ex:d ],
      [ rml:template "{{a}}/{{b}}"; rml:termType rml:URI ], [ rml:reference "b"; rml:termType rml:URI ] ];
  rml:predicateObjectMap [ rml:predicateMap [ rml:template "x:{{b}}" ], [ rml:reference "a" ]; rml:object "o" ] .
"""
PIECES = st.sampled_from(
    [
        *'ab1é𝒳,;"\\\n\r\t\x00\x01\x7f\x85 <>{}|^`%#?:/@[]_.-',
        "\ufffe",
        "\u2028",
        "http://e.example/",
        "urn:",
        "en",
        "\\ud800",
        "1e400",
        "null",
    ]
)
BYTES = st.lists(
    PIECES | st.sampled_from([',"', '"\n', "[{", '"a":', '"b": "', '", "a": "', '"}, {"a": "', "}]", "a,b\n"]),
    max_size=30,
).map(lambda pieces: "".join(pieces).encode()) | st.binary(max_size=30)


def mapped(engine: str, source: str, content: bytes, capsys: pytest.CaptureFixture[str]) -> tuple[int, bytes]:
    """The exit status of the command, and what it wrote."""
    formulation, iterator = ("CSV", "") if source.endswith("csv") else ("JSONPath", '; rml:iterator "$[*]"')
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        text = EVERY_TERM.format(source=source, formulation=formulation, iterator=iterator)
        (folder / "m.ttl").write_text(text, encoding="utf-8")
        (folder / source).write_bytes(content)
        out = folder / "out.nq"
        base = "http://base.example/"
        status = cli.main(["map", str(folder / "m.ttl"), "-o", str(out), "--engine", engine, "--base", base])
        said = capsys.readouterr().err
        assert "Traceback" not in said
        assert out.exists() == (status == 0)
        assert status == 0 or said.startswith("newsgraph: ")
        return status, out.read_bytes() if status == 0 else b""


@ENGINES
@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(BYTES)
@example(b"a,b\n\x00,\n")
@example("a,b\n\ufffe,http://e.example/\ufffe\n".encode())
@example(b"a,b\n0,en\n1,de\n")
@pytest.mark.parametrize("header", [b"a,b\n", b""])
def test_any_csv_is_mapped_to_strict_nquads_or_refused(
    engine: str, header: bytes, capsys: pytest.CaptureFixture[str], content: bytes
) -> None:
    status, written = mapped(engine, "s.csv", header + content, capsys)
    assert status in {0, 2}
    parsed(written)


@ENGINES
@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(BYTES)
@example(b'[{"a": "\\ud800", "b": 1e400}, {"a": null, "b": true}, {"a": -0.0, "b": 12345678901234567890}]')
@example(b'[{"a": "\\u0000\\uffff", "b": "http://e.example/\\u007f"}]')
@pytest.mark.parametrize(("before", "after"), [(b"", b""), (b'[{"a": "', b'"}]')])
def test_any_json_is_mapped_to_strict_nquads_or_refused(
    engine: str, before: bytes, after: bytes, capsys: pytest.CaptureFixture[str], content: bytes
) -> None:
    status, written = mapped(engine, "s.json", before + content + after, capsys)
    assert status in {0, 2}
    parsed(written)
