"""Chunks of a sentence without what stands beside its clauses: brackets, a dateline, a person's origin."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newsgraph.extract.chunks import Chunk
    from newsgraph.extract.tokens import Token


def without_dateline(chunks: list[Chunk], tokens: list[Token]) -> list[Chunk]:
    """The chunks after a dateline in capitals: "WASHINGTON, Oct 22 -", "DOHA, Qatar —"; its day is no event's."""
    if not chunks or not all(token.norm.isupper() for token in tokens[chunks[0].first : chunks[0].last + 1]):
        return chunks
    for k in range(1, min(len(chunks), 9)):
        if chunks[k].kind == "COMMA" and tokens[chunks[k].first].norm != ",":
            return chunks[k + 1 :]
        slash = chunks[k].kind == "STOP" and chunks[k].word == "/"
        if not (slash or chunks[k].kind in ("COMMA", "DATE") or _is_name(chunks[k])):
            return chunks
    return chunks


def without_origins(chunks: list[Chunk]) -> list[Chunk]:
    """The chunks without what "of" says of a person's origin or office: "Prime Minister X of Canada"."""
    kept: list[Chunk] = []
    k = 0
    while k < len(chunks):
        kept.append(chunks[k])
        mention = chunks[k].mention
        person = chunks[k].kind == "NP" and mention is not None and mention.kind == "person"
        k += 3 if person and k + 2 < len(chunks) and chunks[k + 1].word == "of" and _is_name(chunks[k + 2]) else 1
    return kept


def _is_name(phrase: Chunk) -> bool:
    """Whether a noun phrase is nothing but the name of a country, a place or an organization."""
    mention = phrase.mention
    named = mention is not None and mention.kind in ("name", "capital")
    return phrase.kind == "NP" and mention is not None and named and phrase.first == mention.first


def without_brackets(chunks: list[Chunk]) -> list[Chunk]:
    """The chunks without what stands in parentheses; dashes become commas."""
    kept: list[Chunk] = []
    depth = 0
    for chunk in chunks:
        if chunk.kind == "STOP":
            if chunk.word in ("(", "["):
                depth += 1
                continue
            if chunk.word in (")", "]"):
                depth = max(0, depth - 1)
                continue
            if depth == 0 and chunk.word in ("—", "–", "-", "--"):
                if kept and kept[-1].kind == "COMMA":
                    continue
                chunk.kind = "COMMA"
        if depth == 0:
            kept.append(chunk)
    return kept
