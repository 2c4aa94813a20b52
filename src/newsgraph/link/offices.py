"""A title in an article to whether an item held that office at the article's date.

A title is the office where the words of both are the same, without the country or body that they are of: "president"
of Russia is "President of Russia", and neither "Vice President of Russia" nor "President of the Government". Nothing
is measured. When it was held is told by P580 (start) and P582 (end), each as precise as it is: a start that is not
known supports nothing. An end that is not there means that it is still held, but for somebody who has died since, who
was replaced (P1366), or who began so long ago that the end may be missing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from newsgraph.link.gazetteer import Gazetteer
from newsgraph.link.items import Item, Statement, Time
from newsgraph.link.names import fold
from newsgraph.link.times import Span

POSITION_HELD, START, END, REPLACED_BY = "P39", "P580", "P582", "P1366"
COUNTRY, JURISDICTION = "P17", "P1001"

When: TypeAlias = Literal["held", "ended", "soon", "not held", "untold"]
Tense: TypeAlias = Literal["present", "former", "elect", "not yet"]

# Words that say when it was held, and by whom, but not which office it is.
_FORMER = frozenset({"former", "ex", "onetime", "late", "then"})
_ELECT = frozenset({"incoming", "designate", "elect"})
_NOT_YET = frozenset({"nominee", "candidate"})
_PRESENT = frozenset({"acting", "outgoing", "interim", "current", "new", "longtime", "caretaker"})
_NOISE = frozenset({"the", "of", "for", "and", "in", "to", "a", "his", "her", "its", "affairs", "federal", "national"})
_SAME: dict[str, tuple[str, ...]] = {
    "defence": ("defense",),
    "spokesman": ("spokesperson",),
    "spokeswoman": ("spokesperson",),
    "chairman": ("chair",),
    "chairwoman": ("chair",),
    "chairperson": ("chair",),
    "premier": ("prime", "minister"),
    "pm": ("prime", "minister"),
    "legislator": ("lawmaker",),
    "mp": ("lawmaker",),
    "parliamentarian": ("lawmaker",),
    "congressman": ("lawmaker",),
    "congresswoman": ("lawmaker",),
    "ministers": ("minister",),
    "advisor": ("adviser",),
    "king": ("monarch",),
    "queen": ("monarch",),
}
_IMPLIED = {"speaker": "parliament"}  # a word that another makes needless
# A bank of a country's name that has a governor is the central one; in Greece and Ireland there is another.
_TWO_BANKS = frozenset({"GR", "IE"})
_CENTRAL_BANK = frozenset({"central", "bank", "governor"})
_JUNIOR = ("state", "secretary")  # in this order an official below a minister; a secretary of state is one
_PARLIAMENT = frozenset(
    {"parliament", "assembly", "duma", "bundestag", "congress", "house", "senate", "knesset", "rada"}
)
# What a label says of a parliament, and not of which; another word is the name of a province, a city or a chamber.
_CHAMBER = frozenset({
    "member", "parliament", "state", "national", "supreme", "legislative", "general", "representatives", "deputies",
    "commons", "people", "peoples", "verkhovna", "islamic", "consultative",
})  # fmt: skip
_OF = re.compile(" (?:of|for) ")
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)\Z")
# Offices that many hold at one time, so that a namesake may; and those that one holds in each place or body.
_SHARED = frozenset({
    "lawmaker", "senator", "member", "minister", "ambassador", "judge", "representative", "deputy", "general",
    "undersecretary", "councillor", "diplomat", "adviser", "commissioner", "secretary", "envoy", "colonel",
    "prosecutor", "lawyer", "consul", "attache", "delegate", "negotiator", "aide", "commander", "admiral", "captain",
    "bishop", "professor",
})  # fmt: skip
_LOCAL = frozenset({"governor", "mayor", "spokesperson", "director", "chair", "head", "premier"})
_RANKS = frozenset({"deputy", "vice", "assistant", "associate", "state", "lieutenant", "major", "brigadier"})
_BELOW = frozenset({"deputy", "vice", "assistant"})  # of a minister, who has several
_UNIQUE = frozenset({"secretary", "state"})  # a secretary of state is one in a country, where a state minister is not
_OF_STATES = frozenset({"minister", "monarch", "emperor", "empress", "emir", "sultan", "ambassador"})
_LONGEST_TERM = 25  # years, after which an end that is not there may be missing, and one to come be wrong
# Titles that are no office, and say nothing on who holds one.
_VAGUE = frozenset({"leader", "politician", "official", "strongman", "statesman"})


@dataclass(frozen=True, slots=True)
class Title:
    """A title by its words; `time` is what it says of itself, `countries` the items of those that it names."""

    words: frozenset[str]
    time: Tense
    countries: frozenset[str] = frozenset()
    is_local: bool = False  # whether provinces and bodies of a country have it too
    is_late: bool = False  # whether it says that the holder has died

    def is_shared(self, *, in_a_body: bool) -> bool:
        """Whether many hold it at one time, in a country or in one body of it."""
        below = bool(self.words & _BELOW) and "minister" in self.words and "prime" not in self.words
        if "member" in self.words or below:
            return True
        ranked = self.words - _RANKS if self.words != _UNIQUE else self.words
        kind = ranked or self.words
        return len(kind) == 1 and kind <= (_SHARED if in_a_body else _SHARED | _LOCAL)

    @property
    def is_of_states(self) -> bool:
        """Whether no body but a state has such an office."""
        return not self.words.isdisjoint(_OF_STATES)

    @property
    def is_vague(self) -> bool:
        """Whether it names no office."""
        return self.words <= _VAGUE


def read_title(text: str, gazetteer: Gazetteer) -> Title:
    """The title that an article gives."""
    kept, countries = gazetteer.without_countries(text)
    words = kept.split()
    tenses: tuple[tuple[Tense, frozenset[str]], ...] = (("former", _FORMER), ("not yet", _NOT_YET), ("elect", _ELECT))
    time: Tense = next((tense for tense, its in tenses if its & set(words)), "present")
    kept_words = [word for word in words if word not in _FORMER | _NOT_YET | _ELECT | _PRESENT]
    is_local = not _LOCAL.isdisjoint(kept_words)
    return Title(_words(kept_words), time, countries, is_local=is_local, is_late="late" in words)


def same_office(title: Title, position: Item, gazetteer: Gazetteer, body: tuple[str, ...]) -> frozenset[str] | None:
    """Where the position is that office: the items of the countries that it is of; None where it is another.

    `body` are the names of the organization to which the article says that it belongs; such an office is the
    position's whose label names the body. An alias of one word that names neither country nor body is short for more.
    """
    labels = set(position.labels.values())
    for name in position.names():
        text = _without(fold(name), body)
        kept, named = gazetteer.without_countries(text)
        if name not in labels and " " not in fold(name):
            continue
        told = frozenset({*position.items(COUNTRY), *position.items(JURISDICTION)})
        words = title.words
        if words == _CENTRAL_BANK and _TWO_BANKS.isdisjoint(map(gazetteer.code, told)):
            words -= {"central"}
        if words and words in _readings(kept):
            agree = not told or not named or not told.isdisjoint(named)
            return (told or named) if agree else frozenset()  # Georgia of the United States
    return None


def names_body(position: Item, body: tuple[str, ...]) -> bool:
    """Whether a label of the position names the body."""
    return any(_without(fold(name), body) != fold(name) for name in position.names())


def names_country(position: Item, gazetteer: Gazetteer) -> bool:
    """Whether a name of the position, or P1001, says that it is a country's: each town has a chief of police."""
    named = any(gazetteer.without_countries(fold(name))[1] for name in position.names())
    return named or any(gazetteer.code(name) is not None for name in position.items(JURISDICTION))


def when(statement: Statement, date: str, deaths: Iterable[Time] = ()) -> When:
    """Whether an office was held on a date: all of the days that the date may mean. It is soon until the next year.

    It ends with the holder's death at the latest.
    """
    day = Span.of(date)
    starts = [Span.of_time(time) for time in statement.times(START)]
    ends = [Span.of_time(time) for time in statement.times(END)]
    if not ends:  # a death before the start is as likely to be the one that is wrong
        died = [Span.of_time(time) for time in deaths]
        ends = [death for death in died if not any(death.is_before(start) for start in starts)]
    if any(end.is_before(day) for end in ends):
        return "ended"
    if any(day.is_before(start) for start in starts):
        return "soon" if all(start.last[0] - day.first[0] <= 1 for start in starts) else "not held"
    ends_untold = any(snak.value is None and snak.kind == "somevalue" for snak in statement.qualifiers.get(END, ()))
    if statement.rank != "preferred":
        long_ago = any(start.years_before(day) >= _LONGEST_TERM for start in starts)
        ends_untold = ends_untold or long_ago or (not ends and REPLACED_BY in statement.qualifiers)
    begun = bool(starts) and all(start.is_by(day) for start in starts)
    going_on = not ends_untold and all(day.last <= end.first for end in ends)
    return "held" if begun and going_on else "untold"


def _words(words: Sequence[str]) -> frozenset[str]:
    words = ["undersecretary", *words[2:]] if tuple(words[:2]) == _JUNIOR else words
    found = {same for word in words if word not in _NOISE for same in _SAME.get(word, (word,))}
    found -= {implied for word, implied in _IMPLIED.items() if word in found}
    rest = {word for word in found - _PARLIAMENT - _CHAMBER if _ORDINAL.match(word) is None}
    return frozenset({"lawmaker"}) if "member" in found and found & _PARLIAMENT and not rest else frozenset(found)


def _readings(text: str) -> Iterator[frozenset[str]]:
    """The words of a position, and of a minister of several things those of each: of health, and of social care."""
    yield _words(text.split())
    minister, *things = _OF.split(text, maxsplit=1)
    if things and minister.endswith("minister"):
        yield from (_words(f"{minister} {thing}".split()) for thing in things[0].split(" and "))


def _without(folded: str, body: tuple[str, ...]) -> str:
    for name in sorted(map(fold, body), key=len, reverse=True):
        if name:
            folded = re.sub(rf"\b{re.escape(name)}\b", " ", folded)
    return " ".join(folded.split())
