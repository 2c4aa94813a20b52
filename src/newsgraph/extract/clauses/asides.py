"""Chunks of a sentence without what stands beside its clauses: brackets, a dateline, a person's origin."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsgraph.extract.chunks import Chunk

if TYPE_CHECKING:
    from newsgraph.extract.lexicon import Lexicon
    from newsgraph.extract.tokens import Token

_DASHES = frozenset({"—", "–", "-", "--"})
PARTING = _DASHES | {"(", "[", ")", "]"}
"""Marks that part what stands beside a clause from it."""


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


def without_naming(chunks: list[Chunk], lexicon: Lexicon) -> list[Chunk]:
    """The chunks without what only says who calls a thing so: "what it called illegal sanctions"."""
    kept: list[Chunk] = []
    k = 0
    while k < len(chunks):
        if chunks[k].word == "what" and k + 3 < len(chunks) and chunks[k + 1].kind == "NP":
            verb = chunks[k + 2]
            at = k + 3 + (chunks[k + 3].word == "as")
            if verb.kind == "VG" and lexicon.has("naming", verb.lemma) and at < len(chunks) and chunks[at].kind == "NP":
                k = at
                continue
        kept.append(chunks[k])
        k += 1
    return kept


def with_directions(chunks: list[Chunk], lexicon: Lexicon) -> list[Chunk]:
    """The chunks with a preposition for a participle that says whom measures are against: "sanctions targeting X"."""
    kept: list[Chunk] = []
    for k, chunk in enumerate(chunks):
        before = kept[-1] if kept else None
        directed = before is not None and before.kind == "NP" and lexicon.has("directed", before.lemma)
        if directed and chunk.kind == "VG" and not chunk.passive and not chunk.perfect:
            named = k + 1 < len(chunks) and chunks[k + 1].kind == "NP"
            if chunk.form == "g" and chunk.lemma in ("target", "hit") and chunk.first == chunk.last and named:
                kept.append(Chunk("P", chunk.first, chunk.last, "against", quote=chunk.quote))
                continue
            aimed = chunk.form in ("n", "dn") and chunk.lemma in ("aim", "direct") and k + 1 < len(chunks)
            if aimed and chunks[k + 1].kind == "P" and chunks[k + 1].word in ("at", "against"):
                chunks[k + 1].word = "against"
                continue
        kept.append(chunk)
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
            if depth == 0 and chunk.word in _DASHES:
                if kept and kept[-1].kind == "COMMA":
                    continue
                chunk.kind = "COMMA"
        if depth == 0:
            kept.append(chunk)
    return kept
