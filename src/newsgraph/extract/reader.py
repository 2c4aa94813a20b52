"""An article to its facts: the cascade from sentences to names, chunks, clauses, speech, candidates and facts.

Theory of operation. The body is split into sentences of tokens; names are found over the whole article, so that a
surname before its full name is known too. Each sentence is tagged, chunked and given clauses. Then three passes go
through the sentences in order: offices ("the X minister, Y"), speakers (who is quoted), and the facts themselves.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

import msgspec

from newsgraph.extract import dates
from newsgraph.extract.basis import Ground, ground
from newsgraph.extract.chunks import Chunk, chunk
from newsgraph.extract.clauses import Clauses
from newsgraph.extract.focus import NOTHING, Focus
from newsgraph.extract.match import Candidate, Setting, called_off, candidates
from newsgraph.extract.match.cancellation import calls_off, cancelling
from newsgraph.extract.match.focus import main_subject
from newsgraph.extract.match.told import forget_sentence, keep
from newsgraph.extract.mentions import Entity, Namer, Office, Registry
from newsgraph.extract.merge import Situation, merged
from newsgraph.extract.offices import Description, appositions, describe, introduced, sharers
from newsgraph.extract.resolve import Discourse, Resolver
from newsgraph.extract.sentences import Sentence, split
from newsgraph.extract.speech import Scope, scopes
from newsgraph.extract.tagger import join, tag
from newsgraph.facts import Argument, Article, Basis, Document, Evidence, Fact, FactDate, Realis, Role, Way
from newsgraph.facts import Entity as EntityValue

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from newsgraph.extract.rules import Rules

LONGEST_SENTENCE = 2000
"""Code points; a longer sentence is a table or a list, and none of its facts would be certain."""


_REMEMBERED = 3
"""Sentences for which "the country" and "its" may mean the last one that a sentence was about."""

_TIMES = frozenset({"when", "while", "after", "before", "as"})
"""Words after which "he" may be the subject of the clause around."""
_POINTING = frozenset({"he", "she", "him", "her", "it", "its", "they", "their", "them"})
"""Words that may mean whom the sentence before is about."""

# "head of intelligence", but "head of the company"
_OF_FIELDS = frozenset({"head", "chief", "director", "commander"})

_REALIS: dict[str, Realis] = {"actual": "actual", "denied": "denied", "planned": "planned", "possible": "possible"}


Stated: TypeAlias = tuple[int, Candidate, FactDate | None, Entity | None]
"""The number of a sentence, what it states, when that was, and in whose words."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence with its clauses and what the frames find in them."""

    sentence: Sentence
    clauses: Clauses
    setting: Setting


class Reader:
    """Reads one article, once.

    `unread` holds, when `document` has been called, the stretches of the body that no rule has seen: sentences of
    more than `LONGEST_SENTENCE` code points.
    """

    def __init__(self, article: Article, rules: Rules) -> None:
        self.unread: tuple[Evidence, ...] = ()
        self._article = article
        self._rules = rules
        self._lexicon = rules.lexicon
        self._registry = Registry(rules.lexicon.words["family_names"])
        self._discourse = Discourse()
        self._resolver = Resolver(self._registry, rules.lexicon, rules.gazetteer, self._discourse)
        self._sentences: list[Sentence] = []
        self._clauses: list[Clauses] = []
        self._scopes: list[list[Scope]] = []
        self._countries: list[Entity | None] = []
        self._countries_before: list[Entity | None] = []
        self._topics_of: list[Entity | None] = []
        self._speakers: dict[tuple[int, int], Entity | None] = {}
        self._quoted: dict[int, Entity] = {}
        self._heard: dict[Entity, list[tuple[int, Ground]]] = {}
        self._last: list[Entity | None] = []
        self._settings: list[Setting] = []
        self._parted_at = 0
        self._off_at = -_REMEMBERED - 1
        self._pair_at = 0
        self._focus: list[Focus] = []

    def document(self) -> Document:
        """What the article says; every mention and every piece of evidence is exact."""
        self.read()
        return self.publish(self._candidates())

    def read(self) -> None:
        """Find who is named, the clauses, the offices and the speakers: all but the facts."""
        self._parse()
        self._offices()
        self._delayed_names()
        self._settings = [
            Setting(clauses, self._scopes[n], self._rules, self._resolver) for n, clauses in enumerate(self._clauses)
        ]
        self._topics()
        self._speech()

    def publish(self, stated: Iterable[Stated]) -> Document:
        """The document of candidates, those of one situation merged; it has been read."""
        return self._document(merged(list(stated)))

    def passage(self, n: int) -> Passage:
        """Sentence n as it was read, with pronouns and "the country" as they stand there."""
        self._discourse.country = self._countries[n]
        self._carry(n)
        return Passage(self._sentences[n], self._clauses[n], self._settings[n])

    @property
    def sentences(self) -> Sequence[Sentence]:
        return self._sentences

    @property
    def registry(self) -> Registry:
        return self._registry

    # -- parsing

    def _parse(self) -> None:
        lexicon = self._lexicon
        found = split(self._article.body, lexicon.words["abbreviations"], lexicon.words["openers"])
        self._sentences = [s for s in found if s.end - s.start <= LONGEST_SENTENCE]
        self.unread = tuple(self._article.quote(s.start, s.end) for s in found if s.end - s.start > LONGEST_SENTENCE)
        for sentence in self._sentences:
            sentence.join(join(sentence.tokens, lexicon))
        Namer(lexicon, self._rules.gazetteer).name(self._sentences, self._registry)
        for sentence in self._sentences:
            tag(sentence, lexicon)
            clauses = Clauses(chunk(sentence.tokens, lexicon), sentence, lexicon)
            self._clauses.append(clauses)
            self._scopes.append(scopes(clauses))
        pastimes = lexicon.words["pastimes"]
        self._discourse.pastime = not all(pastimes.isdisjoint(sentence.lows) for sentence in self._sentences)

    def _topic(self, clauses: Clauses) -> Entity | None:
        """The country or organization that is the subject of the sentence's first main clause."""
        opening = 0
        while clauses.kind(opening) not in ("NP", "END"):
            opening += 1
        first: Entity | None = None
        for i in clauses.finite:
            if clauses.kind(clauses.back(i - 1)) == "REL":
                continue
            subject = clauses.subject(i)
            mention = subject.phrases[0].mention if subject is not None and len(subject.phrases) == 1 else None
            entity = mention.entity if mention is not None else None
            body = entity if entity is not None and entity.type in ("Country", "Organization") else None
            if subject is not None and subject.left == opening:
                return body
            first = first or body
        if first is None and clauses.kind(opening) == "NP" and clauses.kind(opening + 1) in ("COMMA", "VG"):
            mention = clauses.chunks[opening].mention
            entity = mention.entity if mention is not None and mention.kind == "name" else None
            return entity if entity is not None and entity.type in ("Country", "Organization") else None
        return first

    def _enter(self, n: int) -> None:
        """Set what "the country" and "its" mean in sentence n."""
        self._discourse.country, self._discourse.topic = self._countries[n], self._topics_of[n]
        self._discourse.country_before = self._countries_before[n]

    # -- offices

    def _offices(self) -> None:
        spoken_of = 0
        certain = True
        for n, clauses in enumerate(self._clauses):
            topic = self._topic(clauses)
            self._countries_before.append(self._discourse.country if certain else None)
            if topic is not None and topic.type == "Country":
                self._discourse.country, spoken_of = topic, n
                certain = len(_countries_named(clauses)) == 1
            elif n - spoken_of > _REMEMBERED:
                self._discourse.country = None
            else:
                certain = certain and _countries_named(clauses) <= {id(self._discourse.country)}
            self._countries.append(self._discourse.country)
            self._topics_of.append(topic)
            self._discourse.topic = topic
            before = self._topics_of[n - 1] if n and self._near(n) else None
            self._discourse.before = Focus(None, (before,) if before is not None else ())
            if not self._speaks_of_office(clauses):
                continue
            for part in _people(clauses.chunks):
                self._held(part, clauses, n)
            if self._sentences[n].question:
                continue
            for name, role, of in appositions(clauses, self._scopes[n]):
                described = describe(role, clauses.tokens, self._lexicon)
                person = name.mention.entity if name.mention is not None else None
                if described is None or person is None:
                    continue
                owner = self._resolver.owner(role, clauses.tokens) or self._antecedent(role, clauses)
                if owner is None and of is not None:
                    owners = self._resolver.resolve(of, clauses.tokens)
                    words = clauses.tokens[of.first : of.mention.first] if of.mention is not None else []
                    whole = not any(
                        t.capital and (t.mention is None or t.mention.entity is None) for t in words[-1:]
                    )  # no "Cricket Australia"
                    known = len(owners) == 1 and owners[0].type != "Person"
                    known = known and (of.mention is not None or owners[0].type != "Organization")
                    owner = owners[0] if known and whole else None
                if of is not None and (owner is None or (of.mention is None and not of.det)):
                    described = self._of_a_field(described, of, clauses)
                self._give(person, described, owner, n)
        self._led_by()

    def _speaks_of_office(self, clauses: Clauses) -> bool:
        """Whether a sentence names a person and has a word for an office: no other gives anybody one."""
        return clauses.names_person and (
            not self._lexicon.office_words.isdisjoint(clauses.lows)
            or (clauses.hyphened and any(low.startswith(("ex-", "then-")) for low in clauses.lows))
        )

    def _held(self, name: Chunk, clauses: Clauses, n: int) -> None:
        """Give the person of a noun phrase the office that stands before the name, and those who share it."""
        if name.mention is None or name.mention.entity is None:
            return
        k = clauses.index(name) if clauses.holds(name) else -1
        before = introduced(clauses, k) if k >= 0 else None
        role = before[0] if before is not None else name
        described = describe(role, clauses.tokens, self._lexicon)
        if described is None:
            return
        after = self._named_after(name, clauses)
        owner = self._resolver.owner(role, clauses.tokens)
        if before is not None and before[1] == "of":
            owner = before[2].entity
        self._give(name.mention.entity, described, owner or after, n)
        for other in sharers(clauses, k, described) if k >= 0 else ():
            mention = clauses.chunks[other].mention
            if mention is not None and mention.entity is not None:
                self._give(mention.entity, described, owner or self._named_after(clauses.chunks[other], clauses), n)

    def _named_after(self, name: Chunk, clauses: Clauses) -> Entity | None:
        """Whose office somebody holds where "of" says so after the name: "President X of Mexico"."""
        after = clauses.tokens[name.last + 1 : name.last + 4]
        after = [after[0], *after[2:]] if len(after) > 2 and after[1].low == "the" else after
        if len(after) < 2 or after[0].low != "of":
            return None
        mention = after[1].mention
        if mention is not None and mention.kind == "capital" and mention.place is not None:
            return self._registry.named("Place", mention.place)
        return mention.entity if mention is not None and mention.kind == "name" else None

    def _antecedent(self, role: Chunk, clauses: Clauses) -> Entity | None:
        """Whose office "whose" makes it: "Ukraine, whose president, X,"."""
        k = clauses.index(role) - 1 if clauses.holds(role) else 0
        if clauses.word(k) != "whose" or clauses.kind(k - 1) != "COMMA" or clauses.kind(k - 2) != "NP":
            return None
        found = self._resolver.resolve(clauses.chunks[k - 2], clauses.tokens)
        return found[0] if len(found) == 1 and found[0].type in ("Country", "Organization") else None

    def _of_a_field(self, described: Description, of: Chunk, clauses: Clauses) -> Description:
        """The office with the field that "of" or "for" adds to it: "minister of strategic industries"."""
        words = [token.low for token in clauses.tokens[of.first : of.last + 1] if token.tag != "DET"]
        named = of.mention is not None or any(m.entity is not None for m in of.modifiers)
        office = described.title.split()[-1]
        fielded = office in ("minister", "secretary") or (office in _OF_FIELDS and not of.det and of.first == of.last)
        word = clauses.word(clauses.index(of) - 1)
        if named or of.possessor is not None or of.pronoun or not words or not fielded or word not in ("of", "for"):
            return described
        return replace(described, title=f"{described.title} {word} {' '.join(words)}")

    def _give(self, person: Entity, described: Description, of: Entity | None, n: int) -> None:
        start, end = self._sentences[n].start, self._sentences[n].end
        for office in person.roles:
            if office.title == described.title and (office.of is of or of is None or office.of is None):
                if office.of is None and of is not None:
                    office.of, office.start, office.end = of, start, end
                return
        self._registry.give(person, Office(described.title, of, start, end, former=described.former))

    def _led_by(self) -> None:
        """Read "Serbia, led by X": the national office that X was given without a country is Serbia's."""
        for clauses in self._clauses:
            for i in clauses.groups:
                if clauses.chunks[i].lemma != "lead" or clauses.word(i + 1) != "by" or clauses.kind(i + 2) != "NP":
                    continue
                subject = clauses.subject(i)
                mention = clauses.chunks[i + 2].mention
                if subject is None or mention is None or mention.entity is None or len(subject.phrases) != 1:
                    continue
                countries = self._resolver.resolve(subject.phrases[0], clauses.tokens)
                for office in mention.entity.roles:
                    if (
                        office.of is None
                        and office.title in self._lexicon.words["national"]
                        and len(countries) == 1
                        and countries[0].type == "Country"
                    ):
                        office.of = countries[0]

    def _delayed_names(self) -> None:
        """A speaker known by office first ("the minister said") whom the next sentence names ("the remarks by X")."""
        for n, clauses in enumerate(self._clauses):
            self._enter(n)
            for scope in self._scopes[n]:
                if len(scope.speakers) != 1:
                    continue
                phrase = scope.speakers[0]
                described = describe(phrase, clauses.tokens, self._lexicon) if phrase.mention is None else None
                if described is None or self._resolver.resolve(phrase, clauses.tokens):
                    continue
                person = next((p for later in self._clauses[n + 1 : n + 3] if (p := self._author(later))), None)
                person = person or (self._named_next(phrase) if n == 0 else None)
                if person is not None:
                    self._discourse.bound[id(phrase)] = person
                    self._give(person, described, self._resolver.owner(phrase, clauses.tokens), n)
                    person.mentions.append((clauses.tokens[phrase.first].start, clauses.tokens[phrase.last].end))

    def _named_next(self, phrase: Chunk) -> Entity | None:
        """Whom the second sentence names as speaking, where the first gives his words to an office alone.

        "Qatar will leave, its energy minister said." "Saad al-Kaabi told reporters that": he has no other office.
        """
        if len(self._clauses) < 2 or not (phrase.det == "its" or phrase.possessor is not None or phrase.modifiers):
            return None
        clauses = self._clauses[1]
        verb = clauses.finite[0] if clauses.finite else None
        subject = clauses.subject(verb) if verb is not None and clauses.is_speech(verb) else None
        mention = subject.phrases[0].mention if subject is not None and len(subject.phrases) == 1 else None
        if mention is None or mention.kind != "person" or mention.first != 0 or mention.entity is None:
            return None
        person, first = mention.entity, min(mention.entity.mentions)[0]
        known = first < self._sentences[1].start or person.roles or mention.last == mention.first
        return None if known else person

    def _author(self, clauses: Clauses) -> Entity | None:
        """Whose remarks a sentence opens with: "The remarks by X", "X's comments"."""
        for i, part in enumerate(clauses.chunks[:3]):
            if part.kind != "NP" or not self._lexicon.has("speech_nouns", part.lemma):
                continue
            whose: Chunk | None = part.possessor
            if clauses.word(i + 1) in ("by", "from", "of") and clauses.kind(i + 2) == "NP":
                whose = clauses.chunks[i + 2]
            if whose is not None and whose.mention is not None and whose.mention.kind == "person":
                return whose.mention.entity
        return None

    def _topics(self) -> None:
        """Whom each sentence is about, for the pronouns of the next one: where it has one, as else nobody asks."""
        self._focus = [Focus(clauses) for clauses in self._clauses]
        for n, setting in enumerate(self._settings[:-1]):
            if not _POINTING.isdisjoint(self._clauses[n + 1].lows):
                self._enter(n)
                self._carry(n)
                self._focus[n].main = main_subject(setting)

    def _about(self, n: int) -> tuple[Entity, ...]:
        """Whom sentence n is about, as it was read before any fact: nobody is "the two" there."""
        discourse = self._resolver.discourse
        self._discourse = self._resolver.discourse = Discourse(discourse.bound)
        self._enter(n)
        self._carry(n)
        main = main_subject(self._settings[n])
        self._discourse = self._resolver.discourse = discourse
        return main

    def _near(self, n: int) -> bool:
        """Whether the sentence before sentence n stands in its paragraph or the one before."""
        return n > 0 and self._sentences[n].paragraph <= self._sentences[n - 1].paragraph + 1

    def _carry(self, n: int) -> None:
        """Set what the pronouns of sentence n may take up."""
        self._discourse.before = self._focus[n - 1] if self._near(n) else NOTHING

    # -- speech

    def _speech(self) -> None:
        last: Entity | None = None
        last_paragraph = -9
        for n, clauses in enumerate(self._clauses):
            if self._scopes[n]:
                self._enter(n)
                self._carry(n)
            paragraph = self._sentences[n].paragraph
            if paragraph > last_paragraph + 1:
                last = None
            self._last.append(last)
            for m, scope in enumerate(self._scopes[n]):
                if scope.speech is None:
                    continue
                speaker = self._speaker(n, scope, last)
                self._speakers[n, m] = speaker
                if speaker is not None:
                    self._heard.setdefault(speaker, []).append((n, ground(clauses, scope.speakers[0], speaker)))
                    last, last_paragraph = speaker, paragraph
                    for part in clauses.chunks[scope.start : scope.end]:
                        if part.quote:
                            self._quoted.setdefault(part.quote, speaker)

    def _speaker(self, n: int, scope: Scope, last: Entity | None) -> Entity | None:
        if len(scope.speakers) != 1:
            return None
        clauses, phrase = self._clauses[n], scope.speakers[0]
        if phrase.pronoun:
            above = self._of_clause_around(n, scope, phrase)
            if above is not None:
                return above
            if phrase.word in ("he", "she") and last is not None and last.type == "Person":
                return last
            if phrase.word in ("he", "she") and last is None and scope.start == 0:
                return self._said_of_himself(clauses, scope, phrase.word)
            carried = self._resolver.carried(phrase.word)
            return carried[0] if len(carried) == 1 else None
        found = self._resolver.resolve(phrase, clauses.tokens) or self._resolver.speaks_for(phrase, clauses.tokens)
        if not found and clauses.holds(phrase) and clauses.word(clauses.index(phrase) + 1) == "of":
            found = self._settings[n].meant(phrase)  # "the government of Brazil said"
        return found[0] if len(found) == 1 and found[0].type != "Place" else None

    def _of_clause_around(self, n: int, scope: Scope, phrase: Chunk) -> Entity | None:
        """Whom "he" means in "X came under fire when he said": the subject of the clause around it."""
        clauses = self._clauses[n]
        if not clauses.holds(phrase) or clauses.word(clauses.back(clauses.index(phrase) - 1)) not in _TIMES:
            return None
        subject = clauses.subject(scope.speech) if scope.speech is not None else None
        found = self._settings[n].meant(phrase, subject, scope.speech or 0)
        return found[0] if len(found) == 1 and found[0].type == "Person" else None

    def _said_of_himself(self, clauses: Clauses, scope: Scope, word: str) -> Entity | None:
        """Who speaks in "X may do so, he said", where nobody spoke before: the subject, if nobody else is named."""
        named = [t.mention for part in clauses.chunks[: scope.end] for t in clauses.tokens[part.first : part.last + 1]]
        people = dict.fromkeys(m.entity for m in named if m is not None and m.kind == "person")
        subject = clauses.subject(clauses.finite[0]) if clauses.finite else None
        mention = subject.phrases[0].mention if subject is not None and len(subject.phrases) == 1 else None
        who = mention.entity if mention is not None and mention.kind == "person" else None
        alone = who is not None and next(iter(people), None) is who
        return who if who is not None and alone and self._resolver.is_called(who, word) else None

    # -- facts

    def _candidates(self) -> list[Stated]:
        stated: list[Stated] = []
        if self._tells_a_story():
            return stated
        for n, clauses in enumerate(self._clauses):
            if self._sentences[n].question:
                continue
            self._enter(n)
            self._carry(n)
            self._open(n)
            self._call_off(n, clauses, stated)
            self._discourse.sentence = n
            told: list[tuple[Candidate, FactDate | None]] = []
            for candidate in candidates(self._settings[n]):
                known, speaker = self.said_by(n, clauses, candidate)
                date = self.date(n, candidate) if known else None
                if known:
                    told.append((candidate, date))
                if known and candidate.whole:
                    off = candidate.plan == "overtaken" and n - self._off_at <= _REMEMBERED
                    said = called_off(candidate) if off else candidate
                    stated.append((n, said, date if said is candidate else self.date(n, said), speaker))
                self._remember(n, candidate, unsaid=not known)
            forget_sentence(self._settings[n])
            for candidate, date in told:
                keep(self._settings[n], candidate, date)
            self._forget(n, clauses)
        return [item for item in stated if item[1].plan != "overtaken"]

    def _open(self, n: int) -> None:
        """End "the two" whom only a plan brought together, at a new paragraph of an article that opened with others."""
        if n and self._sentences[n].paragraph != self._sentences[n - 1].paragraph and self._discourse.pair_planned:
            first, pair = self._focus[0].people, self._discourse.pair
            other = len(first) == 2 and len(set(first) & set(pair)) < len(pair)
            self._discourse.pair = () if other else pair

    def _call_off(self, n: int, clauses: Clauses, stated: list[Stated]) -> None:
        """Deny the plans of the sentence before where sentence n calls them off: "The visit was cancelled"."""
        off = cancelling(clauses)
        if off:
            self._off_at = n
        if self._near(n) and calls_off(clauses, off):
            for k in range(len(stated) - 1, -1, -1):
                number, candidate, date, speaker = stated[k]
                if number < n - 1:
                    break
                if candidate.plan in ("past", "overtaken"):
                    stated[k] = (number, called_off(candidate), date, speaker)

    def _tells_a_story(self) -> bool:
        """Whether the article is about a film or novel: its first sentence speaks of one, or two others do."""
        fiction = self._lexicon.words["fiction"]
        telling = [n for n, clauses in enumerate(self._clauses) if not fiction.isdisjoint(clauses.lows)]
        return len(telling) > 1 or telling == [0] < [len(self._clauses) - 1]

    def _forget(self, n: int, clauses: Clauses) -> None:
        """Two people are "the two" no more where a sentence names another person as its subject.

        Nor are those two "the two" then, while the earlier pair may still be meant.
        """
        pair = self._discourse.pair
        if pair and set(self._about(n)) == set(pair):
            self._pair_at = n  # the sentence is about them
        if n - self._pair_at >= _REMEMBERED:
            self._discourse.pair = pair = ()
        if not pair:
            return
        for i in clauses.finite:
            subject = clauses.subject(i)
            for phrase in subject.phrases if subject is not None else ():
                mention = phrase.mention
                if mention is not None and mention.kind == "person" and mention.entity not in pair:
                    self._discourse.pair = ()
        if pair and not self._discourse.pair:
            self._discourse.former_pair, self._parted_at = pair, n
        elif n - self._parted_at > _REMEMBERED:
            self._discourse.former_pair = ()

    def _remember(self, n: int, candidate: Candidate, *, unsaid: bool) -> None:
        """Whom "the two" and "the meeting" mean from here on; one that is `unsaid` only somebody unknown told of."""
        for role in candidate.frame.fact_type.roles:
            if role.party and role.minimum == 2:
                people = tuple(who for who in candidate.arguments.get(role.name, ()) if isinstance(who, Entity))
                if len(people) == 2:
                    self._discourse.pair, self._pair_at = people, n
                    self._discourse.pair_planned = candidate.realis != "actual"
                    self._discourse.pair_unsaid = unsaid
                    self._discourse.pair_remote = candidate.remote
                    verb = self._clauses[n].chunks[candidate.index].lemma
                    self._discourse.pair_in_person = verb == "meet" or self._lexicon.has("in_person", verb)

    def said_by(self, n: int, clauses: Clauses, candidate: Candidate) -> tuple[bool, Entity | None]:
        """Whether the candidate may be published, and in whose words it stands."""
        inside = [
            (m, scope)
            for m, scope in enumerate(self._scopes[n])
            if scope.speech is not None
            and scope.start <= candidate.index < scope.end
            and scope.speech != candidate.index
            and not self._lexicon.has("directives", clauses.chunks[scope.speech].lemma)
        ]
        part = clauses.chunks[candidate.index]
        left = clauses.chunks[candidate.left] if candidate.left < len(clauses.chunks) else part
        quote = part.quote if left.quote else 0
        if inside:
            speaker = self._speakers.get((n, inside[-1][0]))
            if speaker is not None and self._acts(clauses, inside[-1][1], speaker, candidate):
                return True, None
            said = clauses.chunks[inside[-1][1].speech or 0]
            if speaker is None and quote and said.quote != quote:
                speaker = self._quoted.get(quote)
            own = not quote and self._authority_speaks(clauses, inside[-1][1], candidate)
            return speaker is not None or own, speaker
        if quote:
            named = [self._speakers.get((n, m)) for m in range(len(self._scopes[n]))]
            here = {id(who): who for who in named if who is not None}
            only = next(iter(here.values())) if len(here) == 1 else self._last[n]
            speaker = self._quoted.get(quote) or only
            return speaker is not None, speaker
        return True, None

    def _authority_speaks(self, clauses: Clauses, scope: Scope, candidate: Candidate) -> bool:
        """Whether those who speak, unnamed or several, speak of themselves: "U.S. officials said they had met X".

        What other speakers without a name say is neither theirs nor the article's own.
        """
        parties = [who for fillers in candidate.arguments.values() for who in fillers]
        for phrase in scope.speakers:
            found = self._resolver.resolve(phrase, clauses.tokens) or (self._resolver.owner(phrase, clauses.tokens),)
            if any(who not in parties for who in found):
                return False
        return bool(scope.speakers)

    def _acts(self, clauses: Clauses, scope: Scope, speaker: Entity, candidate: Candidate) -> bool:
        """Whether somebody acts by speaking: who vows or threatens anything, and who announces what he himself does.

        Who announces that a meeting is off speaks for those who were to meet.
        """
        lemma = clauses.chunks[scope.speech or 0].lemma
        parties = [who for fillers in candidate.arguments.values() for who in fillers]
        binding = scope.kind == "planned" or lemma == "threaten"
        return self._lexicon.has("speech_acts", lemma) and (binding or speaker in parties or candidate.plan == "off")

    def date(self, n: int, candidate: Candidate) -> FactDate | None:
        """The date of a candidate by its own words and the day of publication, or that of what it takes up."""
        if candidate.date is None:
            return candidate.told_on
        first, last = candidate.date
        date = self._resolved(n, first, last, ahead=candidate.ahead)
        if candidate.plan == "off" and not candidate.ahead and self._names_month(n, first, last):
            other = self._resolved(n, first, last, ahead=True)
            date = dates.nearest(date, other, self._article.published)  # of a plan that failed, either may be meant
        tokens = self._clauses[n].tokens[first : last + 1]
        alone = dates.resolve(tokens, date.text, None, self._lexicon, ahead=candidate.ahead)
        settled = date.value is not None and alone.value == date.value
        way: Way = "calendar" if settled else "dateline"
        return msgspec.structs.replace(date, basis=self._basis(Ground(way, tokens[0].start, tokens[-1].end)))

    def _names_month(self, n: int, first: int, last: int) -> bool:
        return any(token.low in self._lexicon.months for token in self._clauses[n].tokens[first : last + 1])

    def _resolved(self, n: int, first: int, last: int, *, ahead: bool) -> FactDate:
        tokens = self._clauses[n].tokens
        text = self._article.body[tokens[first].start : tokens[last].end]
        expression = tokens[first : last + 1]
        if tokens[first].quote and dates.is_deictic(tokens, first, last):
            spoken = self._day_of_speech(n)
            found = dates.resolve(expression, text, spoken or self._article.published, self._lexicon, ahead=ahead)
            if spoken:
                return found
            # without the day of the speech, what was "yesterday" is only known to lie no later
            return FactDate(text=text, latest=None if ahead else found.value or found.latest)
        if not dates.is_beside(tokens, first, last):
            return dates.resolve(expression, text, self._article.published, self._lexicon, ahead=ahead)
        # what lies ahead may be counted from a day that has passed or from one that lies ahead
        counted = {
            dates.resolve(expression, text, self._article.published, self._lexicon, ahead=ahead, anchor=anchor)
            for anchor in dict.fromkeys(self._anchor(n, first, ahead=tense) for tense in (False, ahead))
        }
        if ahead:
            counted = {date for date in counted if date.value is None or date.value >= (self._article.published or "")}
        return next(iter(counted)) if len(counted) == 1 else FactDate(text=text)

    def _anchor(self, n: int, first: int, *, ahead: bool) -> str | None:
        """The date from which "two days earlier" is counted: the last one named before it in the sentence.

        Where the sentence names none before, it is the one date of the sentence before.
        """
        here = [part for part in self._clauses[n].chunks if part.kind == "DATE" and part.last < first]
        if here:
            return self._resolved(n, here[-1].first, here[-1].last, ahead=ahead).value
        if n == 0 or self._sentences[n].paragraph > self._sentences[n - 1].paragraph + 1:
            return None
        before = {
            self._resolved(n - 1, part.first, part.last, ahead=False).value
            for part in self._clauses[n - 1].chunks
            if part.kind == "DATE" and not dates.is_beside(self._clauses[n - 1].tokens, part.first, part.last)
        }
        return next(iter(before)) if len(before) == 1 else None

    def _day_of_speech(self, n: int) -> str | None:
        """The one day that the sentence names outside its quotations."""
        days = {
            dates.resolve(
                self._clauses[n].tokens[part.first : part.last + 1],
                "",
                self._article.published,
                self._lexicon,
                ahead=False,
            ).value
            for part in self._clauses[n].chunks
            if part.kind == "DATE" and not part.quote
        }
        return next(iter(days)) if len(days) == 1 else None

    # -- the document

    def _document(self, situations: list[Situation]) -> Document:
        entities = [entity for entity in self._registry.entities if entity.mentions]
        used = {
            id(who)
            for s in situations
            for fillers in s.arguments.values()
            for who in fillers
            if isinstance(who, Entity)
        }
        used |= {id(s.speaker) for s in situations if s.speaker is not None}
        used |= {id(office.of) for entity in entities for office in entity.roles if office.of is not None}
        entities += [entity for entity in self._registry.entities if not entity.mentions and id(entity) in used]
        entities.sort(key=lambda entity: min(entity.mentions, default=(len(self._article.body), 0)))
        ids = {id(entity): f"e{n}" for n, entity in enumerate(entities, 1)}
        return Document(
            article=self._article,
            entities=tuple(self._entity(entity, ids) for entity in entities),
            facts=tuple(self._fact(f"f{n}", situation, ids) for n, situation in enumerate(situations, 1)),
        )

    def _quote(self, start: int, end: int) -> Evidence:
        return self._article.quote(start, end)

    def _entity(self, entity: Entity, ids: dict[int, str]) -> EntityValue:
        return EntityValue(
            id=ids[id(entity)],
            type=entity.type,
            name=entity.name,
            mentions=tuple([self._quote(*span) for span in sorted(set(entity.mentions))]),
            roles=tuple(
                [
                    Role(
                        title=office.title,
                        of=ids[id(office.of)] if office.of is not None else None,
                        evidence=self._quote(office.start, office.end),
                    )
                    for office in entity.roles
                ]
            ),
        )

    def _fact(self, number: str, situation: Situation, ids: dict[int, str]) -> Fact:
        arguments: list[Argument] = []
        for role in situation.frame.fact_type.roles:
            for who in situation.arguments.get(role.name, ()):
                basis = self._basis(situation.grounds.get((role.name, who)))
                if isinstance(who, str):
                    arguments.append(Argument(role=role.name, text=who, basis=basis))
                else:
                    arguments.append(Argument(role=role.name, entity=ids[id(who)], basis=basis))
        return Fact(
            id=number,
            type=situation.frame.fact_type.name,
            realis=_REALIS[situation.realis],
            phase=situation.frame.phase,
            arguments=tuple(arguments),
            date=situation.date,
            statedBy=ids[id(situation.speaker)] if situation.speaker is not None else None,
            attribution=self._attribution(situation),
            evidence=tuple(self._evidence(self._sentences[n]) for n in situation.sentences),
            rule=situation.frame.name,
        )

    def _attribution(self, situation: Situation) -> Basis | None:
        """Where the speaker is named as one: in the fact's own sentence, or the nearest one in which that is so."""
        heard = self._heard.get(situation.speaker, []) if situation.speaker is not None else []
        first = situation.sentences[0]
        return self._basis(min(heard, key=lambda item: (abs(item[0] - first), item[0]))[1] if heard else None)

    def _basis(self, found: Ground | None) -> Basis | None:
        if found is None:
            return None
        words = self._quote(found.start, found.end)
        return Basis(exact=words.exact, start=words.start, end=words.end, way=found.way)

    def _evidence(self, sentence: Sentence) -> Evidence:
        return self._quote(sentence.start, sentence.end)


def _people(chunks: list[Chunk]) -> list[Chunk]:
    """The noun phrases that name a person, with those inside others: "President X" of "President X's claim"."""
    found: list[Chunk] = []
    for part in chunks:
        inner: Chunk | None = part
        while inner is not None:
            if inner.mention is not None and inner.mention.kind == "person":
                found.append(inner)
            inner = inner.possessor
    return found


def _countries_named(clauses: Clauses) -> set[int]:
    """The countries that a sentence names otherwise than by an adjective."""
    return {
        id(m.entity)
        for m in clauses.mentions
        if m.kind in ("name", "capital", "metonym") and m.entity is not None and m.entity.type == "Country"
    }
