"""A facts document to the records that mapping rules read: `facts.json`, with keys, groups and situations.

Mapping rules can select, join and write, but they cannot group. What follows from grouping alone is worked out
here, the same for every fact type, so that a new type needs no Python:

    article            one record: key, id, url, headline, byline, language, published, mentions, bodyLength, bodyDigest
    run                one record: key, article, configuration, agent {key, name, version}
    entities.TYPE[*]   key, type, name, and for people titles, affiliations and roles
    roles[*]           key, person, title, of, evidence
    claims.TYPE[*]     one for each fact: key, type, article, realis, phase, rule, statedBy, date, earliest, latest,
                       dateText, roles.ROLE[*], pairs.ROLE[*], evidence[*], situation
    situations.TYPE[*] one for each situation that an actual claim supports: key, type, standing, phase, date, until,
                       roles.ROLE[*], pairs.ROLE[*]
    inForce.TYPE[*]    the situations that have not ended
    evidence[*]        key, article, exact, start, end, and the keys of its two selectors: quote, position

Keys are IRIs relative to the project's base. A date is a record {day, month, year} of which one is filled, as
precise as the text. `pairs.ROLE` holds each two parties of one role once, {first, second}. Every record has all
its keys; what is not known is null or an empty list.

Two articles that name a person, organization, country or place by the same full name share its key. A person
known by a single name, or one of two who share a name within the article, has a key under the article's own.
A situation's key is made from its type, parties and date, so that two articles on one meeting share it; without a
date, or with fewer than two parties who are known beyond the article, it is under the article's own.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any, TypeAlias, get_args

from newsgraph.facts import Argument, Article, Document, Entity, EntityType, Evidence, Fact, FactDate, Role
from newsgraph.facttypes import FactType

Record: TypeAlias = dict[str, Any]

ENTITY_TYPES: tuple[str, ...] = get_args(EntityType)

_BETWEEN_WORDS = re.compile(r"[\W_]+")
_READABLE = 80  # the characters of a situation's key that are there to be read; its digest tells it apart


@dataclass(frozen=True, slots=True)
class Run:
    """One run of the software: its version, and a digest of the ontology, rules, mappings and shapes that it used."""

    version: str
    configuration: str


def slug(text: str) -> str:
    """Words of `text` in lower case, joined by "-"; letters of every script stay, so that no two spellings meet.

    Text without a letter or digit gives its digest.
    """
    words = _BETWEEN_WORDS.sub("-", unicodedata.normalize("NFC", text).casefold()).strip("-")
    return words or _digest(text)


def records(document: Document, types: Sequence[FactType], run: Run) -> Record:
    """The records of one article; facts of a type that is not in `types` are not among them (see `unknown_types`)."""
    return _Records(document, types, run).all()


def unknown_types(document: Document, types: Iterable[FactType]) -> list[tuple[str, str]]:
    """Path and problem of each fact whose type, roles or their fillers are not as declared.

    Such as ("facts[0].type", "no fact type ...").
    """
    declared = {fact_type.name: {role.name: role for role in fact_type.roles} for fact_type in types}
    problems = []
    for i, fact in enumerate(document.facts):
        if fact.type not in declared:
            problems.append(
                (f"facts[{i}].type", f"no fact type {fact.type!r}; there are {', '.join(sorted(declared))}")
            )
            continue
        roles = declared[fact.type]
        for j, argument in enumerate(fact.arguments):
            if argument.role not in roles:
                known = ", ".join(sorted(roles))
                problems.append(
                    (f"facts[{i}].arguments[{j}].role", f"a {fact.type} has no role {argument.role!r}, but {known}")
                )
            elif roles[argument.role].text != (argument.text is not None):
                wanted = "words: give a text" if roles[argument.role].text else "one of the entities: give its id"
                problems.append((f"facts[{i}].arguments[{j}]", f"the {argument.role} of a {fact.type} is {wanted}"))
    return problems


def article_key(article: Article) -> str:
    """The article's IRI relative to the base; its claims, evidence and local entities stand under it."""
    name = slug(article.id)
    return f"article/{name}" if name == article.id else f"article/{name}-{_digest(article.id)}"


def exemplar(types: Sequence[FactType], run: Run) -> Record:
    """Records in which every group has a member and every key is there: what a mapping may name.

    A mapping that is run on them strictly shows its unknown references before an article is read.
    """
    word = Evidence(exact="x", start=0, end=1)
    entities = [
        Entity(id=f"{kind}{number}", type=kind, name=f"{kind} {number}", mentions=(word,), roles=())
        for kind in get_args(EntityType)
        for number in (1, 2)
    ]
    role = Role(title="x", of=entities[-1].id, evidence=word)
    entities[0] = Entity(id=entities[0].id, type="Person", name="Person 1", mentions=(word,), roles=(role,))
    facts = [
        Fact(
            id=f"f{number}",
            type=fact_type.name,
            realis="actual",
            arguments=tuple(
                Argument(role=role.name, text="x") if role.text else Argument(role=role.name, entity=entity.id)
                for role in fact_type.roles
                for entity in entities[:2]
            ),
            date=FactDate(text="x", value="2000-01-01"),
            evidence=(word,),
            rule="x",
        )
        for number, fact_type in enumerate(types)
    ]
    article = Article(id="x", body="x", published="2000-01-01")
    return records(Document(article=article, entities=tuple(entities), facts=tuple(facts)), types, run)


class _Records:
    """The records of one document, each group built from those before it."""

    def __init__(self, document: Document, types: Sequence[FactType], run: Run) -> None:
        self._document = document
        self._types = {fact_type.name: fact_type for fact_type in types}
        self._run = run
        self._article = article_key(document.article)
        self._entities = _entity_keys(document.entities, self._article)
        self._evidence: dict[str, Record] = {}

    def all(self) -> Record:
        facts = [fact for fact in self._document.facts if fact.type in self._types]
        claims = {fact.id: self._claim(fact) for fact in facts}
        situations = self._situations(facts, claims)
        roles = self._roles()
        in_force = [situation for situation in situations if situation["phase"] == "begun"]
        return {
            "article": self._article_record(),
            "run": self._run_record(),
            "entities": self._entity_records(roles),
            "roles": roles,
            "claims": self._by_type(claims.values()),
            "situations": self._by_type(situations),
            "inForce": self._by_type(in_force),
            "evidence": [self._evidence[key] for key in sorted(self._evidence)],
        }

    def _by_type(self, records: Iterable[Record]) -> dict[str, list[Record]]:
        groups: dict[str, list[Record]] = {name: [] for name in self._types}
        for record in records:
            groups[record["type"]].append(record)
        return groups

    def _article_record(self) -> Record:
        article = self._document.article
        return {
            "key": self._article,
            "id": article.id,
            "url": article.url or None,
            "headline": article.headline or None,
            "byline": article.byline or None,
            "language": article.language,
            "published": _dated(article.published),
            "mentions": list(self._entities.values()),
            "bodyLength": len(article.body),
            "bodyDigest": hashlib.sha256(article.body.encode()).hexdigest(),
        }

    def _run_record(self) -> Record:
        agent = {"key": f"software/newsgraph-{self._run.version}", "name": "Newsgraph", "version": self._run.version}
        return {
            "key": f"run/{self._run.configuration[:16]}",
            "article": self._article,
            "configuration": self._run.configuration,
            "agent": agent,
        }

    def _roles(self) -> list[Record]:
        return [
            {
                "key": f"{self._article}/role-{entity.id}-{number}",
                "person": self._entities[entity.id],
                "title": role.title,
                "of": None if role.of is None else self._entities[role.of],
                "evidence": self._evidence_key(role.evidence),
            }
            for entity in self._document.entities
            for number, role in enumerate(entity.roles, start=1)
        ]

    def _entity_records(self, roles: list[Record]) -> dict[str, list[Record]]:
        groups: dict[str, list[Record]] = {name: [] for name in ENTITY_TYPES}
        for entity in self._document.entities:
            key = self._entities[entity.id]
            own = [role for role in roles if role["person"] == key]
            groups[entity.type].append(
                {
                    "key": key,
                    "type": entity.type,
                    "name": entity.name,
                    "titles": [role["title"] for role in own],
                    "affiliations": [role["of"] for role in own if role["of"] is not None],
                    "roles": [role["key"] for role in own],
                }
            )
        return groups

    def _claim(self, fact: Fact) -> Record:
        date = fact.date or FactDate(text="")
        roles = self._filled_roles(fact)
        return {
            "key": f"{self._article}/claim-{fact.id}",
            "type": fact.type,
            "article": self._article,
            "realis": fact.realis,
            "phase": fact.phase,
            "rule": fact.rule,
            "statedBy": None if fact.statedBy is None else self._entities[fact.statedBy],
            "date": _dated(date.value),
            "earliest": _dated(date.earliest),
            "latest": _dated(date.latest),
            "dateText": date.text or None,
            "roles": roles,
            "pairs": self._pairs(fact.type, roles),
            "evidence": [self._evidence_key(evidence) for evidence in fact.evidence],
            "situation": None,
        }

    def _filled_roles(self, fact: Fact) -> dict[str, list[str]]:
        roles: dict[str, list[str]] = {role.name: [] for role in self._types[fact.type].roles}
        for argument in fact.arguments:
            filler = self._entities[argument.entity] if argument.entity is not None else argument.text
            if filler is not None and argument.role in roles and filler not in roles[argument.role]:
                roles[argument.role].append(filler)
        return roles

    def _pairs(self, fact_type: str, roles: Mapping[str, list[str]]) -> dict[str, list[Record]]:
        return {
            role.name: [{"first": a, "second": b} for a, b in combinations(sorted(roles[role.name]), 2)]
            for role in self._types[fact_type].roles
            if role.party
        }

    def _evidence_key(self, evidence: Evidence) -> str:
        key = f"{self._article}/text-{evidence.start}-{evidence.end}"
        self._evidence[key] = {
            "key": key,
            "article": self._article,
            "exact": evidence.exact,
            "start": evidence.start,
            "end": evidence.end,
            "quote": f"{key}-quote",
            "position": f"{key}-position",
        }
        return key

    def _situations(self, facts: Iterable[Fact], claims: Mapping[str, Record]) -> list[Record]:
        """Actual claims of one type with the same parties and date are one situation, and name it.

        A claim that it has ended belongs to the one that began, where the article has just one with these parties.
        """
        groups: dict[tuple[str, tuple[str, ...]], list[tuple[Fact, Record]]] = defaultdict(list)
        for fact in facts:
            if fact.realis == "actual":
                claim = claims[fact.id]
                groups[fact.type, self._parties(claim)].append((fact, claim))
        situations = []
        for (type_name, _), members in groups.items():
            begun: dict[str | None, list[Record]] = defaultdict(list)
            ended: dict[str | None, list[Record]] = defaultdict(list)
            for fact, claim in members:
                (ended if fact.phase == "ended" else begun)[None if fact.date is None else fact.date.value].append(
                    claim
                )
            if len(begun) == 1 and len(ended) == 1:
                ((date, first),), ((until, last),) = begun.items(), ended.items()
                situations.append(self._situation(type_name, first + last, date=date, until=until))
            else:
                situations += [self._situation(type_name, group, date=date) for date, group in begun.items()]
                situations += [self._situation(type_name, group, until=until) for until, group in ended.items()]
        return situations

    def _parties(self, claim: Record) -> tuple[str, ...]:
        roles = (role.name for role in self._types[claim["type"]].roles if role.party)
        return tuple(f"{name}={key}" for name in roles for key in sorted(claim["roles"][name]))

    def _situation(
        self, type_name: str, claims: list[Record], *, date: str | None = None, until: str | None = None
    ) -> Record:
        parties = self._parties(claims[0])
        phase = "ended" if any(claim["phase"] == "ended" for claim in claims) else "begun"
        key = self._situation_key(type_name, parties, phase, date, until)
        roles: dict[str, list[str]] = {}
        for claim in claims:
            claim["situation"] = key
            for name, fillers in claim["roles"].items():
                known = roles.setdefault(name, [])
                known += [filler for filler in fillers if filler not in known]
        return {
            "key": key,
            "type": type_name,
            "standing": "reported" if any(claim["statedBy"] is None for claim in claims) else "attributed",
            "phase": phase,
            "date": _dated(date),
            "until": _dated(until),
            "roles": roles,
            "pairs": self._pairs(type_name, roles),
        }

    def _situation_key(
        self, type_name: str, parties: tuple[str, ...], phase: str, date: str | None, until: str | None
    ) -> str:
        kind = slug(type_name)
        when = date or (f"until-{until}" if until else None)
        unique = _digest(type_name, *parties, when or phase)
        local = any(party.partition("=")[2].startswith("article/") for party in parties)
        names = "-".join(party.rpartition("/")[2] for party in parties)
        readable = "-".join(part for part in (when, names) if part)[:_READABLE].rstrip("-")
        name = f"{readable}-{unique}" if readable else unique
        shared = when is not None and len(parties) > 1 and not local
        return f"{kind}/{name}" if shared else f"{self._article}/{kind}-{name}"


def _entity_keys(entities: Sequence[Entity], article: str) -> dict[str, str]:
    """From an entity's id to its key."""
    names = Counter((entity.type, slug(entity.name)) for entity in entities)
    keys: dict[str, str] = {}
    for entity in entities:
        kind, name = slug(entity.type), slug(entity.name)
        if names[entity.type, name] > 1:
            keys[entity.id] = f"{article}/{kind}-{name}-{entity.id}"
        elif entity.type == "Person" and len(entity.name.split()) == 1:
            keys[entity.id] = f"{article}/{kind}-{name}"
        else:
            keys[entity.id] = f"{kind}/{name}"
    return keys


def _dated(value: str | None) -> Record:
    """A date by its precision: 2024-09-04 fills day, 2024-09 month, 2024 year."""
    precision = None if value is None else ("year", "month", "day")[value.lstrip("-").count("-")]
    return {name: value if name == precision else None for name in ("day", "month", "year")}


def _digest(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:8]
