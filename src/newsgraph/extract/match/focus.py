"""Whom a sentence is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newsgraph.extract.match.setting import Setting
    from newsgraph.extract.mentions import Entity


def main_subject(setting: Setting) -> tuple[Entity, ...]:
    """Who or what the sentence is about: the subject of its first finite verb outside quotations."""
    clauses = setting.clauses
    for i in clauses.finite:
        if not clauses.chunks[i].quote:
            subject = clauses.subject(i)
            opening = clauses.kind(clauses.back(subject.left - 1)) if subject is not None else "SUB"
            if subject is None or opening in ("SUB", "REL") or clauses.kind(clauses.back(i - 1)) == "REL":
                continue
            entities = tuple(dict.fromkeys(who for part in subject.phrases for who in setting.meant(part, subject, i)))
            return entities if len(entities) == len(subject.phrases) else ()
    return ()
