"""Names in the tokens of an article to the people, organizations, countries and places that they stand for.

Two sweeps. The first finds full names: what the gazetteer has, and people by an office or a given name before them, or
by what follows ("said", ", who"). The second gives single surnames to the one person who bears them; a surname of two
people of the article, or of nobody, stands for nobody.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from newsgraph.extract.timexes import date_length

if TYPE_CHECKING:
    from newsgraph.extract.gazetteer import Entry, Gazetteer, Match
    from newsgraph.extract.lexicon import Lexicon
    from newsgraph.extract.sentences import Sentence
    from newsgraph.extract.tokens import Token
    from newsgraph.facts import EntityType

NAMESAKES = 64
"""People of one name, or of one kind of office, that are told apart: an article that has more of them is a list."""
_LONGEST_NAME = 6
_ARTICLES = frozenset({"al", "el", "ad", "ar", "as", "ash", "at", "az", "an"})
_TOWNS = frozenset({"town", "city", "village", "resort", "suburb"})
_LONGEST_PERSON = 4  # words of a name that only its neighbours show to be a person's
_SHORT = 3  # letters of an initial or a particle
_LONGEST_LIST = 25  # tokens from a name back to the noun that says what it is
_INTRODUCING = frozenset({"including", "among-them", "such-as", "namely", "notably", ":"})
_MET = frozenset({"met", "meet", "talks", "summit", "meeting", "received", "hosted", "greeted"})
# "Hong Kong-based" is an adjective
_COMPOUND_ENDS = frozenset(
    {"based", "backed", "led", "linked", "born", "owned", "run", "controlled", "registered", "flagged"}
)
_LEAVING = frozenset(
    {"leave", "leaves", "left", "leaving", "departed", "departs", "depart", "bound", "headed", "heading"}
)
_AT_PLACE = frozenset({"in", "at", "near", "outside", "around", "across", "inside", "from", "via"})


class Entity:
    """Somebody or something that the article names, with the places of its mentions and the offices given to it."""

    __slots__ = ("mentions", "name", "roles", "sort", "type", "words")

    def __init__(self, type_: EntityType, name: str, words: tuple[str, ...] = ()) -> None:
        self.type: EntityType = type_
        self.name = name
        self.sort = ""
        self.words = words
        self.mentions: list[tuple[int, int]] = []
        self.roles: list[Office] = []

    def __repr__(self) -> str:
        return f"<{self.type} {self.name}>"


class Office:
    """An office that the text gives a person; `of` may become known later in the article."""

    __slots__ = ("end", "former", "of", "start", "title")

    def __init__(self, title: str, of: Entity | None, start: int, end: int, *, former: bool) -> None:
        self.title = title
        self.of = of
        self.start = start
        self.end = end
        self.former = former


class Mention:
    """A name in a sentence: tokens `first` to `last` inclusive; `entity` is None while nobody is known by it.

    kind: name, adjective, demonym, capital, metonym, person, unknown. `place` is the city, where a capital's name
    stands for its country.
    """

    __slots__ = ("entity", "first", "kind", "last", "place")

    def __init__(self, kind: str, first: int, last: int, entity: Entity | None, place: str | None = None) -> None:
        self.kind = kind
        self.first = first
        self.last = last
        self.entity = entity
        self.place = place


@lru_cache(maxsize=4096)
def fold(word: str) -> str:
    """A word without case and accents, for comparing a name with its other spellings."""
    if word.isascii():
        return word.lower().rstrip(".")
    plain = unicodedata.normalize("NFD", word.replace("đ", "d").replace("ł", "l").replace("ø", "o").replace("ı", "i"))
    return "".join(c for c in plain if not unicodedata.combining(c)).lower().rstrip(".")


class Registry:
    """Everybody and everything that an article names, in the order of first mention."""

    def __init__(self, family_names: frozenset[str]) -> None:
        self.entities: list[Entity] = []
        self._family_names = family_names
        self._named: dict[tuple[str, str], Entity] = {}
        self._people: dict[str, list[Entity]] = {}
        self._middles: dict[str, list[Entity]] = {}  # by a word between the first and the last: "Deng"
        self._full: dict[tuple[str, str], Entity] = {}  # by last and first name
        self._initials: dict[tuple[str, str], Entity] = {}  # the first by last name and initial
        self._abbreviated: dict[tuple[str, str], Entity] = {}  # likewise, where no more of the first name is known
        self._officials: dict[str, list[Entity]] = {}

    def named(self, type_: EntityType, name: str) -> Entity:
        """The one entity of that type and canonical name."""
        key = (type_, name)
        if key not in self._named:
            self._named[key] = Entity(type_, name)
            self.entities.append(self._named[key])
        return self._named[key]

    def person(self, words: tuple[str, ...]) -> Entity:
        """The person of that full name: one already known by the same first and last name, or a new one."""
        folded = tuple([fold(word) for word in words])
        known = self._known(folded)
        if known is not None:
            if len(words) > len(known.words) and not any(len(word.rstrip(".")) < 2 for word in words):
                known.words, known.name = folded, " ".join(words)
                self._index(known)
            return known
        bearers = self._people.get(folded[-1], [])
        longer = [p for p in bearers[: NAMESAKES + 1] if p.words[-len(folded) :] == folded]
        if len(folded) > 1 and len(longer) == 1 and len(bearers) <= NAMESAKES:
            return longer[0]  # "Suu Kyi" after "Aung San Suu Kyi"
        person = Entity("Person", " ".join(words), folded)
        self.entities.append(person)
        for word in dict.fromkeys((folded[-1], folded[0], _without_article(folded[-1]))):
            self._people.setdefault(word, []).append(person)
        for word in dict.fromkeys(folded[1:-1]):
            if len(word) > _SHORT and len(self._middles.setdefault(word, [])) < NAMESAKES:
                self._middles[word].append(person)
        if len(folded) > 1:
            self._index(person)
        return person

    def _known(self, words: tuple[str, ...]) -> Entity | None:
        """Who has that last name and that first name, or one that has its initial where either is an initial."""
        first, last = words[0], words[-1]
        initial = (last, first[:1])
        if len(first) == 1:
            return self._initials.get(initial)
        return self._full.get((last, first)) or self._abbreviated.get(initial)

    def _index(self, person: Entity) -> None:
        first, last = person.words[0], person.words[-1]
        initial = (last, first[:1])
        self._full.setdefault((last, first), person)
        self._initials.setdefault(initial, person)
        if len(first) == 1:
            self._abbreviated.setdefault(initial, person)
        elif self._abbreviated.get(initial) is person:
            del self._abbreviated[initial]

    def by_part(self, words: tuple[str, ...], given_names: frozenset[str]) -> list[Entity]:
        """The people whose name ends with these words, or begins with them where the family name comes first.

        Of more than `NAMESAKES` of a name so many, whoever they are: nobody can be meant by a part of it.
        """
        folded = tuple([fold(word) for word in words])
        bearers = self._people.get(folded[-1], [])
        if len(bearers) > NAMESAKES:
            return bearers[:NAMESAKES]
        found = [person for person in bearers if person.words[-len(folded) :] == folded]
        if len(folded) == 1 and not found:
            found = [person for person in bearers if _without_article(person.words[-1]) == folded[0]]
        for person in bearers if len(folded) == 1 else ():
            if person not in found and len(person.words) > 1 and _family_first(person, given_names, self._family_names):
                found.append(person)
        return found or (self._middles.get(folded[0], []) if len(folded) == 1 else [])

    def by_first(self, word: str) -> list[Entity]:
        """The people whose first name that is, where nobody has it for another: "Abiy" of Abiy Ahmed."""
        folded = fold(word)
        bearers = self._people.get(folded, [])
        return bearers if len(bearers) == 1 and bearers[0].words[0] == folded else []

    def give(self, person: Entity, office: Office) -> None:
        """Give a person an office."""
        person.roles.append(office)
        holders = self._officials.setdefault(office.title.split()[-1], [])
        if person not in holders[-NAMESAKES:]:
            holders.append(person)

    def officials(self, noun: str) -> list[Entity]:
        """The people with an office that ends in a noun; none where they are too many for one to be meant."""
        holders = self._officials.get(noun, [])
        return holders if len(holders) <= NAMESAKES else []


def _without_article(word: str) -> str:
    """A family name as it is used alone: "Sisi" for "al-Sisi"."""
    article, _, rest = word.partition("-")
    return rest if article in _ARTICLES and rest else word


def _family_first(person: Entity, given_names: frozenset[str], family_names: frozenset[str]) -> bool:
    first = person.words[0]
    return first in family_names or (first.title() not in given_names and person.words[-1].title() in given_names)


class Namer:
    """Finds the names of one article."""

    def __init__(self, lexicon: Lexicon, gazetteer: Gazetteer) -> None:
        self._lexicon = lexicon
        self._gazetteer = gazetteer
        self._matches: dict[Token, Match | None] = {}
        self._countries: set[str] = set()
        self._named: set[tuple[str, str]] = set()
        self._borne: set[str] = set()
        self._things: set[tuple[str, ...]] = set()
        self._titles: dict[int, set[str]] = {}
        self._title_openers = lexicon.title_openers | lexicon.words["kept"]
        self._stops = lexicon.words["weekdays"] | lexicon.words["months"]

    def _match(self, tokens: list[Token], i: int) -> Match | None:
        """What the gazetteer has at token i; an ambiguous name only where its context decides."""
        match = self._matches[tokens[i]] if tokens[i].capital else self._gazetteer.match(tokens, i)
        if match is None:
            return None
        end = i + match.length
        if match.length > 1 and end < len(tokens) and self._title(tokens, end - 1) > 1:
            shorter = self._gazetteer.match(tokens[: end - 1], i)  # "U.S. Treasury Secretary": the U.S.
            return shorter if shorter is not None and not shorter.ambiguous else None
        before = tokens[i - 1].low if i > 0 else ""
        if match.length == 1 and tokens[i].norm in self._borne and before not in _AT_PLACE:
            return None  # somebody of the article bears this name: "Michael Jordan", then "Jordan"
        if not match.ambiguous:
            return match
        entry = match.entry
        if entry.type == "Place" or entry.kind == "capital":
            return match if before in _AT_PLACE else None
        if entry.type == "Organization":
            return self._organization_meant(tokens, i, match)
        if entry.type != "Country":
            return None
        return match if entry.name in self._countries or self._among_countries(match) else None

    def _among_countries(self, match: Match) -> bool:
        """Whether an article on several countries means one more by a name that is also a part of another country.

        "Georgia" where Moldova and Ukraine are named, and the United States are not.
        """
        elsewhere = self._gazetteer.part_of(match.words)
        if not elsewhere or any(("code", code) in self._named for code in elsewhere):
            return False
        return sum(kind == "code" for kind, _ in self._named) > 1

    def _organization_meant(self, tokens: list[Token], i: int, match: Match) -> Match | None:
        """Which organization an ambiguous name means.

        The one that the article names in full, or the one of the only country named that has one of this name, where
        no other country or body stands before it: "Congress" in an article on the United States.
        """
        end = i + match.length
        following = tokens[end].low if end < len(tokens) else ""
        led = match.entry.sort == "armed-group" and self._lexicon.has("heads", self._lexicon.singular(following))
        if led:
            return match
        readings = self._gazetteer.organizations(match.words)
        in_full = [entry for entry in readings if ("Organization", entry.name) in self._named]
        if len(in_full) == 1:
            return match._replace(entry=in_full[0])
        meant = [entry for entry in readings if ("code", entry.country or "") in self._named]
        before = tokens[i - 1] if i > 0 else None
        if len(meant) != 1 or (
            before is not None and (before.low in ("'s", "'", "its", "their") or before.mention is not None)
        ):
            return None
        return match._replace(entry=meant[0])

    def _survey(self, sentences: list[Sentence]) -> None:
        """Look through the article for what it names without doubt.

        `_countries` are the countries that an adjective, a people's name or a capital gives, `_named` all that has a
        name of its own, with the codes of the countries, and `_borne` the names that a given name stands before.
        """
        gazetteer = self._gazetteer
        for sentence in sentences:
            tokens = sentence.tokens
            for i in sentence.capitals:
                match = self._matches[tokens[i]] = gazetteer.match(tokens, i)
                if match is None:
                    continue
                if match.ambiguous or match.person:
                    if match.person and i > 0 and self._bears(tokens, i):
                        self._borne.add(tokens[i].norm)
                    if match.ambiguous:
                        continue
                entry = match.entry
                self._named.add((entry.type, entry.name))
                if entry.type == "Country":
                    self._named.add(("code", gazetteer.codes.get(entry.name, "")))
                    if entry.kind in ("adjective", "demonym", "capital"):
                        self._countries.add(entry.name)

    def _bears(self, tokens: list[Token], i: int) -> bool:
        """Whether a given name, and no office or place, stands before the name at i."""
        given = tokens[i - 1]
        return (
            given.capital
            and given.quote == tokens[i].quote
            and given.norm in self._gazetteer.given_names
            and self._gazetteer.match(tokens, i - 1) is None
            and not self._title(tokens, i - 1)
        )

    def name(self, sentences: list[Sentence], registry: Registry) -> None:
        """Set the mention of every token that is part of a name, and register who is meant."""
        loose: list[tuple[list[Token], Mention, bool]] = []
        self._survey(sentences)
        self._things = self._names_of_things(sentences)
        for sentence in sentences:
            if sentence.capitals:
                self._full_names(sentence, registry, loose)
        # "the Lady R" is a ship: a letter by itself is nobody's name
        titled = [(tokens, m, office) for tokens, m, office in loose if office and len(tokens[m.last].norm) > 1]
        for tokens, mention, _ in titled:
            words = _name_words(tokens, mention)
            sibling = self._sibling(tokens, mention, registry)
            if sibling is not None:
                mention.entity, mention.kind = sibling, "person"
                sibling.mentions.append((tokens[mention.first].start, tokens[mention.last].end))
                continue
            known = registry.by_part(words, self._gazetteer.given_names)
            if not known or (len(words) == 1 and all(self._is_another(tokens, mention, p) for p in known)):
                self._titles.setdefault(id(registry.person(words)), set()).add(tokens[mention.first - 1].low)
        for tokens, mention, _ in loose:
            if mention.entity is None and self._beside_person(tokens, mention):
                words = _name_words(tokens, mention)
                if not registry.by_part(words, self._gazetteer.given_names):
                    registry.person(words)
        others = {
            _name_words(tokens, mention)
            for tokens, mention, _ in loose
            if mention.entity is None and self._stands_beside_bearer(tokens, mention, registry)
        }
        for tokens, mention, has_title in loose:
            if mention.entity is not None or _name_words(tokens, mention) in others:
                continue
            found = registry.by_part(_name_words(tokens, mention), self._gazetteer.given_names)
            full = found or self._called_by_first(tokens, mention, registry)
            if len(full) > 1:
                full = self._by_title(tokens, mention, full) if has_title and len(full) < NAMESAKES else []
            if len(full) == 1:
                mention.entity, mention.kind = full[0], "person"
                full[0].mentions.append((tokens[mention.first].start, tokens[mention.last].end))
        for tokens, mention, has_title in loose:
            if (
                mention.entity is None
                and not has_title
                and (self._is_meeting_place(tokens, mention) or self._is_town(tokens, mention))
            ):
                mention.entity, mention.kind = registry.named("Place", " ".join(_name_words(tokens, mention))), "name"
                mention.entity.mentions.append((tokens[mention.first].start, tokens[mention.last].end))

    def _called_by_first(self, tokens: list[Token], mention: Mention, registry: Registry) -> list[Entity]:
        """Who was named in full before, and is then called by the first name, as Ethiopians and Malays are.

        Not in "his son Boris" or "Boris and his wife", nor where another name stands beside it.
        """
        i = mention.first
        if mention.last != i or not tokens[i].norm.isalpha() or self._is_child(tokens, i):
            return []
        beside = tokens[max(0, i - 2) : i] + tokens[i + 1 : i + 2]
        if any(token.capital and token.mention is None and token.quote == tokens[i].quote for token in beside[-2:]):
            return []
        if any(self._lexicon.has("people", token.low) for token in beside):
            return []
        found = registry.by_first(tokens[i].norm)
        return [person for person in found if any(start < tokens[i].start for start, _ in person.mentions)]

    def _is_town(self, tokens: list[Token], mention: Mention) -> bool:
        """Whether a name that no table has is said to be that of a town: "the border town of Suwalki"."""
        before = [token.low for token in tokens[max(0, mention.first - 2) : mention.first]]
        return len(before) == 2 and before[0] in _TOWNS and before[1] == "of" and self._is_plain(tokens, mention)

    def _is_plain(self, tokens: list[Token], mention: Mention) -> bool:
        """Whether a name is of one or two words that are no abbreviation and no part of another sort of name."""
        words = tokens[mention.first : mention.last + 1]
        if len(words) > 2 or any(word.norm.isupper() or not word.norm.isalpha() for word in words):
            return False
        return not any(
            self._lexicon.has(name, word.low) for word in words for name in ("generic", "things", "organizations")
        )

    def _is_meeting_place(self, tokens: list[Token], mention: Mention) -> bool:
        """Whether a name that no table has is where somebody met: "met in Ludwigsburg on Tuesday"."""
        if mention.first < 2 or tokens[mention.first - 1].low != "in" or not self._is_plain(tokens, mention):
            return False
        following = tokens[mention.last + 1] if mention.last + 1 < len(tokens) else None
        ends = (
            following is None or following.norm in ".,;" or following.low in ("on", "in", "for", "to", "after", "and")
        )
        return ends and any(token.low in _MET for token in tokens[max(0, mention.first - 9) : mention.first - 1])

    def _stands_beside_bearer(self, tokens: list[Token], mention: Mention, registry: Registry) -> bool:
        """Whether the only bearer of a bare surname is named in full later in its sentence: "Kim met Kim Yo Jong".

        Nobody is called by the surname first and then in full, so the bare name is somebody else's.
        """
        if mention.last + 1 < len(tokens) and tokens[mention.last + 1].tag == "POS":
            return False
        found = registry.by_part(_name_words(tokens, mention), self._gazetteer.given_names)
        later = (t.mention for t in tokens[mention.last + 1 :] if t.mention is not None)
        return len(found) == 1 and any(m.entity is found[0] and m.last > m.first for m in later)

    def _is_child(self, tokens: list[Token], i: int) -> bool:
        """Whether a single given name follows a word that is no office: "his son Boris" has another name."""
        before = tokens[i - 1].low if i > 0 else ""
        given = tokens[i].norm in self._gazetteer.given_names
        joined = i + 1 < len(tokens) and tokens[i + 1].low == "and"
        return given and not joined and self._lexicon.has("people", self._lexicon.singular(before))

    def _sibling(self, tokens: list[Token], mention: Mention, registry: Registry) -> Entity | None:
        """Who is meant by a given name that shares the surname after "and": "the brothers Boris and Ivan Petrov"."""
        last = mention.last
        if mention.first != last or last + 2 >= len(tokens) or tokens[last + 1].low != "and":
            return None
        other = tokens[last + 2].mention
        given = tokens[last].norm in self._gazetteer.given_names
        if not given or other is None or other.kind != "person" or other.entity is None or other.last == other.first:
            return None
        return registry.person((tokens[last].norm, tokens[other.last].norm))

    def _is_another(self, tokens: list[Token], mention: Mention, person: Entity) -> bool:
        """Whether an office before a surname is not what the text calls the person of that surname.

        "President Jones" is not the same as "his daughter, Ann Jones", or "Senator Ann Jones".
        """
        title = tokens[mention.first - 1].low
        titles = self._titles.get(id(person), set())
        return (
            title in self._lexicon.office_ends
            and bool(titles)
            and title not in titles
            and not self._lexicon.has("honorifics", title)
        )

    def _beside_person(self, tokens: list[Token], mention: Mention) -> bool:
        """Whether a name of two to four words is joined by "and" to a person's full name."""
        words = tokens[mention.first : mention.last + 1]
        if tuple(w.norm for w in words) in self._things:
            return False
        if not 2 <= len(words) <= _LONGEST_PERSON or not all(
            w.norm.replace("-", "").replace("'", "").isalpha() for w in words
        ):
            return False
        if any(w.low in self._lexicon.words["generic"] or w.norm.isupper() for w in words):
            return False
        first, last = mention.first, mention.last
        if first > 1 and tokens[first - 1].low == "and" and _full_person(tokens[first - 2]):
            return True
        return last + 2 < len(tokens) and tokens[last + 1].low == "and" and _full_person(tokens[last + 2])

    def _by_title(self, tokens: list[Token], mention: Mention, people: list[Entity]) -> list[Entity]:
        """Of several bearers of a surname, those whom the text elsewhere gives the office that stands before it."""
        title = tokens[mention.first - 1].low
        return [p for p in people if title in self._titles.get(id(p), ())]

    def _full_names(
        self, sentence: Sentence, registry: Registry, loose: list[tuple[list[Token], Mention, bool]]
    ) -> None:
        lexicon, gazetteer = self._lexicon, self._gazetteer
        tokens = sentence.tokens
        i, after_title = 0, False
        for start in sentence.capitals:
            if start < i:
                continue
            if start > i:
                i, after_title = start, self._shows_office(tokens, start - 1)
            token = tokens[i]
            length = date_length(tokens, i, lexicon) if token.low in lexicon.date_openers else 0
            if length:
                after_title = False
                i += length
                continue
            title = self._title(tokens, i)
            match = self._match(tokens, i)
            if title and (match is None or match.length <= title):
                after_title = tokens[i + title - 1].low not in lexicon.plurals and not self._opens_a_name(
                    tokens, i, i + title
                )
                i += title
                continue
            if match is None and (
                lexicon.has("determiners", token.low) or token.low.rpartition("-")[2] in _COMPOUND_ENDS - {token.low}
            ):
                i += 1  # also "the Russian-led Union"
                after_title = False
                continue
            first_word = i == 0 or tokens[i - 1].norm in ":—–"
            if (
                first_word
                and match is None
                and (token.low in lexicon.ordinary)
                and not (token.norm in gazetteer.given_names and i + 1 < len(tokens) and tokens[i + 1].capital)
            ):
                i += 1
                after_title = False
                continue
            if (
                match is None
                and lexicon.has("generic", token.low)
                and i + 1 < len(tokens)
                and tokens[i + 1].norm in gazetteer.given_names
                and tokens[i + 1].capital
                and not lexicon.has("generic", tokens[i + 1].low)
            ):
                i += 1  # "Secretary for Security Chris Tang"
                after_title = False
                continue
            end = self._run(tokens, i)
            if self._is_person(tokens, i, end, match, after_title=after_title):
                words = _person_words(tokens[i:end])
                if len(words) > 1 and token.low in lexicon.words["particles"] and not self._is_given(token):
                    mention = Mention("unknown", i, end - 1, None)  # "Von der Leyen"
                    self._set(tokens, mention)
                    loose.append((tokens, mention, after_title))
                elif len(words) > 1:
                    person = registry.person(words)
                    self._mark(tokens, Mention("person", i, end - 1, person))
                    if after_title and i > 0:
                        self._titles.setdefault(id(person), set()).add(tokens[i - 1].low)
                else:
                    mention = Mention("unknown", i, i, None)
                    self._set(tokens, mention)
                    loose.append((tokens, mention, after_title and not self._is_child(tokens, i)))
                i = end
            elif match is None and self._like_person(tokens, i, end):
                self._mark(tokens, Mention("person", i, end - 1, registry.person(_person_words(tokens[i:end]))))
                i = end
            elif match is None and self._names_a_field(tokens, i, end):
                i = end
            elif match is not None:
                i = self._from_gazetteer(tokens, i, match.length, match.entry, registry)
            else:
                i = self._unknown(tokens, i, end, registry, loose)
            after_title = False

    def _names_a_field(self, tokens: list[Token], i: int, end: int) -> bool:
        """Whether words in capitals say what an office is for: "External Affairs Minister"."""
        if end >= len(tokens) or tokens[end].low not in ("minister", "secretary", "commissioner"):
            return False
        return tokens[end].capital and not any(
            self._is_given(tokens[k]) or self._match(tokens, k) is not None for k in range(i, end)
        )

    def _is_given(self, token: Token) -> bool:
        given = self._gazetteer.given_names
        return token.norm in given or (not token.norm.isascii() and fold(token.norm).title() in given)

    def _shows_office(self, tokens: list[Token], i: int) -> bool:
        """Whether a name after the small word at i is a person's by it: "minister X", "his brother, X"."""
        low = tokens[i].low
        return low in self._lexicon.title_words or (
            low == "," and i > 0 and self._lexicon.has("people", tokens[i - 1].low)
        )

    def _title(self, tokens: list[Token], i: int) -> int:
        """How many tokens from i on are a title in capitals or an honorific."""
        low = tokens[i].low
        if low not in self._title_openers and "-" not in low:
            return 0
        if low.startswith(("then-", "ex-")):
            low = low[low.index("-") + 1 :]
        if self._lexicon.has("kept", low) and i + 1 < len(tokens) and tokens[i + 1].capital:
            rest = self._title(tokens, i + 1)  # "Deputy Prime Minister"
            if rest:
                return rest + 1
        if low not in self._lexicon.title_openers:
            return 0
        if self._lexicon.has("honorifics", low):
            return 1
        for phrase in self._lexicon.titles.get(low, ()):
            n = len(phrase)
            between = tuple([token.low for token in tokens[i + 1 : i + n - 1]])
            if i + n <= len(tokens) and between == phrase[1:-1]:
                last = tokens[i + n - 1].low
                if n == 1 or last == phrase[-1] or self._lexicon.plurals.get(last) == phrase[-1]:
                    return n
        return 0

    def _opens_a_name(self, tokens: list[Token], i: int, end: int) -> bool:
        """Whether a title in capitals may only begin the name of a firm or a body: as "General Motors"."""
        doubtful = self._lexicon.has("name_openers", " ".join(token.low for token in tokens[i:end]))
        return doubtful and self._run(tokens, end) - end < 2 if end < len(tokens) else doubtful

    def _run(self, tokens: list[Token], i: int) -> int:
        """The end of the capitalised words from i on, with particles and initials between them."""
        j = i + 1
        while j < len(tokens) and j - i < _LONGEST_NAME:
            token = tokens[j]
            if token.capital and token.norm[0].isalpha():
                if token.low in self._stops and not (token.low == "may" and j == i + 1):
                    break
                if self._title(tokens, j) and (
                    tokens[j - 1].norm not in self._gazetteer.given_names
                    or self._gazetteer.match(tokens, j - 1) is not None
                ):
                    break
                j += 1
            elif (
                token.low in self._lexicon.words["particles"]
                and j + 1 < len(tokens)
                and (tokens[j + 1].capital or tokens[j + 1].low in self._lexicon.words["particles"])
                and token.norm.isalpha()
            ):
                j += 1
            else:
                break
        while j > i + 1 and not tokens[j - 1].capital:
            j -= 1
        return j

    def _is_person(self, tokens: list[Token], i: int, end: int, match: Match | None, *, after_title: bool) -> bool:
        lexicon = self._lexicon
        n = end - i
        last = tokens[end - 1].low
        if n > 1 and (lexicon.has("organizations", last) or lexicon.has("things", last)):
            return False
        if last.rpartition("-")[2] in _COMPOUND_ENDS:
            return False
        if tokens[i].norm.isupper() and lexicon.has("company_forms", tokens[i].low):
            return False
        if match is not None and match.length >= n:
            return False
        if n > 1 and self._is_thing(tokens, i, end):
            return False
        if match is not None and (match.entry.kind == "adjective" or match.length > 1):
            return False
        given = self._is_given(tokens[i]) or (1 < n < 4 and lexicon.has("family_names", fold(tokens[i].norm)))
        if n == 1:
            return match is None and after_title and len(tokens[i].norm.rstrip(".")) > 1
        particles = lexicon.words["particles"]
        inner = any(
            self._match(tokens, k) is not None and tokens[k - 1].low not in particles for k in range(i + 1, end)
        )
        if match is not None:
            place = (match.entry.type == "Place" or match.entry.kind == "capital") and not inner
            country = match.entry.kind == "name" and n == 2 and not inner and self._is_surname(tokens[i + 1])
            return given and (after_title or place or country or self._shown_by_context(tokens, i, end))
        if after_title:
            return True
        plain_word = (i == 0 or tokens[i - 1].norm in ":—–") and (
            tokens[i].low in lexicon.tags or tokens[i].low in lexicon.verb_forms
        )
        if given and not plain_word and not (inner and n > 2):
            return True
        if any(lexicon.has("generic", token.low) for token in tokens[i:end]):
            return False
        return not inner and n <= 4 and self._shown_by_context(tokens, i, end)

    def _is_surname(self, token: Token) -> bool:
        """Whether a word in capitals after a country's name may end a person's name: "Israel Katz"."""
        lexicon = self._lexicon
        low = token.low
        known = any(lexicon.has(name, low) for name in ("generic", "organizations", "things", "companies", "people"))
        word = low in lexicon.tags or low in lexicon.verb_forms or low in lexicon.plurals or low in lexicon.date_openers
        return not (known or word) and token.norm.isalpha() and not token.norm.isupper()

    def _is_thing(self, tokens: list[Token], i: int, end: int) -> bool:
        """Whether a name is a ship's or the like, here or elsewhere: "the tanker X Y", "the X Y", "X Y 1"."""
        return tuple([token.norm for token in tokens[i:end]]) in self._things

    def _names_of_things(self, sentences: list[Sentence]) -> set[tuple[str, ...]]:
        """The names of two words or more that stand after "the" or after "tanker", or before a number."""
        found: set[tuple[str, ...]] = set()
        for sentence in sentences:
            tokens = sentence.tokens
            counted = any(map(str.isdecimal, sentence.lows))
            for i in sentence.capitals:
                before = tokens[i - 1].low
                if i == 0 or (tokens[i - 1].capital and before != "the"):
                    continue
                if not (counted or before == "the" or self._lexicon.has("vessels", before)):
                    continue
                end = self._run(tokens, i)
                numbered = end < len(tokens) and tokens[end].low.isdecimal() and len(tokens[end].low) < 3
                administered = end < len(tokens) and tokens[end].low[0].isalpha() and before == "the"
                shown = numbered or self._lexicon.has("vessels", before) or (before == "the" and not administered)
                if shown and end - i > 1 and not self._title(tokens, i):
                    found.add(tuple(token.norm for token in tokens[i:end]))
        return found

    def _like_person(self, tokens: list[Token], i: int, end: int) -> bool:
        """Whether an unknown name looks like a person's: two or three words, none of them known, no article before."""
        lexicon = self._lexicon
        words = tokens[i:end]
        if self._is_thing(tokens, i, end):
            return False
        if not 2 <= len(words) <= 3 or i == 0 or tokens[i - 1].quote != words[0].quote:
            return False
        before = tokens[i - 1].low
        country = tokens[i - 1].mention
        if country is not None and country.kind == "name" and country.entity is not None:
            return False  # "Myanmar Imperial Jade"
        if self._listed_as_company(tokens, i):
            return False
        if (
            lexicon.has("determiners", before)
            or before in _AT_PLACE
            or before in ("of", "to", "'s", "called", "named", "as")
        ):
            return False
        if (
            end < len(tokens)
            and tokens[end].low not in lexicon.tags
            and tokens[end].low[0].isalnum()
            and (tokens[end].low not in lexicon.verb_forms)
        ):
            return False
        for word in words:
            low = word.low
            if len(low) < 2 or not low.replace("-", "").replace("'", "").isalpha() or word.norm.isupper():
                return False
            if any(
                lexicon.has(name, low)
                for name in ("generic", "organizations", "things", "companies", "heads", "weekdays")
            ):
                return False
            if low in lexicon.plurals or low in lexicon.tags:
                return False
        if any(self._match(tokens, k) is not None for k in range(i, end)) or self._shown_as_company(tokens, i, end):
            return False
        return words[0].low not in lexicon.verb_forms

    def _shown_by_context(self, tokens: list[Token], i: int, end: int) -> bool:
        """Whether what stands after a name shows that it is a person's: said, who, an age, an office."""
        lexicon = self._lexicon
        following = tokens[end : end + 9]
        if not following:
            return False
        readings = lexicon.verb_forms.get(following[0].low, ())
        if following[0].norm != "," and not following[0].capital:
            return any(lexicon.has("speech", base) and ("d" in codes or "s" in codes) for base, codes in readings)
        if following[0].norm != "," or len(following) < 3:
            return False
        if following[1].low == "who" or (following[1].norm.isdecimal() and following[2].norm in ",)"):
            return True
        if (
            following[1].low in ("a", "an", "the", "his", "her")
            or lexicon.has("prefixes", following[1].low)
            or (following[1].capital)
        ):
            for token in following[1:]:
                if token.norm in ",;.":
                    return False
                low = token.low
                if ((low,) in lexicon.titles.get(low, ()) or lexicon.has("people", low)) and not token.capital:
                    return True
        del i
        return False

    def _from_gazetteer(self, tokens: list[Token], i: int, n: int, entry: Entry, registry: Registry) -> int:
        end = i + n
        if entry.kind in ("name", "capital") and self._part_of_longer(tokens, i, end):
            run = self._run(tokens, i)
            if run > end:
                return self._unknown(tokens, i, run, registry, [])
        if entry.type in ("Place", "Country") and end < len(tokens) and tokens[end].capital:
            run = self._run(tokens, i)
            if run > end and not self._title(tokens, end) and self._listed_as_company(tokens, i):
                self._mark(tokens, Mention("name", i, run - 1, registry.named("Organization", _text(tokens, i, run))))
                return run
        entity: Entity
        if entry.kind == "capital" and entry.place is not None and self._as_place(tokens, i):
            entity = registry.named("Place", entry.place)
            self._mark(tokens, Mention("name", i, end - 1, entity))
            return end
        entity = registry.named(entry.type, entry.name)
        entity.sort = entry.sort
        self._mark(tokens, Mention(entry.kind, i, end - 1, entity, entry.place))
        return end

    def _part_of_longer(self, tokens: list[Token], i: int, end: int) -> bool:
        """Whether a found name only begins the name of an institution: "Bank" after it, "University"."""
        if end >= len(tokens) or not tokens[end].capital or self._title(tokens, end):
            return False
        run = self._run(tokens, i)
        last = tokens[run - 1].low
        longer = self._lexicon.has("organizations", last) or (
            self._lexicon.has("landscapes", last) and self._match(tokens, i) is not None
        )
        return run > end and longer and self._match(tokens, end) is None

    def _as_place(self, tokens: list[Token], i: int) -> bool:
        """Whether a capital's name means the city: "in Moscow", "visited Belgrade", "the city of Kyiv"."""
        end = i + 1
        end += end < len(tokens) and tokens[end].low == "'s"
        if end < len(tokens) and tokens[end].low in ("mayor", "airport", "suburb", "suburbs"):
            return True
        j = i - 1
        if j >= 0 and tokens[j].low == "the":
            j -= 1
        if j < 0:
            return False
        low = tokens[j].low
        if low == "," and j > 0 and tokens[j - 1].low in ("capital", "city", "town"):
            return True  # "in the Eritrean capital, Asmara"
        if low in ("capital", "downtown", "central", "greater"):
            return True
        if low == "for":  # "left Moscow for Ankara"
            return any(token.low in _LEAVING for token in tokens[max(0, j - 3) : j])
        if low in _AT_PLACE or self._lexicon.has("visiting", low):
            return True
        if low == "to":  # "flew to Minsk", "invited him to Minsk"
            k = j - 1
            while k > max(0, j - 4) and (tokens[k].capital or self._lexicon.has("pronouns", tokens[k].low)):
                k -= 1
            return k >= 0 and self._lexicon.has("visiting", tokens[k].low)
        beside = tokens[j - 1].low if j > 0 else ""
        return low == "of" and (self._lexicon.has("place_nouns", beside) or self._lexicon.has("town", beside))

    def _unknown(
        self,
        tokens: list[Token],
        i: int,
        end: int,
        registry: Registry,
        loose: list[tuple[list[Token], Mention, bool]],
    ) -> int:
        lexicon = self._lexicon
        last = tokens[end - 1].low
        if all(lexicon.has("generic", t.low) for t in tokens[i:end]):
            return end
        if end - i > 1 and lexicon.has("landscapes", last) and not tokens[end - 1].norm.isupper():
            self._mark(tokens, Mention("name", i, end - 1, registry.named("Place", _text(tokens, i, end))))
            return end
        if end - i > 1 and lexicon.has("organizations", last):
            entity = registry.named("Organization", _text(tokens, i, end))
            self._mark(tokens, Mention("name", i, end - 1, entity))
            return end
        inner = next((k for k in range(i + 1, end) if self._match(tokens, k)), end)
        if self._shown_as_company(tokens, i, inner):
            entity = registry.named("Organization", _text(tokens, i, inner))
            self._mark(tokens, Mention("name", i, inner - 1, entity))
            return inner
        mention = Mention("unknown", i, inner - 1, None)
        self._set(tokens, mention)
        if not (inner - i > 1 and lexicon.has("things", tokens[inner - 1].low)):
            loose.append((tokens, mention, False))
        return inner

    def _shown_as_company(self, tokens: list[Token], i: int, end: int) -> bool:
        """Whether what stands beside a name shows a company or the like: "the oil company X", "X, a Swiss firm"."""
        lexicon = self._lexicon
        if end - i > 1 and tokens[i].norm.isupper() and lexicon.has("company_forms", tokens[i].low):
            return True
        if self._listed_as_company(tokens, i):
            return True
        if (
            i > 1
            and not tokens[i - 1].capital
            and lexicon.has("companies", tokens[i - 1].low)
            and tokens[i - 1].low != "group"
        ):
            return True
        if end + 2 < len(tokens) and tokens[end].norm == "," and tokens[end + 1].low in ("a", "an", "the"):
            for token in tokens[end + 2 : end + 8]:
                if token.norm in ",;.":
                    return False
                if lexicon.has("companies", token.low) and not token.capital:
                    return True
                if lexicon.has("prepositions", token.low):
                    return False
        return False

    def _listed_as_company(self, tokens: list[Token], i: int) -> bool:
        """Whether a name stands in a list of firms: "two companies, X and Y", "three banks, among them X"."""
        j = i - 1
        while j > 0 and (tokens[j].capital or tokens[j].low in (",", "and")) and i - j < _LONGEST_LIST:
            j -= 1
        if j < 0 or j == i - 1:
            return j >= 0 and tokens[j].low in _INTRODUCING and self._firms_before(tokens, j)
        if tokens[j].low in _INTRODUCING:
            return self._firms_before(tokens, j)
        return tokens[j + 1].low == "," and self._are_firms(tokens[j])

    def _are_firms(self, token: Token) -> bool:
        singular = self._lexicon.singular(token.low)
        return singular != token.low and self._lexicon.has("companies", singular)

    def _firms_before(self, tokens: list[Token], j: int) -> bool:
        """Whether the last plural before token j is one of firms: "companies and officials, including X" is none."""
        lexicon = self._lexicon
        for k in range(j - 1, max(-1, j - _LONGEST_LIST), -1):
            low = tokens[k].low
            plural = low.endswith("s") and low not in lexicon.tags and lexicon.singular(low) != low
            if low == "people" or (plural and not tokens[k].capital and low not in lexicon.verb_forms):
                return self._are_firms(tokens[k])
        return False

    def _mark(self, tokens: list[Token], mention: Mention) -> None:
        self._set(tokens, mention)
        if mention.entity is not None:
            mention.entity.mentions.append((tokens[mention.first].start, tokens[mention.last].end))

    def _set(self, tokens: list[Token], mention: Mention) -> None:
        for k in range(mention.first, mention.last + 1):
            tokens[k].mention = mention


def _full_person(token: Token) -> bool:
    mention = token.mention
    return mention is not None and mention.kind == "person" and mention.last > mention.first


def _name_words(tokens: list[Token], mention: Mention) -> tuple[str, ...]:
    return _person_words(tokens[mention.first : mention.last + 1])


def _text(tokens: list[Token], i: int, end: int) -> str:
    return " ".join(token.norm for token in tokens[i:end])


def _person_words(tokens: list[Token]) -> tuple[str, ...]:
    """The words of a person's name, without a nickname in quotation marks and without a surname's capitals."""
    outer = tokens[0].quote
    words = [token.norm for token in tokens if token.quote == outer or tokens[-1].quote != outer]
    if len(words) > 1 and not words[0].isupper() and words[-1].isupper() and len(words[-1]) > 3:
        words = [word.title() if word.isupper() and len(word) > 3 else word for word in words]
    return tuple(words)
