"""Shapes of values to what compaction under one context makes of them, as PyLD says it.

Theory of operation. The compaction algorithm (https://www.w3.org/TR/json-ld11-api/#compaction-algorithm) chooses a key
for each value of a property by itself, and looks only at the property and at the value's *shape*: a literal's datatype
and language; whether a node stands there whole or by its IRI, and whether that IRI is one that the context could
abbreviate. So each shape is compacted once, by PyLD, as a sample in which a mark stands for what varies; from then on
its `Form` is filled in. Contexts in which more matters (scoped contexts, maps, `@nest`, `@base`) are not covered, nor
is what PyLD refuses: `Uncovered` is raised, and the whole document is left to PyLD.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from json.encoder import encode_basestring
from typing import Literal, TypeAlias, cast, get_args

from newsgraph.rdf.names import undeceiving
from newsgraph.rdf.terms import Term, iri_value, literal_parts

Json: TypeAlias = "dict[str, Json] | list[Json] | str | int | float | bool | None"
Object: TypeAlias = dict[str, Json]
Compact: TypeAlias = Callable[[list[Json]], Json]

# What a shape is of: a literal by what follows its text; a reference or a whole node by its IRI, or by "" for every
# IRI that the context does not abbreviate. `away` is a node that leads here, by the property.
Kind: TypeAlias = Literal["literal", "reference", "node", "away", "type", "id"]
Shape: TypeAlias = tuple[Kind, Term, str]

_MARK = "newsgraph-mark:of-what-varies"
_SAMPLE = "newsgraph-mark:sample"
_TYPE_KEYS = frozenset({"@type", "type"})
_FIRST_KEYS = {"@context": 0, "@id": 1, "id": 1, "@type": 2, "type": 2}
_KEYWORD_LIKE = re.compile(r"@[A-Za-z]+\Z")
_MOST_FORMS = 1 << 14

_KEYWORDS = frozenset({"@version", "@vocab", "@language", "@direction", "@protected"})
_OF_A_TERM = frozenset({"@id", "@type", "@container", "@reverse", "@language", "@direction", "@prefix", "@protected"})
_CONTAINERS: tuple[Json, ...] = (None, "@set", "@list", ["@set"], ["@list"])


class Uncovered(Exception):
    """A context, or a graph under it, whose compaction is not made of forms."""


@dataclass(frozen=True, slots=True)
class Form:
    """How one value is written: in which place and under which key, and the text around what varies.

    `key` is JSON and has its colon. `in_array` is true where even a single value stands in an array, `is_long` where
    the value takes several lines.
    """

    order: str
    key: str
    in_array: bool
    before: str = ""
    after: str = ""
    is_long: bool = False


class Compaction:
    """What compaction under one context makes of each shape of value; `learn` asks for what is not known yet."""

    def __init__(self, compact: Compact, definitions: Object, *, names: Collection[str]) -> None:
        """`compact` is that of the context, `names` the IRIs of its terms."""
        self._compact = compact
        vocab = definitions.get("@vocab")
        self._vocab = vocab if isinstance(vocab, str) else ""
        self._namespaces = tuple(value for value in definitions.values() if isinstance(value, str) and ":" in value)
        self.prefixes = frozenset(key for key in definitions if not key.startswith("@"))
        starts = {name for name in (*names, *self._namespaces, self._vocab) if name}
        self.abbreviated = tuple(
            f"<{start}" for start in sorted(starts) if not any(start != o and start.startswith(o) for o in starts)
        )
        context = undeceiving(json.dumps(definitions, ensure_ascii=False, indent=2)).replace("\n", "\n  ")
        self.context = (f'"@context": {context}',) if definitions else ()
        self.covers = _covers(definitions)
        self.graph_key = ""
        self.forms: dict[Kind, dict[tuple[Term, str], Form]] = {kind: {} for kind in get_args(Kind)}
        self.types: dict[tuple[str, ...], tuple[str, str]] = {}

    def ambiguous(self, value: str) -> bool:
        """Whether an IRI, compacted, would be read as another one."""
        if value.partition(":")[0] in self.prefixes:
            return True
        if any(value.startswith(f"{namespace}//") for namespace in self._namespaces):
            return True
        if not self._vocab or not value.startswith(self._vocab):
            return False
        local = value[len(self._vocab) :]
        return ":" in local or _KEYWORD_LIKE.match(local) is not None

    def learn(self, shapes: Collection[Shape]) -> None:
        """Ask what becomes of each shape; raises Uncovered where that is no Form."""
        if sum(map(len, self.forms.values())) + len(self.types) > _MOST_FORMS:
            self.types.clear()
            for known in self.forms.values():
                known.clear()
        asked = list(shapes)
        if any(self.ambiguous(iri_value(iri)) for kind, p, what in asked for iri in _iris(kind, p, what)):
            raise Uncovered
        compacted = self._compact([*map(_sample, asked), {_SAMPLE: [{"@value": ""}]}, {_SAMPLE: [{"@value": ""}]}])
        ((graph_key, made),) = ((key, value) for key, value in _object(compacted).items() if key != "@context")
        self.graph_key = json_string(graph_key)
        for shape, sample in zip(asked, cast("list[Json]", made), strict=False):
            kind, p, what = shape
            self.forms[kind][p, what] = _form(kind, what, dict(_object(sample)))

    def types_in_order(self, form: Form, names: list[str]) -> list[str]:
        """JSON strings of types as they are written in an array; raises Uncovered where one has an escape."""
        if any("\\" in name for name in names):
            raise Uncovered
        if form.key not in {f"{json_string(key)}: " for key in _TYPE_KEYS}:
            return names
        return [f'"{name}"' for name in _types_in_order(name[1:-1] for name in names)]


def _covers(definitions: Object) -> bool:
    """Whether nothing in a context makes the compaction of a value depend on more than its shape."""
    return all(
        key in _KEYWORDS if key.startswith("@") and key != "@type" else _is_plain_term(value)
        for key, value in definitions.items()
    )


def ordered(value: Json) -> Json:
    """The document with its keys in order, whoever wrote them: what names a node, its values, the nodes within it."""
    if isinstance(value, list):
        return [ordered(item) for item in value]
    if not isinstance(value, dict):
        return value
    keys = sorted(value, key=lambda key: _order(key, value[key]))
    return {key: _ordered_under(key, value[key]) for key in keys}


def _types_in_order(names: Iterable[str]) -> list[str]:
    """Our own classes first, as they have no prefix."""
    return sorted(names, key=lambda name: (":" in name, name))


def _ordered_under(key: str, value: Json) -> Json:
    if key == "@context":
        return value
    if key in _TYPE_KEYS and isinstance(value, list):
        return cast("Json", _types_in_order(map(str, value)))
    return ordered(value)


def _order(key: str, value: Json) -> str:
    return f"{_FIRST_KEYS.get(key, 4 if _holds_nodes(value) else 3)}{key}"


def _holds_nodes(value: Json) -> bool:
    items = value if isinstance(value, list) else [value]
    return any(isinstance(item, dict) and not item.keys() & {"@value", "@list"} and len(item) > 1 for item in items)


def _is_plain_term(definition: Json) -> bool:
    if not isinstance(definition, dict):
        return True
    plain = definition.keys() <= _OF_A_TERM and definition.get("@type") != "@json"
    return plain and definition.get("@container") in _CONTAINERS


def _iris(kind: Kind, p: Term, what: str) -> Iterator[Term]:
    """The IRIs of the graph that a shape names; that of a datatype is none of them."""
    if p:
        yield p
    if what and kind != "literal":
        yield what


def _sample(shape: Shape) -> Json:
    """An expanded node with one value of a shape."""
    kind, p, what = shape
    if kind == "literal":
        _, datatype, language = literal_parts(f'""{what}')
        value: Object = {"@value": _MARK}
        if language is not None:
            value["@language"] = language
        elif what:
            value["@type"] = datatype
        return {iri_value(p): [value]}
    name = iri_value(what) if what else _MARK
    node: Object = {"@id": name, _SAMPLE: [{"@value": ""}]}
    match kind:
        case "reference":
            return {iri_value(p): [{"@id": name}]}
        case "node":
            return {iri_value(p): [node]}
        case "away":
            return {"@reverse": {iri_value(p): [node]}}
        case "type":
            return {"@type": [name]}
        case "id":
            return node


def _form(kind: Kind, what: str, compacted: Object) -> Form:
    """The form that a compacted sample shows."""
    if kind == "id":
        compacted.pop(_SAMPLE, None)
    if len(compacted) != 1:
        raise Uncovered
    ((key, value),) = compacted.items()
    in_array = isinstance(value, list)
    if isinstance(value, list):
        if len(value) != 1:
            raise Uncovered
        value = value[0]
    if key in _TYPE_KEYS and kind != "type":
        raise Uncovered
    order, quoted = _order(key, value), f"{json_string(key)}: "
    if kind in {"node", "away"}:
        if _SAMPLE not in _object(value):
            raise Uncovered
        return Form(order, quoted, in_array)
    text = undeceiving(json.dumps(ordered(value), ensure_ascii=False, indent=2))
    before, mark, after = text.partition(f'"{_MARK}"')
    if bool(mark) != (kind == "literal" or not what):
        raise Uncovered
    return Form(order, quoted, in_array, before, after, "\n" in text)


def _object(value: Json) -> Object:
    if not isinstance(value, dict):
        raise Uncovered
    return value


def json_string(text: str) -> str:
    """The text as JSON has it, with nothing in it that deceives."""
    return undeceiving(encode_basestring(text))
