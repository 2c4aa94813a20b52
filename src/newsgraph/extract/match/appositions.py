"""What is said of names without a verb: "Belarus, a Russian ally," and "X, Y and other NATO members"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsgraph.extract import outcome
from newsgraph.extract.chunks import Chunk
from newsgraph.extract.clauses.grammar import Arguments
from newsgraph.extract.clauses.lists import list_left, list_right
from newsgraph.extract.clauses.noun_phrases import is_descriptive
from newsgraph.extract.match.conditions import asked_phrases, is_noun
from newsgraph.extract.match.event_dates import span
from newsgraph.extract.match.fillers import fill
from newsgraph.extract.match.functions import with_nouns
from newsgraph.extract.match.statement import Candidate

if TYPE_CHECKING:
    from newsgraph.extract.clauses import Clauses
    from newsgraph.extract.match.setting import Setting


def apposed(setting: Setting, i: int) -> list[Candidate]:
    """What an apposition says by "be" left out: "Belarus, a Russian ally," and "NATO member Turkey"."""
    clauses = setting.clauses
    chunk = clauses.chunks[i]
    mention = chunk.mention
    if mention is None or mention.entity is None or mention.kind in ("adjective", "demonym"):
        return []
    said: Chunk | None = None
    after = Arguments()
    negated = False
    if mention.first > chunk.first and clauses.tokens[mention.first - 1].tag == "N":
        said = Chunk("NP", chunk.first, mention.first - 1)
        said.head = clauses.tokens[mention.first - 1]
        said.lemma = clauses.lexicon.singular(said.head.low)
        said.possessor = chunk.possessor
        if clauses.tokens[chunk.first].low == "its" and clauses.kind(i - 1) == "CC" and clauses.kind(i - 2) == "NP":
            said.possessor = clauses.chunks[i - 2]  # "X and its ally Y"
        said.modifiers = tuple(m for m in chunk.modifiers if m is not mention)
    elif (
        clauses.kind(i + 1) == "COMMA"
        and clauses.kind(clauses.forward(i + 2)) == "NP"
        and is_descriptive(clauses, clauses.chunks[clauses.forward(i + 2)])
    ):
        role = clauses.forward(i + 2)
        after = clauses.arguments(role)
        negated = any(clauses.kind(k) == "NEG" for k in range(i + 2, role))
        if any(clauses.lexicon.has("once", clauses.word(k)) for k in range(i + 2, role)):
            return []
        closed = clauses.kind(after.end) in ("COMMA", "END", "STOP", "REL") or clauses.word(after.end) == "but"
        if closed or (clauses.kind(after.end) == "VG" and clauses.chunks[after.end].to):
            said = clauses.chunks[role]
    elif (
        clauses.kind(i - 1) == "COMMA"
        and clauses.kind(i - 2) == "NP"
        and clauses.kind(list_right(clauses, i)[1]) in ("COMMA", "END", "STOP")
    ):
        before = clauses.chunks[i - 2]
        alike = (before.lemma != before.word) == (len(list_right(clauses, i)[0]) > 1)
        said = before if before.possessor is not None and before.mention is None and alike else None
    function = "object"
    at = clauses.forward(i + 2)
    at += clauses.word(at) in ("himself", "herself", "itself")
    if said is None and clauses.kind(i + 1) == "COMMA" and clauses.kind(at) == "P" and clauses.kind(at + 1) == "NP":
        function, said = clauses.word(at), clauses.chunks[at + 1]
    if said is None:
        return []
    subject = _said_of(clauses, said, i) if function == "object" else [chunk]
    return _said_to_be(setting, said, subject, after, function, i, negated=negated)


def _said_to_be(
    setting: Setting,
    said: Chunk,
    subject: list[Chunk],
    after: Arguments,
    function: str,
    i: int,
    *,
    negated: bool = False,
) -> list[Candidate]:
    """What the frames of "be" make of a noun phrase that is said of others without a verb."""
    found: list[Candidate] = []
    for frame in setting.rules.by_verb.get("be", ()) if said.lemma in setting.rules.asked else ():
        if not any(name == function and is_noun(setting.clauses, said, nouns) for name, nouns in frame.where):
            continue
        phrases = {name: list(items) for name, items in after.phrases.items()}
        phrases |= {"subject": subject, function: [said]}
        nouns = asked_phrases(setting.clauses, frame, phrases)
        said_so = "denied" if negated else outcome.as_frame_says("actual", frame)
        realis = outcome.in_scopes(said_so, setting.around(i))
        if not nouns or realis is None:
            continue
        filled = fill(setting, frame, with_nouns(setting.clauses, phrases, nouns), None, i)
        if filled is not None:
            date = span(setting.clauses, after.dates[0]) if _is_since(setting.clauses, after) else None
            found.append(Candidate(frame, realis, filled.fillers, date, i, i, grounds=filled.grounds))
    return found


def _is_since(clauses: Clauses, after: Arguments) -> bool:
    """Whether a date says since when something is what it is said to be: "a member since 1997"."""
    return len(after.dates) == 1 and clauses.word(after.dates[0] - 1) == "since"


def among_others(setting: Setting, i: int) -> list[Candidate]:
    """Read "X, Y and other NATO members", "other members of NATO" and "NATO members such as X and Y"."""
    clauses = setting.clauses
    chunk = clauses.chunks[i]
    of = clauses.word(i + 1) == "of" and clauses.kind(i + 2) == "NP"
    if chunk.lemma == chunk.word or not (chunk.modifiers or of):
        return []
    words = {token.low for token in clauses.tokens[chunk.first : chunk.last]}
    named: tuple[Chunk, ...] = ()
    after = Arguments({"of": [clauses.chunks[i + 2]]}) if of else Arguments()
    last = i + 2 * of
    at = last + 1 + (clauses.kind(last + 1) == "COMMA")
    if "other" in words and clauses.kind(i - 1) == "CC":
        named = list_left(clauses, i)[0][:-1]
    elif "other" not in words and clauses.word(at) in ("including", "such-as") and clauses.kind(at + 1) == "NP":
        named = _names_from(clauses, at + 1)
    elif at == last + 2 and clauses.kind(at) == "NP":
        listed = _names_from(clauses, at)
        named = listed if len(listed) == _count(clauses, chunk) else ()  # "the two NATO members, X and Y,"
    return _said_to_be(setting, chunk, list(named), after, "object", i) if named else []


def _count(clauses: Clauses, phrase: Chunk) -> int:
    """How many a plural says that they are, where it gives a number up to twelve in words or figures; else 0."""
    numbers = clauses.lexicon.order["numbers"]
    low = [token.low for token in clauses.tokens[phrase.first : phrase.last]]
    counts = [
        numbers.index(word) + 1 if word in numbers else int(word) for word in low if word in numbers or is_count(word)
    ]
    return counts[0] if len(counts) == 1 else 0


def is_count(word: str) -> bool:
    return word.isdecimal() and word.isascii() and len(word) < 3


def _names_from(clauses: Clauses, k: int) -> tuple[Chunk, ...]:
    """The names of a run "X, Y and Z" that opens at k, up to whatever is none; none where a coordinator lacks."""
    names: list[Chunk] = []
    last = ""
    while clauses.kind(k) in ("NP", "COMMA", "CC"):
        if clauses.kind(k) == "NP":
            if clauses.chunks[k].mention is None:
                return ()
            names.append(clauses.chunks[k])
            last = clauses.word(k - 1)
        k += 1
    return tuple(names) if len(names) == 1 or last == "and" else ()


def _said_of(clauses: Clauses, said: Chunk, i: int) -> list[Chunk]:
    """What an apposition is said of: all of a list where it is a plural: "X and Y, both members of Z"."""
    if said.head is not None and said.lemma != said.head.low:
        if said.last < clauses.chunks[i].first - 1:
            return list(list_right(clauses, i)[0])  # "NATO's newest members, X and Y"
        if said.first != clauses.chunks[i].first:
            return list(list_left(clauses, i)[0])
        listed = _list_from(clauses, i)
        return listed if len(listed) > 1 else []
    return [clauses.chunks[i]]


def _list_from(clauses: Clauses, i: int) -> list[Chunk]:
    """The list that opens with the noun phrase at i, as an object or as the subject of the verb after it."""
    listed = list_right(clauses, i)[0]
    verb = next((k for k in range(i + 1, len(clauses.chunks)) if clauses.kind(k) == "VG"), None)
    subject = clauses.subject(verb) if verb is not None and len(listed) == 1 else None
    if subject is not None and subject.phrases[0] is clauses.chunks[i]:
        return list(subject.phrases)
    return listed
