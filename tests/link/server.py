"""A Wikidata on loopback: real records where they are there, stubs that say so, and the faults of a real one by a seed.

wbsearchentities and wbgetentities at /w/api.php, Special:EntityData, and the Reconciliation API 0.2 and 1.0 (draft) at
/reconcile. Answers are as the services give them: refusals for a User-Agent without a contact, errors inside a 200,
redirects and missing items, at most fifty ids, gzip where it is accepted.
"""

from __future__ import annotations

import email.utils
import gzip
import json
import os
import random
import re
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlsplit

Entity = dict[str, Any]

STUB = "a stub for tests, which is no record of Wikidata"

# What can befall a request without changing what a client that asks again learns in the end.
PASSING = (
    "429 in seconds",
    "429 with a date",
    "502",
    "503",
    "504",
    "maxlag",
    "html",
    "cut",
    "cut, with its whole length",
    "slow",
    "reset",
    "partial",
)
HUGE = "429, huge"
CHANGING = ("reordered", "empty")  # of a search: an answer like any other, and another one


# -- Records -----------------------------------------------------------------------------------------------------------


@dataclass
class Records:
    """What the server knows: entities by id, ids by the names that are searched, and where merged ids lead to."""

    entities: dict[str, Entity] = field(default_factory=dict)
    ranked: dict[str, list[str]] = field(default_factory=dict)
    redirects: dict[str, str] = field(default_factory=dict)
    _folded: dict[str, tuple[str, ...]] = field(default_factory=dict, repr=False)

    @classmethod
    def real(cls) -> Records | None:
        """The real records below $NEWSGRAPH_SHARED; None where there are none."""
        shared = os.environ.get("NEWSGRAPH_SHARED")
        folder = Path(shared or "") / "wikidata"
        if shared is None or not folder.is_dir():
            return None
        records = cls()
        for path in sorted((folder / "entities_more").glob("[QP]*.json")):
            records.put(json.loads(path.read_bytes()))
        for path in sorted((folder / "entities").glob("*.json")):
            for entity in json.loads(path.read_bytes())["entities"].values():
                if "missing" not in entity:
                    records.put(entity)
        for path in sorted((folder / "search").glob("*_50_en.json")):
            name = path.name.removesuffix("_50_en.json").replace("_", " ")
            records.ranked[name] = list(dict.fromkeys(json.loads(path.read_bytes())))
        return records

    def put(self, entity: Entity) -> None:
        self.entities[entity["id"]] = entity
        self._folded[entity["id"]] = tuple(name.casefold() for name in _names(entity))

    def stub(self, qid: str, label: str, *, aliases: Sequence[str] = (), **claims: Sequence[str] | str) -> Entity:
        """Add an entity with a label, aliases, and claims whose values are items, as P31="Q5"; it says what it is."""
        entity: Entity = {
            "type": "item",
            "id": qid,
            "lastrevid": 1,
            "labels": {"en": {"language": "en", "value": label}},
            "descriptions": {"en": {"language": "en", "value": STUB}},
            "aliases": {"en": [{"language": "en", "value": alias} for alias in aliases]} if aliases else [],
            "claims": {
                name: [_claim(qid, name, value) for value in ([values] if isinstance(values, str) else values)]
                for name, values in claims.items()
            },
            "sitelinks": {},
        }
        self.put(entity)
        return entity

    def merge(self, old: str, new: str) -> None:
        """Make the old id a redirect."""
        self.entities.pop(old, None)
        self.redirects[old] = new

    def delete(self, qid: str) -> None:
        self.entities.pop(qid, None)

    def rename(self, qid: str, label: str) -> None:
        """Change the English label."""
        labels = {**self.entities[qid]["labels"], "en": {"language": "en", "value": label}}
        self.put({**self.entities[qid], "labels": labels})

    def vandalise(self, qid: str, item: str) -> None:
        """Say that the item is an instance (P31) of another one, and of nothing else."""
        claims = {**self.entities[qid]["claims"], "P31": [_claim(qid, "P31", item)]}
        self.put({**self.entities[qid], "claims": claims})

    def search(self, name: str) -> list[str]:
        """The ids as they were ranked, where they were; else those of all that have a name which starts so."""
        if name in self.ranked:
            return self.ranked[name]
        folded = name.casefold()
        found = [
            qid
            for qid in self.entities
            if qid.startswith("Q") and any(name.startswith(folded) for name in self._folded[qid])
        ]
        return sorted(found, key=lambda qid: int(qid[1:]))


def _claim(subject: str, name: str, item: str) -> Entity:
    value = {"entity-type": "item", "numeric-id": int(item[1:]), "id": item}
    return {
        "mainsnak": {
            "snaktype": "value",
            "property": name,
            "datavalue": {"value": value, "type": "wikibase-entityid"},
            "datatype": "wikibase-item",
        },
        "type": "statement",
        "id": f"{subject}$stub-{name}-{item}",
        "rank": "normal",
    }


def _names(entity: Entity) -> Iterator[str]:
    labels, aliases = entity["labels"] or {}, entity["aliases"] or {}
    yield from (label["value"] for label in labels.values())
    yield from (alias["value"] for some in aliases.values() for alias in some)


# -- Faults ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Faults:
    """A share of the requests that go wrong, in these ways; by the seed, the same ones each time.

    `wait` is what Retry-After says, and `stall` how long a slow answer stops half way, both in seconds.
    """

    share: float = 0
    kinds: Sequence[str] = PASSING
    seed: int = 1
    wait: int = 0
    stall: float = 2

    def of(self, number: int) -> str | None:
        """The fault of the request of that number; None for none."""
        draw = random.Random(f"{self.seed} {number}")  # noqa: S311 - no secret
        return draw.choice(self.kinds) if draw.random() < self.share else None


@dataclass(frozen=True)
class Asked:
    """A request as it came: when, in seconds of the monotonic clock, and what befell it."""

    at: float
    path: str
    parameters: Mapping[str, str]
    fault: str | None


# -- The server --------------------------------------------------------------------------------------------------------


class Server:
    """Serves records; `asked` is every request that came.

    `watch` is told "asked" when a request has come, and "answered" when its answer was sent, with its number.
    """

    def __init__(self, records: Records, faults: Faults = Faults()) -> None:
        self.records = records
        self.faults = faults
        self.versions = ["0.2"]
        self.watch: Callable[[str, int], None] = _look_away
        self.asked: list[Asked] = []
        self._lock = threading.Lock()
        self._address = ""

    @property
    def api(self) -> str:
        return f"{self._address}/w/api.php"

    @property
    def reconciliation(self) -> str:
        return f"{self._address}/reconcile"

    @contextmanager
    def running(self) -> Iterator[Server]:
        handler = type("Handler", (_Handler,), {"served": self})
        with _Quiet(("127.0.0.1", 0), handler) as listening:
            thread = threading.Thread(target=listening.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
            thread.start()
            self._address = f"http://127.0.0.1:{listening.server_port}"
            try:
                yield self
            finally:
                listening.shutdown()
                thread.join()

    def note(self, path: str, parameters: Mapping[str, str]) -> tuple[int, str | None]:
        """Take down a request; gives its number and what is to befall it."""
        with self._lock:
            number = len(self.asked)
            fault = self.faults.of(number)
            self.asked.append(Asked(time.monotonic(), path, parameters, fault))
        return number, fault


def _look_away(what: str, number: int) -> None:
    """Nobody watches."""


class _Quiet(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that leaves is no error of ours; all else is told."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    served: Server

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        self._serve(parts.path, dict(parse_qsl(parts.query, keep_blank_values=True)))

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        parts = urlsplit(self.path)
        if self.headers["Content-Type"] == "application/json":
            self._serve(parts.path, {"json": body.decode()})
        else:
            self._serve(parts.path, {key: values[0] for key, values in parse_qs(body.decode()).items()})

    def _serve(self, path: str, parameters: Mapping[str, str]) -> None:
        number, fault = self.served.note(path, parameters)
        self.served.watch("asked", number)
        if not _CONTACT.match(self.headers.get("User-Agent", "")):
            self._send(b"Please set a user-agent and respect our robot policy.", status=403, kind="text/plain")
        elif fault is None or not self._befall(fault):
            status, answer = self._answer(path, parameters)
            if fault == "partial" and "entities" in answer:
                answer["entities"].popitem()
            elif fault == "partial" and "results" in answer:
                answer["results"].pop()
            elif fault == "partial":
                answer = {"batchcomplete": ""}
            elif fault in CHANGING and "search" in answer:
                answer["search"] = [] if fault == "empty" else answer["search"][::-1]
            self._send_with(fault, json.dumps(answer).encode(), status)
        self.served.watch("answered", number)

    def _answer(self, path: str, parameters: Mapping[str, str]) -> tuple[int, dict[str, Any]]:
        records = self.served.records
        if path == "/w/api.php" and parameters.get("action") == "wbsearchentities":
            return 200, _search(records, parameters)
        if path == "/w/api.php" and parameters.get("action") == "wbgetentities":
            return 200, _get_entities(records, parameters)
        if match := _ENTITY_DATA.match(path):
            return _entity_data(records, match[1])
        if path == "/reconcile" and "queries" in parameters:
            return 200, _reconcile(records, json.loads(parameters["queries"]))
        if path == "/reconcile/reconcile" and "json" in parameters:
            return 200, _reconcile_draft(records, json.loads(parameters["json"]))
        if path == "/reconcile":
            return 200, _manifest(self.served.versions)
        return 404, _error("not-found", path)

    # What can go wrong before there is an answer: true where it has.
    def _befall(self, fault: str) -> bool:
        wait = self.served.faults.wait
        if fault == "429 in seconds":
            self._send(b"slow down", status=429, retry_after=str(wait))
        elif fault == "429 with a date":
            self._send(b"slow down", status=429, retry_after=email.utils.formatdate(time.time() + wait, usegmt=True))
        elif fault == HUGE:
            self._send(b"slow down", status=429, retry_after="7200")
        elif fault in {"502", "503", "504"}:
            self._send(b"<html>upstream</html>", status=int(fault), kind="text/html")
        elif fault == "maxlag":
            lag = _error("maxlag", "Waiting for a database server: 6 seconds lagged.")
            self._send(json.dumps(lag).encode(), retry_after=str(wait))
        elif fault == "html":
            self._send(b"<!DOCTYPE html><title>Sign in to the network</title>", kind="text/html")
        elif fault == "reset":
            self.close_connection = True
        else:
            return False
        return True

    def _send_with(self, fault: str | None, body: bytes, status: int) -> None:
        if fault == "cut":
            self._send(body[: len(body) // 2], status=status)
        elif fault == "cut, with its whole length":
            self._send(body, status=status, pause=0)
        elif fault == "slow":
            self._send(body, status=status, pause=self.served.faults.stall)
        else:
            self._send(body, status=status)

    def _send(
        self,
        body: bytes,
        *,
        status: int = 200,
        kind: str = "application/json",
        retry_after: str | None = None,
        pause: float | None = None,
    ) -> None:
        """Send it; with a `pause` of 0 only its first half, with a longer one the other half after that, in seconds."""
        self.send_response(status)
        self.send_header("Content-Type", kind)
        if "gzip" in self.headers.get("Accept-Encoding", ""):
            body = gzip.compress(body, 1)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        if retry_after is not None:
            self.send_header("Retry-After", retry_after)
        self.end_headers()
        self.wfile.write(body if pause is None else body[: len(body) // 2])
        if pause is not None:
            time.sleep(pause)
            self.wfile.write(body[len(body) // 2 :] if pause else b"")
            self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name that the library calls
        """Say nothing."""


# https://foundation.wikimedia.org/wiki/Policy:Wikimedia_Foundation_User-Agent_Policy
_CONTACT = re.compile(r"\S+/\S+ \([^)]*(@|https?://)[^)]*\)")
_ENTITY_DATA = re.compile(r"/wiki/Special:EntityData/(\w+)\.json\Z")


# -- What it answers ---------------------------------------------------------------------------------------------------


def _error(code: str, info: str) -> dict[str, Any]:
    return {"error": {"code": code, "info": info, "*": "See the API's help."}, "servedby": "loopback"}


def _search(records: Records, parameters: Mapping[str, str]) -> dict[str, Any]:
    name, limit = parameters.get("search", ""), int(parameters.get("limit", "7"))
    if not name:
        return _error("missingparam", 'The "search" parameter must be set.')
    found = records.search(name)
    hits = [
        {"id": qid, "title": qid, "label": next(_names(records.entities[qid]), qid) if qid in records.entities else qid}
        for qid in found[:limit]
    ]
    answer = {"searchinfo": {"search": name}, "search": hits, "success": 1}
    return answer if len(found) <= limit else {**answer, "search-continue": limit}


def _get_entities(records: Records, parameters: Mapping[str, str]) -> dict[str, Any]:
    ids = parameters.get("ids", "").split("|")
    if len(ids) > 50:
        return _error("toomanyvalues", "Too many values supplied for parameter ids: the limit is 50.")
    if wrong := [qid for qid in ids if not re.fullmatch(r"[QPL][1-9]\d*", qid)]:
        return _error("no-such-entity", f"Could not find an entity with the ID {wrong[0]!r}.")
    return {"entities": {qid: _entity(records, qid) for qid in ids}, "success": 1}


def _entity(records: Records, qid: str) -> Entity:
    new = records.redirects.get(qid, qid)
    if new not in records.entities:
        return {"id": qid, "missing": ""}
    return records.entities[new] if new == qid else {**records.entities[new], "redirects": {"from": qid, "to": new}}


def _entity_data(records: Records, qid: str) -> tuple[int, dict[str, Any]]:
    new = records.redirects.get(qid, qid)
    if new not in records.entities:
        return 404, _error("no-such-entity", qid)
    return 200, {"entities": {new: records.entities[new]}}


def _manifest(versions: Sequence[str]) -> dict[str, Any]:
    return {
        "versions": list(versions),
        "name": "Wikidata on loopback",
        "identifierSpace": "http://www.wikidata.org/entity/",
        "schemaSpace": "http://www.wikidata.org/prop/direct/",
        "view": {"url": "https://www.wikidata.org/wiki/{{id}}"},
    }


def _candidates(records: Records, name: str, limit: int, wanted: str | None) -> list[dict[str, Any]]:
    """As a real service has them: an only candidate is a match, whoever it is, and the type asked for is no promise."""
    found = [qid for qid in records.search(name) if qid in records.entities][:limit]
    return [
        {
            "id": qid,
            "name": next(_names(records.entities[qid]), qid),
            "score": 100.0 - place,
            "match": len(found) == 1,
            "type": [{"id": wanted or "Q35120", "name": "entity"}],
        }
        for place, qid in enumerate(found)
    ]


def _reconcile(records: Records, queries: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    return {
        key: {"result": _candidates(records, query["query"], query.get("limit", 10), query.get("type"))}
        for key, query in queries.items()
    }


def _reconcile_draft(records: Records, batch: Mapping[str, Any]) -> dict[str, Any]:
    results = []
    for query in batch["queries"]:
        (name,) = [c["propertyValue"] for c in query["conditions"] if c["matchType"] == "name"]
        results.append({"candidates": _candidates(records, name, query.get("limit", 10), query.get("type"))})
    return {"results": results}
