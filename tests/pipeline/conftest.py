"""Facts documents to build from."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

BODY = "Freedonia imposed sanctions on Rufus Firefly on Monday.\nSylvania's Ambassador Trentino met Gloria Teasdale."


def quote(words: str, body: str = BODY) -> dict[str, Any]:
    start = body.index(words)
    return {"exact": words, "start": start, "end": start + len(words)}


def entity(identifier: str, kind: str, name: str) -> dict[str, Any]:
    return {"id": identifier, "type": kind, "name": name, "mentions": [quote(name)]}


def document(stem: str, **sanction: Any) -> dict[str, Any]:
    """One article with one sanction, some of whose slots are replaced."""
    fact = {
        "id": "f1",
        "type": "Sanction",
        "realis": "actual",
        "arguments": [{"role": "imposedBy", "entity": "e1"}, {"role": "target", "entity": "e2"}],
        "date": {"text": "Monday", "value": "2024-09-02"},
        "evidence": [quote("Freedonia imposed sanctions on Rufus Firefly on Monday.")],
        "rule": "mapping/text/sanction.yml#imposed",
    }
    return {
        "article": {
            "id": stem,
            "url": f"https://news.example/{stem}",
            "headline": "Freedonia acts",
            "byline": "By THE GAZETTE",
            "published": "2024-09-04",
            "body": BODY,
        },
        "entities": [entity("e1", "Country", "Freedonia"), entity("e2", "Person", "Rufus Firefly")],
        "facts": [fact | sanction],
    }


@pytest.fixture
def facts_file(tmp_path: Path) -> Callable[..., Path]:
    """Write documents as facts.jsonl."""

    def write(*documents: dict[str, Any], name: str = "facts.jsonl") -> Path:
        path = tmp_path / name
        path.write_text("".join(json.dumps(item, ensure_ascii=False) + "\n" for item in documents), encoding="utf-8")
        return path

    return write


@pytest.fixture
def make_document() -> Callable[..., dict[str, Any]]:
    return document
