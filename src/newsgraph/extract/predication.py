"""What a sentence says that a group without names is or includes: "those sanctioned include X", "X was among seven"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsgraph.extract.clauses.lists import list_right
from newsgraph.extract.clauses.noun_phrases import ranks
from newsgraph.extract.clauses.participles import is_reduced

if TYPE_CHECKING:
    from newsgraph.extract.chunks import Chunk
    from newsgraph.extract.clauses import Clauses

_BE = frozenset({"be", "become", "remain"})


def members(clauses: Clauses, k: int) -> tuple[Chunk, ...]:
    """The phrases that the noun phrase at k, "three officials" or "the only country", speaks of; none where unknown."""
    phrase = clauses.chunks[k]
    word = phrase.word
    if phrase.det == "the" and ranks(clauses, phrase):
        return _is_ranked(clauses, k)
    if word not in ("those", "people", "men", "women") and (not word.endswith("s") or word.endswith("ss")):
        return ()
    for found in (
        _is_among(clauses, k),
        _included(clauses, k),
        _inverted(clauses, k),
        _named_later(clauses, k),
        _after_colon(clauses, k),
    ):
        if found:
            return found
    return ()


def _plain(clauses: Clauses, i: int) -> bool:
    group = clauses.chunks[i]
    return group.finite and not group.neg and not group.modal and bool(group.lemma)


def _is_ranked(clauses: Clauses, k: int) -> tuple[Chunk, ...]:
    """Read "X is the only country that has joined": the country is X."""
    at = clauses.back(k - 1)
    if clauses.kind(at) != "VG" or clauses.chunks[at].lemma not in _BE or not _plain(clauses, at):
        return ()
    subject = clauses.subject(at)
    return subject.phrases if subject is not None and len(subject.phrases) == 1 else ()


def _is_among(clauses: Clauses, k: int) -> tuple[Chunk, ...]:
    """Read "X was among seven people", "X is one of three officials": the subject belongs to them."""
    at = k - 1
    if clauses.word(at) == "of" and clauses.word(at - 1) == "one":
        at -= 2
    elif clauses.word(at) == "among":
        at -= 1
    else:
        return ()
    at = clauses.back(at)
    if clauses.kind(at) == "VG" and clauses.chunks[at].lemma in _BE and _plain(clauses, at):
        subject = clauses.subject(at)
        return subject.phrases if subject is not None else ()
    if clauses.kind(at) == "COMMA" and clauses.kind(at - 1) == "NP" and clauses.chunks[at - 1].mention is not None:
        return (clauses.chunks[at - 1],)
    return ()


def _included(clauses: Clauses, k: int) -> tuple[Chunk, ...]:
    """Read "the officials sanctioned on Monday include X and Y" and "the men sanctioned were X and Y"."""
    phrase = clauses.chunks[k]
    for i in range(k + 1, min(len(clauses.chunks), k + 20)):
        if clauses.kind(i) != "VG" or not _plain(clauses, i) or is_reduced(clauses, i):
            continue
        subject = clauses.subject(i)
        if subject is None or len(subject.phrases) != 1 or subject.phrases[0] is not phrase:
            return ()
        if clauses.chunks[i].passive or clauses.chunks[i].lemma not in ("include", "be"):
            return ()
        return tuple(clauses.arguments(i).phrases.get("object", ()))
    return ()


def _named_later(clauses: Clauses, k: int) -> tuple[Chunk, ...]:
    """Read "28 people who served under Z, among them X and Y", where no other group stands in between."""
    for i in range(k + 1, min(len(clauses.chunks), k + 20)):
        kind = clauses.kind(i)
        if kind == "STOP" or (kind == "NP" and clauses.chunks[i].mention is None and clauses.word(i).endswith("s")):
            return ()
        if kind == "COMMA":
            at = clauses.forward(i + 1)
            if clauses.word(at) in ("among-them", "including", "notably") and clauses.kind(at + 1) == "NP":
                return tuple(list_right(clauses, at + 1)[0])
            return ()
    return ()


def _inverted(clauses: Clauses, k: int) -> tuple[Chunk, ...]:
    """Read "among those sanctioned was X", where the subject comes last."""
    if clauses.word(k - 1) != "among" or clauses.kind(clauses.back(k - 2)) != "END":
        return ()
    for i in range(k + 1, min(len(clauses.chunks), k + 20)):
        if clauses.kind(i) in ("COMMA", "STOP", "REL", "SUB"):
            return ()
        if clauses.kind(i) == "VG" and clauses.chunks[i].lemma in _BE and _plain(clauses, i):
            passive = clauses.chunks[i].passive
            return tuple(list_right(clauses, i + 1)[0]) if clauses.kind(i + 1) == "NP" and not passive else ()
    return ()


def _after_colon(clauses: Clauses, k: int) -> tuple[Chunk, ...]:
    """Read "two generals are on the list: X and Y", where the group opens the sentence."""
    if clauses.back(k - 1) >= 0:
        return ()
    colon = next((i for i in range(k + 1, min(len(clauses.chunks), k + 20)) if clauses.kind(i) == "STOP"), None)
    if colon is None or clauses.word(colon) != ":" or clauses.kind(colon + 1) != "NP":
        return ()
    listed = tuple(list_right(clauses, colon + 1)[0])
    return listed if len(listed) > 1 and all(part.mention is not None for part in listed) else ()
