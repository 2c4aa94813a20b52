"""Noun phrases to the entities that they mean in their article, by name, by office, and by what was just spoken of."""

from __future__ import annotations

import bisect
from typing import TYPE_CHECKING

from newsgraph.extract.focus import NOTHING
from newsgraph.extract.offices import describe
from newsgraph.extract.tokens import tokenize

if TYPE_CHECKING:
    from newsgraph.extract.chunks import Chunk
    from newsgraph.extract.gazetteer import Gazetteer
    from newsgraph.extract.lexicon import Lexicon
    from newsgraph.extract.match.statement import Told
    from newsgraph.extract.mentions import Entity, Mention, Registry
    from newsgraph.extract.tokens import Token

_NO_PEOPLE = frozenset(
    {"side", "country", "nation", "delegation", "party", "government", "capital", "neighbor", "neighbour"}
)
_COMPANIES = frozenset({"companies", "firms", "banks", "groups", "entities", "organizations", "organisations"})
_SPOKEN_OF = 800
"""Code points after which what was left out of a clause is no longer what was last spoken of."""

_UNDERSTOOD = ("alliance", "bloc", "international")
_PUBLIC = ("alliance", "bloc", "international", "government", "media")
_NAMED = ("name", "capital", "metonym")
_LOCAL = frozenset({"mayor", "governor", "archbishop", "bishop", "councillor", "councilor"})
_OWNERS = ("Country", "Organization")
_SORTS = {
    "alliance_nouns": ("alliance",),
    "bloc_nouns": ("bloc", "alliance"),
    "organization_nouns": ("bloc", "alliance", "international"),
}
_SPEAKING = frozenset({"spokesman", "spokeswoman", "spokesperson", "aide"})
_LAST_WORDS = frozenset({"council", "league", "community", "commonwealth", "association"})
_JUDGES = frozenset({"court", "tribunal"})
_RECENT = 400
"""Code points, some two sentences: what was named within them was just spoken of."""


class Discourse:
    """What the article has spoken of so far, as later phrases may point back to it.

    `before` is the focus of the sentence before. `pastime`: whether it is about sport or private life.
    """

    def __init__(self, bound: dict[int, Entity] | None = None) -> None:
        self.pair: tuple[Entity, ...] = ()
        self.pair_planned = False
        self.pair_unsaid = False
        self.pair_remote = False
        self.pair_in_person = False
        self.former_pair: tuple[Entity, ...] = ()
        self.pastime = False
        self.country: Entity | None = None
        self.country_before: Entity | None = None
        self.topic: Entity | None = None
        self.before = NOTHING
        self.bound: dict[int, Entity] = {} if bound is None else bound
        self.companies: tuple[Entity, ...] = ()
        self.filled: dict[tuple[str, str], tuple[Entity, int]] = {}
        self.told: dict[str, list[Told]] = {}
        self.sentence = 0


_COUNTED = frozenset({"country", "nation", "state", "neighbor", "neighbour", "republic"})


def _number_of_countries(phrase: Chunk, tokens: list[Token], lexicon: Lexicon) -> int:
    """How many countries "the two", "both countries" or "the three landlocked states" are; 0 for anything else."""
    words = [token.low for token in tokens[phrase.first : phrase.last + 1]]
    numbers = lexicon.order["numbers"]
    if words[0] not in ("the", "both", "all") or phrase.possessor is not None:
        return 0
    counts = [2 if word == "both" else numbers.index(word) + 1 for word in words if word == "both" or word in numbers]
    bare = words[-1] in numbers or words == ["both"]
    named = phrase.lemma in _COUNTED and phrase.lemma != phrase.word and not phrase.modifiers
    return counts[0] if len(counts) == 1 and counts[0] > 1 and (bare or named) else 0


def _is_of_person(token: Token) -> bool:
    return token.mention is not None and token.mention.kind in ("person", "unknown")


def _named_between(entity: Entity, since: int, at: int) -> bool:
    """Whether a mention of it starts after `since` and before `at`; mentions stand in the order of the article."""
    k = bisect.bisect_left(entity.mentions, (since + 1, 0))
    return k < len(entity.mentions) and entity.mentions[k][0] < at


def _in_a_name(mention: Mention, tokens: list[Token]) -> bool:
    """Whether a country only ends the name of an institution: "Bank of America chief executive X"."""
    first = mention.first
    return first > 1 and tokens[first - 1].low == "of" and tokens[first - 2].capital


class Resolver:
    """Resolves the noun phrases of one article; a phrase that may mean several means nobody."""

    def __init__(self, registry: Registry, lexicon: Lexicon, gazetteer: Gazetteer, discourse: Discourse) -> None:
        self._registry = registry
        self._gazetteer = gazetteer
        self._bodies: list[Entity] | None = None
        self._lexicon = lexicon
        self.discourse = discourse

    def resolve(self, phrase: Chunk, tokens: list[Token]) -> tuple[Entity, ...]:
        """The entities that a noun phrase means; none where that is not certain."""
        bound = self.discourse.bound.get(id(phrase))
        if bound is not None:
            return (bound,)
        mention = phrase.mention
        if mention is not None:
            if mention.kind in ("adjective", "demonym", "unknown") or mention.entity is None:
                return ()
            return (mention.entity,)
        if phrase.pronoun:
            return ()
        number = _number_of_countries(phrase, tokens, self._lexicon)
        if number and phrase.lemma in _COUNTED:
            return self._countries(phrase, tokens, number) or self._people(phrase, tokens)
        if (
            number
            and not self.discourse.before.people
            and not any(_is_of_person(token) for token in tokens[: phrase.first])
        ):
            return self._countries(phrase, tokens, number)
        if self._is_pair(phrase, tokens):
            return self._pair(phrase, tokens)
        return self._three(phrase, tokens) or self._described(phrase, tokens)

    def _people(self, phrase: Chunk, tokens: list[Token]) -> tuple[Entity, ...]:
        """Whom "the two", "both leaders" or "the three" mean."""
        return self._pair(phrase, tokens) if self._is_pair(phrase, tokens) else self._three(phrase, tokens)

    def _three(self, phrase: Chunk, tokens: list[Token]) -> tuple[Entity, ...]:
        """Whom "the three" or "the three leaders" mean."""
        if phrase.last == phrase.first or tokens[phrase.first + 1].low != "three":
            return ()
        words = [token.low for token in tokens[phrase.first : phrase.last + 1]]
        if words[:2] == ["the", "three"] and (len(words) == 2 or phrase.lemma in self._lexicon.words["pair_nouns"]):
            return self._all_named(phrase, tokens, 3)
        return ()

    def _countries(self, phrase: Chunk, tokens: list[Token], number: int) -> tuple[Entity, ...]:
        """The countries of which the sentence before lists or names so many, where no other has come in since."""
        here = [t.mention.entity for t in tokens[: phrase.first] if t.mention is not None]
        found = next(
            (group for group in self.discourse.before.lists if len(group) == number), self.discourse.before.countries
        )
        others = [who for who in here if who is not None and who.type == "Country" and who not in found]
        return found if len(found) == number and not others else ()

    def _described(self, phrase: Chunk, tokens: list[Token]) -> tuple[Entity, ...]:
        """Whom a phrase without a name means by what it says of him: "the Russian government", "the alliance"."""
        lemma = phrase.lemma
        if self._lexicon.has("government_nouns", lemma):
            return self._government(phrase, tokens)
        if phrase.det == "the" and phrase.word in _COMPANIES:
            return self._companies(phrase, tokens)
        if (
            self._lexicon.has("country_nouns", lemma)
            and phrase.det == "the"
            and (phrase.possessor is None and all(m.entity is None for m in phrase.modifiers))
        ):
            return (self.discourse.country,) if self.discourse.country is not None else ()
        if phrase.det == "the" and phrase.possessor is None:
            for name, sorts in _SORTS.items():
                if self._lexicon.has(name, lemma):
                    return self._called(phrase, sorts) or self._organization(phrase, tokens, sorts)
            if phrase.last == phrase.first + 1 and lemma in _LAST_WORDS:
                return self._ending_in(phrase.word, tokens[phrase.first].start)
        return self._by_office(phrase, tokens, None)

    def _called(self, phrase: Chunk, sorts: tuple[str, ...]) -> tuple[Entity, ...]:
        """The organization whose name stands before what it is: "the BRICS bloc"."""
        called = [m.entity for m in phrase.modifiers]
        beside = len(called) == 1 and phrase.modifiers[0].last == phrase.last - 1
        return (called[0],) if beside and called[0] is not None and called[0].sort in sorts else ()

    def is_country_spoken_of(self, phrase: Chunk) -> bool:
        """Whether a phrase means a country only by having been spoken of: "the country"."""
        plain = phrase.possessor is None and phrase.mention is None and all(m.entity is None for m in phrase.modifiers)
        return plain and phrase.det == "the" and self._lexicon.has("country_nouns", phrase.lemma)

    def company_spoken_of(self, phrase: Chunk, tokens: list[Token]) -> tuple[Entity, ...]:
        """The one firm or group that was named right before: "the company" after a sentence on X; else nobody."""
        if phrase.det != "the" or phrase.last != phrase.first + 1:
            return ()
        plain = phrase.possessor is None and phrase.mention is None and not phrase.modifiers
        firm = self._lexicon.has("companies", phrase.lemma) and phrase.lemma == phrase.word
        if not (plain and firm):
            return ()
        here = [t.mention.entity for t in tokens[: phrase.first] if t.mention is not None]
        named = dict.fromkeys(who for who in (*self.discourse.before.organizations, *here) if who is not None)
        firms = [who for who in named if who.type == "Organization" and who.sort not in _PUBLIC]
        return (firms[0],) if len(firms) == 1 else ()

    def _organization(self, phrase: Chunk, tokens: list[Token], sorts: tuple[str, ...]) -> tuple[Entity, ...]:
        """The organization of such a sort that the article has named before: "the alliance", "the 27-nation bloc".

        Of several it is the one that alone was named in the last two sentences or so, or by far the most often.
        """
        described = tokens[phrase.first + 1 : phrase.last]
        if phrase.modifiers or not all(self._describes_body(token.low) for token in described):
            return ()
        at = tokens[phrase.first].start
        named = {
            entity: count
            for entity in self._all_bodies()
            if entity.sort in sorts
            and _JUDGES.isdisjoint((phrase.lemma,)) == _JUDGES.isdisjoint(entity.name.lower().split())
            and (count := bisect.bisect_left(entity.mentions, (at, 0)))
        }
        others = sum(entity.sort in sorts for entity in self._all_bodies()) - 1
        if others and any(token.capital for token in described):
            return ()  # "the Paris-based organization" says which of them it is
        recent = [entity for entity, count in named.items() if entity.mentions[count - 1][0] > at - _RECENT]
        most = max(named, key=lambda entity: named[entity], default=None)
        if most is not None and named[most] > 2 * (sum(named.values()) - named[most]):
            return (most,)
        return (recent[0],) if len(recent) == 1 else ()

    def _ending_in(self, word: str, at: int) -> tuple[Entity, ...]:
        """The one organization of states named before whose name ends in that word: "the council"."""
        ending = [
            entity
            for entity in self._all_bodies()
            if word in entity.name.lower().split() and bisect.bisect_left(entity.mentions, (at, 0))
        ]
        return (ending[0],) if len(ending) == 1 else ()

    def _describes_body(self, word: str) -> bool:
        """Whether a word before "bloc" leaves it the one that was spoken of: regional, 54-nation, Paris-based."""
        return self._lexicon.has("body_words", word) or word.endswith(
            ("-nation", "-member", "-state", "-based", "-led")
        )

    def _all_bodies(self) -> list[Entity]:
        """The organizations of states that the article names."""
        if self._bodies is None:
            self._bodies = [entity for entity in self._registry.entities if entity.sort in _UNDERSTOOD]
        return self._bodies

    def carried(self, word: str, beside: tuple[Entity, ...] = ()) -> tuple[Entity, ...]:
        """Whom a pronoun at the opening of a sentence takes up: the subject of the sentence before, if it is clear.

        It is nobody of those `beside` it, the other parties of what it is the subject of.
        """
        previous = self.discourse.before.main
        if word in ("he", "she", "him"):
            if len(previous) != 1 or previous[0].type != "Person":
                return ()
            if len(self.discourse.before.people) == 1:
                return previous
            # of several people the one whom the sentence is about, where it alone is what the pronoun says
            people = dict.fromkeys((*previous, *self.discourse.before.people))
            fitting = [who for who in people if self._is_woman(who) == (word == "she") and who not in beside]
            alone = self.discourse.before.alone and previous[0] in fitting
            return previous if alone or fitting == [previous[0]] else ()
        if word in ("it", "its"):
            return previous if len(previous) == 1 and previous[0].type in ("Country", "Organization") else ()
        if word in ("they", "their", "them"):
            return previous if len(previous) > 1 else ()
        return ()

    def understood(self, fact_type: str, role: str, at: int) -> Entity | None:
        """Who last filled a role of such a fact before the code point `at`, if no other of its kind was named since."""
        who, since = self.discourse.filled.get((fact_type, role), (None, at))
        if who is None or who.sort not in _UNDERSTOOD or not since < at < since + _SPOKEN_OF:
            return None
        return None if any(e is not who and _named_between(e, since, at) for e in self._all_bodies()) else who

    def is_called(self, person: Entity, word: str) -> bool:
        """Whether "him" or "her" may stand for a person, by the given name."""
        return self._is_woman(person) == (word in ("her", "she"))

    def _is_woman(self, person: Entity) -> bool:
        """Whether a person's given name is a woman's."""
        women = self._lexicon.words["women"]
        return any(word in women for word in person.words)

    def state_of(self, body: Entity) -> tuple[Entity, ...]:
        """The state whose ministry, parliament or other body it is; nobody where that is not known."""
        state = self._gazetteer.states.get(body.name)
        return () if state is None else (self._registry.named("Country", state),)

    def named(self, name: str) -> Entity | None:
        """What the gazetteer knows by that whole name: the "U.S." of "U.S.-sanctioned"."""
        tokens = tokenize(name, 0, len(name), frozenset())
        match = self._gazetteer.match(tokens, 0) if tokens else None
        if match is None or match.length != len(tokens) or match.entry.kind == "demonym":
            return None
        return self._registry.named(match.entry.type, match.entry.name)

    def is_metonym(self, name: str) -> bool:
        """Whether a whole name is that of a building or a capital that stands for its government."""
        tokens = tokenize(name, 0, len(name), frozenset())
        match = self._gazetteer.match(tokens, 0) if tokens else None
        return match is not None and match[1].kind in ("metonym", "capital")

    def place_of(self, phrase: Chunk) -> tuple[Entity, ...]:
        """The city or country in which a venue or a capital is: "a Geneva hotel", "the Cuban capital"."""
        named = [*phrase.modifiers]
        if phrase.possessor is not None and phrase.possessor.mention is not None:
            named.append(phrase.possessor.mention)
        if len(named) != 1 or named[0].entity is None or named[0].kind in ("person", "metonym"):
            return ()
        entity, kind = named[0].entity, named[0].kind
        if phrase.lemma == "capital" and entity.type == "Country":
            city = self._gazetteer.capitals.get(entity.name)
            return (self._registry.named("Place", city),) if city is not None else ()
        if not self._lexicon.has("venue_nouns", phrase.lemma) or kind == "adjective":
            return ()
        if kind == "capital" and named[0].place is not None:
            return (self._registry.named("Place", named[0].place),)
        return (entity,) if entity.type in ("Place", "Country") else ()

    def in_one_country(self, place: Mention, region: Mention, tokens: list[Token]) -> bool:
        """Whether the gazetteer knows a place in the country of a region named after it: "Anchorage, Alaska"."""
        first, second = (self._gazetteer.match(tokens, mention.first) for mention in (place, region))
        if first is None or second is None or first.entry.kind != "name":
            return False
        return first.entry.country is not None and first.entry.country == second.entry.country

    def _companies(self, phrase: Chunk, tokens: list[Token]) -> tuple[Entity, ...]:
        """The organizations that a fact has just listed, where they are so many: "the two companies"."""
        numbers = self._lexicon.order["numbers"]
        counts = [numbers.index(t.low) + 1 for t in tokens[phrase.first : phrase.last] if t.low in numbers]
        plain = phrase.possessor is None and not phrase.modifiers
        return self.discourse.companies if plain and counts == [len(self.discourse.companies)] else ()

    def _pair(self, phrase: Chunk, tokens: list[Token]) -> tuple[Entity, ...]:
        """The two who met, or whom alone the sentence before names; none where that would be two pairs."""
        pair, named = self.discourse.pair, self._all_named(phrase, tokens, 2)
        here = [
            t.mention.entity
            for t in tokens[: phrase.first]
            if t.mention is not None and t.mention.kind == "person" and t.mention.entity is not None
        ]
        pointing = tokens[phrase.first].low in ("the", "both") and phrase.lemma not in _NO_PEOPLE
        if pointing and len(set(map(id, here))) == 2 and not named:
            return tuple(dict.fromkeys(here))  # "X greeted Y, and the two held talks"
        if pair and any(who not in pair for who in here):
            return ()
        pair = pair or self.discourse.former_pair
        if pair and named:
            return pair if set(map(id, pair)) == set(map(id, named)) else ()
        return self.discourse.pair or named

    def _all_named(self, phrase: Chunk, tokens: list[Token], count: int) -> tuple[Entity, ...]:
        """The people whom the sentence before names, where they are so many and nobody else has come in since."""
        named = self.discourse.before.people
        if len(named) != count or phrase.lemma in _NO_PEOPLE:
            return ()
        since = [t.mention.entity for t in tokens[: phrase.first] if t.mention is not None]
        others = [who for who in since if who is not None and who.type == "Person" and all(who is not x for x in named)]
        return () if others else named

    def _is_pair(self, phrase: Chunk, tokens: list[Token]) -> bool:
        words = [token.low for token in tokens[phrase.first : phrase.last + 1]]
        if "two" not in words and "both" not in words and words != ["the", "pair"]:
            return False
        rest = [word for word in words if word not in ("the", "two", "both")]
        return not rest or (
            len(rest) == 1
            and (self._lexicon.singular(rest[0]) in self._lexicon.words["pair_nouns"] or rest == ["pair"])
        )

    def _government(self, phrase: Chunk, tokens: list[Token]) -> tuple[Entity, ...]:
        whose = phrase.modifiers[0].entity if len(phrase.modifiers) == 1 else None
        if whose is None and phrase.possessor is not None:
            owners = self.resolve(phrase.possessor, tokens)
            whose = owners[0] if len(owners) == 1 else None
        if whose is not None and whose.type == "Person":
            national = self._lexicon.words["national"]
            countries = {id(o.of): o.of for o in whose.roles if o.of is not None and o.title in national}
            whose = next(iter(countries.values())) if len(countries) == 1 else None
        if whose is not None and whose.sort == "bloc" and phrase.lemma != phrase.word:
            return (whose,)  # "EU governments" act as the EU
        start = phrase.possessor.last + 2 if phrase.possessor is not None else phrase.first
        if whose is not None and whose.type == "Country" and phrase.last - start <= 2:
            return (whose,)
        return ()

    def speaks_for(self, phrase: Chunk, tokens: list[Token]) -> tuple[Entity, ...]:
        """The country for which a press office speaks by the name of a building: "the Kremlin press service"."""
        press = phrase.last > phrase.first and tokens[phrase.last - 1].low == "press"
        named = phrase.modifiers if press and phrase.lemma in ("service", "office") else ()
        return tuple(m.entity for m in named if m.kind == "metonym" and m.entity is not None)

    def owner(self, phrase: Chunk, tokens: list[Token]) -> Entity | None:
        """The country, place or organization whose office a phrase names: "Serbia's", "the Balkan nation's"."""
        called = [
            self._seat(m, phrase, tokens) or m.entity
            for m in phrase.modifiers
            if m.entity is not None and not _in_a_name(m, tokens)
        ]
        named = [who for who in called if who.type in ("Country", "Organization")]
        named = named or [who for who in called if who.type == "Place"]  # "Texas Governor X"
        if named:
            return named[0] if len({id(entity) for entity in named}) == 1 else None
        if phrase.possessor is not None:
            whose = phrase.possessor.mention
            seat = self._seat(whose, phrase, tokens) if whose is not None else None
            if seat is not None:
                return seat
            owners = self.resolve(phrase.possessor, tokens)
            described = (
                phrase.possessor.mention is None
            )  # "the court's prosecutor": which court is for the reader to say
            allowed = ("Country", "Place") if described else ("Country", "Organization", "Place")
            if len(owners) == 1 and owners[0].type in allowed:
                return owners[0]
        if phrase.det == "its":
            return self._its(phrase, tokens)
        return None

    def _seat(self, mention: Mention, phrase: Chunk, tokens: list[Token]) -> Entity | None:
        """The city that a capital's name means before a local office: "London's mayor", "Kyiv Mayor X"."""
        words = {token.low for token in tokens[mention.last + 1 : phrase.last + 1]}
        local = mention.kind == "capital" and mention.place is not None and not _LOCAL.isdisjoint(words)
        return self._registry.named("Place", mention.place) if local and mention.place is not None else None

    def city(self, capital: Mention) -> tuple[Entity, ...]:
        """The city that a capital's name means where something takes place."""
        return (self._registry.named("Place", capital.place),) if capital.place is not None else ()

    def _its(self, phrase: Chunk, tokens: list[Token]) -> Entity | None:
        """Whose "its" is: the country or body that the sentence names before it, or that the last one was about.

        Where the sentence has named several, it is the one right before "and", or nobody's.
        """
        if phrase.first and tokens[phrase.first - 1].low in ("among-them", "including"):
            return None  # "six men who ran the prison, among them its head"
        before = [t.mention for t in tokens[: phrase.first] if t.mention is not None and t.mention.kind in _NAMED]
        named = {id(m.entity): m.entity for m in before if m.entity is not None and m.entity.type in _OWNERS}
        if not named:
            previous = self.discourse.before.main
            single = len(previous) == 1 and previous[0].type in _OWNERS and phrase.first == 0
            return previous[0] if single else None
        if len(named) == 1:
            return next(iter(named.values()))
        if phrase.first > 1 and tokens[phrase.first - 1].low == "and":
            mention = tokens[phrase.first - 2].mention
            if mention is not None and mention.entity is not None and mention.entity.type in _OWNERS:
                return mention.entity
        topic = self.discourse.topic
        return topic if topic is not None and id(topic) in named else None

    def _by_office(self, phrase: Chunk, tokens: list[Token], of: Entity | None) -> tuple[Entity, ...]:
        described = describe(phrase, tokens, self._lexicon)
        if described is None or phrase.det in ("a", "an", "another", "some", "any"):
            return ()
        if phrase.lemma != phrase.word:
            return ()  # plural
        of = of or self.owner(phrase, tokens)
        if of is None and phrase.possessor is not None:
            return ()
        nouns = {described.title.split()[-1]}
        if described.title == "leader":
            nouns |= {title.split()[-1] for title in self._lexicon.words["national"]}
        officials = dict.fromkeys(person for noun in nouns for person in self._registry.officials(noun))
        found = [person for person in officials if self._holds(person, described.title, of)]
        if not found and of is None and phrase.det == "the" and phrase.last == phrase.first + 1:
            found = self._by_short_office(phrase, tokens)
        if phrase.det in ("his", "her") and phrase.lemma in _SPEAKING:
            named = [token.mention.entity for token in tokens[phrase.last + 2 : phrase.last + 3] if token.mention]
            found = [person for person in found if person in named]  # or else it may be another's spokesman
        return (found[0],) if len(found) == 1 else ()

    def _by_short_office(self, phrase: Chunk, tokens: list[Token]) -> list[Entity]:
        """The people named before whose office ends in the one word: "the minister" for a foreign minister.

        A vice president is not "the president", and who was minister is not "the minister".
        """
        if phrase.lemma in self._lexicon.words["national"]:
            return []
        at = tokens[phrase.first].start
        return [
            person
            for person in self._registry.officials(phrase.lemma)
            if any(office.title.endswith(f" {phrase.lemma}") and not office.former for office in person.roles)
            and any(start < at for start, _ in person.mentions)
        ]

    def by_office(self, phrase: Chunk, tokens: list[Token], of: Entity) -> tuple[Entity, ...]:
        """Who holds the office of `of`: "the president of Serbia"."""
        return self._by_office(phrase, tokens, of)

    def _holds(self, person: Entity, title: str, of: Entity | None) -> bool:
        national = self._lexicon.words["national"]
        for office in person.roles:
            same = office.title == title or (title == "leader" and office.title in national)
            if same and (of is None or office.of is of):
                return True
        return False
