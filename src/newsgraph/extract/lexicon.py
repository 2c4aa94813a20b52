"""The shared words of mapping/text/lexicon.yml and person.yml to look-up tables."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from newsgraph.errors import RuleError
from newsgraph.extract import rulefile, timexes
from newsgraph.extract.morphology import plural, verb_forms
from newsgraph.yamltree import Mapping

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

WORD_LISTS = (
    "abbreviations",
    "openers",
    "determiners",
    "pronouns",
    "prepositions",
    "subordinators",
    "relatives",
    "coordinators",
    "modals",
    "negations",
    "not_denials",
    "adverbs",
    "hedges",
    "near_misses",
    "untruths",
    "fiction",
    "ending",
    "unsettled",
    "pastimes",
    "once",
    "once_more",
    "spans",
    "apart",
    "singly",
    "factive",
    "joined",
    "be",
    "have",
    "do",
    "speech",
    "speech_planned",
    "speech_possible",
    "speech_denied",
    "speech_acts",
    "directed",
    "states",
    "placing",
    "naming",
    "directives",
    "phrasal",
    "pure_verbs",
    "quantifiers",
    "means",
    "ranks",
    "giving",
    "petitions",
    "membership_words",
    "sports",
    "other_bodies",
    "instruments",
    "signing",
    "transitive",
    "ing_adjectives",
    "acting_together",
    "kinds_of_country",
    "holding",
    "abandoning",
    "venue_nouns",
    "alliance_nouns",
    "bloc_nouns",
    "organization_nouns",
    "body_words",
    "belief_nouns",
    "claim_nouns",
    "suppositions",
    "questionable",
    "asking",
    "control_denied",
    "control_planned",
    "control_possible",
    "control_actual",
    "control_ended",
    "control_object",
    "nouns_denied",
    "nouns_planned",
    "nouns_possible",
    "government_nouns",
    "state_bodies",
    "noun_forms",
    "place_nouns",
    "country_nouns",
    "speech_nouns",
    "pair_nouns",
    "happen",
    "event_actual",
    "event_planned",
    "event_possible",
    "event_denied",
    "event_left",
    "event_nouns",
    "in_person",
    "event_postponed",
    "calling_off",
    "gives_up",
    "relations",
    "event_told",
    "weekdays",
    "months",
    "month_abbreviations",
    "numbers",
    "verbs",
    "doubling",
    "visiting",
    "impersonal",
)
PERSON_LISTS = (
    "honorifics",
    "titles",
    "heads",
    "people",
    "companies",
    "town",
    "company_forms",
    "landscapes",
    "ministerial",
    "name_openers",
    "public_bodies",
    "vessels",
    "generic",
    "dropped",
    "prefixes",
    "kept",
    "former",
    "national",
    "particles",
    "organizations",
    "things",
    "family_names",
    "women",
)
_INVARIANT = [
    "determiners",
    "pronouns",
    "prepositions",
    "subordinators",
    "relatives",
    "coordinators",
    "modals",
    "adverbs",
]
_TAGS = {
    "determiners": "DET",
    "pronouns": "PRON",
    "prepositions": "P",
    "subordinators": "SUB",
    "relatives": "REL",
    "coordinators": "CC",
    "modals": "MOD",
    "adverbs": "ADV",
}


# what these are depends on the words beside them, as the tagger has it
_BY_CONTEXT = frozenset(
    {"to", "that", "once", "yet", "late", "'s", "'", "first", "half", "over", "under", "about", "around", "roughly"}
)


_READ_BY_ENDING = ("ly", "ed", "self", "selves")
"""Endings by which an unknown word may be an adverb or a verb."""
_MOST_KEPT = 1 << 14


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words by class; `verb_forms` gives a form's readings as (base, codes), codes as in `morphology.verb_forms`.

    From `closed` on, the tables follow from those above them, so that a word is looked up once.
    """

    words: dict[str, frozenset[str]]
    order: dict[str, tuple[str, ...]]
    verb_forms: dict[str, tuple[tuple[str, str], ...]]
    tags: dict[str, str]
    joined: dict[str, dict[str, tuple[tuple[str, ...], ...]]]
    titles: dict[str, tuple[tuple[str, ...], ...]]
    plurals: dict[str, str] = field(default_factory=dict)
    # tag and lemma of each word that has the same tag beside whatever word
    closed: dict[str, tuple[str, str]] = field(default_factory=dict)
    # words that may be something else than a noun
    readable: frozenset[str] = frozenset()
    # offices of several words, as `joined` by the first word and the second
    offices: dict[str, dict[str, tuple[tuple[str, ...], ...]]] = field(default_factory=dict)
    # words that in capitals too may be no name: of a class, verbs, plurals, and what stands before offices
    ordinary: frozenset[str] = frozenset()
    # what the last word of an office looks like, in singular and plural, without "ex-" and "then-"
    office_words: frozenset[str] = frozenset()
    # the last words of all titles; their first words with the honorifics; the nouns that may stand before a name
    office_ends: frozenset[str] = frozenset()
    title_openers: frozenset[str] = frozenset()
    title_words: frozenset[str] = frozenset()
    singulars: frozenset[str] = frozenset()
    # what a verb of speech makes of what it says: denied, planned, possible or said
    speech_kinds: dict[str, str] = field(default_factory=dict)
    # the number of each month, by its name and abbreviations
    months: dict[str, int] = field(default_factory=dict)
    # what an expression of time may begin with, beside numbers in digits
    date_openers: frozenset[str] = frozenset()

    # tag and lemma of the latest words that have been read alone
    alone: dict[str, tuple[str, str]] = field(default_factory=dict)

    def read_alone(self, word: str) -> tuple[str, str]:
        """Tag and lemma of a word that has them beside whatever word; no tag where it depends on its neighbours."""
        if word in self.closed:
            found = self.closed[word]
        elif word not in self.readable and word.isalpha() and not word.endswith(_READ_BY_ENDING):
            found = ("N", self.plurals.get(word, word))
        else:
            found = ("", "")
        if len(self.alone) >= _MOST_KEPT:
            self.alone.clear()
        self.alone[word] = found
        return found

    def has(self, name: str, word: str) -> bool:
        return word in self.words[name]

    def singular(self, noun: str) -> str:
        """The noun's singular; the word itself where it is none of a rule's plurals."""
        return self.plurals.get(noun, noun)


def load(trees: Iterable[Mapping], extra_verbs: Sequence[str], nouns: Iterable[str]) -> Lexicon:
    """The lexicon of all `lexicon:` and `person:` sections; rules add the verbs and nouns that they name."""
    found: dict[str, list[str]] = {name: [] for name in (*WORD_LISTS, *PERSON_LISTS)}
    irregular: dict[str, tuple[str, str]] = {}
    for tree in trees:
        for section, names in (("lexicon", WORD_LISTS), ("person", PERSON_LISTS)):
            part = tree.get(section)
            if part is None:
                continue
            body = rulefile.mapping(part, section, tree.place)
            rulefile.only(body, (*names, "irregular") if section == "lexicon" else names, section)
            for key, value in body:
                if key.text == "irregular":
                    irregular.update(_irregular(rulefile.mapping(value, "irregular", key.place)))
                else:
                    found[key.text].extend(item.lower() for item in rulefile.words(value, key.text))
    words = {name: frozenset(items) for name, items in found.items()}
    order = {name: tuple(dict.fromkeys(items)) for name, items in found.items()}
    tags: dict[str, str] = {}
    for name in _INVARIANT:
        for item in order[name]:
            tags.setdefault(item, _TAGS[name])
    phrasal = {verb for verb in extra_verbs if " " in verb} | words["phrasal"]
    words["phrasal"] = frozenset(phrasal)
    bases = dict.fromkeys((*order["verbs"], *irregular, *(verb for verb in extra_verbs if " " not in verb)))
    title_nouns = {title.split()[-1] for title in (*order["titles"], *order["heads"], *order["people"])}
    plurals: dict[str, str] = {}
    for noun in (
        *nouns,
        *sorted(title_nouns),
        *order["pair_nouns"],
        *order["speech_nouns"],
        *order["nouns_planned"],
        *order["nouns_possible"],
        *order["nouns_denied"],
        *order["belief_nouns"],
        *order["claim_nouns"],
        *order["quantifiers"],
        *order["government_nouns"],
        *order["country_nouns"],
        *order["relations"],
        *order["companies"],
        *order["instruments"],
        *order["directed"],
    ):
        plurals.setdefault(plural(noun), noun)
    for last in sorted({noun.split()[-1] for noun in plurals.values() if " " in noun}):
        plurals.setdefault(plural(last), last)
    titles = _by_first((*order["titles"], *order["heads"]))
    office_ends = frozenset(phrase[-1] for group in titles.values() for phrase in group)
    months = _months(order)
    forms = _forms(bases, irregular, words["doubling"])
    return Lexicon(
        words=words,
        order=order,
        verb_forms=forms,
        tags=tags,
        joined=_by_two(order["joined"]),
        titles=titles,
        plurals=plurals,
        closed=_closed(words, tags),
        readable=frozenset({*_BY_CONTEXT, *words["negations"], *words["numbers"], *tags})
        | forms.keys()
        | words["be"]
        | words["have"]
        | words["do"],
        offices=_by_two((*order["titles"], *order["heads"])),
        ordinary=frozenset({*tags, *forms, *plurals}).union(
            *(words[name] for name in ("be", "have", "do", "prefixes", "dropped"))
        ),
        office_words=office_ends | {form for form, noun in plurals.items() if noun in office_ends},
        office_ends=office_ends,
        title_openers=words["honorifics"] | titles.keys(),
        title_words=_title_words(words, titles, plurals),
        singulars=frozenset(plurals.values()),
        speech_kinds={
            verb: kind
            for name, kind in (("", "said"), ("_possible", "possible"), ("_planned", "planned"), ("_denied", "denied"))
            for verb in words[f"speech{name}"]
        },
        months=months,
        date_openers=timexes.OPENERS | words["weekdays"] | words["numbers"] | {*months, *(f"mid-{m}" for m in months)},
    )


def _closed(words: dict[str, frozenset[str]], tags: dict[str, str]) -> dict[str, tuple[str, str]]:
    found = dict.fromkeys(words["negations"], ("NEG", ""))
    for name, result in (("be", "BE"), ("have", "HAVE"), ("do", "DO")):
        for word in words[name]:
            found.setdefault(word, (result, name))
    for word in words["numbers"]:
        found.setdefault(word, ("NUM", ""))
    for word, result in tags.items():
        found.setdefault(word, (result, ""))
    found |= dict.fromkeys(",.;:?!()", ("PUNCT", ""))
    return {
        word: tag
        for word, tag in found.items()
        if (word[0].isalpha() or tag[0] == "PUNCT" or word[0] == "'")
        and word not in _BY_CONTEXT
        and not word.endswith(("self", "selves"))
    }


def _title_words(
    words: dict[str, frozenset[str]], titles: dict[str, tuple[tuple[str, ...], ...]], plurals: dict[str, str]
) -> frozenset[str]:
    single = {first for first, group in titles.items() if (first,) in group}
    bases = single | words["people"] | words["honorifics"] | {"minister", "secretary"}
    return frozenset(word for word in (*bases, *plurals) if plurals.get(word, word) in bases)


def _months(order: dict[str, tuple[str, ...]]) -> dict[str, int]:
    numbers = {"may.": 5, "sep": 9, "sep.": 9}
    for number, short in enumerate(order["month_abbreviations"], 1):
        numbers.setdefault(short, number)
        numbers.setdefault(short.removesuffix("."), number)
    return numbers | {month: number for number, month in enumerate(order["months"], 1)}


def _irregular(tree: Mapping) -> dict[str, tuple[str, str]]:
    verbs: dict[str, tuple[str, str]] = {}
    for key, value in tree:
        forms = rulefile.words(value, f"the forms of '{key.text}'")
        if len(forms) != 2:
            raise RuleError(f"'{key.text}' needs its past and its participle: [took, taken]", key.place)
        verbs[key.text.lower()] = (forms[0].lower(), forms[1].lower())
    return verbs


def _forms(
    bases: Iterable[str], irregular: dict[str, tuple[str, str]], doubling: frozenset[str]
) -> dict[str, tuple[tuple[str, str], ...]]:
    table: dict[str, list[tuple[str, str]]] = {}
    for base in bases:
        for form, codes in verb_forms(base, irregular.get(base), doubling=base in doubling).items():
            table.setdefault(form, []).append((base, codes))
    return {form: tuple(readings) for form, readings in table.items()}


def _by_two(phrases: Iterable[str]) -> dict[str, dict[str, tuple[tuple[str, ...], ...]]]:
    """Phrases of several words by the first and then by the second, the longest first."""
    return {
        first: _by_second(several)
        for first, group in _by_first(phrases).items()
        if (several := [phrase for phrase in group if len(phrase) > 1])
    }


def _by_second(phrases: Sequence[tuple[str, ...]]) -> dict[str, tuple[tuple[str, ...], ...]]:
    table: dict[str, list[tuple[str, ...]]] = {}
    for phrase in phrases:
        table.setdefault(phrase[1], []).append(phrase)
    return {second: tuple(group) for second, group in table.items()}


def _by_first(phrases: Iterable[str]) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Phrases by their first word, the longest first."""
    table: dict[str, set[tuple[str, ...]]] = {}
    for phrase in phrases:
        parts = tuple(phrase.split())
        table.setdefault(parts[0], set()).add(parts)
    return {first: tuple(sorted(group, key=lambda p: (-len(p), p))) for first, group in table.items()}
