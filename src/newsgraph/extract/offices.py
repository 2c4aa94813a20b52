"""Noun phrases to the offices of people: "Russian President X", "X, a former intelligence chief", "Y's minister"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsgraph.extract.clauses.lists import list_right
from newsgraph.extract.clauses.noun_phrases import OFFICE_PREPOSITIONS, is_role
from newsgraph.extract.clauses.participles import is_reduced

if TYPE_CHECKING:
    from newsgraph.extract.chunks import Chunk
    from newsgraph.extract.clauses import Clauses
    from newsgraph.extract.lexicon import Lexicon
    from newsgraph.extract.mentions import Mention
    from newsgraph.extract.speech import Scope
    from newsgraph.extract.tokens import Token


# offices that have a first and a second: "first deputy minister"
_SECOND = frozenset({"deputy", "vice", "lady", "minister"})
# "the highest-ranking official to visit" says nothing of an office
_VAGUE = frozenset({"official", "politician", "leader", "figure"})
_AIMS = frozenset({"for", "to", "of"})
# ranks and styles that stand between an office and a name
_WRITTEN_OUT = {
    "sen.": "senator",
    "rep.": "representative",
    "gov.": "governor",
    "pres.": "president",
    "gen.": "general",
    "lt.": "lieutenant",
    "maj.": "major",
    "brig.": "brigadier",
    "col.": "colonel",
    "capt.": "captain",
    "adm.": "admiral",
    "sgt.": "sergeant",
}
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
    words = [_WRITTEN_OUT.get(word, word) for word in words]
    former = False
    k = first - 1
    while k >= start and tokens[k].mention is None and (tokens[k].tag in ("N", "V") or tokens[k].low == "then"):
        low = tokens[k].low
        if low in lexicon.words["former"]:
            former = True
        elif low in lexicon.words["dropped"] or (low == "first" and complete and words[0] not in _SECOND):
            pass  # "the first president to visit"
        elif low in lexicon.words["kept"] or (not complete and low.replace("-", "").isalpha()):
            words.insert(0, low)
        else:
            break
        first = k
        k -= 1
    inside = [token.low for token in tokens[start:end]]
    then = words[0].startswith("then-") or "then" in inside
    if words[0].startswith(("ex-", "then-")):
        former = True
        words[0] = words[0][words[0].index("-") + 1 :]
    former = former or not lexicon.words["former"].isdisjoint(inside[: first - start])
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
    opening = max(start, end - 4)
    lows = [token.low for token in tokens[opening : end + 1]]
    plain = [low.removeprefix("ex-").removeprefix("then-") for low in lows]
    lows[-1] = last
    for first in range(opening, end + 1):
        phrase = " ".join(plain[first - opening :])
        if phrase in titles or " ".join(lows[first - opening :]) in titles:
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
                and not _is_of_another(clauses, i + 2)
                and not _is_ranked(clauses, i + 2)
                and not _acts(clauses, i + 2)
            ):
                found.append((chunk, role, of if clauses.word(i + 3) != "to" else None))
        elif person and clauses.word(i + 2) == "who" and (at := _who_is(clauses, i)) is not None:
            found.append((chunk, chunks[at], _of(clauses, at)))
        elif person and clauses.kind(i + 1) == "VG" and chunks[i + 1].lemma == "be" and clauses.kind(i + 2) == "NP":
            role = chunks[i + 2]
            if (
                role.mention is None
                and not _is_ranked(clauses, i + 2)
                and _is_said_of(clauses, i)
                and not _reported(clauses.chunks[i + 1], i + 1, around)
            ):
                found.append((chunk, role, _of(clauses, i + 2)))
        elif not person and chunk.mention is None and not chunk.pronoun:
            found.extend(_distributed(clauses, i))
            k = i + 1
            of = _of(clauses, i)
            if of is not None or (clauses.word(k) in OFFICE_PREPOSITIONS and clauses.kind(k + 1) == "NP"):
                k += 2  # "the ambassador in Washington, X,"
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
                closes = clauses.kind(k + 2) in ("COMMA", "END", "STOP", "P")
                acts = clauses.kind(k + 2) == "COMMA" and clauses.kind(k + 3) == "VG" and clauses.chunks[k + 3].finite
                closes = closes and (acts or not _opens(clauses, i))  # "After its president, X, was overthrown"
                if (
                    name.mention is not None
                    and name.mention.kind == "person"
                    and _bare(name, clauses)
                    and closes
                    and not _is_plural(chunk)
                    and (
                        chunk.det in ("the", "its", "their", "his", "her")
                        or (chunk.det in ("a", "an") and clauses.kind(k + 2) == "COMMA")
                        or chunk.possessor is not None
                        or chunk.modifiers
                        or clauses.word(i - 1) == "whose"
                    )
                ):
                    found.append((name, chunk, of))
    return found


def _distributed(clauses: Clauses, i: int) -> list[tuple[Chunk, Chunk, Chunk | None]]:
    """Offices of several, with those who hold them in the same order: "the presidents of X and Y, A and B,"."""
    role = clauses.chunks[i]
    if not (_is_plural(role) and is_role(clauses, role) and role.det in ("the", "their", "its", "both")):
        return []
    k = i + 1
    owned = clauses.word(k) == "of" and clauses.kind(k + 1) == "NP"
    if not (owned or (role.det in ("their", "its") and clauses.kind(k) == "COMMA" and clauses.kind(k + 1) == "NP")):
        return []
    listed, end, _ = list_right(clauses, k + 1, pair=True)
    if (
        owned
        and not any(map(_is_persons_name, listed))
        and clauses.kind(end) == "COMMA"
        and clauses.kind(end + 1) == "NP"
    ):
        more, end, _ = list_right(clauses, end + 1, pair=True)
        listed += more
    names = [phrase for phrase in listed if _is_persons_name(phrase)]
    owners: list[Chunk | None] = [phrase for phrase in listed if phrase not in names]
    bare = len(names) > 1 and all(_bare(name, clauses) for name in names)
    if not bare or clauses.kind(end) == "CC" or len(owners) != (len(names) if owned else 0):
        return []
    return [(name, role, owner) for name, owner in zip(names, owners or [None] * len(names), strict=True)]


def _is_persons_name(phrase: Chunk) -> bool:
    return phrase.mention is not None and phrase.mention.kind == "person"


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


def _is_ranked(clauses: Clauses, i: int) -> bool:
    """Whether the noun phrase at i counts somebody among others: "the highest-ranking official to visit"."""
    return clauses.chunks[i].lemma in _VAGUE and clauses.kind(i + 1) == "VG" and clauses.chunks[i + 1].to


def _is_of_another(clauses: Clauses, i: int) -> bool:
    """Whether the office at i, between commas, is that of whoever is named next: "X, her spokesman, Y, said"."""
    name = clauses.chunks[i + 2] if clauses.kind(i + 1) == "COMMA" and clauses.kind(i + 2) == "NP" else None
    whose = clauses.chunks[i].det in ("his", "her", "its", "their")
    person = name is not None and name.mention is not None and name.mention.kind == "person"
    return (
        whose
        and name is not None
        and person
        and _bare(name, clauses)
        and clauses.kind(i + 3) in ("COMMA", "END", "STOP")
    )


def _listed(clauses: Clauses, i: int) -> bool:
    """Whether the phrase after the comma goes on a list: "Macron, the chancellor and others".

    It does not in "X, Hungary's prime minister and the host, said": a comma closes no list.
    """
    if clauses.kind(i + 5) == "COMMA" and clauses.kind(i + 6) == "VG" and clauses.chunks[i + 4].mention is None:
        return False
    if (
        clauses.kind(i + 4) == "NP"
        and clauses.chunks[i + 4].det in ("a", "an")
        and is_role(clauses, clauses.chunks[i + 4])
    ):
        return False  # "X, the prime minister and a former guerrilla commander"
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
    lemma = clauses.chunks[i].lemma
    spokesman = clauses.word(i + 1) == "for" and (lemma.startswith("spokes") or lemma in ("minister", "secretary"))
    if (
        clauses.kind(i + 1) == "P"
        and (clauses.word(i + 1) in ("of", "at", "to") or spokesman)
        and clauses.kind(i + 2) == "NP"
    ):
        return clauses.chunks[i + 2]
    return None
