"""What a model proposes: facts in the article's own words, with the quotes that are to show them.

A claim has no offsets, for models cannot count, and no date but the article's words for it: where the words stand and
which day they mean is worked out here, by `evidence`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, TypeAlias, get_args

import msgspec

from newsgraph.facts import EntityType, Phase, Realis

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsgraph.facttypes import FactType

Schema: TypeAlias = dict[str, Any]


class Wire(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A record of an answer; what it may hold beside its keys is nothing."""


class Named(Wire, frozen=True):
    """Somebody or something that claims speak of, by the fullest name that the article has."""

    name: str
    type: str


class Filler(Wire, frozen=True):
    """What fills a role: the name of one of the entities, or words of a quote where the role holds words."""

    role: str
    value: str


class Claim(Wire, frozen=True):
    """One fact as a model sees it; nothing in it is known to be so."""

    type: str
    realis: str
    phase: str
    arguments: tuple[Filler, ...]
    date: str | None
    stated_by: str | None
    quotes: tuple[str, ...]


class Claims(Wire, frozen=True):
    """A whole answer."""

    entities: Annotated[tuple[Named, ...], msgspec.Meta(max_length=1000)]
    facts: Annotated[tuple[Claim, ...], msgspec.Meta(max_length=500)]


def schema(fact_types: Sequence[FactType]) -> Schema:
    """The JSON Schema of `Claims` for these types of facts, in the subset that `strict` asks for.

    Every key is required and no other is allowed; a type of fact has its own roles.
    """
    text = {"type": "string"}
    named = _record(name=text, type={"type": "string", "enum": list(get_args(EntityType))})
    claims = [_claim(fact_type) for fact_type in fact_types]
    return _record(
        entities={"type": "array", "items": named},
        facts={"type": "array", "items": {"anyOf": claims}},
    )


def _claim(fact_type: FactType) -> Schema:
    text = {"type": "string"}
    maybe = {"type": ["string", "null"]}
    role = {"type": "string", "enum": [role.name for role in fact_type.roles]}
    return _record(
        type={"type": "string", "enum": [fact_type.name]},
        realis={"type": "string", "enum": list(get_args(Realis))},
        phase={"type": "string", "enum": list(get_args(Phase))},
        arguments={"type": "array", "items": _record(role=role, value=text)},
        date=maybe,
        stated_by=maybe,
        quotes={"type": "array", "items": text},
    )


def _record(**properties: Schema) -> Schema:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }
