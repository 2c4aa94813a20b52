"""Tokens of a sentence to parts of speech, as far as clauses need them.

Tags: DET PRON P SUB REL CC MOD NEG TO ADV BE HAVE DO V N NAME NUM POS, and PUNCT. A verb (V) also gets its base form as
`lemma` and its `form`: b base, p plural present, s third person, d past, n participle, dn either, g -ing, j
subjunctive. What is not known is a noun.
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from newsgraph.extract.tokens import Token, form

if TYPE_CHECKING:
    from newsgraph.extract.lexicon import Lexicon
    from newsgraph.extract.sentences import Sentence

_DWELLS = frozenset({"lives", "works", "sits", "stands"})
"""Verbs in a form that is a plural too: "X lives in Rome"."""
_NEAR = 8  # tokens
_NEVER_IN_NAMES = frozenset({"ADV", "MOD"})
"""Tags that a word in capitals may have only by what stands beside it."""
_PLURAL_SUBJECTS = frozenset({"we", "they", "i", "you", "who", "that", "which"})
_SINGULAR_SUBJECTS = frozenset({"he", "she", "it", "who", "that", "which", "this", "one", "everyone", "nobody"})


def join(tokens: list[Token], lexicon: Lexicon) -> list[Token]:
    """The tokens with function words of several words made one: "because-of"."""
    table = lexicon.joined
    openers = [i for i, token in enumerate(tokens) if token.low in table]
    if not openers:
        return tokens
    joined: list[Token] = []
    rest = 0  # the first token that is not yet in the list
    for i in openers:
        phrase = _phrase_at(tokens, i, table) if i >= rest else ()
        if phrase:
            joined += tokens[rest:i]
            rest = i + len(phrase)
            whole = Token.of(form("-".join(phrase)), tokens[i].start, tokens[rest - 1].end, space=tokens[i].space)
            whole.quote = tokens[i].quote
            joined.append(whole)
    joined += tokens[rest:]
    return joined


def _phrase_at(
    tokens: list[Token], i: int, table: dict[str, dict[str, tuple[tuple[str, ...], ...]]]
) -> tuple[str, ...]:
    """The longest phrase of a table, of those that open with token i, whose words stand there; empty where none do."""
    following = tokens[i + 1].low if i + 1 < len(tokens) else ""
    for phrase in table[tokens[i].low].get(following, ()):
        if tuple([token.low for token in tokens[i : i + len(phrase)]]) == phrase:
            return phrase
    return ()


def tag(sentence: Sentence, lexicon: Lexicon) -> None:
    """Set tag, lemma and form of every token; mentions of names must be set."""
    tokens = sentence.tokens
    if not lexicon.offices.keys().isdisjoint(sentence.lows):
        _titles(tokens, lexicon)
    if "then" in sentence.lows:
        _former(tokens, lexicon)
    alone = lexicon.alone
    previous = ""  # the tag before, adverbs and negations left out
    before: Token | None = None
    for i, token in enumerate(tokens):
        found = token.tag
        if not found:
            if token.mention is not None:
                found = "NAME"
            else:
                low = token.low
                found, lemma = alone.get(low) or lexicon.read_alone(low)
                if not found or (token.capital and found in _NEVER_IN_NAMES):
                    found = _tag(tokens, i, previous, before, lexicon)
                elif lemma:
                    token.lemma = lemma
            token.tag = found
        if found not in ("ADV", "NEG"):
            previous, before = found, token


def _titles(tokens: list[Token], lexicon: Lexicon) -> None:
    """Offices of several words are nouns through and through: "secretary of state"."""
    offices = lexicon.offices
    for i in [i for i, token in enumerate(tokens) if token.low in offices]:
        for word in tokens[i : i + len(_phrase_at(tokens, i, offices))]:
            word.tag = "N"
            word.lemma = word.low


def _former(tokens: list[Token], lexicon: Lexicon) -> None:
    """What tells that an office was held before is a noun with it: "the then president"."""
    for token, following in itertools.pairwise(tokens):
        if token.low == "then" and following.low in lexicon.office_ends:
            token.tag, token.lemma = "N", "then"


def _tag(tokens: list[Token], i: int, previous: str, before: Token | None, lexicon: Lexicon) -> str:
    """The tag of a token that is no name and whose tag depends on the words beside it, or that no list has."""
    token = tokens[i]
    low = token.low
    if not low[0].isalnum() and low[0] != "'":
        return "CC" if low == "&" else "PUNCT"
    if low[0].isdecimal():
        return "NUM"
    if low in ("'s", "'"):
        return _apostrophe(tokens, i, before)
    following = tokens[i + 1] if i + 1 < len(tokens) else None
    if low == "to":
        return "TO" if _infinitive(tokens, i, lexicon) else "P"
    if low.endswith(("self", "selves")) and _emphatic(previous, following, lexicon):
        return "ADV"
    if low == "that":
        return _that(following, previous, before, lexicon)
    if low == "yet":  # "has not yet met" and "has yet to meet", but "refused, yet met"
        return "ADV" if i > 0 and tokens[i - 1].tag in ("NEG", "HAVE", "BE", "DO", "MOD") else "CC"
    if (
        low == "late"
        and previous not in ("DET", "POS", "P")
        and following is not None
        and following.low in _BEFORE_A_DAY
    ):
        return "ADV"  # "met Zelenskiy late on Tuesday", but "the late president" and "in late May"
    if low == "once" and following is not None and (_verbal(following, lexicon) or _was_once(tokens, i, lexicon)):
        return "ADV"
    if (low in ("first", "half") and previous in ("DET", "POS")) or (
        previous == "P" and _is_amount(tokens, i, lexicon)
    ):
        token.lemma = low
        return "N" if low in ("first", "half") else "ADV"
    tag = lexicon.tags.get(low)
    capital_name = token.capital and i > 0 and tokens[i - 1].norm not in ":—–"
    if tag is not None and not (capital_name and tag in ("ADV", "MOD")):
        if tag == "MOD" and low == "may" and capital_name:
            return "NAME"
        return tag
    if capital_name and low not in lexicon.plurals and previous != "TO":
        token.lemma = lexicon.singular(low)
        return "N"
    readings = lexicon.verb_forms.get(low) or lexicon.verb_forms.get(low.removeprefix("re-"))
    if readings is not None:
        form = _verb_form(tokens, i, readings, previous, before, lexicon)
        if form:
            token.form = form
            token.lemma = _base(readings, form[0])
            return "V"
    elif low.endswith("ly") and len(low) > 4 and low not in ("likely", "unlikely"):
        return "ADV"
    elif low.endswith("ed") and len(low) > 4 and _makes_a_verb(previous, before, following, lexicon) and "-" not in low:
        token.lemma, token.form = low, "dn"
        return "V"
    token.lemma = lexicon.plurals.get(low, low)
    return "N"


_BEFORE_A_DAY = frozenset({"on", "in", "at"})


def _was_once(tokens: list[Token], i: int, lexicon: Lexicon) -> bool:
    """Whether "once" at i says what somebody was: ", once an adviser to X,", and opens no clause."""
    if i == 0 or tokens[i - 1].norm != "," or tokens[i + 1].low not in ("a", "an", "the"):
        return False
    for token in tokens[i + 2 : i + 12]:
        if token.norm in ",.;":
            return True
        if _verbal(token, lexicon):
            return False
    return False


def _makes_a_verb(previous: str, before: Token | None, following: Token | None, lexicon: Lexicon) -> bool:
    """Whether a word in "-ed" that is not known is a verb where it stands: "X angered", "on Monday angered the"."""
    if previous in ("NAME", "PRON", "REL", "HAVE", "BE"):
        return True
    day = before is not None and before.capital and lexicon.has("weekdays", before.low)
    return (
        day and following is not None and (following.mention is not None or lexicon.has("determiners", following.low))
    )


def _is_amount(tokens: list[Token], i: int, lexicon: Lexicon) -> bool:
    """Whether token i only rounds the number after it: "for over an hour", "in under two weeks"."""
    if tokens[i].low not in ("over", "under", "about", "around", "roughly") or i + 1 >= len(tokens):
        return False
    following = tokens[i + 1].low
    return following in ("a", "an", "half") or following[0].isdecimal() or lexicon.has("numbers", following)


def _base(readings: tuple[tuple[str, str], ...], code: str) -> str:
    for base, codes in readings:
        if code in codes:
            return base
    return readings[0][0]


def _apostrophe(tokens: list[Token], i: int, before: Token | None) -> str:
    token = tokens[i]
    if token.low == "'":
        return "POS" if not token.space and before is not None and before.low.endswith(("s", "z")) else "PUNCT"
    following = tokens[i + 1].low if i + 1 < len(tokens) else ""
    if (before is not None and before.tag in ("PRON", "REL", "SUB")) or following in ("not", "a", "an", "the", "been"):
        token.lemma = "be"
        return "BE"
    return "POS"


def _infinitive(tokens: list[Token], i: int, lexicon: Lexicon) -> bool:
    j = i + 1
    while j < len(tokens) and (
        lexicon.tags.get(tokens[j].low) == "ADV"
        or tokens[j].low in ("not", "never")
        or (tokens[j].low.endswith("ly") and not tokens[j].capital and tokens[j].low not in lexicon.verb_forms)
    ):
        j += 1
    if j >= len(tokens) or tokens[j].mention is not None:
        return False
    low = tokens[j].low
    if low in ("be", "have", "do"):
        return True
    if tokens[j].capital and not tokens[i].norm.isupper():
        return False
    return any("b" in codes for _, codes in lexicon.verb_forms.get(low, ()))


def _emphatic(previous: str, following: Token | None, lexicon: Lexicon) -> bool:
    """Whether "himself" stresses who is meant: "was himself sanctioned", "X himself"."""
    if previous == "NAME" or (previous == "PUNCT" and following is not None and following.low in ("a", "an", "the")):
        return True
    if previous not in ("BE", "HAVE", "MOD") or following is None:
        return False
    if previous == "BE" and (lexicon.has("prepositions", following.low) or lexicon.has("determiners", following.low)):
        return True
    return any(set(codes) & {"n", "g", "b"} for _, codes in lexicon.verb_forms.get(following.low, ()))


def _that(following: Token | None, previous: str, before: Token | None, lexicon: Lexicon) -> str:
    if following is None:
        return "PRON"
    if previous in ("N", "NAME", "NUM") and _verbal(following, lexicon):
        return "REL"
    if previous in ("P", "", "CC"):
        return "DET" if not _verbal(following, lexicon) else "PRON"
    del before
    return "SUB"


def _verbal(token: Token, lexicon: Lexicon) -> bool:
    low = token.low
    if token.mention is not None:
        return False
    return (
        lexicon.tags.get(low) == "MOD"
        or any(lexicon.has(name, low) for name in ("be", "have", "do", "negations"))
        or any(set(codes) & {"d", "s"} for _, codes in lexicon.verb_forms.get(low, ()))
    )


def _verb_form(
    tokens: list[Token],
    i: int,
    readings: tuple[tuple[str, str], ...],
    previous: str,
    before: Token | None,
    lexicon: Lexicon,
) -> str:
    """The form in which token i is a verb here; empty where it is a noun or an adjective."""
    codes = set(readings[0][1])
    for _, more in readings[1:]:
        codes.update(more)
    token = tokens[i]
    following = tokens[i + 1] if i + 1 < len(tokens) else None
    if previous in ("TO", "MOD", "DO") and "b" in codes:
        return "b"
    if previous == "HAVE" and "n" in codes:
        return "n"
    if previous == "BE" and ("n" in codes or "g" in codes):
        return "n" if "n" in codes else "g"
    if "g" in codes:
        return "g" if _gerund(token, previous, before, following, lexicon) else ""
    if codes & {"d", "n"}:
        if previous == "" and following is not None and "b" not in codes and _opens_noun_phrase(following, lexicon):
            return ""
        if (
            previous == "NUM"
            and "n" in codes
            and (following is None or not _functional(following, lexicon))
            and not (_is_year(tokens, i - 1) or _of_the_two(token, before))
        ):
            return ""
        if before is not None and before.low == "those" and (following is None or not _is_noun(following, lexicon)):
            return "n"
        if previous in ("DET", "POS") or (previous == "P" and following is not None):
            return ""
        if previous == "V" and following is not None and not _functional(following, lexicon):
            return ""
        if "b" in codes and previous == "N" and _determined(tokens, i):
            return ""
        if "b" in codes and previous == "NAME" and token.low in lexicon.singulars and _owned(tokens, i):
            return ""
        if (
            before is not None
            and before.mention is not None
            and before.mention.kind == "adjective"
            and (following is not None and following.mention is None and not _functional(following, lexicon))
        ):
            return ""
        return "dn" if {"d", "n"} <= codes else ("d" if "d" in codes else "n")
    if "s" in codes:
        return (
            "s"
            if not lexicon.has("noun_forms", token.low) and _third_person(token, previous, before, following, lexicon)
            else ""
        )
    if previous in ("N", "NUM") and _after_modal(tokens, i, lexicon):
        return "b"
    if _plain(tokens, i, previous, before, following, lexicon):
        return "b" if previous in ("CC", "PUNCT") else "p"
    return "j" if previous in ("N", "NAME") and _is_demanded(tokens, i, lexicon) else ""


def _after_modal(tokens: list[Token], i: int, lexicon: Lexicon) -> bool:
    """Whether only a day stands between a modal and token i: "will on Monday formally adopt"."""
    j = i - 1
    dated = lexicon.words["weekdays"] | lexicon.words["months"]
    while (
        j > 0
        and i - j < _NEAR
        and (tokens[j].tag in ("ADV", "NUM") or tokens[j].low in dated or tokens[j].low in ("on", "in"))
    ):
        j -= 1
    return j >= 0 and tokens[j].tag == "MOD" and tokens[j + 1].low in ("on", "in")


def _is_demanded(tokens: list[Token], i: int, lexicon: Lexicon) -> bool:
    """Whether a base form is a subjunctive: "demanded that Washington lift", "proposed that the bloc sanction"."""
    j = i - 1
    while j > 0 and tokens[j].tag in ("N", "NAME", "DET", "POS", "ADV") and i - j < _NEAR:
        j -= 1
    if tokens[j].low != "that" or j == 0:
        return False
    while j > 1 and (tokens[j - 1].tag in ("ADV", "P") or tokens[j - 1].low in lexicon.words["weekdays"]):
        j -= 1
    return tokens[j - 1].tag == "V" and lexicon.has("directives", tokens[j - 1].lemma)


def _opens_noun_phrase(following: Token, lexicon: Lexicon) -> bool:
    """Whether a participle that opens a sentence stands before a noun: "Sanctioned Russian tycoon X"."""
    mention = following.mention
    if mention is not None:
        return mention.kind in ("adjective", "demonym")
    if _functional(following, lexicon) or _verbal(following, lexicon):
        return False
    return not following.low.endswith("ly")


def _is_year(tokens: list[Token], i: int) -> bool:
    """Whether token i is the year of a date: "in 2017", "in April 2018"."""
    year = i > 0 and len(tokens[i].low) == 4 and tokens[i].low.isdecimal()
    return year and (tokens[i - 1].tag == "P" or tokens[i - 1].capital or tokens[i - 1].norm == ",")


def _of_the_two(token: Token, before: Token | None) -> bool:
    """Whether those who met are only counted: "the two held talks" is no sort of talks."""
    return before is not None and before.low in ("two", "three", "four") and token.low in ("held", "met")


def _is_noun(token: Token, lexicon: Lexicon) -> bool:
    return not (_functional(token, lexicon) or _verbal(token, lexicon) or token.low in lexicon.verb_forms)


def _owned(tokens: list[Token], i: int) -> bool:
    """Whether a possessive stands before the name before token i: "Sweden's NATO bid"."""
    mention = tokens[i - 1].mention
    return mention is not None and mention.first > 0 and tokens[mention.first - 1].tag == "POS"


def _determined(tokens: list[Token], i: int) -> bool:
    """Whether the nouns right before token i follow a determiner or a possessive: "its proclaimed bid"."""
    j = i - 1
    while j >= 0 and tokens[j].tag in ("N", "NUM"):
        j -= 1
    return j >= 0 and tokens[j].tag in ("DET", "POS")


def _functional(token: Token, lexicon: Lexicon) -> bool:
    return token.low in lexicon.tags or not token.low[0].isalnum() or token.low in ("to", "'s")


def _gerund(token: Token, previous: str, before: Token | None, following: Token | None, lexicon: Lexicon) -> bool:
    noun = token.low in lexicon.singulars
    if lexicon.has("ing_adjectives", token.low) and following is not None and not _functional(following, lexicon):
        return False
    if previous in ("DET", "POS", "NUM"):
        return False
    if previous in ("P", "SUB"):
        return following is not None and (
            not noun
            or following.mention is not None
            or following.low in lexicon.words["determiners"]
            or following.low in lexicon.plurals
        )
    if previous in ("N", "NAME"):
        if before is not None and before.mention is not None and before.mention.kind == "adjective":
            return False
        return not noun or (before is not None and before.mention is None and before.low.endswith("s"))
    return not (noun and previous == "V" and before is not None and before.form == "b")


def _third_person(token: Token, previous: str, before: Token | None, following: Token | None, lexicon: Lexicon) -> bool:
    if previous == "PUNCT" and following is not None and following.low == "to":
        return True
    if before is not None and before.low == "," and following is not None and _is_pure_verb(token, lexicon):
        return _functional(following, lexicon) or following.mention is not None  # "X, the head of Y, remains"
    if before is None or previous not in ("N", "NAME", "PRON", "REL", "CC"):
        return False
    if f"{before.low} {token.low}" in lexicon.plurals:
        return False  # "member states"
    if previous != "CC" and _is_pure_verb(token, lexicon):
        return True
    if previous == "PRON":
        return before.low in _SINGULAR_SUBJECTS
    if previous == "REL":
        return True
    if previous == "CC":
        return following is not None and (
            following.mention is not None or following.low in lexicon.words["determiners"] or following.low == "to"
        )
    if before.mention is not None and before.mention.kind in ("adjective", "demonym"):
        return False
    if before.mention is not None and before.mention.kind == "person" and token.low in _DWELLS:
        return following is not None and lexicon.has("prepositions", following.low)
    if any(lexicon.has("speech", base) for base, _ in lexicon.verb_forms[token.low]) and token.low not in (
        "claims",
        "reports",
        "promises",
        "pledges",
        "vows",
        "states",
        "notes",
        "comments",
        "posts",
        "points",
        "briefs",
    ):
        return True
    return following is not None and (
        following.mention is not None
        or following.low in lexicon.words["determiners"]
        or following.low in ("to", "that", "him", "her", "it", "them")
        or (token.low not in lexicon.plurals and following.low == "with")
    )


def _is_pure_verb(token: Token, lexicon: Lexicon) -> bool:
    return any(lexicon.has("pure_verbs", base) for base, _ in lexicon.verb_forms[token.low])


def _plain(
    tokens: list[Token], i: int, previous: str, before: Token | None, following: Token | None, lexicon: Lexicon
) -> bool:
    """Whether a base form without "to" or a modal is a verb: "they meet", "both countries plan to"."""
    if before is None or following is None:
        return False
    if previous == "PRON":
        return before.low in _PLURAL_SUBJECTS or before.low in ("them", "him", "us", "those")
    if previous == "REL" or (previous == "DET" and before.low == "both" and following.low == "to"):
        return True
    if lexicon.has("pure_verbs", tokens[i].low) and (previous in ("N", "NAME", "REL") or _is_year(tokens, i - 1)):
        return True
    if before.tag == "V" and before.form == "n" and i > 1 and tokens[i - 2].low == "those":
        return lexicon.has("pure_verbs", tokens[i].low)
    if previous == "CC":
        return any(token.form == "b" and token.tag == "V" for token in tokens[max(0, i - 25) : i])
    continues = (
        following.low in ("to", "that", "with")
        or following.mention is not None
        or following.capital
        or following.low in lexicon.words["determiners"]
    )
    if previous == "N":
        return before.low.endswith("s") and not before.low.endswith("ss") and continues
    if previous == "NAME":
        noun = tokens[i].low in lexicon.plurals.values() and following.low not in ("to", "that", "with")
        return continues and not noun and _coordinated(tokens, i)
    return previous == "PUNCT" and continues and any(token.form == "b" for token in tokens[max(0, i - 25) : i])


def _coordinated(tokens: list[Token], i: int) -> bool:
    """Whether the name before token i is the last of several: "Serbia and Russia plan"."""
    j = i - 1
    while j >= 0 and (tokens[j].mention is not None or tokens[j].tag in ("ADV", "NEG", "DET", "N")):
        j -= 1
    return j > 0 and tokens[j].tag == "CC"
