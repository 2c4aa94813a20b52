"""Clauses of a sentence to scopes: which part of it is whose words, and which part is only held possible or denied."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from newsgraph.extract.clauses.openings import opens_clause

if TYPE_CHECKING:
    from newsgraph.extract.chunks import Chunk
    from newsgraph.extract.clauses import Clauses
    from newsgraph.extract.clauses.grammar import Subject

_TOLD = frozenset({"tell", "inform", "warn", "assure", "brief", "remind", "promise", "ask"})
_CONDITIONS = frozenset({"if", "unless", "lest", "provided"})
# what stands after these is asked, or left open, or not so
_OPEN = frozenset({"whether", "how", "why", "as-if", "as-though"})
_ASKED = frozenset({"if", "when", "where"})
# what stands after these may never come
_NOT_YET = frozenset({"once", "until", "till", "before", "whenever", "as-soon-as", "in-case"})
_QUOTES = frozenset({"'", "‘", "’", '"', "“", "”", "`"})
_OPENING = frozenset({"VG", "SUB", "REL", "P"})
"""Kinds of chunks that may open a scope, beside the noun phrase before "that"."""
_NEAR = 12  # chunks between a subject and its verb
_CONTRASTS = frozenset({"but", "yet"})


class Scope(msgspec.Struct, gc=False):
    """Chunks `start` to `end` (exclusive) and what is said of them.

    kind: "said" (in `speakers`' words), or "planned", "possible", "denied". `speech` is the index of the verb; None
    for conditions and the like, which have no speaker.
    """

    start: int
    end: int
    kind: str
    speakers: tuple[Chunk, ...] = ()
    speech: int | None = None


def scopes(clauses: Clauses) -> list[Scope]:
    """All scopes of the sentence, in the order of their words."""
    found: list[Scope] = []
    opening = _OPENING | {"NP"} if clauses.has_that else _OPENING
    for i, chunk in enumerate(clauses.chunks):
        if chunk.kind not in opening:
            continue
        if chunk.kind == "VG" and _is_inverted(clauses, i):
            found.append(Scope(i, _next(clauses, i, ("COMMA", "STOP")), "none"))
            found.append(Scope(0, len(clauses.chunks), "conditional"))
        elif chunk.kind == "VG":
            scope = _of_passive(clauses, i) if chunk.passive else _of_verb(clauses, i)
            if scope is not None:
                found.append(scope)
        elif chunk.kind == "SUB" and (chunk.word in _OPEN or (chunk.word in _ASKED and _is_asked(clauses, i))):
            to_do = chunk.word == "whether" and clauses.chunks[_forward(clauses, i + 1)].to
            found.append(Scope(i, _next(clauses, i, ("COMMA", "STOP")), "possible" if to_do else "none"))
        elif chunk.kind == "SUB" and chunk.word in _CONDITIONS:
            found.extend(_of_condition(clauses, i))
        elif chunk.kind == "SUB" and clauses.kind(i + 1) == "NP" and (chunk.word in _NOT_YET or _awaited(clauses, i)):
            found.append(Scope(i, _next(clauses, i, ("COMMA", "STOP")), "none"))
        elif chunk.kind == "NP" and clauses.word(i + 1) == "that":
            kind = _of_noun(clauses, i)
            if kind is not None:
                found.append(Scope(i + 1, _next(clauses, i, ("STOP",)), kind))
        elif chunk.kind == "REL" and _is_untrue(clauses, i):
            found.append(Scope(0, i, "none"))
        elif chunk.kind == "P" and chunk.word == "according-to" and clauses.kind(i + 1) == "NP":
            end = len(clauses.chunks)
            found.append(Scope(0 if i else i + 2, i or end, "said", (clauses.chunks[i + 1],), i))
    if clauses.tokens and clauses.lexicon.has("suppositions", clauses.tokens[0].low):
        found.append(Scope(0, len(clauses.chunks), "none"))
    return sorted(found, key=lambda scope: (scope.start, -scope.end))


def _of_condition(clauses: Clauses, i: int) -> list[Scope]:
    """What "if" and "unless" make of their clause and of what depends on it; "if X had met Y" says that he did not."""
    end = _next(clauses, i, ("COMMA", "STOP"))
    inside = [chunk for chunk in clauses.chunks[i:end] if chunk.kind == "VG" and chunk.lemma]
    if any(chunk.lemma in ("believe", "trust") for chunk in inside):
        return [Scope(0, len(clauses.chunks), "none")]
    counterfactual = bool(inside) and inside[0].perfect and inside[0].form == "d"
    found = [Scope(i, end, "none" if counterfactual else "possible")]
    if clauses.word(i) != "lest":
        found.append(Scope(0, len(clauses.chunks), "conditional"))
    return found


def _is_asked(clauses: Clauses, i: int) -> bool:
    """Whether "if" or "when" opens an indirect question: "asked if", "it was not clear if", "did not say when"."""
    k = i - 1
    while clauses.kind(k) in ("ADV", "DATE", "NEG"):
        k -= 1
    if clauses.kind(k) == "NP" and clauses.lexicon.has("questionable", clauses.word(k)):
        return True
    if clauses.kind(k) == "NP" and clauses.kind(k - 1) == "VG" and clauses.chunks[k - 1].lemma in _TOLD:
        k -= 1
    lemma = clauses.chunks[k].lemma if clauses.kind(k) == "VG" else ""
    return bool(lemma) and any(clauses.lexicon.has(name, lemma) for name in ("speech", "asking"))


def _of_noun(clauses: Clauses, i: int) -> str | None:
    """What the noun before "that" makes of the clause: nothing follows from a claim, and a fear is of what may be."""
    chunk, lexicon = clauses.chunks[i], clauses.lexicon
    before = clauses.back(i - 1)
    verb = clauses.chunks[before] if clauses.kind(before) == "VG" else None
    rejected = verb is not None and any(
        lexicon.has(name, verb.lemma) for name in ("speech_denied", "event_denied", "control_denied")
    )
    if chunk.neg or (verb is not None and verb.neg) or lexicon.has("claim_nouns", chunk.lemma):
        return "none"
    if chunk.mention is None and chunk.head is not None and chunk.word.endswith("ed") and not chunk.head.capital:
        return "none"  # a verb that is not known: "X lied that"
    if chunk.mention is None and chunk.word in lexicon.speech_kinds and chunk.first < chunk.last:
        return "none"  # "some say that"
    if lexicon.has("belief_nouns", chunk.lemma):
        return "none" if rejected else "possible"
    return None


def _is_untrue(clauses: Clauses, i: int) -> bool:
    """Whether a relative clause says that what stands before it is not so: ", which is not true"."""
    if clauses.word(i) != "which" or clauses.kind(i + 1) != "VG" or clauses.chunks[i + 1].lemma != "be":
        return False
    first = clauses.chunks[i + 1].last + 1
    following = [token.low for token in clauses.tokens[first : first + 2]]
    negated = clauses.chunks[i + 1].neg
    return bool(following) and (
        any(clauses.lexicon.has("claim_nouns", word) for word in following)
        or (negated and any(word in ("true", "correct", "so", "accurate") for word in following))
    )


def _of_passive(clauses: Clauses, i: int) -> Scope | None:
    """Read "X was told that" and ", it was rumoured": nobody stands for the words."""
    group = clauses.chunks[i]
    subject = clauses.subject(i) if "it" in clauses.lows else None
    if subject is not None and subject.phrases[0].word == "it" and clauses.kind(subject.left - 1) == "COMMA":
        return Scope(0, subject.left, "none")
    if group.lemma not in clauses.lexicon.speech_kinds or clauses.lexicon.has("factive", group.lemma):
        return None
    complement = _complement(clauses, i)
    if complement is not None and clauses.word(complement) == "that":
        return Scope(complement, _end(clauses, i, complement), "none")
    return None


def _forward(clauses: Clauses, k: int) -> int:
    while k + 1 < len(clauses.chunks) and clauses.kind(k) in ("ADV", "NEG"):
        k += 1
    return min(k, len(clauses.chunks) - 1)


def _is_inverted(clauses: Clauses, i: int) -> bool:
    """Whether an auxiliary stands before its subject as "if" would: "Had X joined Y, ", "Should X join Y, "."""
    if clauses.tokens[clauses.chunks[i].first].low not in ("had", "were", "should"):
        return False
    opens = clauses.kind(i - 1) in ("END", "COMMA", "STOP") or clauses.word(i - 1) == "that"
    k = i + 2
    while clauses.kind(k) in ("P", "CC") and clauses.kind(k + 1) == "NP":
        k += 2
    verb = clauses.kind(k) == "VG" and clauses.chunks[k].form in ("n", "dn", "b", "p")
    return opens and clauses.kind(i + 1) == "NP" and verb


def _awaited(clauses: Clauses, i: int) -> bool:
    """Whether "when" or "after" speaks of what is still to come: "after he has met X, he will"."""
    if clauses.word(i) not in ("when", "after", "while"):
        return False
    k = next((k for k in range(i + 1, len(clauses.chunks)) if clauses.chunks[k].finite), None)
    return k is not None and clauses.chunks[k].perfect and clauses.chunks[k].form == "s"


def _next(clauses: Clauses, i: int, kinds: tuple[str, ...]) -> int:
    return next((k for k in range(i + 1, len(clauses.chunks)) if clauses.chunks[k].kind in kinds), len(clauses.chunks))


def _of_verb(clauses: Clauses, i: int) -> Scope | None:
    group = clauses.chunks[i]
    kind = clauses.lexicon.speech_kinds.get(group.lemma)
    if kind is None:
        if not clauses.has_that:
            return None
        complement = _complement(clauses, i) if not clauses.lexicon.has("factive", group.lemma) else None
        if complement is None or clauses.word(complement) != "that":
            return None
        return Scope(complement, _end(clauses, i, complement), "none")
    complement = _complement(clauses, i)
    subject = clauses.subject(i)
    if group.neg or group.modal or _is_false(clauses, i, complement, subject):
        kind = "none"
    elif group.to or group.form == "g":
        kind = _as_controlled(kind, subject)
        if group.to and complement is None:
            return None
    if complement is not None:
        speakers = subject.phrases if subject is not None else _before(clauses, i)
        return Scope(complement, _end(clauses, i, complement), kind, speakers, i)
    if kind != "said" and not clauses.lexicon.has("speech", group.lemma):
        hoped = kind == "possible" and clauses.kind(i + 1) in ("STOP", "END") and clauses.kind(i - 1) == "NP"
        return _postposed(clauses, i, kind) if hoped else None  # "X will join Y, Z hopes"
    return _postposed(clauses, i, kind)


def _as_controlled(kind: str, subject: Subject | None) -> str:
    """What becomes of speech that is itself denied or planned: "denied saying that", "is expected to say that"."""
    if subject is None:
        return kind
    return kind if all(control == "actual" and not negated for control, negated in subject.control) else "none"


def _is_false(clauses: Clauses, i: int, complement: int | None, subject: Subject | None) -> bool:
    """Whether an adverb or adjunct says that the words are not so: "falsely claimed that", "said in error that"."""
    if clauses.lexicon.words["untruths"].isdisjoint(clauses.lows):
        return False
    own = subject is not None and i - subject.left < _NEAR
    first = clauses.chunks[subject.left if subject is not None and own else i].first
    while first > 0 and clauses.tokens[first - 1].tag == "ADV":
        first -= 1
    if complement is None or complement >= len(clauses.chunks):
        last = clauses.chunks[i].last + 1
    else:
        last = clauses.chunks[complement].first
    return any(clauses.lexicon.has("untruths", token.low) for token in clauses.tokens[first:last])


def _before(clauses: Clauses, i: int) -> tuple[Chunk, ...]:
    return (clauses.chunks[i - 1],) if clauses.kind(i - 1) == "NP" else ()


def _complement(clauses: Clauses, i: int) -> int | None:
    """Where the clause begins that the verb at i reports; None where it has none after it."""
    group = clauses.chunks[i]
    k = i + 1
    told = False
    for _ in range(12):
        kind, word = clauses.kind(k), clauses.word(k)
        if kind in ("ADV", "DATE"):
            k += 1
        elif (kind == "SUB" and word == "that") or (
            kind == "NP" and (opens_clause(clauses, k) or _opens_with_comma(clauses, k))
        ):
            return k
        elif kind == "NP" and not told and group.lemma in _TOLD:
            told = True
            k += 1
        elif (
            kind == "P"
            and clauses.kind(k + 1) in ("NP", "DATE")
            and not (clauses.kind(k + 1) == "NP" and opens_clause(clauses, k + 1))
        ):
            k += 2
            if clauses.kind(k) == "COMMA" and clauses.word(k + 1) == "that":
                k += 1
        elif (
            kind == "COMMA"
            and clauses.kind(k + 1) == "ADV"
            and clauses.kind(k + 2) == "COMMA"
            and clauses.word(k + 3) == "that"
        ):
            k += 3
        elif kind == "COMMA" and clauses.kind(k + 1) == "STOP" and clauses.word(k + 1) in _QUOTES:
            k += 1
        elif kind == "STOP" and word in _QUOTES and clauses.kind(k + 1) == "NP" and opens_clause(clauses, k + 1):
            return k + 1
        elif (kind == "STOP" and word == ":") or (kind == "COMMA" and _quoted(clauses, k + 1, group)):
            return k + 1 if _quoted(clauses, k + 1, group) or word == ":" else None
        elif kind == "SUB" and word in _CONDITIONS:
            return k
        else:
            return None
    return None


def _opens_with_comma(clauses: Clauses, k: int) -> bool:
    """Whether the noun phrase at k is a subject that commas part from its verb: "said X, a minister, met Y"."""
    if clauses.kind(k + 1) != "COMMA":
        return False
    for m in range(k + 3, min(len(clauses.chunks), k + 15)):
        if clauses.chunks[m].finite and clauses.chunks[m].lemma and clauses.kind(clauses.back(m - 1)) == "COMMA":
            subject = clauses.subject(m)
            return subject is not None and subject.left == k
    return False


def _quoted(clauses: Clauses, k: int, group: Chunk) -> bool:
    return k < len(clauses.chunks) and clauses.chunks[k].quote != 0 and clauses.chunks[k].quote != group.quote


def _end(clauses: Clauses, i: int, start: int) -> int:
    """Where reported speech ends: at "but", at "as he met ...", or with the relative clause that it stands in."""
    enclosed = clauses.kind(clauses.back(i - 1)) == "REL"
    for k in range(start + 1, _end_of_quote(clauses, i)):
        kind, word = clauses.kind(k), clauses.word(k)
        if kind == "STOP" and word == ";":
            return k
        if kind == "COMMA" and (enclosed or (clauses.kind(k + 1) == "CC" and clauses.word(k + 1) in _CONTRASTS)):
            return k
        if kind == "COMMA" and clauses.kind(k + 1) == "CC" and _speaks_anew(clauses, k + 2):
            return k
        if kind == "SUB" and word in ("as", "while") and clauses.word(k + 1) in ("he", "she", "they"):
            return k
    return _end_of_quote(clauses, i)


def _end_of_quote(clauses: Clauses, i: int) -> int:
    """Where the last quotation of the sentence ends, if the verb at i is quoted; else the end of the sentence."""
    if not clauses.chunks[i].quote:
        return len(clauses.chunks)
    return max(k for k, chunk in enumerate(clauses.chunks) if chunk.quote) + 1


def _speaks_anew(clauses: Clauses, k: int) -> bool:
    """Whether the noun phrase at k is the subject of another verb of saying: "X said A, and Y told him B"."""
    if clauses.kind(k) != "NP" or clauses.chunks[k].pronoun:
        return False
    for m in range(k + 1, min(len(clauses.chunks), k + 15)):
        if clauses.chunks[m].finite and clauses.is_speech(m):
            subject = clauses.subject(m)
            if subject is not None and subject.left == k:
                return True
    return False


def _has_object(clauses: Clauses, i: int) -> bool:
    """Whether the verb says something of its own: "promised to stop", "denied the charge"."""
    k = i + 1
    told = clauses.chunks[i].lemma in _TOLD
    while clauses.kind(k) in ("ADV", "DATE") or (clauses.kind(k) == "P" and clauses.kind(k + 1) in ("NP", "DATE")):
        k += 2 if clauses.kind(k) == "P" else 1
    if clauses.kind(k) == "VG" and clauses.chunks[k].to:
        return True
    return clauses.kind(k) == "NP" and k > 0 and not told and clauses.subject(i) is not None


def _postposed(clauses: Clauses, i: int, kind: str) -> Scope | None:
    """Read "..., X said" and "..., said X": the words before the comma are X's."""
    if clauses.kind(i + 1) == "NP" and i > 0 and clauses.chunks[i - 1].quote not in (0, clauses.chunks[i].quote):
        return Scope(0, i, kind, (clauses.chunks[i + 1],), i)
    if _has_object(clauses, i):
        return None
    subject = clauses.subject(i)
    if subject is None:
        if kind == "said" and clauses.kind(i - 1) == "COMMA" and clauses.kind(i + 1) == "NP":
            return Scope(0, i - 1, kind, (clauses.chunks[i + 1],), i)
        return None
    before = subject.left - 1
    if clauses.kind(i - 1) == "REL":
        return None
    said = any(chunk.finite for chunk in clauses.chunks[:before]) and clauses.kind(0) != "SUB"
    if (clauses.kind(before) == "COMMA" and said) or (
        before >= 0 and clauses.chunks[before].quote not in (0, clauses.chunks[i].quote)
    ):
        first = next((k + 1 for k in range(before, -1, -1) if clauses.word(k) == ";"), 0)
        return Scope(first, before + 1, kind, subject.phrases, i)
    if clauses.kind(before) == "COMMA" and before > 0 and clauses.kind(i + 1) == "COMMA":
        return Scope(0, len(clauses.chunks), kind, subject.phrases, i)  # "X, Y said, met Z"
    return None
