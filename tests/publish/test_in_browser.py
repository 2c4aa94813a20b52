"""Every kind of page in a real browser: nothing asked of other hosts, nothing complained of, and axe finds nothing."""

from __future__ import annotations

import http.server
import json
import shutil
import subprocess
import tarfile
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from chromium import Browser

ARTICLE = "article/2016-01-17-iran-nuclear-sanctions-lifted"
PAGES = (
    *("index", "articles", "entities", "timeline", "timeline-2021", "ontology", "dataset", "404"),
    *(ARTICLE, f"{ARTICLE}/claim-f1", "country/united-states", "person/john-kerry"),
)
_AXE = "4.14.1"


@pytest.fixture(scope="module")
def axe(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The script of axe-core, by npm."""
    if shutil.which("npm") is None:
        pytest.skip("npm is not installed; with it the pages are checked by axe-core")
    folder = tmp_path_factory.mktemp("axe")
    run = subprocess.run(["npm", "pack", f"axe-core@{_AXE}"], cwd=folder, capture_output=True, check=False, timeout=120)
    if run.returncode != 0:
        pytest.skip("npm has no axe-core now: offline?")
    with tarfile.open(folder / f"axe-core-{_AXE}.tgz") as archive:
        script = archive.extractfile("package/axe.min.js")
        assert script is not None
        return script.read().decode()


class _Quiet(http.server.SimpleHTTPRequestHandler):
    asked: list[str] = []  # noqa: RUF012 - one server

    def log_message(self, *_: object) -> None:
        self.asked.append(self.path)


@pytest.fixture(scope="module")
def address(newsgraph: Any, root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The site of the samples in a subfolder of a server on loopback."""
    folder = tmp_path_factory.mktemp("www")
    shutil.copytree(root / "output", folder / "output")
    assert newsgraph("site", folder / "output", "-o", folder / "www/desk/site").returncode == 0
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder / "www")))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/desk/site/"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_any_kind_of_page(browser: Browser, address: str, axe: str, scheme: str) -> None:
    browser.devtools("Emulation.setEmulatedMedia", {"features": [{"name": "prefers-color-scheme", "value": scheme}]})
    browser.devtools("Page.setBypassCSP", {"enabled": True})  # for axe, which no page would run
    found = {}
    for page in PAGES:
        browser.go(f"{address}{page}.html")
        browser.run(axe)
        result = browser.run_until_called(_RUN)
        found[page] = [(each["id"], each["nodes"][0]["html"][:200]) for each in json.loads(result)]
    assert {page: violations for page, violations in found.items() if violations} == {}
    browser.run("document.body.innerHTML = '<img src=assets/icon.svg>'")
    assert json.loads(browser.run_until_called(_RUN)) != []  # it does look


_RUN = """
const done = arguments[arguments.length - 1];
axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']})
  .then(result => done(JSON.stringify(result.violations)));
"""


def test_pages_load_from_their_own_host_alone_without_complaint(browser: Browser, address: str) -> None:
    for page in PAGES:
        browser.go(f"{address}{page}.html")
        loaded = browser.run("return performance.getEntriesByType('resource').map(entry => entry.name)")
        assert loaded
        assert [url for url in loaded if not url.startswith(address)] == [], page
        assert browser.run("return getComputedStyle(document.body).maxWidth") != "none", page  # the style is there
    assert browser.logged() == []


@pytest.mark.parametrize("page", PAGES)
def test_no_page_is_wider_than_320_pixels(browser: Browser, address: str, page: str) -> None:
    browser.resize(320, 640)
    browser.go(f"{address}{page}.html")
    assert browser.run("return document.documentElement.scrollWidth") <= 320


def test_the_skip_link_comes_first_and_leads_to_the_content(browser: Browser, address: str) -> None:
    browser.go(f"{address}country/united-states.html")
    browser.press("Tab")
    assert browser.focused() == "Skip to the content"
    browser.press("Enter")
    assert browser.run("return document.activeElement.id") == "main"
