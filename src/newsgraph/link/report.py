"""Decisions to text: a line of JSON for each with all that it rests on, and a table for a terminal."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from newsgraph.link.cascade import Candidate, Decision


def lines(decisions: Iterable[Decision]) -> bytes:
    """One line of JSON for each decision: verdict, reasons, and each candidate with its features or its vetoes."""
    return b"".join(json.dumps(record(found), ensure_ascii=False).encode() + b"\n" for found in decisions)


def table(decisions: Iterable[Decision]) -> Iterator[str]:
    """Verdict, item, entity and the reasons, a line for each decision."""
    rows = [
        (found.verdict, found.item or "", f"{found.subject.name} ({found.subject.type})", "; ".join(found.reasons))
        for found in decisions
    ]
    widths = [max((len(row[column]) for row in rows), default=0) for column in range(3)]
    for row in rows:
        yield "  ".join([*(cell.ljust(width) for cell, width in zip(row, widths, strict=False)), row[3]])


def record(found: Decision) -> dict[str, Any]:
    """A decision as JSON has it."""
    return {
        "subject": found.subject.iri,
        "type": found.subject.type,
        "name": found.subject.name,
        "verdict": found.verdict,
        "item": found.item,
        "step": found.step,
        "confidence": found.confidence,
        "reasons": list(found.reasons),
        "lookups": list(found.lookups),
        "articles": [
            {
                "article": context.article,
                "date": context.date,
                "acts": context.acts,
                "offices": [{"title": office.title, "of": office.of} for office in context.offices],
            }
            for context in found.subject.contexts
        ],
        "candidates": [_candidate(candidate) for candidate in found.candidates],
        "excluded": [_candidate(candidate) for candidate in found.excluded],
    }


def _candidate(candidate: Candidate) -> dict[str, Any]:
    return {
        "item": candidate.item,
        "label": candidate.label,
        "description": candidate.description,
        "score": candidate.score,
        "possible": candidate.possible,
        "support": candidate.support,
        "sitelinks": candidate.sitelinks,
        "features": [
            {
                "name": f.name,
                "weight": f.weight,
                "reason": f.reason,
                "independent": f.independent,
                "decisive": f.decisive,
            }
            for f in candidate.features
        ],
        "vetoes": list(candidate.vetoes),
    }
