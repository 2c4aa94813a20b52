"""Clauses and noun phrases of a sentence to candidate facts, by the frames of the rule files."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from newsgraph.extract import outcome, predication
from newsgraph.extract.basis import Ground, ground, of_words
from newsgraph.extract.chunks import Chunk
from newsgraph.extract.clauses import OFFICE_PREPOSITIONS, Arguments, Clauses, Subject

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsgraph.extract.mentions import Entity, Mention
    from newsgraph.extract.resolve import Resolver
    from newsgraph.extract.rules import Frame, Rules
    from newsgraph.extract.speech import Scope
    from newsgraph.extract.tokens import Token
    from newsgraph.facttypes import RoleType

_HELD = frozenset({"hold", "host", "have", "conclude", "begin", "start", "resume", "schedule", "plan", "cancel"})
_BODIES = frozenset({"alliance", "bloc", "international", "government", "armed-group"})
_TOGETHER = frozenset({"agree", "discuss", "negotiate", "sign", "fail", "emerge"})
# after which "from talks with X" has its subject take part in them
_COMING = frozenset({"emerge", "come", "return", "walk away"})
_WALKING = frozenset({"walk", "storm", "emerge", "come"})
# what a meeting was, if it took place
_COURSE = frozenset(
    {
        *("first", "second", "third", "fourth", "fifth", "latest", "last", "brief", "short", "cordial", "tense"),
        *("productive", "constructive", "friendly", "frank", "fruitful", "useful", "stormy", "warm", "frosty"),
    }
)
# "three hours of talks": the talks took as long as that
_STRETCHES = frozenset({"hour", "minute", "day", "week", "month", "round", "series", "start", "end", "beginning"})
_REQUESTS = frozenset({"apply", "submit", "file", "lodge", "hand", "vote"})
_LASTING = frozenset({"be", "remain", "stay", "have", "keep", "maintain", "face", "belong"})
_SHADES = frozenset({"early", "late", "earlier", "later", "back"})
Fillers = dict[str, tuple["Entity | str", ...]]
Grounds = dict[tuple[str, "Entity | str"], Ground]
"""What each filler of a role rests on."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A fact that one clause states, before the mentions of one situation are merged.

    `again` where it says itself that there were others: "met again", "last met".
    """

    frame: Frame
    realis: str
    arguments: Fillers
    date: tuple[int, int] | None
    index: int
    left: int
    ahead: bool = False
    grounds: Grounds = field(default_factory=dict)
    again: bool = False


@dataclass(frozen=True, slots=True)
class Trigger:
    """A verb or noun of a frame in a sentence, and what its clause says, whoever fills its roles.

    `realis` is None where that is not clear, and a clause that is `partial` is not understood to its end. `nouns` are
    those that the frame asks for, and `date` the tokens that date it.
    """

    frame: Frame
    index: int
    left: int
    realis: str | None
    ahead: bool
    partial: bool
    functions: dict[str, list[Chunk]]
    nouns: tuple[Chunk, ...]
    date: tuple[int, int] | None
    subject: Subject | None = None


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase in its function, and the entities that fill its role."""

    function: str
    chunk: Chunk
    entities: tuple[Entity, ...]


class Matcher:
    """Matches the frames in one sentence."""

    def __init__(self, clauses: Clauses, scopes: list[Scope], rules: Rules, resolver: Resolver) -> None:
        self._clauses = clauses
        self._scopes = scopes
        self._rules = rules
        self._resolver = resolver
        self._used: set[int] = set()
        self._grounds: Grounds = {}  # of the frame that was filled last
        self._named: tuple[Entity, ...] | None = None

    def candidates(self) -> list[Candidate]:
        """The candidates in the order of the sentence; a noun that a verb's frame has used is not matched again."""
        clauses, rules = self._clauses, self._rules
        found: list[Candidate] = []
        if not rules.lexicon.words["fiction"].isdisjoint(clauses.lows):
            return found
        nouns = self._asked()
        for i, chunk in enumerate(clauses.chunks):
            if chunk.kind == "VG" and chunk.lemma in rules.by_verb:
                frames = [f for f in rules.by_verb[chunk.lemma] if not any(map(nouns.isdisjoint, f.asked))]
                gapped = clauses.gapped(i) if frames else []
                for frame in frames:
                    for arguments in (*_each(frame, clauses.arguments(i)), *gapped):
                        self._keep(found, self._of_verb(frame, i, arguments))
        for i, chunk in enumerate(clauses.chunks):
            if chunk.kind != "NP":
                continue
            for frame in rules.by_noun.get(chunk.lemma, ()):
                if id(chunk) not in self._used:
                    self._keep(found, self._of_noun(frame, i))
            for candidate in self._inside(i):
                self._keep(found, candidate)
        found.sort(key=lambda candidate: candidate.index)
        return found

    def _asked(self) -> set[str]:
        """The words of the sentence, in the singular, that a frame asks for: every noun of a `where` is among them."""
        singulars, asked = self._clauses.lexicon.plurals, self._rules.asked
        return {
            word
            for token in self._clauses.tokens
            if (word := token.lemma or singulars.get(token.low, token.low)) in asked
        }

    def triggers(self, fact_type: str) -> list[Trigger]:
        """The verbs and nouns that may state a fact of that type; a noun that belongs to a verb among them is none."""
        clauses, rules = self._clauses, self._rules
        found: list[Trigger] = []
        used: set[int] = set()
        if not rules.lexicon.words["fiction"].isdisjoint(clauses.lows):
            return found
        for i, chunk in enumerate(clauses.chunks):
            for frame in rules.by_verb.get(chunk.lemma, ()) if chunk.kind == "VG" else ():
                trigger = self._verb(frame, i, clauses.arguments(i)) if frame.fact_type.name == fact_type else None
                if trigger is not None:
                    used.update(id(noun) for noun in trigger.nouns)
                    found.append(trigger)
        for i, chunk in enumerate(clauses.chunks):
            for frame in rules.by_noun.get(chunk.lemma, ()) if chunk.kind == "NP" and id(chunk) not in used else ():
                trigger = self._noun(frame, i) if frame.fact_type.name == fact_type else None
                if trigger is not None:
                    found.append(trigger)
        return found

    def phrases(self, trigger: Trigger, role: RoleType) -> list[Phrase]:
        """The phrases in the functions that fill a role of a trigger's frame, with whom the rules take them to mean."""
        functions = dict(trigger.frame.arguments).get(role, ())
        names = [name.removeprefix("else-") for name in functions]
        found: list[Phrase] = []
        for name in names:
            for phrase in trigger.functions.get(name, ()):
                fillers = self._filler(trigger.frame, role, name, phrase, None, trigger.index)
                found.append(Phrase(name, phrase, tuple(who for who in fillers if not isinstance(who, str))))
        return found

    def meant(self, phrase: Chunk) -> tuple[Entity, ...]:
        """Whom a noun phrase means, whatever its function."""
        return self._resolve(phrase, None, 0)

    def allows(self, frame: Frame, function: str, who: Entity) -> bool:
        """Whether a frame lets such an entity stand in that function."""
        allowed = frame.types.get(function)
        return allowed is None or who.type in allowed or ("Body" in allowed and who.sort in _BODIES)

    def _keep(self, found: list[Candidate], candidate: Candidate | None) -> None:
        if candidate is None:
            return
        found.append(candidate)
        at = self._clauses.tokens[self._clauses.chunks[candidate.index].first].start
        for role, fillers in candidate.arguments.items():
            named = tuple(who for who in fillers if not isinstance(who, str))
            if len(named) == 1:
                self._resolver.discourse.filled[candidate.frame.fact_type.name, role] = (named[0], at)
            elif named and all(who.type == "Organization" for who in named):
                self._resolver.discourse.companies = named

    def around(self, i: int) -> list[Scope]:
        """The scopes that the chunk at i stands in, the widest first."""
        return [scope for scope in self._scopes if scope.start <= i < scope.end and scope.speech != i]

    # -- verbs

    def _of_verb(self, frame: Frame, i: int, arguments: Arguments) -> Candidate | None:
        trigger = self._verb(frame, i, arguments)
        if trigger is None or trigger.partial or trigger.realis is None:
            return None
        fillers = self._fill(frame, trigger.functions, trigger.subject, i)
        if fillers is None:
            return None
        self._used.update(id(noun) for noun in trigger.nouns)
        if frame.beside and self._resolver.discourse.pastime and self._is_private(frame, fillers):
            return None
        if self._apart(frame, fillers) and self._parted(trigger.left, arguments.end + 2):
            return None
        if self._alternative(frame, trigger.functions, fillers, trigger.realis):
            return None
        again = self._is_one_more(trigger.left, arguments.end)
        return Candidate(
            frame, trigger.realis, fillers, trigger.date, i, trigger.left, trigger.ahead, self._grounds, again
        )

    def _verb(self, frame: Frame, i: int, arguments: Arguments) -> Trigger | None:
        """What the verb group at i says by a frame; None where it is not in the company that the frame asks for."""
        clauses = self._clauses
        group = clauses.chunks[i]
        subject = clauses.subject(i)
        if group.kind == "VG" and (subject is None or subject.reduced):
            subject = self._of_asked_noun(frame, i) or subject
        if subject is None:
            return None
        phrases = self._functions(group, subject, arguments)
        if any(function == "subject" for function, _ in frame.where):
            self._add_complements(phrases, subject)
        nouns = self._where(frame, phrases)
        if nouns is None or any(name in phrases for name in frame.absent):
            return None
        if self._beside(frame):
            self._used.update(id(noun) for noun in nouns)  # what the clause says is another thing
            return None
        if "date" in frame.needs and not arguments.dates:
            return None
        if frame.complete and not self._complete(arguments, subject):
            return None
        undone = (subject.reduced and self._undone(subject)) or self._nobody(subject) or self._is_represented(subject)
        realis = None if undone else self._realis(frame, i, subject, nouns)
        if realis == "none" or (realis == "denied" and self._until(i, arguments)):
            realis = None
        opening, dates = self._opening(subject)
        journey = clauses.arguments(subject.parent or 0) if clauses.is_journey(subject) else None
        if group.form == "g" and subject.parent is not None and subject.parent > i and not subject.control:
            beyond = clauses.arguments(subject.parent)  # "Meeting X, Y agreed in Paris on Monday to"
            opening = opening or [p for p in beyond.phrases.get("in", ()) if self._is_place(p)]
            dates = dates or ([] if arguments.dates else beyond.dates[:1])
        opening = opening or self._gone_to(subject, journey)
        placed = any(self._is_place(part) for name in ("in", "at") for part in phrases.get(name, ()))
        if opening and not placed:
            phrases["in"] = opening
        if self._at_a_distance(phrases):
            phrases = {name: items for name, items in phrases.items() if name not in ("in", "at")}
        signed = self._by_signature(frame, phrases, nouns)
        source = group if subject.features_of is None else clauses.chunks[subject.features_of]
        ahead = (realis in ("planned", "possible") and bool(subject.control or source.modal or source.progressive)) or (
            realis == "denied" and outcome.is_future(source)
        )
        if realis == "planned" and journey is not None and self._is_past_journey(subject, arguments, journey):
            realis, ahead = "actual", False
        date = self._date(i, subject, arguments) if frame.dated else None
        if date is None and frame.dated and journey is not None and journey.dates:
            date = self._span(journey.dates[0])  # the day of the journey is that of what it was made for
            ahead = ahead and not clauses.chunks[subject.parent or 0].form.startswith("d")
        if date is None and frame.dated and not arguments.dates:
            date = self._date_of_relative(nouns)
        if subject.parent is not None and clauses.chunks[subject.parent].lemma in _REQUESTS:
            date = None  # "applied to join NATO in May": that is when it applied
        elif frame.dated and date is None and len(dates) == 1:
            date = self._span(dates[0])
        elif frame.dated and date is None:
            date = signed
        functions = self._with_nouns(phrases, nouns)
        partial = arguments.partial
        return Trigger(frame, i, subject.left, realis, ahead, partial, functions, tuple(nouns), date, subject)

    def _realis(self, frame: Frame, i: int, subject: Subject, nouns: list[Chunk]) -> str | None:
        """What the clause of the verb at i says of the world, within all that is said of the clause."""
        around = self.around(i)
        reported = any(scope.kind == "said" for scope in around)
        realis = outcome.of_group(self._clauses, i, subject, dict(frame.tenses), reported=reported)
        group = self._clauses.chunks[i]
        if realis == "actual" and group.form == "s" and not (group.perfect or group.progressive):
            # "imposes sanctions if": what happens under a condition
            realis = "possible" if any(scope.kind == "conditional" for scope in around) else realis
        if realis == "planned" and self._is_vote(subject):
            realis = "actual"
        if any(noun.neg for noun in nouns):
            realis = "denied" if realis in ("actual", "planned") else None
        return outcome.in_scopes(_as_frame_says(realis, frame), around)

    def _is_vote(self, subject: Subject) -> bool:
        """Whether a body of states votes to do something: that is how it does it."""
        clauses = self._clauses
        if subject.parent is None or clauses.chunks[subject.parent].lemma != "vote" or len(subject.control) != 1:
            return False
        voters = [who for part in subject.phrases for who in self._resolver.resolve(part, clauses.tokens)]
        return bool(voters) and all(who.sort in ("international", "alliance", "bloc") for who in voters)

    def _by_signature(
        self, frame: Frame, phrases: dict[str, list[Chunk]], nouns: list[Chunk]
    ) -> tuple[int, int] | None:
        """Put who signed it in the place of the order or law that is the subject; the date of the signing.

        Whose the order is where the noun of `where` names him: "signed an order that lifted U.S. sanctions".
        """
        clauses = self._clauses
        order = phrases.get("subject", ())
        if len(order) != 1 or not clauses.holds(order[0]) or order[0].mention is not None:
            return None
        k = clauses.back(clauses.index(order[0]) - 1)
        if not clauses.lexicon.has("instruments", order[0].lemma) or clauses.kind(k) != "VG":
            return None
        signed = clauses.chunks[k]
        signer = clauses.subject(k) if clauses.lexicon.has("signing", signed.lemma) and not signed.passive else None
        if signer is None or outcome.of_group(clauses, k, signer, {}, reported=False) != "actual":
            return None
        named = any(noun.possessor is not None or noun.modifiers for noun in nouns)
        by_noun = any("else-modifier" in functions for _, functions in frame.arguments)
        phrases["subject"] = [] if named and by_noun else list(signer.phrases)
        return self._date(k, signer, clauses.arguments(k))

    def _of_asked_noun(self, frame: Frame, i: int) -> Subject | None:
        """The noun that `where` asks for, up the chain before a participle: "sanctions on X imposed by Y"."""
        clauses = self._clauses
        asked = next((nouns for function, nouns in frame.where if function == "object"), None)
        k = clauses.back(i - 1)
        if asked is None or clauses.chunks[i].form not in ("n", "dn") or not clauses.is_reduced(i):
            return None
        while clauses.kind(k) == "NP":
            if self._is_noun(clauses.chunks[k], asked):
                return Subject((clauses.chunks[k],), k, reduced=True)
            while clauses.kind(k - 1) == "CC" and clauses.kind(k - 2) == "NP":
                k -= 2
            k -= 2 if clauses.kind(k - 1) == "P" else len(clauses.chunks)
        return None

    def _is_one_more(self, first: int, end: int) -> bool:
        """Whether an adverb from chunk `first` to `end` tells an event from others like it: "met again", "last met"."""
        clauses = self._clauses
        adverbs = (k for k in range(max(first, 0), min(end + 1, len(clauses.chunks))) if clauses.kind(k) == "ADV")
        inside = [
            t.low
            for k in range(max(first, 0), min(end + 1, len(clauses.chunks)))
            if clauses.kind(k) == "VG"
            for t in clauses.tokens[clauses.chunks[k].first : clauses.chunks[k].last + 1]
            if t.tag == "ADV"
        ]
        words = [clauses.word(k) for k in adverbs] + inside
        return any(clauses.lexicon.has("once_more", word) for word in words)

    def _at_a_distance(self, phrases: dict[str, list[Chunk]]) -> bool:
        """Whether people met who were not in one place: "met by video", "spoke over the phone"."""
        held = [phrase.lemma for name in ("by", "via", "over") for phrase in phrases.get(name, ())]
        return any(self._clauses.lexicon.has("means", lemma) for lemma in held)

    def _alternative(self, frame: Frame, phrases: dict[str, list[Chunk]], fillers: Fillers, realis: str) -> bool:
        """Whether not all parties need take part: "X or Y will meet Z", and "neither X nor Y met Z", said of each."""
        clauses = self._clauses
        for role, names in frame.arguments:
            crowd = role.minimum > 1 and len(fillers.get(role.name, ())) > role.minimum
            for name in names if role.party else ():
                listed = [clauses.index(p) for p in phrases.get(name, ()) if clauses.holds(p)]
                for a, b in itertools.pairwise(sorted(listed)):
                    joined = {clauses.word(k) for k in range(a + 1, b) if clauses.kind(k) == "CC"}
                    if ("or" in joined and (realis != "denied" or crowd)) or ("nor" in joined and crowd):
                        return True
        return False

    def _is_represented(self, subject: Subject) -> bool:
        """Whether somebody else acts for the subject: "X, represented by Y, met Z"."""
        clauses = self._clauses
        last = subject.phrases[-1]
        if not clauses.holds(last):
            return False
        k = clauses.index(last) + 1
        k += clauses.kind(k) == "COMMA"
        return clauses.kind(k) == "VG" and clauses.chunks[k].lemma == "represent" and clauses.word(k + 1) == "by"

    def _until(self, i: int, arguments: Arguments) -> bool:
        """Whether something was not so only up to a time, or from one on: "did not meet until May", "since May"."""
        clauses = self._clauses
        for k in range(i, min(arguments.end + 1, len(clauses.chunks))):
            if clauses.kind(k) == "REL":
                return False
            if clauses.word(k) in ("until", "till") or (clauses.word(k) == "since" and clauses.kind(k + 1) == "DATE"):
                return True
        return False

    def _is_private(self, frame: Frame, fillers: Fillers) -> bool:
        """Whether all parties are people to whom the article gives no public office."""
        parties = [who for role in frame.fact_type.roles if role.party for who in fillers.get(role.name, ())]
        national = self._clauses.lexicon.words["national"]
        return all(
            not isinstance(who, str)
            and who.type == "Person"
            and not any(office.of is not None or office.title in national for office in who.roles)
            for who in parties
        )

    def _apart(self, frame: Frame, fillers: Fillers) -> bool:
        return any(1 < role.minimum < len(fillers.get(role.name, ())) for role in frame.fact_type.roles)

    def _parted(self, first: int, end: int) -> bool:
        """Whether a word from chunk `first` to `end` parts one event into several: "met separately with"."""
        clauses = self._clauses
        last = min(end, len(clauses.chunks) - 1)
        tokens = clauses.tokens[clauses.chunks[max(first, 0)].first : clauses.chunks[last].last + 1]
        return any(clauses.lexicon.has("apart", token.low) for token in tokens)

    def _opening(self, subject: Subject) -> tuple[list[Chunk], list[int]]:
        """The places and dates that open the sentence before the subject: "In Geneva on Monday, X met Y"."""
        clauses = self._clauses
        places: list[Chunk] = []
        dates: list[int] = []
        k = subject.left - 1
        if clauses.word(k) != "," or subject.control:
            return [], []
        while k > 0:
            k -= 1
            if clauses.kind(k) == "DATE":
                dates.append(k)
                k -= clauses.kind(k - 1) == "P" and clauses.word(k - 1) in ("on", "in", "at", "over")
            elif clauses.kind(k) == "NP" and clauses.kind(k - 1) == "P" and clauses.word(k - 1) in ("in", "at"):
                mention = clauses.chunks[k].mention
                if mention is None or mention.entity is None or mention.entity.type not in ("Place", "Country"):
                    return [], []
                places.append(clauses.chunks[k])
                k -= 1
            elif clauses.kind(k) == "STOP" and clauses.word(k) == ";":
                break
            elif clauses.kind(k) != "COMMA":
                return [], []
        return (places, dates) if len(places) == 1 else ([], [])

    def _is_past_journey(self, subject: Subject, arguments: Arguments, journey: Arguments) -> bool:
        """Whether a journey with a month or year lies behind: "travelled to X to meet Y in April 2019"."""
        clauses = self._clauses
        words = {
            token.low
            for k in (*arguments.dates, *journey.dates)
            for token in clauses.tokens[clauses.chunks[k].first : clauses.chunks[k].last + 1]
        }
        years = any(len(word) == 4 and word.isdecimal() for word in words)
        months = not clauses.lexicon.words["months"].isdisjoint(words) and "last" not in words
        return clauses.chunks[subject.parent or 0].form.startswith("d") and (years or months or "last" in words)

    def _gone_to(self, subject: Subject, journey: Arguments | None) -> list[Chunk]:
        """The place of "flew to Geneva to meet X" and "arrived in Geneva, where he met X"."""
        clauses = self._clauses
        if journey is not None:
            return [part for name in ("to", "in") for part in journey.phrases.get(name, ()) if self._is_place(part)]
        k = clauses.back(subject.left - 1)
        if clauses.word(k) != "where":
            return []
        k = clauses.back(k - 1 - (clauses.kind(k - 1) == "COMMA"))
        if clauses.kind(k) == "NP" and clauses.kind(k - 1) == "P" and self._is_place(clauses.chunks[k]):
            return [clauses.chunks[k]]
        return []

    def _is_place(self, phrase: Chunk) -> bool:
        entities = self._resolver.resolve(phrase, self._clauses.tokens)
        if phrase.mention is not None and phrase.mention.kind == "metonym":
            return False
        return bool(entities) and all(entity.type in ("Place", "Country") for entity in entities)

    def _complete(self, arguments: Arguments, subject: Subject) -> bool:
        """Whether nothing follows that makes another sense of it: "joined the EU in condemning X"."""
        clauses = self._clauses
        k = arguments.end
        if clauses.kind(k) == "P" and clauses.kind(k + 1) == "VG":
            return False
        governed = subject.parent is not None and clauses.chunks[subject.parent].finite  # "wants to see X tried"
        return not (
            clauses.kind(k) == "VG"
            and (
                clauses.chunks[k].form in ("g", "n")
                or (clauses.chunks[k].form == "dn" and (governed or clauses.is_reduced(k)))
            )
            and clauses.kind(k - 1) == "NP"
        )

    def _nobody(self, subject: Subject) -> bool:
        """Whether the subject is "no official of X", or "few of"."""
        return any(phrase.mention is None and phrase.det in ("no", "few") for phrase in subject.phrases)

    def _undone(self, subject: Subject) -> bool:
        """Whether what a participle is said of is then ended: "sanctions imposed by X were lifted"."""
        for phrase in subject.phrases:
            if not self._clauses.holds(phrase) or phrase.mention is not None:
                continue
            _, k = self._governor(self._clauses.index(phrase))
            lemma = self._clauses.chunks[k].lemma if k is not None else ""
            ending = [frame for frame in self._rules.by_verb.get(lemma, ()) if frame.phase == "ended"]
            if any(not frame.where or frame.where[0][0] == "object" for frame in ending):
                return True
        return False

    def _functions(self, group: Chunk, subject: Subject, arguments: Arguments) -> dict[str, list[Chunk]]:
        """Phrases by the functions of the active voice."""
        phrases = {name: list(items) for name, items in arguments.phrases.items()}
        antecedent = _antecedent_object(self._clauses, subject)
        if antecedent is not None and not group.passive and not group.to and "object" not in phrases:
            phrases["object"] = [antecedent]
        before = _antecedent_with_preposition(self._clauses, subject)
        if before is not None:
            phrases.setdefault(before[0], []).append(before[1])
        passive = group.passive or (subject.reduced and group.form != "g")
        if subject.features_of is not None:
            passive = passive or self._clauses.chunks[subject.features_of].passive
        if not passive:
            phrases["subject"] = list(subject.phrases)
            return phrases
        if "object" in phrases:
            phrases["object2"] = phrases.pop("object")
        phrases["object"] = list(subject.phrases)
        agents = phrases.pop("by", None)
        if agents is not None:
            phrases["subject"] = agents
        self._add_complements(phrases, subject)
        return phrases

    def _add_complements(self, phrases: dict[str, list[Chunk]], subject: Subject) -> None:
        """Add what the prepositions after the subject itself give: "sanctions on X were lifted"."""
        for phrase in subject.phrases:
            after = self._clauses.arguments(self._clauses.index(phrase)) if self._clauses.holds(phrase) else None
            if after is not None:
                for name, items in after.phrases.items():
                    phrases.setdefault(name, list(items))

    def _where(self, frame: Frame, phrases: dict[str, list[Chunk]]) -> list[Chunk] | None:
        """The phrases that satisfy the frame's `where`; None where one is missing."""
        found: list[Chunk] = []
        for function, nouns in frame.where:
            phrase = next((p for p in phrases.get(function, ()) if not nouns or self._is_noun(p, nouns)), None)
            if phrase is None:
                return None
            if self._excluded(frame, phrase):
                return None
            found.append(phrase)
        return found

    def _is_noun(self, phrase: Chunk, nouns: frozenset[str]) -> bool:
        """Whether a phrase's head, alone or with the word before it ("sanctions list"), is one of the nouns."""
        if phrase.lemma in nouns and phrase.mention is None:
            return True
        return phrase.last > phrase.first and f"{self._clauses.tokens[phrase.last - 1].low} {phrase.lemma}" in nouns

    def _with_nouns(self, phrases: dict[str, list[Chunk]], nouns: list[Chunk]) -> dict[str, list[Chunk]]:
        """The functions with possessor and modifier of the nouns that `where` asked for."""
        functions = dict(phrases)
        if "of" in functions:
            functions["of"] = [phrase for phrase in functions["of"] if self._complements(phrase, nouns)]
        for noun in nouns:
            if noun.possessor is not None:
                functions.setdefault("possessor", []).append(noun.possessor)
            if any(noun is phrase for phrase in phrases.get("subject", ())) and self._clauses.holds(noun):
                after = self._clauses.arguments(self._clauses.index(noun)).phrases
                functions = {name: list(items) for name, items in after.items()} | functions
        return functions | {"modifier": nouns}

    def _complements(self, phrase: Chunk, nouns: list[Chunk]) -> bool:
        """Whether "of" joins a phrase to a verb or to one of its nouns, and not to another: "assets of allies of X"."""
        clauses = self._clauses
        k = clauses.index(phrase)
        while clauses.kind(k - 1) in ("CC", "COMMA") and clauses.kind(k - 2) in ("NP", "COMMA"):
            k -= 2 if clauses.kind(k - 2) == "NP" else 1
        above = clauses.chunks[k - 2] if k > 1 else phrase
        return above.kind != "NP" or any(above is noun for noun in nouns)

    def _spoken_of(self, event: Chunk, functions: dict[str, list[Chunk]]) -> tuple[Entity, ...]:
        """The two who met, where a later sentence only says "the meeting" or "their talks"."""
        bare = event.det in ("the", "their") and event.last == event.first + 1
        named = {"with", "between", "subject", "possessor", "of"} & functions.keys()
        return self._resolver.discourse.pair if bare and not named else ()

    def _fill(
        self,
        frame: Frame,
        functions: dict[str, list[Chunk]],
        subject: Subject | None,
        i: int,
        known: tuple[Entity, ...] = (),
    ) -> Fillers | None:
        """The fillers of each role; None where a role that the fact needs stays unfilled.

        `known` are the parties of an event that the noun alone takes up again.
        """
        fillers: Fillers = {}
        self._grounds = {}
        for role, names in frame.arguments:
            found: list[Entity | str] = []
            sides: set[str] = set()
            for function in names:
                name = function.removeprefix("else-")
                if name != function and found:
                    continue
                phrases = functions.get(name, ())
                if not phrases:
                    continue
                resolved: list[Entity | str] = []
                phrases = [phrase for phrase in phrases if phrase.word not in ("each-other", "one-another")]
                for phrase in phrases:
                    meant = self._filler(frame, role, name, phrase, subject, i)
                    self._rest(role, name, phrase, meant)
                    resolved.extend(meant)
                if name == "subject" and role.party and self._unknown_name(phrases):
                    return None
                if role.name in frame.authorities and not all(self.has_authority(who) for who in resolved):
                    return None
                if resolved:
                    sides.add(name)
                if (
                    not resolved
                    and phrases
                    and (role.minimum > 1 or name == "subject")
                    and role.party
                    and name not in ("modifier", "possessor")
                ):
                    return None
                found.extend(resolved)
            if role.minimum > 1 and not found:
                found.extend(known)
                self._rest(role, "", self._clauses.chunks[i], list(known))
            if sides == {"with"} and len(names) > 1:
                return None  # the other side is somebody unknown
            unique = tuple(dict.fromkeys(found))
            if len(unique) > 1 and not (role.party or role.text):
                placed = [phrase.mention for name in names for phrase in functions.get(name, ()) if phrase.mention]
                own = tuple(who for who in unique if any(who is mention.entity for mention in placed))
                unique = own or unique  # "at the Geneva hotel in X": the place that is named as one
            if unique and (role.party or role.text or self._is_one_place(unique)):
                fillers[role.name] = unique
        for left_out in frame.understood:
            if left_out not in fillers and self._leaves_out(frame, left_out, functions):
                at = self._clauses.tokens[self._clauses.chunks[i].first].start
                who = self._resolver.understood(frame.fact_type.name, left_out, at)
                if who is not None:
                    fillers[left_out] = (who,)
                    before = max((place for place in who.mentions if place[0] < at), default=None)
                    if before is not None:
                        self._grounds[left_out, who] = Ground("understood", *before)
        for role in frame.fact_type.roles:
            if len(fillers.get(role.name, ())) < role.minimum:
                return None
        for name in frame.needs:
            if name != "date" and len(fillers.get(name, ())) < frame.needs.count(name):
                return None
        parties = [who for role in frame.fact_type.roles if role.party for who in fillers.get(role.name, ())]
        return fillers if len(set(map(id, parties))) == len(parties) else None

    def _rest(self, role: RoleType, function: str, phrase: Chunk, meant: list[Entity | str]) -> None:
        """Keep what the fillers that a phrase gives rest on."""
        for who in meant:
            if isinstance(who, str):
                found = of_words(self._clauses, phrase.first, self._last_of_text(phrase))
            else:
                found = ground(self._clauses, phrase, who, modifier=function == "modifier")
            self._grounds.setdefault((role.name, who), found)

    def _is_one_place(self, places: tuple[Entity | str, ...]) -> bool:
        """Whether places are one: a city, or a city and its country, but not "in X and in Y"."""
        cities = [place for place in places if not isinstance(place, str) and place.type == "Place"]
        return len(cities) <= 1 and len(places) - len(cities) <= 1

    def _is_elsewhere(self, phrase: Chunk) -> bool:
        """Whether the name of a place is part of another's: "the Hotel Bristol", "Paris, Texas"."""
        clauses, mention = self._clauses, phrase.mention
        if mention is None or not clauses.holds(phrase):
            return False
        around = clauses.tokens[phrase.first : phrase.last + 1]
        if any(token.mention is None and token.capital and token.tag == "N" for token in around):
            return True
        k = clauses.index(phrase)
        if clauses.kind(k + 1) != "COMMA" or clauses.kind(k + 2) != "NP" or clauses.kind(k + 3) in ("VG", "CC", "P"):
            return False
        after = clauses.chunks[k + 2]
        entity = after.mention.entity if after.mention is not None else None
        named = after.first == after.last and after.head is not None and after.head.capital
        return named and (after.mention is None or (entity is not None and entity.type == "Place"))

    def _leaves_out(self, frame: Frame, name: str, functions: dict[str, list[Chunk]]) -> bool:
        """Whether a clause has no phrase that could fill a role: "joined in 2004", "is not a member"."""
        clauses = self._clauses
        used = {part for role, parts in frame.arguments if role.name != name for part in parts}
        used |= {function for function, _ in frame.where}
        own = next((parts for role, parts in frame.arguments if role.name == name), ())
        nouns = functions.get("modifier", ())
        if any(function in functions for function in own if function != "modifier"):
            return False
        if any(function not in used and function != "modifier" for function in functions):
            return False  # "joined in the applause"
        words = [token.low for noun in nouns for token in clauses.tokens[noun.first : noun.last]]
        plain = all(clauses.lexicon.has("membership_words", word) or clauses.ranks_word(word) for word in words)
        return plain and all(noun.possessor is None for noun in nouns)

    def _unknown_name(self, phrases: Sequence[Chunk]) -> bool:
        """Whether a list has a name in it that is not known, so that the list would not be whole."""
        if len(phrases) < 2:
            return False
        named = [p for p in phrases if not p.pronoun and p.head is not None and p.head.capital]
        unknown = [p for p in named if p.mention is None or p.mention.entity is None]
        return any(not self._resolver.resolve(phrase, self._clauses.tokens) for phrase in unknown)

    def _filler(
        self, frame: Frame, role: RoleType, function: str, phrase: Chunk, subject: Subject | None, i: int
    ) -> list[Entity | str]:
        if role.text:
            return [self._text(phrase)]
        if function == "modifier":
            entities = tuple(m.entity for m in phrase.modifiers if m.entity is not None and m.kind != "demonym")
        else:
            if not role.party and phrase.mention is not None and phrase.mention.kind == "metonym":
                return []
            if not role.party and self._is_elsewhere(phrase):
                return []
            entities = self._resolve(phrase, subject, i)
            if not role.party and phrase.mention is not None and phrase.mention.kind == "capital":
                entities = self._resolver.city(phrase.mention)
            if not entities and not role.party and phrase.mention is None:
                entities = self._resolver.place_of(phrase)
        allowed = frame.types.get(function)
        if not entities and not phrase.pronoun and (role.name in frame.authorities or allowed == frozenset({"Body"})):
            entities = self._bloc_of(phrase)
        if allowed is not None:
            bodies = _BODIES if "Body" in allowed else frozenset()
            entities = tuple(entity for entity in entities if entity.type in allowed or entity.sort in bodies)
        if function != "modifier" and not entities and role.name in frame.represented:
            entities = self._represented(phrase)
        return [entity for entity in entities if entity.type in role.entity_types]

    def has_authority(self, who: Entity | str) -> bool:
        """Whether somebody is a state, a body of states or of a state, or holds an office of government."""
        lexicon = self._clauses.lexicon
        if isinstance(who, str) or who.type == "Country":
            return True
        if who.type == "Person":
            return any(
                office.title.removeprefix("former ") in lexicon.words["national"]
                or not lexicon.words["ministerial"].isdisjoint(office.title.split())
                for office in who.roles
            )
        words = who.name.lower().split()
        if not lexicon.words["other_bodies"].isdisjoint(words):
            return False
        known = bool(who.sort) or not lexicon.words["sports"].isdisjoint(words)
        return who.sort in _BODIES or (not known and lexicon.has("public_bodies", words[-1]))

    def _bloc_of(self, phrase: Chunk) -> tuple[Entity, ...]:
        """The bloc for which its leaders, ministers or members act together: "EU leaders", "the bloc's ministers"."""
        clauses = self._clauses
        if phrase.lemma == phrase.word or not clauses.lexicon.has("acting_together", phrase.lemma):
            return ()
        named = [m.entity for m in phrase.modifiers if m.entity is not None]
        if not named and phrase.possessor is not None:
            named = list(self._resolver.resolve(phrase.possessor, clauses.tokens))
        if not named and clauses.holds(phrase):
            k = clauses.index(phrase)
            if clauses.word(k + 1) == "of" and clauses.kind(k + 2) == "NP":
                named = list(self._resolver.resolve(clauses.chunks[k + 2], clauses.tokens))
        return tuple(named) if len(named) == 1 and named[0].sort == "bloc" else ()

    def _represented(self, phrase: Chunk) -> tuple[Entity, ...]:
        """The countries that unnamed officials stand for: "Russian diplomats", "the ministers of Serbia and Kosovo"."""
        clauses = self._clauses
        if clauses.lexicon.has("people", phrase.lemma) and phrase.lemma != "counterpart":
            return ()
        if phrase.det in ("every", "each", "any", "no"):
            return ()
        if not clauses.is_role(phrase) and phrase.lemma not in ("delegation", "delegate"):
            return ()
        tokens = clauses.tokens[phrase.first : phrase.last]
        if any(mention.entity is None for mention in phrase.modifiers):
            return ()
        own = [token.low for token in tokens if token.mention is None and token.tag in ("N", "V")]
        if any(word in clauses.lexicon.words["former"] or not self._official(word) for word in own):
            return ()
        named = [m.entity for m in phrase.modifiers if m.entity is not None]
        if not named and phrase.possessor is not None:
            named = list(self._resolver.resolve(phrase.possessor, clauses.tokens))
        if not named and clauses.holds(phrase):
            k = clauses.index(phrase)
            if clauses.word(k + 1) in ("of", "from", "for") and clauses.kind(k + 2) == "NP":
                named = [
                    who
                    for part in clauses.list_right(k + 2, pair=True)[0]
                    for who in self._resolver.resolve(part, clauses.tokens)
                ]
        acting = all(who.type == "Country" or who.sort in _BODIES for who in named)
        return tuple(named) if acting else ()

    def _text(self, phrase: Chunk) -> str:
        """The words of a phrase with what "of" adds to it, as the body has them, in one line."""
        return self._words(phrase.first, self._last_of_text(phrase))

    def _last_of_text(self, phrase: Chunk) -> int:
        """The last token of a phrase with what "of" adds to it."""
        clauses = self._clauses
        last = phrase.last
        k = clauses.index(phrase)
        while (
            clauses.kind(k + 1) == "P"
            and clauses.word(k + 1) in ("of", "in", "on", "for")
            and clauses.kind(k + 2) == "NP"
        ):
            k += 2
            last = clauses.chunks[k].last
        return last

    def _words(self, first: int, last: int) -> str:
        tokens = self._clauses.tokens[first : last + 1]
        return "".join((" " if token.space and k else "") + token.norm for k, token in enumerate(tokens))

    def _resolve(self, phrase: Chunk, subject: Subject | None, i: int) -> tuple[Entity, ...]:
        clauses, resolver = self._clauses, self._resolver
        if clauses.holds(phrase) and (phrase.word == "those" or (phrase.mention is None and not phrase.pronoun)):
            members = predication.members(clauses, clauses.index(phrase))
            named = tuple(who for part in members for who in resolver.resolve(part, clauses.tokens))
            if named:
                return named
        if phrase.pronoun:
            return self._pronoun(phrase, subject, i)
        if self._is_longer_name(phrase) or self._names_followers(phrase):
            return ()
        name_after = self._holder_after(phrase)
        if name_after is not None:
            return resolver.resolve(name_after, clauses.tokens)
        entities = resolver.resolve(phrase, clauses.tokens)
        if entities or phrase.mention is not None or phrase.pronoun or not clauses.holds(phrase):
            return entities
        k = clauses.index(phrase)
        named = self._listed_after(phrase, k)
        if named:
            return named
        if clauses.word(k + 1) == "of" and clauses.kind(k + 2) == "NP":
            owners = resolver.resolve(clauses.chunks[k + 2], clauses.tokens)
            if (
                len(owners) == 1
                and owners[0].type == "Country"
                and clauses.lexicon.has("government_nouns", phrase.lemma)
            ):
                return owners
            if len(owners) == 1 and clauses.kind(k + 3) != "CC":
                return resolver.by_office(phrase, clauses.tokens, owners[0])
        if clauses.kind(k - 1) == "COMMA" and clauses.kind(k - 2) == "NP" and clauses.is_descriptive(phrase):
            name = clauses.chunks[k - 2]
            if name.mention is not None and (name.mention.kind == "person" or self._is_kind_of(phrase, name)):
                return resolver.resolve(name, clauses.tokens)
        if clauses.word(k + 1) == "of" and clauses.kind(k + 2) == "NP" and phrase.possessor is not None:
            k += 2  # "X's chief of staff, Y"
        if clauses.kind(k + 1) == "COMMA" and clauses.kind(k + 2) == "NP":
            name = clauses.chunks[k + 2]
            if name.mention is not None and name.mention.kind == "person" and clauses.is_role(phrase):
                return resolver.resolve(name, clauses.tokens)
        return ()

    def _holder_after(self, phrase: Chunk) -> Chunk | None:
        """The name between commas after an office: "the U.S. commander in Iraq, X,", "the envoy, Y,"."""
        clauses = self._clauses
        if phrase.mention is not None or phrase.lemma != phrase.word or not clauses.holds(phrase):
            return None
        k = clauses.index(phrase) + 1
        if clauses.kind(k) == "P" and clauses.word(k) in OFFICE_PREPOSITIONS and clauses.kind(k + 1) == "NP":
            k += 2
        if (
            clauses.kind(k) != "COMMA"
            or clauses.kind(k + 1) != "NP"
            or clauses.kind(k + 2) not in ("COMMA", "END", "STOP")
        ):
            return None
        name = clauses.chunks[k + 1]
        person = name.mention is not None and name.mention.kind == "person"
        return name if person and clauses.is_role(phrase) else None

    def _is_kind_of(self, phrase: Chunk, name: Chunk) -> bool:
        """Whether a phrase says of a country or organization before it what it is: "Serbia, a country that"."""
        lexicon = self._clauses.lexicon
        entity = name.mention.entity if name.mention is not None else None
        if entity is None or phrase.det not in ("a", "an", "the", "one"):
            return False
        if entity.type == "Country":
            return lexicon.has("country_nouns", phrase.lemma) or lexicon.has("kinds_of_country", phrase.lemma)
        return entity.type == "Organization" and (
            lexicon.has("companies", phrase.lemma)
            or lexicon.has("bloc_nouns", phrase.lemma)
            or lexicon.has("alliance_nouns", phrase.lemma)
        )

    def _names_followers(self, phrase: Chunk) -> bool:
        """Whether a person's name only stands before a noun: "dined with X supporters"."""
        clauses = self._clauses
        if phrase.mention is None or phrase.mention.kind != "person" or not clauses.holds(phrase):
            return False
        k = clauses.index(phrase) + 1
        if clauses.kind(k) != "NP" or clauses.opens_clause(k) or clauses.lexicon.has("spans", clauses.word(k)):
            return False
        after = clauses.chunks[k]
        if not (after.word.endswith("s") or clauses.lexicon.has("people", after.lemma)):
            return False  # it may be a verb that is not known
        bare = after.det == "" and after.mention is None and after.possessor is None and not after.pronoun
        return bare and after.first == after.last and not clauses.tokens[after.first].capital

    def _is_longer_name(self, phrase: Chunk) -> bool:
        """Whether the name of an organization only begins another's: "the European Union of Students"."""
        clauses, mention = self._clauses, phrase.mention
        if mention is None or mention.entity is None or mention.entity.type != "Organization":
            return False
        k = clauses.index(phrase) if clauses.holds(phrase) else -1
        if k < 0 or clauses.word(k + 1) != "of" or clauses.kind(k + 2) != "NP":
            return False
        after = clauses.chunks[k + 2]
        return after.mention is None and after.det == "" and after.head is not None and after.head.capital

    def _official(self, word: str) -> bool:
        """Whether a word before "officials" leaves them officials of their country: senior, foreign, defense."""
        lexicon = self._clauses.lexicon
        return any(lexicon.has(name, word) for name in ("prefixes", "dropped", "generic", "kept", "government_nouns"))

    def _listed_after(self, phrase: Chunk, k: int) -> tuple[Entity, ...]:
        """The people who are named right after their offices: "the leaders of X and Y, A and B,"."""
        clauses = self._clauses
        if not clauses.is_role(phrase) or phrase.head is None or phrase.lemma == phrase.head.low:
            return ()
        k += 1
        while (clauses.kind(k) == "P" and clauses.word(k) == "of") or (
            clauses.kind(k) == "CC" and clauses.kind(k + 1) == "NP"
        ):
            k += 2
        if clauses.kind(k) != "COMMA" or clauses.kind(k + 1) != "NP":
            return ()
        names = clauses.list_right(k + 1, pair=True)[0]
        entities = [name.mention.entity for name in names if name.mention is not None and name.mention.kind == "person"]
        found = tuple(entity for entity in entities if entity is not None)
        return found if len(found) == len(names) > 1 else ()

    def _pronoun(self, phrase: Chunk, subject: Subject | None, i: int) -> tuple[Entity, ...]:
        """Whom a pronoun means: the subject of the clause it depends on, or who speaks; else nobody."""
        clauses = self._clauses
        if not clauses.holds(phrase):
            return self._carried(phrase)
        if phrase.word in ("him", "her"):
            return self._other(phrase, subject, i)
        k = clauses.index(phrase)
        k = clauses.back(k - 1) + 1
        before = clauses.kind(k - 1)
        main: int | None = None
        if before == "SUB" and clauses.word(k - 1) in (
            "as",
            "when",
            "while",
            "after",
            "before",
            "because",
            "since",
            "that",
            "although",
            "though",
            "where",
        ):
            main = next((m for m in range(k - 2, -1, -1) if clauses.chunks[m].finite), None)
        elif before == "VG" and clauses.is_speech(k - 1):
            main = k - 1
        elif before == "COMMA" and phrase.word == "it":
            main = self._concessive(k)
        if main is None:
            return self._carried(phrase)
        above = clauses.subject(main)
        if above is None or any(part.pronoun and part.word != phrase.word for part in above.phrases):
            return self._carried(phrase)
        entities = tuple(who for part in above.phrases for who in self._resolve(part, above, main))
        told = clauses.is_speech(main) and (before == "VG" or clauses.word(k - 1) == "that")
        if not told and before != "COMMA" and self._has_rival(phrase, main, entities):
            return ()
        if phrase.word == "they":
            return entities if len(entities) > 1 and len(entities) >= len(above.phrases) else ()
        wanted = {"he": ("Person",), "she": ("Person",), "it": ("Country", "Organization")}.get(phrase.word, ())
        if not entities:
            return self._carried(phrase)
        return entities if len(entities) == 1 and entities[0].type in wanted else ()

    def _concessive(self, k: int) -> int | None:
        """The verb of the clause that opens the sentence before k: "Although X wants to join Y, it has"."""
        clauses = self._clauses
        if clauses.word(0) not in ("although", "though", "while", "even-though") or clauses.kind(k + 1) != "VG":
            return None
        main = next((m for m in range(1, k) if clauses.chunks[m].finite), None)
        if main is None or any(clauses.kind(m) == "COMMA" for m in range(1, k - 1)):
            return None
        subject = clauses.subject(main)
        return main if subject is not None and subject.left == 1 else None

    def _has_rival(self, phrase: Chunk, main: int, subjects: tuple[Entity, ...]) -> bool:
        """Whether a pronoun may mean somebody named after the main verb: "X accused Y after he met Z"."""
        clauses = self._clauses
        between = clauses.tokens[clauses.chunks[main].first : phrase.first]
        named = {id(t.mention.entity): t.mention.entity for t in between if t.mention is not None}
        rivals = [who for who in named.values() if who is not None and all(who is not known for known in subjects)]
        personal = phrase.word in ("he", "she")
        if personal and any(t.mention is not None and t.mention.kind == "unknown" for t in between):
            return True
        if phrase.word == "they":
            return len(rivals) > 1
        return any((who.type == "Person") == personal and who.type != "Place" for who in rivals)

    def _other(self, phrase: Chunk, subject: Subject | None, i: int) -> tuple[Entity, ...]:
        """Whom "him" means: the one person named before it, in the sentence or else the one before, and no subject."""
        if subject is None or phrase.quote:
            return ()
        acting = [who for part in subject.phrases if not part.pronoun for who in self._resolve(part, subject, i)]
        tokens = self._clauses.tokens[: phrase.first]
        named = dict.fromkeys(t.mention.entity for t in tokens if t.mention is not None and t.mention.kind == "person")
        others = [who for who in named if who is not None and who not in acting]
        if not others and acting and (self.main_subject() or self._opens(subject)):
            spoken_of = [*self.main_subject(), *self._resolver.discourse.previous]
            others = [who for who in dict.fromkeys(spoken_of) if who.type == "Person" and who not in acting]
        fits = len(others) == 1 and len(acting) == 1 and self._resolver.is_called(others[0], phrase.word)
        return (others[0],) if fits else ()

    def _opens(self, subject: Subject) -> bool:
        """Whether no other clause's subject stands before this one's."""
        return not any(chunk.finite for chunk in self._clauses.chunks[: subject.left])

    def _carried(self, phrase: Chunk) -> tuple[Entity, ...]:
        """Whom a pronoun of a main clause takes up from the sentence before, where nobody was named in between."""
        clauses = self._clauses
        earlier = clauses.tokens[: phrase.first]
        if phrase.quote:
            return ()
        named = [t.mention for t in earlier if t.mention is not None and t.mention.kind in ("person", "unknown")]
        if named:
            return self._only_one(phrase.word, named)
        if any(t.tag == "REL" or t.low in ("that", "if") for t in earlier):
            return ()
        return self._resolver.carried(phrase.word)

    def _only_one(self, word: str, named: list[Mention]) -> tuple[Entity, ...]:
        """The one person named before "he" whom it fits, where the sentence is about that person."""
        people = dict.fromkeys(mention.entity for mention in named)
        fitting = [who for who in people if who is None or self._resolver.is_called(who, word)]
        if word not in ("he", "she") or len(fitting) != 1 or fitting[0] is None:
            return ()
        clauses = self._clauses
        main = next((i for i, chunk in enumerate(clauses.chunks) if chunk.finite and chunk.lemma), None)
        subject = clauses.subject(main) if main is not None else None
        mention = subject.phrases[0].mention if subject is not None and len(subject.phrases) == 1 else None
        return (fitting[0],) if mention is not None and mention.entity is fitting[0] else ()

    def main_subject(self) -> tuple[Entity, ...]:
        """Who or what the sentence is about: the subject of its first finite verb outside quotations."""
        clauses = self._clauses
        for i, chunk in enumerate(clauses.chunks):
            if chunk.finite and chunk.lemma and not chunk.quote:
                subject = clauses.subject(i)
                opening = clauses.kind(clauses.back(subject.left - 1)) if subject is not None else "SUB"
                if subject is None or opening in ("SUB", "REL") or clauses.kind(clauses.back(i - 1)) == "REL":
                    continue
                entities = tuple(
                    dict.fromkeys(who for part in subject.phrases for who in self._resolve(part, subject, i))
                )
                return entities if len(entities) == len(subject.phrases) else ()
        return ()

    def is_about_one(self, main: tuple[Entity, ...]) -> bool:
        """Whether nobody but the `main` subject is the subject of a verb in the sentence, nor the object of the first.

        "X received Y in Z. He flew home" may be said of either.
        """
        clauses = self._clauses
        people: set[int] = {id(who) for who in main}
        first = next((i for i, chunk in enumerate(clauses.chunks) if chunk.finite and chunk.lemma), None)
        if first is not None:
            after = clauses.arguments(first).phrases
            people.update(
                id(phrase.mention.entity)
                for name in ("object", "by", *(("with",) if clauses.word(first + 1) == "with" else ()))
                for phrase in after.get(name, ())
                if phrase.mention is not None and phrase.mention.kind == "person"
            )
        for i, chunk in enumerate(clauses.chunks):
            subject = clauses.subject(i) if chunk.kind == "VG" and chunk.lemma and chunk.finite else None
            for phrase in subject.phrases if subject is not None else ():
                mention = phrase.mention
                if mention is not None and mention.kind == "person" and mention.entity is not None:
                    people.add(id(mention.entity))
        return len(people) == 1

    def people(self) -> int:
        """How many people the sentence names."""
        return len(self.named_people())

    def named_people(self) -> tuple[Entity, ...]:
        """The people whom the sentence names, in its order."""
        if self._named is None:
            mentions = [token.mention for token in self._clauses.tokens if token.mention is not None]
            named = [m.entity for m in mentions if m.kind == "person" and m.entity is not None]
            self._named = tuple(dict.fromkeys(named))
        return self._named

    # -- nouns

    def _of_noun(self, frame: Frame, i: int) -> Candidate | None:
        trigger = self._noun(frame, i)
        if trigger is None or trigger.partial or trigger.realis is None:
            return None
        known = self._spoken_of(self._clauses.chunks[i], trigger.functions)
        fillers = self._fill(frame, trigger.functions, None, i, known)
        if fillers is None or (self._apart(frame, fillers) and self._parted(i, self._clauses.arguments(i).end)):
            return None
        if self._alternative(frame, trigger.functions, fillers, trigger.realis):
            return None
        return Candidate(frame, trigger.realis, fillers, trigger.date, i, i, trigger.ahead, self._grounds)

    def _noun(self, frame: Frame, i: int) -> Trigger | None:
        """What the noun phrase at i says by a frame; None where it is not in the company that the frame asks for."""
        clauses = self._clauses
        chunk = clauses.chunks[i]
        if self._excluded(frame, chunk) or (chunk.neg and frame.stands) or self._beside(frame):
            return None
        after = clauses.arguments(i)
        nouns = self._where(frame, after.phrases)
        if nouns is None:
            return None
        if frame.under:
            realis: str | None = "actual" if self._is_under(frame, i) else None
        else:
            realis = self._standing(i, frame) if frame.stands else self._taking_place(i, frame)
        if chunk.neg:
            realis = "denied" if realis in ("actual", "planned") else None
        realis = outcome.in_scopes(_as_frame_says(realis, frame), self.around(i))
        functions = {name: list(items) for name, items in after.phrases.items()}
        if chunk.possessor is not None:
            functions["possessor"] = [chunk.possessor]
        if "of" in functions:
            own = clauses.list_right(i + 2, pair=True)[0] if clauses.word(i + 1) == "of" else []
            functions["of"] = [part for part in functions["of"] if any(part is mine for mine in own)]
        functions = self._with_nouns(functions, [chunk, *nouns])
        functions["modifier"] = [chunk, *nouns]
        how, governor = self._governor(i)
        dates = [] if frame.under else list(after.dates)
        if not frame.stands:
            self._from_relative(after, functions, dates)
        if not (frame.stands or frame.under) and how == "subject" and governor is not None:
            beyond = clauses.arguments(governor)
            if not clauses.lexicon.has("event_told", clauses.chunks[governor].lemma):
                dates += beyond.dates
            if realis == "planned" and clauses.word(governor + 1) == "for" and clauses.kind(governor + 2) == "DATE":
                dates.append(governor + 2)
                beyond = clauses.arguments(governor + 2)
            lemma = clauses.chunks[governor].lemma
            held = clauses.lexicon.has("happen", lemma) or clauses.lexicon.has("event_planned", lemma)
            for name in ("in", "at") if held and not ("in" in functions or "at" in functions) else ():
                functions.setdefault(name, []).extend(beyond.phrases.get(name, ()))
        if not frame.stands and chunk.possessor is None and "between" not in functions:
            implied = self._implied(i)
            functions |= implied
            if implied and how == "after" and not dates and governor is not None:
                together = clauses.chunks[governor].lemma in _TOGETHER
                dates += clauses.arguments(governor).dates if together else []
        if how == "object" and governor is not None and dates == after.dates:
            told = clauses.lexicon.has("event_told", clauses.chunks[governor].lemma)
            dates = [] if told and clauses.kind(after.end) in ("END", "STOP", "COMMA", "SUB", "CC") else dates
        dates = self._own_dates(dates, lasting=False)
        date = self._span(dates[0]) if dates else (self._date_of(chunk.date) if chunk.date else None)
        ahead = realis in ("planned", "possible") or (realis == "denied" and clauses.kind(after.end) == "REL")
        return Trigger(frame, i, i, realis, ahead, after.partial, functions, (chunk, *nouns), date)

    def _is_under(self, frame: Frame, i: int) -> bool:
        """Whether the noun phrase at i is the object of a verb of `under`, or what it "paves the way for"."""
        clauses = self._clauses
        k = clauses.back(i - 1)
        if clauses.word(k) == "for" and clauses.chunks[k - 1].lemma == "way":
            k = clauses.back(k - 2)
        return clauses.kind(k) == "VG" and clauses.chunks[k].lemma in frame.under

    def _from_relative(self, after: Arguments, functions: dict[str, list[Chunk]], dates: list[int]) -> None:
        """Add place and date of "that was to be held in X on Y" and "planned for Y in X" to what the noun has."""
        clauses = self._clauses
        first = after.end
        opens = clauses.chunks[first] if first < len(clauses.chunks) else None
        if opens is None or not (opens.kind == "REL" or (opens.kind == "VG" and opens.form in ("n", "dn", "g"))):
            return
        for k in range(first + (opens.kind == "REL"), min(len(clauses.chunks), first + 4)):
            lemma = clauses.chunks[k].lemma
            if clauses.kind(k) == "VG" and (
                clauses.lexicon.has("happen", lemma) or clauses.lexicon.has("event_planned", lemma)
            ):
                beyond = clauses.arguments(k)
                dates += beyond.dates
                found = dict(beyond.phrases)
                if clauses.word(k + 1) == "for" and clauses.kind(k + 2) == "DATE":
                    dates.append(k + 2)
                    found |= clauses.arguments(k + 2).phrases
                for name in ("in", "at"):
                    functions.setdefault(name, []).extend(found.get(name, ()))
                return
            if clauses.kind(k) == "VG" and not (lemma == "be" or clauses.control(clauses.chunks[k]) == "planned"):
                return

    def _date_of_relative(self, nouns: list[Chunk]) -> tuple[int, int] | None:
        """The date that a relative clause gives an event: "held a meeting that ended on Tuesday"."""
        clauses = self._clauses
        for noun in nouns:
            k = clauses.index(noun) + 1 if clauses.holds(noun) else 0
            if clauses.kind(k) != "REL":
                continue
            while clauses.kind(k) not in ("COMMA", "STOP", "END"):
                if clauses.kind(k) == "VG" and clauses.lexicon.has("happen", clauses.chunks[k].lemma):
                    dates = self._own_dates(clauses.arguments(k).dates, lasting=False)
                    if dates:
                        return self._span(dates[0])
                k += 1
        return None

    def _excluded(self, frame: Frame, noun: Chunk) -> bool:
        """Whether a word before the noun says that it is not there: "a possible", "a former"."""
        return any(token.low in frame.unless for token in self._clauses.tokens[noun.first : noun.last])

    def _beside(self, frame: Frame) -> bool:
        """Whether the sentence has a word that shows another sense of the trigger: "met in the semifinal"."""
        if not frame.beside or frame.beside.isdisjoint(self._clauses.lows):
            return False
        return any(token.low in frame.beside and not _in_name_of_body(token) for token in self._clauses.tokens)

    def _implied(self, i: int) -> dict[str, list[Chunk]]:
        """Who took part in an event named without its own subject: "after a meeting with X, Y said"."""
        how, k = self._governor(i)
        events = ("event_denied", "event_planned", "event_actual")
        lemma = self._clauses.chunks[k].lemma if k is not None else ""
        held = how == "object" and any(self._clauses.lexicon.has(name, lemma) for name in events)
        quits = self._clauses.lexicon.has("event_left", lemma)
        left = how == "out-of" or (how == "from" and (lemma in _COMING or quits))
        if (how not in ("after", "during", "following", "at", "in") and not held and not left) or k is None:
            return {}
        subject = self._clauses.subject(k)
        chunk = self._clauses.chunks[i]
        several = subject is not None and (len(subject.phrases) > 1 or _is_plural(subject.phrases[0]))
        together = several and (lemma in _TOGETHER or (how == "at" and chunk.lemma == "talk"))
        if "with" not in self._clauses.arguments(i).phrases and lemma not in _HELD and not together:
            return {}  # who attends a meeting, or speaks after it, need not meet whoever else does
        return {} if subject is None else {"subject": list(subject.phrases)}

    def _governor(self, i: int) -> tuple[str, int | None]:
        """How the noun phrase at i stands in its clause: as "subject" or "object" of a verb, or after a preposition."""
        clauses = self._clauses
        if clauses.word(i - 1) == "of" and clauses.kind(i - 2) == "NP" and clauses.chunks[i - 2].lemma in _STRETCHES:
            i -= 2
        chunk = clauses.chunks[i]
        for k in range(i + 1, min(len(clauses.chunks), i + 30)):
            if (
                clauses.chunks[k].kind == "VG"
                and clauses.chunks[k].finite
                and not (clauses.chunks[k].form == "dn" and clauses.is_reduced(k))
            ):
                if clauses.kind(clauses.back(k - 1)) == "REL" and clauses.kind(clauses.back(i - 1)) == "VG":
                    break
                subject = clauses.subject(k)
                if subject is not None and any(phrase is chunk for phrase in subject.phrases):
                    return "subject", k
                break
        before = clauses.back(i - 1)
        while clauses.kind(before) == "CC" and clauses.kind(before - 1) == "NP":
            before = clauses.back(before - 2)
        if clauses.kind(before) == "VG":
            return "object", before
        if clauses.kind(before) in ("P", "SUB"):
            main = next(
                (k for k in range(before - 1, -1, -1) if clauses.chunks[k].finite and clauses.chunks[k].lemma), None
            )
            if main is None:
                main = next((k for k in range(i + 1, len(clauses.chunks)) if clauses.chunks[k].finite), None)
            return clauses.word(before), main
        return "", None

    def _taking_place(self, i: int, frame: Frame) -> str | None:
        """Whether an event named by a noun took place, as the verb or preposition that it depends on shows."""
        clauses = self._clauses
        lexicon = clauses.lexicon
        how, k = self._governor(i)
        if k is None:
            return None
        group = clauses.chunks[k]
        past = group.perfect or group.form in ("d", "dn")
        plain = past and not group.neg and not group.modal
        if how == "subject":
            if group.passive and group.form == "s" and lexicon.has("event_planned", group.lemma):
                return None if group.neg else "planned"
            if group.passive and any(
                lexicon.has(name, group.lemma) for name in ("event_planned", "event_possible", "event_denied")
            ):
                return self._event(group.lemma) if plain else None
            happens = lexicon.has("happen", group.lemma) and not group.to
            if group.modal in ("will", "'ll", "wo") and happens:
                return "denied" if group.neg else "planned"
            if group.neg and past and happens and not group.modal and not group.passive:
                return "denied"
            if plain and group.lemma == "fall through":
                return "denied"
            effect = not group.passive and "object" in clauses.arguments(k).phrases
            effect = effect and (frame.effects or self._has_year(i))
            held = group.passive and lexicon.has("event_actual", group.lemma)
            took_place = effect or held or lexicon.has("happen", group.lemma)
            return "actual" if plain and took_place else None
        if how == "subject" and group.lemma == "be":
            complement = clauses.arguments(k).phrases.get("object", ())
            return "actual" if plain and any(part.word in _COURSE for part in complement) else None
        if how == "object" and group.lemma == "be":
            there = clauses.word(clauses.back(k - 1)) == "there"
            if there and group.modal in ("will", "'ll"):
                return "planned"
            if there and past and not group.modal:
                return None if group.neg else "actual"
            return "actual" if plain and self._clauses.chunks[i].det != "a" else None
        if how == "object" and frame.effects:
            return (
                self._event(group.lemma) if plain or (group.form == "s" and not group.neg and not group.modal) else None
            )
        if how in ("out-of", "from") and plain and lexicon.has("event_left", group.lemma):
            return "denied"
        if how == "out-of" and plain and group.lemma in _WALKING:
            return "actual"
        if how in ("after", "during", "following", "at", "since", "in") and plain:
            return "actual"
        if how == "from" and plain and group.lemma in _COMING:
            return "actual"
        return None

    def _has_year(self, i: int) -> bool:
        """Whether the noun phrase at i has a date with a year: "the withdrawal in 2018"."""
        spans = [self._span(k) for k in self._clauses.arguments(i).dates]
        tokens = [token for first, last in spans for token in self._clauses.tokens[first : last + 1]]
        return any(len(token.low) == 4 and token.low.isdecimal() for token in tokens)

    def _event(self, lemma: str) -> str | None:
        for kind in ("denied", "planned", "possible", "actual"):
            if self._clauses.lexicon.has(f"event_{kind}", lemma):
                return kind
        return None

    def _standing(self, i: int, frame: Frame) -> str | None:
        """Whether a state named by a noun ("U.S. sanctions on X") is taken to be there."""
        clauses = self._clauses
        lexicon = clauses.lexicon
        how, k = self._governor(i)
        if how == "of" or (how in ("from", "for", "on", "about", "to", "without", "against")):
            return None
        if k is None:
            return None
        group = clauses.chunks[k]
        own = any(other.fact_type is frame.fact_type for other in self._rules.by_verb.get(group.lemma, ()))
        if group.modal or group.to or (own and (group.neg or how == "object")):
            return None  # "sanctions on X were not extended" is for the rule of the verb
        if self._ends(group) or lexicon.has("unsettled", group.lemma):
            return None
        if how == "subject" and group.lemma in ("be", "remain") and not group.passive and not self._in_force(k):
            return None
        if how in ("object", "subject") and (how == "object" or group.passive):
            named = any(
                lexicon.has(name, group.lemma)
                for name in (
                    "event_planned",
                    "event_possible",
                    "event_denied",
                    "control_possible",
                    "control_planned",
                    "control_denied",
                )
            )
            return None if named else "actual"
        return (
            "actual"
            if how == "subject" or how in ("under", "by", "despite", "amid", "after", "since", "with", "because-of")
            else None
        )

    def _in_force(self, k: int) -> bool:
        """Whether "be" or "remain" says of a measure that it stands: "is in force", "remains in place"."""
        phrases = self._clauses.arguments(k).phrases
        if self._clauses.chunks[k].form == "d":
            return False  # "were in force until 1994"
        return any(p.lemma in ("force", "place", "effect") for name in ("in", "into") for p in phrases.get(name, ()))

    def _ends(self, group: Chunk) -> bool:
        """Whether a verb says that what stood is over, or was: "expired", "were lifted"."""
        frames = self._rules.by_verb.get(group.lemma, ())
        return self._clauses.lexicon.has("ending", group.lemma) or any(frame.phase == "ended" for frame in frames)

    # -- inside noun phrases

    def _inside(self, i: int) -> list[Candidate]:
        """Read "U.S.-sanctioned businessman X", "NATO member Turkey", and "Serbia, a Russian ally,"."""
        found: list[Candidate] = []
        clauses = self._clauses
        chunk = clauses.chunks[i]
        found.extend(self._apposed(i) if chunk.mention is not None else self._among_others(i))
        for token in clauses.tokens[chunk.first : chunk.last]:
            for frame in self._rules.by_compound.get(token.low.rpartition("-")[2], ()):
                if not self._excluded(frame, chunk):
                    self._keep(found, self._compound(frame, chunk, token.norm.rpartition("-")[0], i, token))
        return found

    def _apposed(self, i: int) -> list[Candidate]:
        """What an apposition says by "be" left out: "Belarus, a Russian ally," and "NATO member Turkey"."""
        clauses = self._clauses
        chunk = clauses.chunks[i]
        mention = chunk.mention
        if mention is None or mention.entity is None or mention.kind in ("adjective", "demonym"):
            return []
        said: Chunk | None = None
        after = Arguments()
        negated = False
        if mention.first > chunk.first and clauses.tokens[mention.first - 1].tag == "N":
            said = Chunk("NP", chunk.first, mention.first - 1)
            said.head = clauses.tokens[mention.first - 1]
            said.lemma = clauses.lexicon.singular(said.head.low)
            said.possessor = chunk.possessor
            if clauses.tokens[chunk.first].low == "its" and clauses.kind(i - 1) == "CC" and clauses.kind(i - 2) == "NP":
                said.possessor = clauses.chunks[i - 2]  # "X and its ally Y"
            said.modifiers = tuple(m for m in chunk.modifiers if m is not mention)
        elif (
            clauses.kind(i + 1) == "COMMA"
            and clauses.kind(clauses.forward(i + 2)) == "NP"
            and clauses.is_descriptive(clauses.chunks[clauses.forward(i + 2)])
        ):
            role = clauses.forward(i + 2)
            after = clauses.arguments(role)
            negated = any(clauses.kind(k) == "NEG" for k in range(i + 2, role))
            if any(clauses.lexicon.has("once", clauses.word(k)) for k in range(i + 2, role)):
                return []
            closed = clauses.kind(after.end) in ("COMMA", "END", "STOP", "REL") or clauses.word(after.end) == "but"
            if closed or (clauses.kind(after.end) == "VG" and clauses.chunks[after.end].to):
                said = clauses.chunks[role]
        elif (
            clauses.kind(i - 1) == "COMMA"
            and clauses.kind(i - 2) == "NP"
            and clauses.kind(clauses.list_right(i)[1]) in ("COMMA", "END", "STOP")
        ):
            before = clauses.chunks[i - 2]
            alike = (before.lemma != before.word) == (len(clauses.list_right(i)[0]) > 1)
            said = before if before.possessor is not None and before.mention is None and alike else None
        function = "object"
        at = clauses.forward(i + 2)
        at += clauses.word(at) in ("himself", "herself", "itself")
        if said is None and clauses.kind(i + 1) == "COMMA" and clauses.kind(at) == "P" and clauses.kind(at + 1) == "NP":
            function, said = clauses.word(at), clauses.chunks[at + 1]
        if said is None:
            return []
        subject = self._said_of(said, i) if function == "object" else [chunk]
        return self._said_to_be(said, subject, after, function, i, negated=negated)

    def _said_to_be(
        self, said: Chunk, subject: list[Chunk], after: Arguments, function: str, i: int, *, negated: bool = False
    ) -> list[Candidate]:
        """What the frames of "be" make of a noun phrase that is said of others without a verb."""
        found: list[Candidate] = []
        for frame in self._rules.by_verb.get("be", ()) if said.lemma in self._rules.asked else ():
            if not any(name == function and self._is_noun(said, nouns) for name, nouns in frame.where):
                continue
            phrases = {name: list(items) for name, items in after.phrases.items()}
            phrases |= {"subject": subject, function: [said]}
            nouns = self._where(frame, phrases)
            said_so = "denied" if negated else _as_frame_says("actual", frame)
            realis = outcome.in_scopes(said_so, self.around(i))
            fillers = self._fill(frame, self._with_nouns(phrases, nouns), None, i) if nouns and realis else None
            if fillers is not None and realis is not None:
                found.append(Candidate(frame, realis, fillers, None, i, i, grounds=self._grounds))
        return found

    def _among_others(self, i: int) -> list[Candidate]:
        """Read "X, Y and other NATO members" and "NATO members such as X and Y"."""
        clauses = self._clauses
        chunk = clauses.chunks[i]
        if chunk.lemma == chunk.word or not chunk.modifiers:
            return []
        words = {token.low for token in clauses.tokens[chunk.first : chunk.last]}
        named: tuple[Chunk, ...] = ()
        at = i + 1 + (clauses.kind(i + 1) == "COMMA")
        if "other" in words and clauses.kind(i - 1) == "CC":
            named = clauses.list_left(i)[0][:-1]
        elif "other" not in words and clauses.word(at) in ("including", "such-as") and clauses.kind(at + 1) == "NP":
            named = self._names_from(at + 1)
        return self._said_to_be(chunk, list(named), Arguments(), "object", i) if named else []

    def _names_from(self, k: int) -> tuple[Chunk, ...]:
        """The names of a run "X, Y and Z" that opens at k, up to whatever is none; none where a coordinator lacks."""
        clauses = self._clauses
        names: list[Chunk] = []
        last = ""
        while clauses.kind(k) in ("NP", "COMMA", "CC"):
            if clauses.kind(k) == "NP":
                if clauses.chunks[k].mention is None:
                    return ()
                names.append(clauses.chunks[k])
                last = clauses.word(k - 1)
            k += 1
        return tuple(names) if len(names) == 1 or last == "and" else ()

    def _said_of(self, said: Chunk, i: int) -> list[Chunk]:
        """What an apposition is said of: all of a list where it is a plural: "X and Y, both members of Z"."""
        if said.head is not None and said.lemma != said.head.low:
            if said.last < self._clauses.chunks[i].first - 1:
                return list(self._clauses.list_right(i)[0])  # "NATO's newest members, X and Y"
            if said.first != self._clauses.chunks[i].first:
                return list(self._clauses.list_left(i)[0])
            listed = self._list_from(i)
            return listed if len(listed) > 1 else []
        return [self._clauses.chunks[i]]

    def _list_from(self, i: int) -> list[Chunk]:
        """The list that opens with the noun phrase at i, as an object or as the subject of the verb after it."""
        clauses = self._clauses
        listed = clauses.list_right(i)[0]
        verb = next((k for k in range(i + 1, len(clauses.chunks)) if clauses.kind(k) == "VG"), None)
        subject = clauses.subject(verb) if verb is not None and len(listed) == 1 else None
        if subject is not None and subject.phrases[0] is clauses.chunks[i]:
            return list(subject.phrases)
        return listed

    def _compound(self, frame: Frame, chunk: Chunk, prefix: str, i: int, token: Token) -> Candidate | None:
        entity = self._resolver.named(prefix)
        if bool(prefix) != any("modifier" in functions for _, functions in frame.arguments):
            return None
        if self._resolver.is_metonym(prefix):
            return None  # "a Kremlin-sanctioned leader" is one whom it permits
        targets = self._resolve(chunk, None, i)
        fillers: Fillers = {}
        grounds: Grounds = {}
        for role, functions in frame.arguments:
            who = (
                [entity]
                if functions == ("modifier",) and entity is not None
                else list(targets)
                if "object" in functions
                else []
            )
            kept = tuple(item for item in who if item.type in role.entity_types)
            if not kept:
                return None
            fillers[role.name] = kept
            for item in kept:
                prefixed = Ground("name", token.start, token.end)
                grounds[role.name, item] = ground(self._clauses, chunk, item) if "object" in functions else prefixed
        realis = outcome.in_scopes("actual", self.around(i))
        return None if realis is None else Candidate(frame, realis, fillers, None, i, i, grounds=grounds)

    # -- dates

    def _date(self, i: int, subject: Subject, arguments: Arguments) -> tuple[int, int] | None:
        """The tokens of the date that stands in the verb's own clause."""
        clauses = self._clauses
        dates = self._own_dates(arguments.dates, lasting=clauses.chunks[i].lemma in _LASTING)
        if dates and (self._one_of_many(dates[0]) or self._was_planned(subject) or self._under_another(subject)):
            return None
        if dates and self._is_counted_from(subject):
            return None
        if dates:
            return self._span(dates[0])
        if subject.control:
            return self._date_of_parent(subject)
        if clauses.kind(clauses.back(i - 1)) == "REL":
            return None
        k = i - 1
        while k >= 0 and clauses.kind(k) in ("ADV", "NEG", "DATE"):
            if clauses.kind(k) == "DATE":
                return self._span(k)
            k -= 1
        left = subject.left - 1
        if clauses.kind(left) == "COMMA":
            if clauses.word(left) != ",":
                return None  # the day in a dateline: "WASHINGTON, Oct 22 –"
            left -= 1
        if clauses.kind(left) == "DATE":
            opening = left - 1
            if clauses.kind(opening) == "P" and clauses.word(opening) in ("on", "in", "during", "at", "over"):
                opening -= 1
            opening -= clauses.kind(opening) in ("ADV", "NP") and clauses.word(opening) in _SHADES  # "Early on Monday"
            since = clauses.word(opening) == "since" or self._is_dateline(left)
            if clauses.kind(opening) in ("END", "COMMA", "SUB", "STOP") and not since:
                return self._span(left)
        if (
            clauses.kind(left) == "SUB"
            and clauses.word(left) in ("as", "while", "when")
            and clauses.kind(left - 1) == "DATE"
        ):
            return self._span(left - 1)
        return None

    def _is_dateline(self, k: int) -> bool:
        """Whether the date at k belongs to a dateline: "LONDON, Sept 4 - "."""
        clauses = self._clauses
        opens = (
            clauses.kind(k - 1) == "COMMA" and clauses.kind(k - 2) == "NP" and clauses.kind(k - 3) in ("END", "STOP")
        )
        return opens and clauses.kind(k + 1) == "COMMA" and clauses.word(k + 1) != ","

    def _is_counted_from(self, subject: Subject) -> bool:
        """Whether time is counted from the event, so that the date is that of the count: "a year since it joined"."""
        clauses = self._clauses
        k = subject.left - 1
        if clauses.kind(k) != "SUB" or clauses.word(k) not in ("since", "after") or clauses.kind(k - 1) != "NP":
            return False
        return clauses.lexicon.has("spans", clauses.word(k - 1))

    def _date_of_parent(self, subject: Subject) -> tuple[int, int] | None:
        """When something was done that the governing verb says was done: "on Monday followed X in imposing"."""
        if subject.parent is None or any(kind != "actual" or negated for kind, negated in subject.control):
            return None
        above = self._clauses.subject(subject.parent)
        arguments = self._clauses.arguments(subject.parent)
        return None if above is None else self._date(subject.parent, above, arguments)

    def _one_of_many(self, k: int) -> bool:
        """Whether the date at k is coordinated with others: "in 2021, 2022 and 2023"."""
        clauses = self._clauses
        if clauses.kind(k + 1) not in ("COMMA", "CC"):
            return False
        following = k + 2 + (clauses.kind(k + 2) == "P")
        year = clauses.kind(following) == "NP" and clauses.tokens[clauses.chunks[following].first].low
        return clauses.kind(following) == "DATE" or bool(year and len(year) == 4 and year.isdecimal())

    def _under_another(self, subject: Subject) -> bool:
        """Whether a date may be another verb's: "approved X's bid to join on Monday"."""
        if subject.parent is not None or not subject.control or subject.control[-1][0] == "actual":
            return False
        k = self._clauses.back(subject.left - 1)
        return self._clauses.kind(k) == "VG" and self._clauses.chunks[k].finite

    def _was_planned(self, subject: Subject) -> bool:
        """Whether the day of a plan may have come and gone: "had planned to meet on Monday"."""
        if subject.parent is None:
            return False
        governor = self._clauses.chunks[subject.parent]
        return governor.perfect and governor.form == "d"

    def _own_dates(self, dates: list[int], *, lasting: bool) -> list[int]:
        """The dates at which something happens; "since 2017" dates what lasts, and no event."""
        clauses = self._clauses
        return [k for k in dates if lasting or clauses.word(k - 1) != "since"]

    def _span(self, k: int) -> tuple[int, int]:
        return self._clauses.chunks[k].first, self._clauses.chunks[k].last

    def _date_of(self, chunk: Chunk) -> tuple[int, int]:
        return chunk.first, chunk.last


def _as_frame_says(realis: str | None, frame: Frame) -> str | None:
    """What a clause says by a verb such as "threatened with": who did not threaten denied nothing."""
    if frame.realis is None or realis is None:
        return realis
    if frame.realis == "possible":
        return "possible" if realis in ("actual", "planned", "possible") else None
    return frame.realis if realis == "actual" else realis


def _antecedent_with_preposition(clauses: Clauses, subject: Subject) -> tuple[str, Chunk] | None:
    """A preposition and what the relative pronoun after it is said of: "X, on whom the EU imposed sanctions"."""
    k = subject.left - 1
    if clauses.word(k) not in ("whom", "which") or clauses.kind(k - 1) != "P" or subject.control:
        return None
    antecedent = clauses.before_relative(k - 1, "who" if clauses.word(k) == "whom" else "which")
    return None if antecedent is None else (clauses.word(k - 1), clauses.chunks[antecedent])


def _antecedent_object(clauses: Clauses, subject: Subject) -> Chunk | None:
    """What an object relative clause is said of: "the sanctions that Washington imposed on X"."""
    k = subject.left - 1
    if clauses.word(k) not in ("that", "which", "whom") or clauses.kind(k) not in ("REL", "SUB") or subject.control:
        return None
    if clauses.kind(k - 1) == "COMMA":
        k -= 1
    if clauses.kind(k - 1) != "NP" or clauses.chunks[k - 1].pronoun:
        return None
    m = k - 1
    while clauses.kind(m) == "NP" and clauses.kind(m - 1) == "P" and clauses.kind(m - 2) == "NP":
        m -= 2
    m -= clauses.kind(m - 1) == "P"
    if clauses.kind(m - 1) == "VG" and clauses.is_speech(m - 1):
        return None  # "said in X that"
    if clauses.chunks[k - 1].lemma in ("time", "day", "moment"):
        return None
    if clauses.word(subject.left - 1) == "that":
        return clauses.chunks[k - 1]
    antecedent = clauses.antecedent(k - 1, "who" if clauses.word(subject.left - 1) == "whom" else "which")
    return None if antecedent is None else clauses.chunks[antecedent]


def _is_plural(phrase: Chunk) -> bool:
    return phrase.mention is None and phrase.head is not None and phrase.lemma != phrase.head.low


def _each(frame: Frame, arguments: Arguments) -> list[Arguments]:
    """The arguments once for each object, where the frame says that each is another situation: two telephone calls."""
    objects = arguments.phrases.get("object", [])
    if not frame.each or len(objects) < 2:
        return [arguments]
    return [
        Arguments({**arguments.phrases, "object": [phrase]}, arguments.dates, arguments.end, arguments.partial)
        for phrase in objects
    ]


def _in_name_of_body(token: Token) -> bool:
    """Whether a word is part of the name of a body of states: the "League" of "Arab League"."""
    entity = token.mention.entity if token.mention is not None else None
    return entity is not None and entity.sort in _BODIES
