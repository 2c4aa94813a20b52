"""The check of evidence: what a model claims of an article to what the article itself can be seen to say.

A claim passes where one sentence that it quotes
  is in the article, is no question and no words to a machine,
  has a verb or noun by which the rules of mapping/text know such a fact,
  says of it what the claim says: so, denied, planned or possible; begun or ended; in these words of that speaker,
  has every argument, by name or by what the rules take to mean it, where grammar lets it fill its role,
  and has the words of the date and of every role that holds words.
Whatever else is claimed is dropped, with its cause. The rules are never asked whether they would have found the fact;
a name that they do not know passes where the article has it. What does pass is told in the article's words: names,
dates and speakers are worked out from the sentence, never taken from the model.

Precision comes first: where the grammar of a sentence is not understood, nothing that a model says of it is published.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, get_args

from newsgraph.extract import basis
from newsgraph.extract.basis import Ground
from newsgraph.extract.extractor import Dropped, Extraction
from newsgraph.extract.match import Candidate, allows, phrases, triggers
from newsgraph.extract.match.authority import has_authority
from newsgraph.extract.mentions import Entity
from newsgraph.extract.models.quotes import Quotes, plain
from newsgraph.extract.reader import Reader
from newsgraph.facts import EntityType, Phase, Realis

if TYPE_CHECKING:
    from collections.abc import Iterable

    from newsgraph.extract.chunks import Chunk
    from newsgraph.extract.match import Fillers, Grounds, Phrase, Trigger
    from newsgraph.extract.models.claims import Claim, Claims
    from newsgraph.extract.reader import Passage, Stated
    from newsgraph.extract.rules import Rules
    from newsgraph.facts import Article
    from newsgraph.facttypes import FactType, RoleType

UNKNOWN = "a type, role, realis or phase that is not known"
NO_QUOTE = "a quote that is not in the article"
NO_NAME = "a name that the article does not have, or not by itself"
AMBIGUOUS = "a name that may mean several"
WRONG_TYPE = "an entity of a type that it is not, or that its role does not take"
INCOMPLETE = "a role that must be filled is not, or one entity fills two"
NOT_STATED = "a quote that is a question, a story or words to a machine"
NO_TRIGGER = "no word of the quoted sentence speaks of such a fact"
WRONG_REALIS = "denied, planned or possible in the article, or not clearly what the claim says"
WRONG_PHASE = "begun where the article says ended, or the other way round"
NO_ARGUMENT = "an argument that is not in the quoted sentence"
WRONG_ROLE = "an argument that the sentence does not give this role"
NO_WORDS = "words that are not in the quoted sentence"
NO_DATE = "a date that the quoted sentence does not give"
NO_SPEAKER = "words of somebody who is not known, or not who the claim says"

CAUSES = (
    UNKNOWN,
    NO_QUOTE,
    NO_NAME,
    AMBIGUOUS,
    WRONG_TYPE,
    INCOMPLETE,
    NOT_STATED,
    NO_TRIGGER,
    WRONG_REALIS,
    WRONG_PHASE,
    NO_ARGUMENT,
    WRONG_ROLE,
    NO_WORDS,
    NO_DATE,
    NO_SPEAKER,
)
"""Why a claim is dropped; of several sentences, the cause of the one that came furthest down this list is told."""

_MOST_QUOTES = 16
_MOST_SENTENCES = 16
# What holds for every sentence that a claim rests on: one that says otherwise speaks against all the others.
_AGAINST = frozenset({NOT_STATED, WRONG_REALIS, WRONG_PHASE, NO_SPEAKER})
_BEFORE, _AFTER = 5, 3  # words around a trigger in which a doubt may stand
_NAMES_IN_SMALL_LETTERS = frozenset("al bin bint da dal de del della den der di dos du el ibn la le van von".split())
# An article that speaks to whoever reads it by machine. News of such machines loses the facts of a paragraph by this.
_TO_A_MACHINE = re.compile(
    r"\b(?:ignore|disregard|forget|override|bypass)\b[^.!?\n]{0,80}?\b(?:instructions?|prompts?|guidelines|rules)\b"
    r"|\b(?:follow|obey)\b[^.!?\n]{0,80}?\b(?:instructions?|prompts?)\b"
    r"|\b(?:system|developer|assistant|user)[ _-]?(?:prompt|message|note|:)"
    r"|\b(?:note|message|attention|instructions?) (?:to|for) (?:(?:an?|the|any|all) )?(?:ais?|machines?|parsers?)\b"
    r"|\bplease (?:\w+ )?(?:output|return|emit|extract|record|report|add|insert|include|state|say|write|respond)\b"
    r"|\b(?:language models?|chatbots?|llms?|ai (?:assistant|model|system|agent)s?)\b"
    r"|\b(?:output|return|emit|extract|record|report|add|insert) "
    r"(?:(?:only|the|a|an|this|that|these|following|as) ){0,4}(?:facts?|json|entit(?:y|ies)|triples?)\b",
    re.IGNORECASE,
)


class _Doubt(Exception):
    """A claim does not pass; `cause` is one of CAUSES."""

    def __init__(self, cause: str) -> None:
        super().__init__(cause)
        self.cause = cause


def check(article: Article, answers: Iterable[Claims], rules: Rules, label: str) -> Extraction:
    """The facts of all answers on one article that its sentences show, made by `label`; the others as dropped.

    Law: whatever the answers hold, every evidence is exact, and every party of a fact is named or meant in each
    sentence of its evidence.
    """
    checker = _Checker(article, rules, label)
    stated: list[Stated] = []
    dropped: list[Dropped] = []
    for answer in answers:
        types = {plain(named.name): named.type for named in answer.entities}
        for claim in answer.facts:
            try:
                stated += checker.statements(claim, types)
            except _Doubt as doubt:
                dropped.append(Dropped(doubt.cause, _told(claim), " […] ".join(claim.quotes)))
    stated.sort(key=lambda item: (item[0], item[1].index))
    return Extraction(checker.reader.publish(stated), checker.reader.unread, tuple(dropped))


def _told(claim: Claim) -> str:
    fillers = ", ".join(f"{filler.role} {filler.value}" for filler in claim.arguments)
    when = f", date {claim.date}" if claim.date else ""
    return f"{claim.type} ({claim.realis}, {claim.phase}): {fillers}{when}"


class _Checker:
    """Checks the claims on one article."""

    def __init__(self, article: Article, rules: Rules, label: str) -> None:
        self.reader = Reader(article, rules)
        self.reader.read()
        self._article = article
        self._rules = rules
        self._label = label
        self._types = {fact_type.name: fact_type for fact_type in rules.fact_types}
        self._quotes = Quotes(article.body)
        self._starts = [sentence.start for sentence in self.reader.sentences]
        self._known = self._known_names()
        self._new: dict[str, Entity] = {}
        self._to_a_machine = {
            sentence.paragraph
            for sentence in self.reader.sentences
            if _TO_A_MACHINE.search(article.body, sentence.start, sentence.end)
        }

    def _known_names(self) -> dict[str, list[Entity]]:
        """The entities of the article by every name that it has for them."""
        names: dict[str, dict[int, Entity]] = defaultdict(dict)
        for entity in self.reader.registry.entities:
            words = {entity.name, *(self._article.body[start:end] for start, end in entity.mentions)}
            for name in words:
                names[plain(name)][id(entity)] = entity
        return {name: list(found.values()) for name, found in names.items()}

    # -- the claim

    def statements(self, claim: Claim, types: dict[str, str]) -> list[Stated]:
        """What each quoted sentence that shows the claim states; raises _Doubt where none does."""
        fact_type = self._types.get(claim.type)
        if fact_type is None or claim.realis not in get_args(Realis) or claim.phase not in get_args(Phase):
            raise _Doubt(UNKNOWN)
        if any(fact_type.role(filler.role) is None for filler in claim.arguments):
            raise _Doubt(UNKNOWN)
        sentences = self._quoted(claim)
        found: list[Stated] = []
        causes: list[str] = []
        for n in sentences:
            try:
                found.append(self._statement(n, claim, fact_type, types))
            except _Doubt as doubt:
                if doubt.cause in _AGAINST:
                    raise
                causes.append(doubt.cause)
        if not found:
            raise _Doubt(max(causes, key=CAUSES.index))
        return found

    def _quoted(self, claim: Claim) -> list[int]:
        """The numbers of the sentences that the quotes stand in: a part of a sentence can say what the whole does not.

        A quote that stands in several places may mean each of them.
        """
        if not claim.quotes or len(claim.quotes) > _MOST_QUOTES:
            raise _Doubt(NO_QUOTE)
        numbers: set[int] = set()
        for quote in claim.quotes:
            places = self._quotes.find(quote)
            if not places or len(plain(quote).split(" ")) == 1:
                raise _Doubt(NO_QUOTE)
            for start, end in places:
                first = max(0, bisect_right(self._starts, start) - 1)
                inside = range(first, bisect_left(self._starts, end))
                numbers.update(n for n in inside if self.reader.sentences[n].end > start)
        if not numbers or len(numbers) > _MOST_SENTENCES:
            raise _Doubt(NO_QUOTE)  # it stands where nothing was read, or it is most of the article
        return sorted(numbers)

    def _statement(self, n: int, claim: Claim, fact_type: FactType, types: dict[str, str]) -> Stated:
        passage = self.reader.passage(n)
        stating = triggers(passage.setting, fact_type.name)
        if not stating:
            raise _Doubt(NO_TRIGGER)
        if passage.sentence.question or passage.sentence.paragraph in self._to_a_machine or _is_imperative(passage):
            raise _Doubt(NOT_STATED)
        causes: list[str] = []
        for trigger in stating:
            try:
                return self._by_trigger(n, passage, trigger, claim, types)
            except _Doubt as doubt:
                causes.append(doubt.cause)
        raise _Doubt(max(causes, key=CAUSES.index))

    def _by_trigger(self, n: int, passage: Passage, trigger: Trigger, claim: Claim, types: dict[str, str]) -> Stated:
        fillers = self._fillers(passage, trigger, claim, types)
        if trigger.realis != claim.realis or (claim.realis == "actual" and self._is_doubtful(passage, trigger)):
            raise _Doubt(WRONG_REALIS)
        if trigger.frame.phase != claim.phase:
            raise _Doubt(WRONG_PHASE)
        date = None if claim.date is None else self._date(passage, trigger, claim.date)
        frame = replace(trigger.frame, name=self._label)
        grounds = self._grounds(passage, trigger, fillers)
        candidate = Candidate(frame, claim.realis, fillers, date, trigger.index, trigger.left, trigger.ahead, grounds)
        speaker = self._speaker(n, passage, candidate, claim.stated_by, types)
        return n, candidate, self.reader.date(n, candidate), speaker

    def _is_doubtful(self, passage: Passage, trigger: Trigger) -> bool:
        """Whether a word near the trigger denies, hedges or puts off: a second look, past grammar."""
        clauses, lexicon = passage.clauses, self._rules.lexicon
        chunk = clauses.chunks[trigger.index]
        tokens = clauses.tokens[max(0, chunk.first - _BEFORE) : chunk.last + 1 + _AFTER]
        for token, following in zip(tokens, [*tokens[1:], None], strict=True):
            only = following is not None and following.low in lexicon.words["not_denials"]
            if token.low in lexicon.words["negations"] and not only:
                return True
            if any(token.low in lexicon.words[name] for name in ("hedges", "near_misses", "untruths", "modals")):
                return True
            spoken = lexicon.has("speech", token.lemma)
            if token.tag == "V" and any(
                lexicon.has(name, token.lemma) and not spoken
                for name in ("control_denied", "control_possible", "event_denied")
            ):
                return True
            if lexicon.has("speech_denied", token.lemma):
                return True
        return False

    # -- the arguments

    def _fillers(self, passage: Passage, trigger: Trigger, claim: Claim, types: dict[str, str]) -> Fillers:
        fillers: dict[str, list[Entity | str]] = defaultdict(list)
        fact_type = trigger.frame.fact_type
        for filler in claim.arguments:
            role = fact_type.role(filler.role)
            if role is None:
                raise _Doubt(UNKNOWN)
            if role.text:
                fillers[role.name].append(self._words(passage, filler.value))
                continue
            who = self._entity(filler.value, types, passage)
            if who.type not in role.entity_types:
                raise _Doubt(WRONG_TYPE)
            if not self._is_in(passage, who):
                raise _Doubt(NO_ARGUMENT)
            if not (
                self._plays(passage, trigger, role, who) if role.party else self._is_at(passage, trigger, role, who)
            ):
                raise _Doubt(WRONG_ROLE)
            fillers[role.name].append(who)
        for role in fact_type.roles:
            needed = max(role.minimum, trigger.frame.needs.count(role.name))
            if len(set(map(id, fillers.get(role.name, ())))) < needed:
                raise _Doubt(INCOMPLETE)
        parties = [id(who) for role in fact_type.roles if role.party for who in fillers.get(role.name, ())]
        if len(set(parties)) != len(parties) or not fillers:
            raise _Doubt(INCOMPLETE)
        return {name: tuple(dict.fromkeys(found)) for name, found in fillers.items()}

    def _grounds(self, passage: Passage, trigger: Trigger, fillers: Fillers) -> Grounds:
        """What the sentence's words give each filler."""
        found: Grounds = {}
        for role in trigger.frame.fact_type.roles:
            for who in fillers.get(role.name, ()):
                if (ground := self._ground(passage, trigger, role, who)) is not None:
                    found[role.name, who] = ground
        return found

    def _ground(self, passage: Passage, trigger: Trigger, role: RoleType, who: Entity | str) -> Ground | None:
        clauses = passage.clauses
        if isinstance(who, str):
            return next((Ground("words", *place) for place in self._quotes.find(who) if _holds(passage, place)), None)
        if (by_name := basis.named(clauses, who)) is not None:
            return by_name
        if (new := next((place for place in who.mentions if _holds(passage, place)), None)) is not None:
            return Ground("name", *new)
        meant = (phrase.chunk for phrase in phrases(passage.setting, trigger, role) if who in phrase.entities)
        return next((basis.ground(clauses, chunk, who) for chunk in meant), None)

    def _words(self, passage: Passage, value: str) -> str:
        sentence = passage.sentence
        for start, end in self._quotes.find(value):
            if sentence.start <= start and end <= sentence.end:
                return " ".join(self._article.body[start:end].split())
        raise _Doubt(NO_WORDS)

    def _is_in(self, passage: Passage, who: Entity) -> bool:
        """Whether the sentence names somebody, or has a phrase that the rules take to mean them."""
        if any(passage.sentence.start <= start and end <= passage.sentence.end for start, end in who.mentions):
            return True
        chunks = [chunk for chunk in passage.clauses.chunks if chunk.kind == "NP"]
        return any(who in passage.setting.meant(chunk) for chunk in chunks)

    def _fills(self, passage: Passage, trigger: Trigger, phrase: Phrase, who: Entity) -> bool:
        """Whether a phrase means somebody, in a function in which the rule lets such as they are stand."""
        if who in phrase.entities:
            return True
        allowed = allows(trigger.frame, phrase.function, who)
        return allowed and self._names(passage, phrase.function, phrase.chunk, who)

    def _names(self, passage: Passage, function: str, phrase: Chunk, who: Entity) -> bool:
        """Whether a phrase is, or as a modifier holds, a name that the rules do not know."""
        if not self._is_new(who):
            return False  # of others the rules know which phrase means them
        tokens = passage.clauses.tokens
        first, last = tokens[phrase.first].start, tokens[phrase.last].end
        if function == "modifier":
            return any(first <= start and end < last for start, end in who.mentions)
        return any(first <= start < last <= end for start, end in who.mentions)

    def _is_new(self, who: Entity) -> bool:
        return any(who is new for new in self._new.values())

    def _plays(self, passage: Passage, trigger: Trigger, role: RoleType, who: Entity) -> bool:
        """Whether the clause gives a party its role; what grammar leaves open is no evidence.

        A body that the rules do not know has no authority: leagues and councils impose sanctions of their own.
        """
        if role.name in trigger.frame.authorities and (self._is_new(who) or not has_authority(passage.clauses, who)):
            return False
        return any(self._fills(passage, trigger, phrase, who) for phrase in phrases(passage.setting, trigger, role))

    def _is_at(self, passage: Passage, trigger: Trigger, role: RoleType, who: Entity) -> bool:
        """Whether a place stands after a preposition that the rule takes for it: "in", "at"."""
        if any(self._fills(passage, trigger, phrase, who) for phrase in phrases(passage.setting, trigger, role)):
            return True
        functions = dict(trigger.frame.arguments).get(role, ("in", "at"))
        return any(
            passage.clauses.word(k - 1) in functions and self._stands(passage, chunk, who)
            for k, chunk in enumerate(passage.clauses.chunks)
        )

    def _stands(self, passage: Passage, chunk: Chunk, who: Entity) -> bool:
        """Whether a noun phrase means somebody by itself."""
        return chunk.kind == "NP" and (who in passage.setting.meant(chunk) or self._names(passage, "", chunk, who))

    # -- names

    def _entity(self, name: str, types: dict[str, str], passage: Passage) -> Entity:
        """Whom a name means: an entity of the rules, or a new one of a name that stands in the body by itself.

        Of a country and its capital, which may share a name, it is the one that the sentence has.
        """
        name = plain(name)
        claimed = types.get(name)
        found = self._known.get(name, [])
        if not found and name not in self._new:
            found = self._inside(name, claimed)
        if found:
            fitting = [entity for entity in found if claimed is None or entity.type == claimed]
            if len(fitting) > 1:
                fitting = [entity for entity in fitting if self._is_in(passage, entity)] or fitting
            if len(fitting) != 1:
                raise _Doubt(AMBIGUOUS if fitting else WRONG_TYPE)
            return fitting[0]
        if claimed is None or claimed not in get_args(EntityType) or claimed == "Country":
            raise _Doubt(NO_NAME if claimed is None else WRONG_TYPE)  # the gazetteer has every country
        known = self._new.get(name)
        if known is None:
            known = self._new[name] = self._named(name, claimed)
        if known.type != claimed:
            raise _Doubt(WRONG_TYPE)
        return known

    def _inside(self, name: str, claimed: str | None) -> list[Entity]:
        """The entity that a name ends with, as "President X" does with X; none unless it is the only one in it."""
        endings = [name.split(" ", k)[-1] for k in range(1, name.count(" ") + 1)]
        for ending in endings:
            known = [entity for entity in self._known.get(ending, ()) if entity.type == claimed == "Person"]
            if len(known) == 1 and " " in ending and self._quotes.find(name):
                return known
        return []

    def _named(self, name: str, claimed: str) -> Entity:
        """A new entity with all the places where its name stands by itself, part of no longer name."""
        words = name.split(" ")
        capitals = [word for word in words if word[:1].isupper()]
        small = [word for word in words if not word[:1].isupper() and word not in _NAMES_IN_SMALL_LETTERS]
        if not capitals or (claimed == "Person" and (len(capitals) < 2 or small)):
            raise _Doubt(NO_NAME)
        places = [place for found in self._quotes.find(name) if (place := self._whole(*found)) is not None]
        if not places:
            raise _Doubt(NO_NAME)
        types: dict[str, EntityType] = {known: known for known in get_args(EntityType)}
        entity = Entity(types[claimed], name, tuple(word.lower() for word in words))
        entity.mentions.extend(places)
        self.reader.registry.entities.append(entity)
        return entity

    def _whole(self, start: int, end: int) -> tuple[int, int] | None:
        """A stretch of the body that is made of whole words, where no name that the rules know reaches out of it.

        The full stop of "Ltd." belongs to its word.
        """
        n = bisect_right(self._starts, start) - 1
        if n < 0 or end > self.reader.sentences[n].end:
            return None
        tokens = self.reader.sentences[n].tokens
        end += any(token.end == end + 1 and token.norm.endswith(".") and token.norm != "." for token in tokens)
        inside = [k for k, token in enumerate(tokens) if start <= token.start and token.end <= end]
        if not inside or tokens[inside[0]].start != start or tokens[inside[-1]].end != end:
            return None
        for k in inside:
            mention = tokens[k].mention
            known = mention is not None and mention.entity is not None
            if mention is not None and known and not (inside[0] <= mention.first and mention.last <= inside[-1]):
                return None
        after = tokens[inside[-1] + 1] if inside[-1] + 1 < len(tokens) else None
        goes_on = after is not None and after.capital and after.norm[0].isalpha() and after.tag in ("N", "NAME")
        return None if goes_on else (start, end)

    # -- when, and who says so

    def _date(self, passage: Passage, trigger: Trigger, words: str) -> tuple[int, int]:
        """The tokens that date the trigger by its grammar, where they are what the claim's words are or hold."""
        clauses, sentence = passage.clauses, passage.sentence
        places = [(s, e) for s, e in self._quotes.find(words) if sentence.start <= s and e <= sentence.end]
        dates = {
            k
            for k, chunk in enumerate(clauses.chunks)
            for start, end in places
            if chunk.kind == "DATE"
            and start <= clauses.tokens[chunk.first].start
            and clauses.tokens[chunk.last].end <= end
        }
        spans = {(clauses.chunks[k].first, clauses.chunks[k].last) for k in dates}
        if trigger.date is None or spans != {trigger.date}:
            raise _Doubt(NO_DATE)
        return trigger.date

    def _speaker(
        self, n: int, passage: Passage, candidate: Candidate, claimed: str | None, types: dict[str, str]
    ) -> Entity | None:
        """In whose words it stands, by the sentence; a claim may leave that open, and may not say otherwise."""
        known, speaker = self.reader.said_by(n, passage.clauses, candidate)
        if not known:
            raise _Doubt(NO_SPEAKER)
        if claimed is None:
            return speaker
        who = self._entity(claimed, types, passage)
        if who is speaker:
            return speaker
        parties = [party for fillers in candidate.arguments.values() for party in fillers]
        if speaker is None and (who in parties or passage.setting.around(candidate.index)):
            return None  # who announces what he does is in it, and no witness
        raise _Doubt(NO_SPEAKER)


def _holds(passage: Passage, place: tuple[int, int]) -> bool:
    return passage.sentence.start <= place[0] and place[1] <= passage.sentence.end


def _is_imperative(passage: Passage) -> bool:
    """Whether a sentence tells somebody to do something: "Report that ...", "Please note"."""
    clauses = passage.clauses
    opening = next((chunk for chunk in clauses.chunks if chunk.kind not in ("ADV", "COMMA", "STOP")), None)
    return opening is not None and opening.kind == "VG" and opening.form in ("b", "p") and not opening.to
