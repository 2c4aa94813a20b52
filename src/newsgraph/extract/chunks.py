"""Tagged tokens of a sentence to chunks: noun phrases, verb groups, prepositions, and what stands between them."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import msgspec

from newsgraph.extract.timexes import date_length

if TYPE_CHECKING:
    from newsgraph.extract.lexicon import Lexicon
    from newsgraph.extract.mentions import Mention
    from newsgraph.extract.tokens import Token

DAYTIMES = frozenset({"morning", "afternoon", "evening", "night", "day", "weekend"})
"""Parts of a day, or days, that tell when something was but no date."""
_INSIDE_NOUN_PHRASE = frozenset({"N", "NAME", "NUM"})
_OPENS_NOUN_PHRASE = _INSIDE_NOUN_PHRASE | {"DET", "PRON"}
_OPENS_VERB_GROUP = frozenset({"V", "BE", "HAVE", "DO", "MOD", "TO"})
_LEAVING = frozenset({"remain", "stay"})
_BEFORE_DETERMINER = frozenset({"all", "both", "half", "such", "several", "many", "most", "no"})
_AFTER_DETERMINER = frozenset({"other", "many", "several", "few", "various"})
_MEASURES = frozenset({"hours", "days", "weeks", "months", "years", "decades"})
_SPANS = frozenset({"day", "week", "month", "year", "decade"})
_ALONE = frozenset({"P", "SUB", "REL", "CC", "ADV", "NEG"})


class Chunk(msgspec.Struct, eq=False, gc=False):
    """A noun phrase (NP), verb group (VG), date (DATE), or one word: P, SUB, REL, CC, COMMA, STOP, ADV.

    Tokens `first` to `last` inclusive. A noun phrase has its head's mention, the mentions before the head, and the
    phrase that possesses it. A verb group has the features that decide what it says of the world. `at` is its index
    among the chunks of the sentence's clauses; -1 where it is none of them, as what stands in brackets.
    """

    kind: str
    first: int
    last: int
    word: str = ""
    head: Token | None = None
    lemma: str = ""
    det: str = ""
    mention: Mention | None = None
    modifiers: tuple[Mention, ...] = ()
    possessor: Chunk | None = None
    date: Chunk | None = None
    pronoun: bool = False
    form: str = ""
    modal: str = ""
    neg: bool = False
    other: bool = False
    perfect: bool = False
    progressive: bool = False
    passive: bool = False
    to: bool = False
    over: bool = False
    quote: int = 0
    at: int = -1

    def __repr__(self) -> str:
        return f"{self.kind}[{self.word or self.lemma}]"

    @property
    def finite(self) -> bool:
        """Whether a verb group carries tense by itself ("dn" may yet turn out to be a participle)."""
        return self.kind == "VG" and not self.to and self.form not in ("g", "n", "b")


def chunk(tokens: list[Token], lexicon: Lexicon) -> list[Chunk]:
    """All chunks of the sentence, in order; every token lies in one of them."""
    chunks: list[Chunk] = []
    openers = lexicon.date_openers
    i = 0
    while i < len(tokens):
        token = tokens[i]
        tag = token.tag
        length = date_length(tokens, i, lexicon) if token.low in openers or token.low[0].isdecimal() else 0
        found: Chunk
        if length:
            found = Chunk("DATE", i, i + length - 1)
            if i + length < len(tokens) and tokens[i + length].tag == "POS":
                inner = _noun_phrase(tokens, i + length + 1, lexicon)
                if inner is not None:
                    inner.first, inner.date = i, found
                    found = inner
        elif tag in _OPENS_NOUN_PHRASE:
            found = _noun_phrase(tokens, i, lexicon) or Chunk("STOP", i, i, token.low)
        elif tag in _OPENS_VERB_GROUP or (tag == "NEG" and _verb_next(tokens, i)):
            found = _verb_group(tokens, i, lexicon)
        elif token.norm == ",":
            found = Chunk("COMMA", i, i, ",")
        elif tag in _ALONE:
            found = Chunk(tag, i, i, token.low)
        else:
            found = Chunk("STOP", i, i, token.low)
        if token.quote:
            found.quote = token.quote
        chunks.append(found)
        i = found.last + 1
    return chunks


def _verb_next(tokens: list[Token], i: int) -> bool:
    """Whether a negation opens a verb group: "not meeting", "never to join"."""
    j = i + 1
    while j < len(tokens) and tokens[j].tag in ("ADV", "NEG"):
        j += 1
    return j < len(tokens) and tokens[j].tag in ("V", "TO")


def _noun_phrase(tokens: list[Token], i: int, lexicon: Lexicon) -> Chunk | None:
    first = i
    possessor: Chunk | None = None
    while True:
        end = _core(tokens, i, lexicon)
        if end == i:
            break
        phrase = _phrase(tokens, first, i, end, possessor, lexicon)
        if end < len(tokens) and tokens[end].tag == "POS" and end + 1 < len(tokens):
            following = _core(tokens, end + 1, lexicon)
            possessor = phrase
            if following == end + 1:
                phrase.last = end
                return phrase
            i = end + 1
            continue
        return phrase
    return possessor


def _core(tokens: list[Token], i: int, lexicon: Lexicon) -> int:
    """The end of the determiner, adjectives and nouns from token i on."""
    j, count = i, len(tokens)
    if j < count and tokens[j].tag == "PRON":
        return j + 1
    while (
        j < count
        and tokens[j].tag == "DET"
        and (j == i or tokens[j - 1].low in _BEFORE_DETERMINER or tokens[j].low in _AFTER_DETERMINER)
    ):
        j += 1
    person = False
    while j < count:
        token = tokens[j]
        tag = token.tag
        if token.low == "other" and j > i and tokens[j - 1].tag == "NUM":
            pass  # "two other companies"
        elif tag in _INSIDE_NOUN_PHRASE:
            mention = token.mention
            if person and (mention is None or mention.first == j):
                break
            if j > i and _begins_anew(tokens, i, j, lexicon):
                break
            if mention is not None:
                person = person or mention.kind == "person"
                if mention.first == i and mention.last == j and _is_given(tokens, i, lexicon):
                    return j + 1
        elif tag == "ADV":
            beside = j > i and j + 1 < len(tokens) and tokens[j + 1].tag in ("N", "ADV")
            if j > i and token.low in ("only", "first", "last") and j + 1 < len(tokens):
                beside = beside or tokens[j + 1].tag == "NAME"  # "the only EU member"
            if not beside or (tokens[j - 1].tag not in ("DET", "ADV") and tokens[j - 1].low != "first"):
                break
        elif token.low == "and" and j > i and [t.low for t in tokens[j + 1 : j + 3]] == ["a", "half"]:
            j += 2
        elif tag != "CC" or not (token.low == "&" or _joins_adjectives(tokens, j, i)):
            break
        j += 1
    while j > i + 1 and tokens[j - 1].tag == "ADV":
        j -= 1
    return j


def _begins_anew(tokens: list[Token], i: int, j: int, lexicon: Lexicon) -> bool:
    """Whether token j is no part of the noun phrase that began at i before it."""
    token, mention = tokens[j], tokens[j].mention
    low = token.low
    if (low in lexicon.date_openers or low[0].isdecimal()) and date_length(tokens, j, lexicon):
        return True
    if (low in _MEASURES and _measures_time(tokens, j)) or (j > i + 1 and _ends_span(tokens, i, j)):
        return True  # "extended for another year sanctions on X"
    if mention is None or mention.first != j:
        return False
    if tokens[j - 1].low in DAYTIMES or lexicon.has("speech_nouns", tokens[j - 1].low):
        return True  # "In the evening X met", "In a statement Moscow said"
    return mention.kind == "person" and _is_place_name(tokens[j - 1])  # "Before leaving Switzerland Biden had met"


def _is_place_name(token: Token) -> bool:
    """Whether a token ends the full name of a country or city, which stands before no person's name."""
    mention = token.mention
    named = mention is not None and mention.kind in ("name", "capital") and mention.entity is not None
    if not named or mention is None or mention.entity is None or mention.entity.type == "Organization":
        return False
    return not token.norm.replace(".", "").isupper()


def _is_given(tokens: list[Token], i: int, lexicon: Lexicon) -> bool:
    """Whether the country named from token i on is given what comes next: "granted Iran membership"."""
    mention = tokens[i].mention
    if i == 0 or mention is None or mention.kind != "name" or mention.entity is None:
        return False
    giving = tokens[i - 1].tag == "V" and lexicon.has("giving", tokens[i - 1].lemma)
    return giving and mention.entity.type == "Country"


def _measures_time(tokens: list[Token], j: int) -> bool:
    """Whether "days" or the like says how long before or after: "joined the EU years after X"."""
    following = tokens[j + 1].low if j + 1 < len(tokens) else ""
    measured = tokens[j - 1].tag in ("NUM", "DET") or tokens[j - 1].low in ("several", "few", "many")
    return not measured and following in ("after", "before", "later", "earlier")


def _ends_span(tokens: list[Token], i: int, j: int) -> bool:
    """Whether a length of time after "for" or "by" ends before token j: "for another year", "by six months"."""
    if i == 0 or tokens[i - 1].low not in ("for", "by") or tokens[j - 1].low.removesuffix("s") not in _SPANS:
        return False
    return tokens[i].tag == "NUM" or tokens[i].low in ("another", "a", "an", "one") or tokens[j - 2].tag == "NUM"


def _joins_adjectives(tokens: list[Token], j: int, first: int) -> bool:
    """Whether "and" joins names that both stand before one noun: "U.S. and British sanctions"."""
    if j == first or j + 2 >= len(tokens) or tokens[j].low != "and":
        return False
    before, after = tokens[j - 1].mention, tokens[j + 1].mention
    if before is None or after is None or tokens[after.last].mention is not after or after.last + 1 >= len(tokens):
        return False
    noun = tokens[after.last + 1]
    adjective = before.kind == "adjective" or (before.kind == "name" and tokens[j - 1].norm.replace(".", "").isupper())
    return adjective and after.kind in ("adjective", "name") and noun.tag == "N" and not noun.capital


def _phrase(tokens: list[Token], first: int, start: int, end: int, possessor: Chunk | None, lexicon: Lexicon) -> Chunk:
    head = tokens[end - 1]
    own = head.mention
    mentions: list[Mention] = []
    other = False
    for token in tokens[start : end - 1]:
        other = other or token.low == "other"
        mention = token.mention
        if mention is not None and mention is not own and mention not in mentions:
            mentions.append(mention)
    det = tokens[start].low if tokens[start].tag == "DET" else ""
    return Chunk(
        "NP",
        first,
        end - 1,
        head.low,
        head,
        head.lemma or lexicon.plurals.get(head.low, head.low),
        det,
        own,
        tuple(mentions),
        possessor,
        pronoun=head.tag == "PRON" or (head.low == "her" and start == end - 1),
        neg=det in ("no", "neither"),
        other=other,
    )


def _verb_group(tokens: list[Token], i: int, lexicon: Lexicon) -> Chunk:
    group = Chunk("VG", i, i)
    j = i
    last_verb = -1
    while j < len(tokens):
        token = tokens[j]
        tag = token.tag
        if tag == "TO":
            if last_verb >= 0 or group.to:
                break
            group.to = True
        elif tag == "NEG":
            if not (j + 1 < len(tokens) and lexicon.has("not_denials", tokens[j + 1].low)):
                group.neg = True
                if token.low == "no-longer":
                    group.modal = token.low  # it was so once: neither denied nor begun
                    group.over = True
            elif last_verb >= 0 and not _verb_follows(tokens, j):
                break
        elif tag == "ADV":
            if not _verb_follows(tokens, j):
                break
        elif tag == "MOD":
            if group.modal or last_verb >= 0:
                break
            group.modal = token.low
            j += 2 * _some_day(tokens, j + 1)
        elif tag in ("BE", "HAVE", "DO"):
            if last_verb >= 0 and not _auxiliary(tokens[last_verb], token):
                break
            last_verb = j
        elif tag == "V":
            if last_verb >= 0 and not _auxiliary(tokens[last_verb], token):
                break
            last_verb = j
            if not _leaves(tokens, j):
                j += 1
                break
        else:
            break
        j += 1
    _features(group, tokens, i, last_verb)
    group.last = max(i, j - 1)
    while group.last > max(last_verb, i) and tokens[group.last].tag == "ADV":
        group.last -= 1
    if last_verb >= 0 and last_verb + 1 < len(tokens) and tokens[last_verb + 1].tag == "ADV":
        phrase = f"{group.lemma} {tokens[last_verb + 1].low}"
        if lexicon.has("phrasal", phrase):
            group.lemma = phrase
            group.last = max(group.last, last_verb + 1)
    return group


def _verb_follows(tokens: list[Token], j: int) -> bool:
    j += 1
    while j < len(tokens) and tokens[j].tag in ("ADV", "NEG"):
        j += 1
    return j < len(tokens) and tokens[j].tag in ("V", "BE", "HAVE", "DO")


def _some_day(tokens: list[Token], j: int) -> bool:
    """Whether "one day" stands between a modal and its verb: "may one day join"."""
    return [token.low for token in tokens[j : j + 2]] == ["one", "day"] and _verb_follows(tokens, j + 1)


def _leaves(tokens: list[Token], j: int) -> bool:
    """Whether the verb at j leaves what it is said of as the participle after it says: "remains suspended"."""
    following = tokens[j + 1] if j + 1 < len(tokens) else None
    return tokens[j].lemma in _LEAVING and following is not None and following.tag == "V" and "n" in following.form


def _auxiliary(auxiliary: Token, verb: Token) -> bool:
    """Whether `verb` can belong to the auxiliary before it: has taken, was taken, is taking, did take."""
    if auxiliary.tag == "HAVE":
        return "n" in verb.form or verb.low in ("been", "had", "done")
    if auxiliary.tag == "BE":
        return "n" in verb.form or verb.form == "g" or verb.low in ("being", "having", "doing", "done", "had")
    if auxiliary.tag == "DO":
        return verb.form == "b" or verb.low in ("have", "be")
    if auxiliary.lemma in _LEAVING:
        return "n" in verb.form
    return False


def _features(group: Chunk, tokens: list[Token], first: int, last_verb: int) -> None:
    """Set what the auxiliaries say; a group of a modal alone has no lemma."""
    if last_verb < 0:
        return
    head = tokens[last_verb]
    group.head, group.lemma = head, head.lemma
    verbs = [token for token in tokens[first : last_verb + 1] if token.tag in ("V", "BE", "HAVE", "DO")]
    lead = verbs[0]
    for auxiliary, verb in itertools.pairwise(verbs):
        if auxiliary.tag == "HAVE":
            group.perfect = True
        elif auxiliary.tag == "BE":
            if verb.form == "g" or verb.low in ("being", "having", "doing"):
                group.progressive = True
            else:
                group.passive = True
        elif auxiliary.lemma in _LEAVING:
            group.passive = True
    group.form = _tense(lead, bare=len(verbs) == 1)
    if group.to or group.modal:
        group.form = "b" if group.to else "m"


def _tense(lead: Token, *, bare: bool) -> str:
    if lead.tag == "V":
        return lead.form if bare else (lead.form or "s")
    low = lead.low
    if low in ("was", "were", "had", "did"):
        return "d"
    if low in ("been", "done"):
        return "n"
    if low in ("being", "having", "doing"):
        return "g"
    if low == "be":
        return "b"
    return "s"
