"""Files to articles by their content: ids, what is left out with a word, and what is broken."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

SENTENCE = "France imposed sanctions on Iran on Monday."
NINJS = {
    "uri": "https://x.example/a",
    "versioncreated": "2024-09-04T10:00:00Z",
    "headline": "Sanctions",
    "body_text": SENTENCE,
}
G2 = f'<newsItem><contentSet><inlineData contenttype="text/plain">{SENTENCE}</inlineData></contentSet></newsItem>'
PAGE = f"<!DOCTYPE html><html lang=en><body><article><p>{SENTENCE}</p></article></body></html>"


def crawl(*pages: str) -> bytes:
    records = []
    for number, page in enumerate(pages):
        http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page.encode()
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://x.example/{number}\r\n"
            f"WARC-Date: 2024-09-04T10:00:00Z\r\nContent-Type: application/http\r\nContent-Length: {len(http)}\r\n\r\n"
        )
        records.append(gzip.compress(head.encode() + http + b"\r\n\r\n"))
    return b"".join(records)


FILES: dict[str, bytes] = {
    "a.txt": json.dumps(NINJS, indent=1).encode(),
    "b.json": json.dumps([NINJS, NINJS | {"type": "picture"}, NINJS]).encode(),
    "c.jsonl": (json.dumps(NINJS) + "\n" + json.dumps(NINJS) + "\n").encode(),
    "d.dat": f"<newsMessage><itemSet>{G2}<packageItem/>{G2}</itemSet></newsMessage>".encode(),
    "e": PAGE.encode("utf-16"),
    "f.warc.gz": crawl(PAGE, PAGE),
    "g.xml": f"<nitf><body><body.content><p>{SENTENCE}</p></body.content></body></nitf>".encode(),
}
IDS = ["a", "b-0001", "b-0003", "c-0001", "c-0002", "d-0001", "d-0003", "e", "f-0001", "f-0002", "g"]
OTHERS = {
    "read.md": b"# Read me\n",
    "settings.json": b'{"name": "x"}',
    "picture.png": b"\x89PNG\r\n\x1a\n\0\0",
    "feed.xml": b"<?xml version='1.0'?><rss/>",
    "package.xml": b"<packageItem xmlns='urn:x'/>",
    "packed.gz": gzip.compress(b"x"),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "in"
    path.mkdir()
    for name, content in FILES.items():
        (path / name).write_bytes(content)
    return path


def documents(stdout: str) -> list[Any]:
    return [json.loads(line) for line in stdout.splitlines()]


def test_every_article_of_every_file_is_read(newsgraph: Any, folder: Path) -> None:
    run = newsgraph("extract", folder)
    assert run.returncode == 0
    found = documents(run.stdout)
    assert [each["article"]["id"] for each in found] == IDS
    assert {each["article"]["body"] for each in found} == {SENTENCE}
    assert all(len(each["facts"]) == 1 for each in found)


def test_what_holds_no_article_is_left_out_with_a_word(newsgraph: Any, folder: Path, tmp_path: Path) -> None:
    for name, content in OTHERS.items():
        (folder / name).write_bytes(content)
    run = newsgraph("build", folder, "-o", tmp_path / "out", "--json")
    summary = json.loads(run.stdout)
    assert (run.returncode, summary["built"], summary["unreadable"]) == (0, len(IDS), [])
    left_out = [name.removeprefix(f"{folder}/") for name in summary["skipped"]]
    assert left_out == [
        *("b.json (a picture)", "d.dat:1 (a packageItem)", "feed.xml", "package.xml (a packageItem)", "packed.gz"),
        *("picture.png", "read.md", "settings.json"),
    ]


def test_a_build_is_the_same_by_two_processes(newsgraph: Any, folder: Path, tmp_path: Path, tree_of: Any) -> None:
    for jobs in ("1", "2"):
        assert newsgraph("build", folder, "-o", tmp_path / jobs, "--jobs", jobs).returncode == 0
    assert tree_of(tmp_path / "1") == tree_of(tmp_path / "2")


@pytest.mark.parametrize("name", FILES)
def test_standard_input_is_told_by_its_content_too(newsgraph: Any, name: str) -> None:
    run = newsgraph("extract", "-", stdin=FILES[name])
    assert run.returncode == 0
    assert len(documents(run.stdout)) == sum(each.partition("-")[0] == name[0] for each in IDS)


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.json", json.dumps(NINJS, indent=1).encode()[:60], "a.json:3:"),
        ("a.xml", G2[:40].encode(), "a.xml:1:41: this is no well-formed XML"),
        ("a.warc.gz", crawl(PAGE)[:-20], "a.warc.gz: this WARC file is broken"),
        ("a.html", b"<html><body><a href=x>Home</a>", "a.html: this page holds no article"),
        ("a.jsonl", b'{"uri": \n', "a.jsonl:1: "),
    ],
)
def test_what_is_broken_is_told_and_the_others_go_on(
    newsgraph: Any, folder: Path, name: str, content: bytes, message: str
) -> None:
    for path in folder.iterdir():
        path.rename(folder / f"z{path.name}")
    (folder / name).write_bytes(content)
    run = newsgraph("extract", folder)
    assert (run.returncode, len(documents(run.stdout))) == (2, len(IDS))
    assert message in run.stderr
    assert "Traceback" not in run.stderr


def test_an_article_in_another_language_is_kept_without_facts(newsgraph: Any, tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps(NINJS | {"language": "de"}), encoding="utf-8")
    run = newsgraph("extract", tmp_path / "a.json")
    (found,) = documents(run.stdout)
    assert (found["article"]["language"], found["facts"]) == ("de", [])
    assert "a.json:1: warning: this article is in 'de'; the rules read English, so it has no facts" in run.stderr


def test_facts_written_over_several_lines_are_facts(newsgraph: Any, facts_file: Any, make_document: Any) -> None:
    path = facts_file(make_document("a"), name="facts.json")
    path.write_text(json.dumps(json.loads(path.read_text()), indent=1), encoding="utf-8")
    assert documents(newsgraph("extract", path).stdout)[0]["facts"]
