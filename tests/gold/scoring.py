"""Compares what an extractor found in an article with what a careful editor takes from it.

Pure functions. A found fact matches an expected one where type, realis, phase, every role (as sets of canonical
names), date and speaker agree. A match with an optional fact counts neither way, and so does an optional entity;
whatever else is found is false. Arguments that are words (a reason, an occasion) are not compared.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import msgspec

from newsgraph.facts import Document, Fact

NOT_ROLES = frozenset(
    {"type", "realis", "phase", "date", "dateText", "earliest", "latest", "statedBy", "why", "reason", "occasion"}
)
SLOTS = ("type", "realis", "phase", "roles", "date", "earliest", "latest", "statedBy")


@dataclass(frozen=True, slots=True)
class Claim:
    """A fact with canonical names in place of ids: what two annotations are compared by.

    An expected claim leaves `earliest` or `latest` None where the editor gave no bound; then any bound will do.
    """

    type: str
    realis: str
    phase: str
    roles: frozenset[tuple[str, frozenset[str]]]
    date: str | None
    earliest: str | None
    latest: str | None
    stated_by: str | None
    sentence: str = field(default="", compare=False)

    def __str__(self) -> str:
        roles = "; ".join(f"{role}: {', '.join(sorted(names))}" for role, names in sorted(self.roles))
        when = self.date or (f"{self.earliest or ''}..{self.latest or ''}" if self.earliest or self.latest else "-")
        return f"{self.type} {self.realis}/{self.phase} [{roles}] date {when}, says {self.stated_by or 'the article'}"


@dataclass(frozen=True, slots=True)
class PersonRole:
    """An office of a person: title in lower case, and the canonical name of what it is an office of."""

    person: str
    title: str
    of: str | None

    def __str__(self) -> str:
        return f"{self.person}: {self.title}{f' of {self.of}' if self.of else ''}"


@dataclass(frozen=True, slots=True)
class Annotation:
    """What one side says of one article."""

    entities: frozenset[tuple[str, str]]
    roles: frozenset[PersonRole]
    claims: tuple[Claim, ...]
    optional: tuple[Claim, ...] = ()
    optional_entities: frozenset[str] = frozenset()
    optional_roles: frozenset[PersonRole] = frozenset()


@dataclass(frozen=True, slots=True)
class Score:
    """Counts that add up: right, missed, false."""

    right: int = 0
    missed: int = 0
    false: int = 0

    def __add__(self, other: Score) -> Score:
        return Score(self.right + other.right, self.missed + other.missed, self.false + other.false)

    @property
    def precision(self) -> float:
        """Share of what was found that is right; 1.0 where nothing was found."""
        return self.right / (self.right + self.false) if self.right + self.false else 1.0

    @property
    def recall(self) -> float:
        """Share of what is to be found that was found; 1.0 where there is nothing to find."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    def __str__(self) -> str:
        return (
            f"precision {self.precision:.3f}, recall {self.recall:.3f}"
            f" ({self.right} right, {self.missed} missed, {self.false} false)"
        )


@dataclass(frozen=True, slots=True)
class Difference:
    """One disagreement: `kind` is missed, false or wrong; `slots` names where a wrong fact differs."""

    kind: str
    expected: Claim | None
    found: Claim | None
    slots: tuple[str, ...] = ()

    def __str__(self) -> str:
        lines = [self.kind + (f" in {', '.join(self.slots)}" if self.slots else "")]
        if self.expected is not None:
            lines.append(f"    expected {self.expected}")
        if self.found is not None:
            lines.append(f"    found    {self.found}")
        claim = self.found or self.expected
        if claim is not None and claim.sentence:
            lines.append(f"    sentence {claim.sentence!r}")
        return "\n".join(lines)


@dataclass(frozen=True, slots=True)
class Comparison:
    """How one article went: facts by (type, realis), entities, roles, and every difference."""

    facts: Mapping[tuple[str, str], Score]
    entities: Score
    roles: Score
    differences: tuple[Difference, ...]
    missed_names: tuple[str, ...] = ()
    false_names: tuple[str, ...] = ()
    missed_roles: tuple[str, ...] = ()
    false_roles: tuple[str, ...] = ()

    @property
    def total(self) -> Score:
        """All facts together."""
        return sum(self.facts.values(), Score())


class ExpectedRole(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A person's office in an expected file; an optional one counts neither way."""

    title: str
    of: str | None = None
    optional: bool = False


class ExpectedEntity(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A named party or place in an expected file."""

    type: str
    name: str
    roles: tuple[ExpectedRole, ...] = ()


class ExpectedFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="camel"):
    """The whole of an expected file; each fact is an object whose other keys are its roles."""

    entities: tuple[ExpectedEntity, ...]
    facts: tuple[dict[str, str | list[str] | None], ...]
    optional: tuple[dict[str, str | list[str] | None], ...] = ()
    optional_entities: tuple[str, ...] = ()
    traps: tuple[str, ...] = ()
    note: str = ""


def read_expected(path: Path) -> Annotation:
    """The annotation of an expected file; raises msgspec.ValidationError or ValueError where it is malformed."""
    return expected_annotation(msgspec.json.decode(path.read_bytes(), type=ExpectedFile))


def expected_annotation(file: ExpectedFile) -> Annotation:
    """An expected file as an annotation."""
    return Annotation(
        entities=frozenset((entity.type, _canonical(entity.name)) for entity in file.entities),
        roles=_expected_roles(file, optional=False),
        optional_roles=_expected_roles(file, optional=True),
        claims=tuple(_expected_claim(fact) for fact in file.facts),
        optional=tuple(_expected_claim(fact) for fact in file.optional),
        optional_entities=frozenset(map(_canonical, file.optional_entities)),
    )


def _expected_roles(file: ExpectedFile, *, optional: bool) -> frozenset[PersonRole]:
    return frozenset(
        PersonRole(_canonical(entity.name), role.title.casefold(), role.of and _canonical(role.of))
        for entity in file.entities
        for role in entity.roles
        if role.optional == optional
    )


def found_annotation(document: Document) -> Annotation:
    """What a document says, with names in place of ids."""
    names = {entity.id: _canonical(entity.name) for entity in document.entities}
    return Annotation(
        entities=frozenset((entity.type, names[entity.id]) for entity in document.entities),
        roles=frozenset(
            PersonRole(names[entity.id], role.title.casefold(), names[role.of] if role.of else None)
            for entity in document.entities
            for role in entity.roles
        ),
        claims=tuple(_found_claim(fact, names, document.article.body) for fact in document.facts),
    )


def likely_sentence(claim: Claim, body: str) -> str:
    """The sentence of the body that names most of a claim's parties by their last word: where to look for a miss."""
    names = [name.rsplit(" ", 1)[-1] for _, filled in sorted(claim.roles) for name in sorted(filled)]
    sentences = [sentence for sentence in re.split(r"(?<=[.!?”])\s+|\n+", body) if sentence]
    return max(sentences, key=lambda sentence: sum(name in sentence for name in names), default="")


def compare(expected: Annotation, found: Annotation, body: str = "") -> Comparison:
    """Match facts one to one, then pair what is left by likeness, so that a near miss shows the slot that is wrong.

    A fact that is wrong in a slot counts as one missed and one false. With the article's body, a missed fact is shown
    with the sentence that most likely says it.
    """
    missing = [replace(claim, sentence=likely_sentence(claim, body)) for claim in expected.claims]
    extra: list[Claim] = []
    right: Counter[tuple[str, str]] = Counter()
    for claim in found.claims:
        match = next((wanted for wanted in missing if not differing_slots(wanted, claim)), None)
        if match is not None:
            missing.remove(match)
            right[match.type, match.realis] += 1
        elif all(differing_slots(allowed, claim) for allowed in expected.optional):
            extra.append(claim)
    facts: Counter[tuple[str, str]] = Counter()
    keys = {*right, *((c.type, c.realis) for c in missing), *((c.type, c.realis) for c in extra)}
    facts.update(keys)
    scores = {
        key: Score(
            right[key],
            sum((c.type, c.realis) == key for c in missing),
            sum((c.type, c.realis) == key for c in extra),
        )
        for key in sorted(facts)
    }
    entities = {e for e in expected.entities if e[1] not in expected.optional_entities}
    found_entities = {e for e in found.entities if e[1] not in expected.optional_entities}
    found_roles = {
        role for role in found.roles - expected.optional_roles if role.person not in expected.optional_entities
    }
    return Comparison(
        facts=scores,
        entities=_set_score(entities, found_entities),
        roles=_set_score(expected.roles, found_roles),
        differences=tuple(_differences(missing, extra)),
        missed_names=tuple(sorted(f"{name} ({kind})" for kind, name in entities - found_entities)),
        false_names=tuple(sorted(f"{name} ({kind})" for kind, name in found_entities - entities)),
        missed_roles=tuple(sorted(str(role) for role in expected.roles - found_roles)),
        false_roles=tuple(sorted(str(role) for role in found_roles - expected.roles)),
    )


def differing_slots(expected: Claim, found: Claim) -> tuple[str, ...]:
    """The slots in which a found claim departs from an expected one; none where they match."""
    differs = {
        "type": expected.type != found.type,
        "realis": expected.realis != found.realis,
        "phase": expected.phase != found.phase,
        "roles": expected.roles != found.roles,
        "date": expected.date != found.date,
        "earliest": expected.earliest is not None and expected.earliest != found.earliest,
        "latest": expected.latest is not None and expected.latest != found.latest,
        "statedBy": expected.stated_by != found.stated_by,
    }
    return tuple(slot for slot in SLOTS if differs[slot])


def total(comparisons: Iterable[Comparison]) -> Comparison:
    """Several articles as one; differences in their order."""
    facts: dict[tuple[str, str], Score] = {}
    entities = roles = Score()
    differences: list[Difference] = []
    for comparison in comparisons:
        for key, score in comparison.facts.items():
            facts[key] = facts.get(key, Score()) + score
        entities += comparison.entities
        roles += comparison.roles
        differences += comparison.differences
    return Comparison(dict(sorted(facts.items())), entities, roles, tuple(differences))


def table(comparison: Comparison) -> str:
    """Precision and recall as text: facts by type and realis, all facts, entities, roles."""
    rows = [(f"{type_} {realis}", score) for (type_, realis), score in comparison.facts.items()]
    rows += [("all facts", comparison.total), ("entities", comparison.entities), ("roles", comparison.roles)]
    return "\n".join(f"{label:<22} {score}" for label, score in rows)


def _differences(missing: list[Claim], extra: list[Claim]) -> Iterator[Difference]:
    pairs = sorted(
        (len(slots), i, j, slots)
        for i, wanted in enumerate(missing)
        for j, claim in enumerate(extra)
        if "type" not in (slots := differing_slots(wanted, claim)) and _share_a_name(wanted, claim)
    )
    paired: dict[int, tuple[int, tuple[str, ...]]] = {}
    taken: set[int] = set()
    for _, i, j, slots in pairs:
        if i not in paired and j not in taken:
            paired[i] = (j, slots)
            taken.add(j)
    for i, wanted in enumerate(missing):
        if i in paired:
            j, slots = paired[i]
            yield Difference("wrong", wanted, extra[j], slots)
        else:
            yield Difference("missed", wanted, None)
    for j, claim in enumerate(extra):
        if j not in taken:
            yield Difference("false", None, claim)


def _canonical(name: str) -> str:
    """Names are compared with the gazetteer's apostrophe."""
    return name.replace("’", "'")


def _share_a_name(one: Claim, other: Claim) -> bool:
    return bool({n for _, names in one.roles for n in names} & {n for _, names in other.roles for n in names})


def _set_score(expected: Iterable[object], found: Iterable[object]) -> Score:
    wanted, got = set(expected), set(found)
    return Score(len(wanted & got), len(wanted - got), len(got - wanted))


def _expected_claim(fact: Mapping[str, str | list[str] | None]) -> Claim:
    speaker = _optional_text(fact, "statedBy")
    roles = {
        (role, frozenset(_names(role, names))) for role, names in fact.items() if role not in NOT_ROLES and names != []
    }
    return Claim(
        type=_text(fact, "type"),
        realis=_text(fact, "realis"),
        phase=_text(fact, "phase"),
        roles=frozenset(roles),
        date=_optional_text(fact, "date"),
        earliest=_optional_text(fact, "earliest"),
        latest=_optional_text(fact, "latest"),
        stated_by=speaker and _canonical(speaker),
    )


def _names(role: str, names: str | list[str] | None) -> list[str]:
    if not isinstance(names, list):
        raise TypeError(f"role {role!r} needs a list of names, not {names!r}")
    return [_canonical(name) for name in names]


def _text(fact: Mapping[str, str | list[str] | None], key: str) -> str:
    value = _optional_text(fact, key)
    if value is None:
        raise ValueError(f"a fact without {key}: {fact}")
    return value


def _optional_text(fact: Mapping[str, str | list[str] | None], key: str) -> str | None:
    value = fact.get(key)
    if isinstance(value, list):
        raise TypeError(f"{key} is one text, not {value!r}")
    return value


def _found_claim(fact: Fact, names: Mapping[str, str], body: str) -> Claim:
    roles: dict[str, set[str]] = {}
    for argument in fact.arguments:
        if argument.entity is not None:
            roles.setdefault(argument.role, set()).add(names[argument.entity])
    date = fact.date
    evidence = fact.evidence[0]
    return Claim(
        type=fact.type,
        realis=fact.realis,
        phase=fact.phase,
        roles=frozenset((role, frozenset(filled)) for role, filled in roles.items()),
        date=date.value if date else None,
        earliest=date.earliest if date else None,
        latest=date.latest if date else None,
        stated_by=names[fact.statedBy] if fact.statedBy else None,
        sentence=body[evidence.start : evidence.end],
    )
