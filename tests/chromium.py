"""A real browser, where there is one: Chromium, spoken to by the W3C's WebDriver protocol."""

from __future__ import annotations

import base64
import json
import os
import shutil
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

# https://www.w3.org/TR/webdriver2/#keyboard-actions
KEYS = {
    "Tab": "\ue004",
    "Enter": "\ue007",
    "Space": " ",
    "Shift": "\ue008",
    "Control": "\ue009",
    "End": "\ue010",
    "Left": "\ue012",
    "Up": "\ue013",
    "Right": "\ue014",
    "Down": "\ue015",
}
_ELEMENT = "element-6066-11e4-a52e-4f735466cecf"


class Browser:
    """One window of Chromium, with no network but loopback, that downloads to `downloads`."""

    def __init__(self, address: str, downloads: Path, profile: Path, *, scheme: str = "light") -> None:
        self._address = address
        self.downloads = downloads
        arguments = [
            *("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
            *("--disable-background-networking", "--disable-component-update", "--disable-sync", "--lang=en"),
            *(f"--user-data-dir={profile}", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"),
        ]
        options = {
            "args": arguments,
            "binary": shutil.which("chromium"),
            "prefs": {"download.default_directory": str(downloads), "download.prompt_for_download": False},
        }
        capabilities = {"goog:chromeOptions": options, "goog:loggingPrefs": {"browser": "ALL"}}
        self._session = ""
        made = self._call("POST", "/session", {"capabilities": {"alwaysMatch": capabilities}})
        self._session = f"/session/{made['sessionId']}"
        feature = {"name": "prefers-color-scheme", "value": scheme}
        self.devtools("Emulation.setEmulatedMedia", {"features": [feature]})

    def _call(self, method: str, path: str, body: Any = None) -> Any:
        content = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self._address + self._session + path, content, method=method)  # noqa: S310
        with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310 - a driver on loopback
            return json.load(answer)["value"]

    def open(self, page: Path) -> None:
        self.go(page.as_uri())

    def go(self, url: str) -> None:
        self._call("POST", "/url", {"url": url})

    def run(self, script: str, *arguments: Any) -> Any:
        """What a script returns, run in the page."""
        return self._call("POST", "/execute/sync", {"script": script, "args": list(arguments)})

    def run_until_called(self, script: str) -> Any:
        """What a script gives to the function that is its last argument."""
        return self._call("POST", "/execute/async", {"script": script, "args": []})

    def devtools(self, command: str, parameters: dict[str, Any]) -> Any:
        return self._call("POST", "/goog/cdp/execute", {"cmd": command, "params": parameters})

    def press(self, *keys: str, shift: bool = False, control: bool = False) -> None:
        """Press keys one after another; a name of `KEYS`, or text that is typed."""
        held = [KEYS[name] for name, is_held in (("Shift", shift), ("Control", control)) if is_held]
        actions = [{"type": "keyDown", "value": key} for key in held]
        for key in keys:
            for character in KEYS.get(key, key):
                actions += [{"type": kind, "value": character} for kind in ("keyDown", "keyUp")]
        actions += [{"type": "keyUp", "value": key} for key in held]
        self._call("POST", "/actions", {"actions": [{"type": "key", "id": "keyboard", "actions": actions}]})

    def tab_to(self, name: str, *, most: int = 200) -> None:
        """Go by Tab to what has this accessible name, as somebody without a mouse does."""
        for _ in range(most):
            if self.focused() == name:
                return
            self.press("Tab")
        raise AssertionError(f"Tab does not reach {name!r}")

    def focused(self) -> str:
        """The accessible name of what has the focus."""
        element = self._call("GET", "/element/active")
        return str(self._call("GET", f"/element/{element[_ELEMENT]}/computedlabel"))

    def logged(self) -> list[str]:
        """What the browser has complained about since the last time."""
        return [entry["message"] for entry in self._call("POST", "/se/log", {"type": "browser"})]

    def resize(self, width: int, height: int) -> None:
        metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        self.devtools("Emulation.setDeviceMetricsOverride", metrics)

    def screenshot(self, path: Path, *, whole: bool = False) -> None:
        shot = self.devtools("Page.captureScreenshot", {"captureBeyondViewport": whole, "format": "png"})
        path.write_bytes(base64.b64decode(shot["data"]))

    def downloaded(self, name: str) -> Path:
        """The file of that name, when the browser has it whole."""
        path = self.downloads / name
        end = time.monotonic() + 20
        while not path.exists() and time.monotonic() < end:
            time.sleep(0.05)
        return path

    def close(self) -> None:
        self._call("DELETE", "")


@pytest.fixture(scope="session")
def driver() -> Iterator[str]:
    """The address of a running chromedriver."""
    if shutil.which("chromium") is None or shutil.which("chromedriver") is None:
        pytest.skip("chromium and chromedriver are not installed; with them this page is tried in a real browser")
    run = subprocess.Popen(
        ["chromedriver", "--port=0"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env=os.environ | {"NO_PROXY": "127.0.0.1"},
    )
    assert run.stdout is not None
    with run:
        port = next((line.rpartition("port ")[2].strip(" .\n") for line in run.stdout if "successfully" in line), "")
        yield f"http://127.0.0.1:{port}"
        run.terminate()
        run.stdout.read()


@pytest.fixture
def browser(driver: str, tmp_path: Path) -> Iterator[Browser]:
    """A window with a profile of its own."""
    downloads = tmp_path / "downloads"
    downloads.mkdir()
    window = Browser(driver, downloads, tmp_path / "profile")
    yield window
    window.close()
