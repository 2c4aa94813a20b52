"""The files of a site over HTTP, and what is negotiated."""

from __future__ import annotations

import json
import shutil
import threading
from pathlib import Path
from typing import Any

import pyoxigraph
import pytest

from serving import Running, Start

BASE = "https://w3id.org/newsgraph/id/"
XI = "person/xi-jinping"
FORMATS = {
    "text/turtle": pyoxigraph.RdfFormat.TURTLE,
    "application/ld+json": pyoxigraph.RdfFormat.JSON_LD,
    "application/n-triples": pyoxigraph.RdfFormat.N_TRIPLES,
}


def graph(body: bytes, kind: str) -> pyoxigraph.Dataset:
    dataset = pyoxigraph.Dataset(pyoxigraph.parse(body, FORMATS[kind]))
    dataset.canonicalize(pyoxigraph.CanonicalizationAlgorithm.RDFC_1_0)
    return dataset


@pytest.mark.parametrize(
    "path", [XI, "article/2023-04-26-xi-zelenskyy-call", "article/2023-04-26-xi-zelenskyy-call/claim-f1"]
)
def test_one_graph_in_every_format(server: Running, path: str) -> None:
    graphs = []
    for kind in FORMATS:
        see = server.ask(f"/{path}", accept=kind)
        assert see.status == 303
        assert see.headers["vary"] == "Accept"
        found = server.ask(see.headers["location"])
        assert found.status == 200
        assert found.headers["content-type"].partition(";")[0] == kind
        graphs.append(graph(found.body, kind))
    assert graphs[0] == graphs[1] == graphs[2]
    assert len(graphs[0]) > 3


def test_a_browser_gets_the_page_and_a_client_of_nothing_a_list(server: Running) -> None:
    assert server.ask(f"/{XI}", accept="text/html,*/*;q=0.8").headers["location"].endswith(f"{XI}.html")
    refused = server.ask(f"/{XI}", accept="image/png")
    assert refused.status == 406
    assert "text/turtle  /" in refused.text


def test_an_unchanged_page_is_not_sent_again(server: Running) -> None:
    first = server.ask(f"/{XI}.html")
    tag = first.headers["etag"]
    assert server.ask(f"/{XI}.html", if_none_match=tag).status == 304
    assert server.ask(f"/{XI}.html", if_none_match='"other"').status == 200
    head = server.ask(f"/{XI}.html", "HEAD")
    assert (head.status, head.body) == (200, b"")
    assert head.headers["content-length"] == str(len(first.body))


def test_parts_lead_to_their_article_and_runs_to_the_dataset(server: Running) -> None:
    article = "article/2023-04-26-xi-zelenskyy-call"
    see = server.ask(f"/{article}/text-0-170", accept="text/turtle")
    assert see.headers["location"] == f"/{article}.ttl"
    assert server.ask("/run/whatever", accept="text/html").headers["location"] == "/dataset.html"


def test_every_answer_has_its_headers(server: Running) -> None:
    for path in ("/", f"/{XI}", f"/{XI}.ttl", "/nothing", "/sparql", "/reconcile"):
        headers = server.ask(path).headers
        assert "default-src 'none'" in headers["content-security-policy"]
        assert headers["access-control-allow-origin"] == "*"
        assert headers["x-content-type-options"] == "nosniff"
    assert "GET" in server.ask(f"/{XI}", "OPTIONS").headers["access-control-allow-methods"]


def test_methods_that_write_are_not_there(server: Running) -> None:
    for method in ("PUT", "DELETE", "PATCH", "POST"):
        assert server.ask(f"/{XI}.ttl", method).status == 405
    assert server.ask("/graphs?default", "PUT").status == 405


@pytest.mark.parametrize(
    "path",
    [
        "/../../etc/passwd",
        "/..%2f..%2fetc%2fpasswd",
        "/%2e%2e/%2e%2e/etc/passwd",
        "//etc/passwd",
        "/person/..%5c..%5cetc",
        "/person/xi-jinping.ttl%00.html",
        "/secret.txt",
        "/link.txt",
        "/.build/journal.sqlite",
        "/%ff%fe",
        "/" + "a" * 5000,
    ],
)
def test_no_other_file_is_read(start: Start, site: Path, tmp_path_factory: pytest.TempPathFactory, path: str) -> None:
    server = _with_secrets(start, site, tmp_path_factory)
    found = server.ask(path)
    assert found.status in (303, 404)
    assert b"root:" not in found.body
    assert b"secret" not in found.body


_servers: list[Running] = []


def _with_secrets(start: Start, site: Path, tmp: pytest.TempPathFactory) -> Running:
    if not _servers:
        copy = tmp.mktemp("secrets") / "site"
        shutil.copytree(site, copy)
        (copy / "secret.txt").write_text("secret")
        (copy / "link.txt").symlink_to("/etc/passwd")
        _servers.append(start(copy))
    return _servers[0]


def test_a_new_build_swaps_in_without_a_failed_request(
    newsgraph: Any, start: Start, output: Path, site: Path, tmp_path: Path
) -> None:
    mine = tmp_path / "site"
    shutil.copytree(site, mine)
    server = start(mine)
    ended = threading.Event()
    failed: list[int] = []

    def ask() -> None:
        while not ended.is_set():
            found = server.ask(f"/{XI}.ttl")
            if found.status != 200:
                failed.append(found.status)

    asking = [threading.Thread(target=ask) for _ in range(4)]
    for thread in asking:
        thread.start()
    try:
        before = json.loads((mine / "site.json").read_text())["counts"]["articles"]
        fewer = tmp_path / "output"
        articles = sorted((Path(__file__).parents[2] / "articles").glob("*.txt"))
        assert newsgraph("build", *articles[2:], "-o", fewer).returncode == 0
        assert newsgraph("site", fewer, "-o", mine).returncode == 0
        server.wait_for("a new site is served")
    finally:
        ended.set()
        for thread in asking:
            thread.join()
    assert failed == []
    asked = server.ask("/sparql?query=SELECT+(COUNT(*)+AS+%3Fn)+%7B%3Fa+a+ng:Article%7D", accept="text/csv")
    assert int(asked.text.split()[1]) == before - 2


def test_what_is_no_site_is_said(newsgraph: Any, tmp_path: Path) -> None:
    done = newsgraph("serve", tmp_path)
    assert done.returncode == 2
    assert "this is no site" in done.stderr
