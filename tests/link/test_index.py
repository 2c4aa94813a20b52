"""The local index: what is kept of a dump, what is found in it, and what a kill leaves."""

from __future__ import annotations

import bz2
import gzip
import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest
import zstandard
from hypothesis import given, settings
from hypothesis import strategies as st

from newsgraph.cli import main
from newsgraph.errors import OutputError, SourceError
from newsgraph.link import index, record
from newsgraph.link.index import Choice, LocalIndex, build
from newsgraph.link.items import read_item

HUMAN, CITY, SETTLEMENT = 5, 515, 486972


def value(property: str, value: object, kind: str = "wikibase-entityid") -> dict[str, object]:  # noqa: A002
    return {"snaktype": "value", "property": property, "datavalue": {"type": kind, "value": value}}


def statement(property: str, item: int, **qualifiers: str) -> dict[str, object]:  # noqa: A002
    times = {
        name: [value(name, {"time": f"+{date}T00:00:00Z", "precision": 11}, "time")]
        for name, date in qualifiers.items()
    }
    return {"mainsnak": value(property, {"id": f"Q{item}"}), "rank": "normal", "qualifiers": times}


def entity(
    number: int, *names: str, kind: int | None = None, above: int | None = None, sitelinks: int = 1, **more: object
) -> dict[str, object]:
    """A stub of an item: its first name is the label, the others are aliases."""
    claims: dict[str, object] = {}
    if kind is not None:
        claims["P31"] = [statement("P31", kind)]
    if above is not None:
        claims["P279"] = [statement("P279", above)]
    return {
        "type": "item",
        "id": f"Q{number}",
        "lastrevid": 7,
        "labels": {"en": {"language": "en", "value": names[0]}},
        "aliases": {"en": [{"language": "en", "value": name} for name in names[1:]]},
        "claims": claims | more,
        "sitelinks": {f"site{n}": {"title": names[0]} for n in range(sitelinks)},
    }


def dumped(*entities: dict[str, object]) -> bytes:
    return b"[\n" + b",\n".join(json.dumps(found).encode() for found in entities) + b"\n]\n"


STUBS = (
    entity(9001, "Ana Kos", "A. Kos", kind=HUMAN, sitelinks=3),
    entity(9002, "Ana Kos", kind=HUMAN, sitelinks=8),
    entity(9003, "Kosgrad", kind=CITY),
    entity(9004, "Kos Symphony", kind=9999),  # a class that is none of those kept
    entity(9005, "Nobody Known", kind=HUMAN, sitelinks=0),
    entity(CITY, "city", above=SETTLEMENT),
)


@pytest.fixture
def built(tmp_path: Path) -> LocalIndex:
    (tmp_path / "d.json").write_bytes(dumped(*STUBS))
    build(tmp_path / "d.json", tmp_path / "x.index")
    return LocalIndex(tmp_path / "x.index")


def test_items_are_found_by_name_those_with_most_sitelinks_first(built: LocalIndex) -> None:
    assert built.search("Ana Kos") == ("Q9002", "Q9001")
    assert built.search("ANA KÓS") == ("Q9002", "Q9001")
    assert built.search("Kos") == ()


def test_a_class_is_kept_with_all_that_is_below_it(built: LocalIndex) -> None:
    assert built.search("Kosgrad") == ("Q9003",)
    assert built.search("Kos Symphony") == ()
    assert built.above("Q515") == ("Q486972",)


def test_too_few_sitelinks_are_left_out(built: LocalIndex) -> None:
    assert built.search("Nobody Known") == ()
    assert built.item("Q9005") is None


@pytest.mark.parametrize("id_", ["", "Q", "P31", "Q12345", "Q1; DROP TABLE entity"])
def test_an_item_that_is_not_there_is_none(built: LocalIndex, id_: str) -> None:
    assert built.item(id_) is None


PACKED = {
    "d.json": bytes,
    "d.json.gz": gzip.compress,
    "d.json.bz2": lambda content: bz2.compress(content[:50]) + bz2.compress(content[50:]),  # as Wikidata's are
    "d.json.zst": zstandard.compress,
    "d.jsonl": lambda content: content.replace(b"[\n", b"").replace(b"\n]\n", b"\n").replace(b",\n", b"\n"),
}


@pytest.mark.parametrize("name", PACKED)
def test_every_packing_gives_the_same_items(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(PACKED[name](dumped(*STUBS)))
    manifest = build(tmp_path / name, tmp_path / "x.index")
    assert (manifest.items, manifest.names, manifest.unreadable) == (4, 5, 0)  # "A. Kos" is one more


def test_the_manifest_says_what_the_index_was_made_of(tmp_path: Path) -> None:
    import hashlib

    dump = tmp_path / "wikidata-20261101-all.json.gz"
    dump.write_bytes(gzip.compress(dumped(*STUBS)))
    build(dump, tmp_path / "x.index", Choice(classes=("Q5",)))
    manifest = LocalIndex(tmp_path / "x.index").manifest
    assert manifest.sha256 == hashlib.sha256(dump.read_bytes()).hexdigest()
    assert (manifest.dated, manifest.items) == ("2026-11-01", 2)


def test_what_is_packed_is_what_was_read() -> None:
    held = {"P39": [statement("P39", 30, P580="2012-05-07", P582="2020-01-01")]}
    born = {"P569": [{"mainsnak": value("P569", {"time": "+1952-00-00T00:00:00Z", "precision": 9}, "time"),
                      "rank": "preferred"}]}  # fmt: skip
    none = {"P40": [{"mainsnak": {"snaktype": "novalue", "property": "P40"}, "rank": "normal"}]}
    item = read_item(json.dumps(entity(1, "X", "Y", kind=HUMAN, **held, **born, **none)).encode())
    again = record.unpack("Q1", record.pack(item, ["en"]))
    assert again == item


@settings(deadline=None)
@given(st.lists(st.lists(st.text("abcdeéñ -'.", min_size=1, max_size=8), min_size=1, max_size=3), max_size=6))
def test_every_name_finds_its_item(names: list[list[str]]) -> None:
    import tempfile

    from newsgraph.link.names import key

    with tempfile.TemporaryDirectory() as folder:
        dump, target = Path(folder, "d.json"), Path(folder, "x.index")
        dump.write_bytes(dumped(entity(1, "always", kind=HUMAN), *(
            entity(n, *found, kind=HUMAN) for n, found in enumerate(names, 2))))  # fmt: skip
        build(dump, target)
        found = LocalIndex(target)
        for number, own in enumerate(names, 2):
            for name in own:
                assert (f"Q{number}" in found.search(name)) == bool(key(name))
        found.close()


# -- What can go wrong -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("d.json", b"", "it holds no entity"),
        ("d.json", b"<html></html>\n", "it holds no entity"),
        ("d.json.gz", gzip.compress(dumped(*STUBS))[:-12], "cut short"),
        ("d.json.gz", b"plain", "no whole gzip file"),
    ],
)
def test_what_is_no_dump_leaves_no_index(tmp_path: Path, name: str, content: bytes, message: str) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(SourceError, match=message):
        build(tmp_path / name, tmp_path / "x.index")
    assert not (tmp_path / "x.index").exists()


def test_a_line_that_is_no_entity_is_counted(tmp_path: Path) -> None:
    (tmp_path / "d.json").write_bytes(dumped(*STUBS).replace(b"]\n", b'{"id": 3}\n]\n'))
    assert build(tmp_path / "d.json", tmp_path / "x.index").unreadable == 1


@pytest.mark.parametrize("content", [None, b"", b"no database at all", b"SQLite format 3\x00"])
def test_what_is_no_index_is_told(tmp_path: Path, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / "x.index").write_bytes(content)
    with pytest.raises(SourceError, match="newsgraph index DUMP"):
        LocalIndex(tmp_path / "x.index")


def test_a_second_build_of_the_same_index_is_refused(tmp_path: Path) -> None:
    (tmp_path / "d.json").write_bytes(dumped(*STUBS))

    def meanwhile(_: int, __: int) -> None:
        with pytest.raises(OutputError, match="locked"):
            build(tmp_path / "d.json", tmp_path / "x.index")
        seen.append(True)

    seen: list[bool] = []
    many = [entity(n, f"Name {n}", kind=HUMAN) for n in range(10_000, 10_000 + index._BATCH)]
    (tmp_path / "d.json").write_bytes(dumped(*many))
    build(tmp_path / "d.json", tmp_path / "x.index", tick=meanwhile)
    assert seen


_KILLED = """
import os, signal, sys
from pathlib import Path
from newsgraph.link import index
index._BATCH = 50
left = int(sys.argv[3])
def tick(read, count):
    if count >= left:
        os.kill(os.getpid(), signal.SIGKILL)
index.build(Path(sys.argv[1]), Path(sys.argv[2]), tick=tick)
"""


def test_a_build_that_was_killed_goes_on_to_the_same_bytes(tmp_path: Path) -> None:
    dump, target = tmp_path / "d.json.gz", tmp_path / "x.index"
    many = [entity(n, f"Name {n % 97}", f"Other {n}", kind=HUMAN, sitelinks=n % 5) for n in range(10_000, 10_400)]
    dump.write_bytes(gzip.compress(dumped(*many, *STUBS)))
    build(dump, target)
    undisturbed = target.read_bytes()
    target.unlink()
    for kill in (100, 50, 150):
        run = subprocess.run([sys.executable, "-c", _KILLED, str(dump), str(target), str(kill)], check=False)
        assert run.returncode == -signal.SIGKILL
        assert not target.exists()
    build(dump, target)
    assert target.read_bytes() == undisturbed
    assert sorted(path.name for path in tmp_path.iterdir()) == ["d.json.gz", "x.index"]


# -- The command -------------------------------------------------------------------------------------------------------


def test_the_command_makes_an_index(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "d.json").write_bytes(dumped(*STUBS))
    assert main(["index", str(tmp_path / "d.json"), "-o", str(tmp_path / "x.index"), "--class", "Q515"]) == 0
    assert capsys.readouterr().out == f"{tmp_path / 'x.index'}: 1 item by 1 name\n"


def test_the_command_tells_what_is_no_item(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["index", "d.json", "-o", "x", "--class", "human"])
    assert "expected an item of Wikidata, as Q5, not 'human'" in capsys.readouterr().err
