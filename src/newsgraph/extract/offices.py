"""Noun phrases to the offices of people: "Russian President X", "X, a former intelligence chief", "Y's minister"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsgraph.extract.clauses.participles import is_reduced

if TYPE_CHECKING:
    from newsgraph.extract.chunks import Chunk
    from newsgraph.extract.clauses import Clauses
    from newsgraph.extract.lexicon import Lexicon
    from newsgraph.extract.mentions import Mention
    from newsgraph.extract.speech import Scope
    from newsgraph.extract.tokens import Token


_AIMS = frozenset({"for", "to", "of"})
# ranks and styles that stand between an office and a name
_STYLES = frozenset({"prince", "princess", "gen.", "general", "col.", "colonel", "lt.", "maj.", "adm.", "admiral"})


@dataclass(frozen=True, slots=True)
class Description:
    """An office as a noun phrase gives it; tokens `first` to `last` inclusive are its words."""

    title: str
    former: bool
    first: int
    last: int


def describe(phrase: Chunk, tokens: list[Token], lexicon: Lexicon) -> Description | None:
    """The office in a noun phrase: its head, or the words before a person's name; None where there is none."""
    start = phrase.possessor.last + 2 if phrase.possessor is not None else phrase.first
    end = phrase.last
    mention = phrase.mention
    if mention is not None:
        if mention.kind not in ("person", "unknown"):
            return None
        end = mention.first - 1
        while end >= start and lexicon.has("honorifics", tokens[end].low):
            end -= 1
    found = _title(tokens, start, end, lexicon)
    if found is None:
        return None
    if mention is not None and found[0] == end and tokens[end].low in _STYLES:
        above = _title(tokens, start, end - 1, lexicon)  # "Foreign Minister Prince X", "Defense Minister Gen. X"
        if above is not None and above[1]:
            found, end = above, end - 1
    first, complete = found
    words = [tokens[k].low for k in range(first, end + 1)]
    words[-1] = lexicon.singular(words[-1])
    former = False
    k = first - 1
    while k >= start and tokens[k].mention is None and (tokens[k].tag in ("N", "V") or tokens[k].low == "then"):
        low = tokens[k].low
        if low in lexicon.words["former"]:
            former = True
        elif low in lexicon.words["dropped"]:
            pass
        elif low in lexicon.words["kept"] or (not complete and low.replace("-", "").isalpha()):
            words.insert(0, low)
        else:
            break
        first = k
        k -= 1
    then = words[0].startswith("then-") or any(tokens[m].low == "then" for m in range(start, end))
    if words[0].startswith(("ex-", "then-")):
        former = True
        words[0] = words[0][words[0].index("-") + 1 :]
    if not former:
        former = any(tokens[m].low in lexicon.words["former"] for m in range(start, first))
    title = " ".join([*(["then" if then else "former"] if former else []), *words])
    return Description(title, former, first, end)


def _title(tokens: list[Token], start: int, end: int, lexicon: Lexicon) -> tuple[int, bool] | None:
    """The first token of the title that ends at `end`, and whether its name is complete."""
    if end < start:
        return None
    last = lexicon.singular(tokens[end].low.removeprefix("ex-").removeprefix("then-"))
    if last not in lexicon.office_ends:
        return None
    titles, heads = lexicon.words["titles"], lexicon.words["heads"]
    for first in range(max(start, end - 4), end + 1):
        phrase = " ".join(token.low.removeprefix("ex-").removeprefix("then-") for token in tokens[first : end + 1])
        singular = " ".join([*(token.low for token in tokens[first:end]), last])
        if phrase in titles or singular in titles:
            return first, True
        if first == end and (phrase in heads or last in heads):
            return first, False
    return None


def appositions(clauses: Clauses, around: list[Scope]) -> list[tuple[Chunk, Chunk, Chunk | None]]:
    """Person phrases with the phrases that say what they are, and what "of" adds to those; `around` are the scopes."""
    found: list[tuple[Chunk, Chunk, Chunk | None]] = []
    chunks = clauses.chunks
    for i, chunk in enumerate(chunks):
        if chunk.kind != "NP":
            continue
        person = chunk.mention is not None and chunk.mention.kind == "person"
        if person and clauses.kind(i + 1) == "COMMA" and clauses.kind(i + 2) == "NP":
            role = chunks[i + 2]
            of = _of(clauses, i + 2)
            named = of is not None and of.mention is not None and of.mention.kind == "person"  # "the head of NATO X"
            if (
                role.mention is None
                and not (role.pronoun or named)
                and not _listed(clauses, i)
                and not _acts(clauses, i + 2)
            ):
                found.append((chunk, role, of if clauses.word(i + 3) != "to" else None))
        elif person and clauses.word(i + 2) == "who" and (at := _who_is(clauses, i)) is not None:
            found.append((chunk, chunks[at], _of(clauses, at)))
        elif person and clauses.kind(i + 1) == "VG" and chunks[i + 1].lemma == "be" and clauses.kind(i + 2) == "NP":
            role = chunks[i + 2]
            if role.mention is None and _is_said_of(clauses, i) and not _reported(clauses.chunks[i + 1], i + 1, around):
                found.append((chunk, role, _of(clauses, i + 2)))
        elif not person and chunk.mention is None and not chunk.pronoun:
            k = i + 1
            of = _of(clauses, i)
            if of is not None:
                k += 2
            if _is(clauses, k) and (chunk.possessor is not None or (chunk.det == "the" and of is not None)):
                name = chunks[k + 1]  # "Rusal's chairman is X"
                subject = clauses.subject(k)
                if (
                    name.mention is not None
                    and name.mention.kind == "person"
                    and _bare(name, clauses)
                    and not _is_plural(chunk)
                    and subject is not None
                    and subject.phrases == (chunk,)
                    and not _reported(chunks[k], k, around)
                ):
                    found.append((name, chunk, of))
            if clauses.kind(k) == "COMMA" and clauses.kind(k + 1) == "NP":
                name = chunks[k + 1]
                closes = clauses.kind(k + 2) in ("COMMA", "END", "STOP", "P") and not _opens(clauses, i)
                if (
                    name.mention is not None
                    and name.mention.kind == "person"
                    and _bare(name, clauses)
                    and closes
                    and not _is_plural(chunk)
                    and (
                        chunk.det in ("the", "its", "their", "his", "her")
                        or chunk.possessor is not None
                        or chunk.modifiers
                        or clauses.word(i - 1) == "whose"
                    )
                ):
                    found.append((name, chunk, of))
    return found


def _is(clauses: Clauses, i: int) -> bool:
    """Whether the verb group at i is a plain "is" or "was" before a noun phrase."""
    if clauses.kind(i) != "VG" or clauses.chunks[i].lemma != "be" or clauses.kind(i + 1) != "NP":
        return False
    group = clauses.chunks[i]
    return not group.neg and not group.modal and group.form in ("s", "d") and group.quote == 0


def _who_is(clauses: Clauses, i: int) -> int | None:
    """Where the office stands that ", who is" gives the person at i."""
    role = clauses.chunks[i + 4] if _is(clauses, i + 3) and clauses.chunks[i + 3].form == "s" else None
    return i + 4 if role is not None and role.mention is None and not role.pronoun else None


def _acts(clauses: Clauses, i: int) -> bool:
    """Whether the noun phrase at i, after a comma, is the subject of a verb: "asked about X, a minister said"."""
    k = i + 1
    while clauses.kind(k) == "P" and clauses.kind(k + 1) == "NP":
        k += 2
    k += clauses.kind(k) == "ADV"
    return clauses.kind(k) == "VG" and clauses.chunks[k].finite and not is_reduced(clauses, k)


def _opens(clauses: Clauses, i: int) -> bool:
    """Whether the noun phrase at i belongs to an adverbial that opens the sentence: "after talks with him, X"."""
    k = i - 1
    while clauses.kind(k) == "CC" and clauses.kind(k - 1) in ("NP", "COMMA"):
        k -= 1  # "A's president, X, and B's president, Y"
        while clauses.kind(k) in ("NP", "COMMA"):
            k -= 1
    before = clauses.kind(k) in ("P", "SUB", "VG", "CC")
    return before and not any(chunk.finite for chunk in clauses.chunks[:i])


def _is_said_of(clauses: Clauses, i: int) -> bool:
    """Whether "is" after the noun phrase at i says what that is, and not its aide; no denial, no guess."""
    group = clauses.chunks[i + 1]
    if group.neg or group.modal or group.form not in ("s", "d"):
        return False
    subject = clauses.subject(i + 1)
    return subject is not None and subject.phrases == (clauses.chunks[i],)


def _reported(group: Chunk, i: int, around: list[Scope]) -> bool:
    """Whether the verb group at i stands in a quotation, in somebody's words or thoughts, or in a condition."""
    return group.quote != 0 or any(
        (scope.start <= i < scope.end and scope.speech != i) or scope.kind == "conditional" for scope in around
    )


def _is_plural(phrase: Chunk) -> bool:
    return phrase.head is not None and phrase.lemma != phrase.head.low


def _bare(name: Chunk, clauses: Clauses) -> bool:
    """Whether nothing but an honorific stands before the name."""
    mention = name.mention
    return mention is not None and all(
        clauses.lexicon.has("honorifics", token.low) for token in clauses.tokens[name.first : mention.first]
    )


def _listed(clauses: Clauses, i: int) -> bool:
    """Whether the phrase after the comma goes on a list: "Macron, the chancellor and others".

    It does not in "X, Hungary's prime minister and the host, said": a comma closes no list.
    """
    if clauses.kind(i + 5) == "COMMA" and clauses.kind(i + 6) == "VG" and clauses.chunks[i + 4].mention is None:
        return False
    return clauses.kind(i + 3) == "CC" and clauses.kind(i + 4) == "NP" and clauses.chunks[i + 2].det != "a"


def introduced(clauses: Clauses, i: int) -> tuple[Chunk, str, Mention] | None:
    """The office whose holder follows only what it is for: "the U.N. envoy for Syria X"; the name's phrase is at i.

    The phrase of the office, the preposition after it, and what it is for. With "of" it is the office of that:
    "President of the European Council X".
    """
    name = clauses.chunks[i]
    if name.possessor is not None or name.mention is None or len(name.modifiers) > 1:
        return None
    k = i - 1 if name.modifiers else i - 2
    between = name.modifiers[0] if name.modifiers else clauses.chunks[i - 1].mention if i > 0 else None
    if k < 1 or between is None or between.kind == "adjective" or between.last + 1 != name.mention.first:
        return None
    office = clauses.chunks[k - 1]
    if clauses.word(k) not in _AIMS or office.kind != "NP" or office.mention is not None:
        return None
    return office, clauses.word(k), between


def sharers(clauses: Clauses, i: int, described: Description) -> list[int]:
    """Who else holds the offices that stand before the name at i: B in "Presidents A and B"."""
    if clauses.tokens[described.last].low not in clauses.lexicon.plurals:
        return []
    found: list[int] = []
    k = i + 1
    while True:
        if clauses.word(k) == "of" and clauses.kind(k + 1) == "NP":
            k += 2
        k += clauses.kind(k) == "COMMA"
        k += clauses.kind(k) == "CC"
        phrase = clauses.chunks[k] if clauses.kind(k) == "NP" else None
        mention = phrase.mention if phrase is not None else None
        if phrase is None or mention is None or mention.kind != "person" or mention.first != phrase.first:
            return found
        if clauses.kind(k - 1) not in ("COMMA", "CC"):
            return found
        found.append(k)
        k += 1


def _of(clauses: Clauses, i: int) -> Chunk | None:
    spokesman = clauses.word(i + 1) == "for" and clauses.chunks[i].lemma.startswith("spokes")
    if (
        clauses.kind(i + 1) == "P"
        and (clauses.word(i + 1) in ("of", "at", "to") or spokesman)
        and clauses.kind(i + 2) == "NP"
    ):
        return clauses.chunks[i + 2]
    return None
