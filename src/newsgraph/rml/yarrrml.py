"""YARRRML to triples maps: a YAML tree, key by key, every value with its place.

https://rml.io/yarrrml/spec/

A key that the specification does not have is an error with the nearest one; one that this engine does not have is
refused by its name.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from newsgraph.errors import InputError, MappingError, Place
from newsgraph.nearest import did_you_mean
from newsgraph.rdf.terms import RDF_TYPE, literal, literal_parts
from newsgraph.rml import yarrrml_external
from newsgraph.rml.expressions import LANGUAGE_TAG
from newsgraph.rml.functions import AND, BUILT_IN, Library
from newsgraph.rml.model import (
    Constant,
    Expression,
    FunctionExecution,
    Join,
    PredicateObjectMap,
    Reference,
    RefObjectMap,
    Target,
    Template,
    TermMap,
    TermType,
    TriplesMap,
)
from newsgraph.rml.prefixes import PREDEFINED, expand, expand_text
from newsgraph.rml.templates import parse_yarrrml
from newsgraph.rml.yarrrml_functions import Calls
from newsgraph.rml.yarrrml_keys import (
    DOCUMENT,
    MAPPING,
    OBJECT,
    PREDICATE_OBJECT,
    TAG,
    TERM,
    Fields,
    fields,
    items,
    scalar,
)
from newsgraph.rml.yarrrml_sources import Sources
from newsgraph.rml.yarrrml_targets import Targets
from newsgraph.yamltree import Mapping, Scalar, Tree, parse
from newsgraph.yamltree import Sequence as Items

_LANG_STRING = "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"
_TYPES = {
    "iri": TermType.IRI,
    "uri": TermType.URI,
    "unsafeiri": TermType.UNSAFE_IRI,
    "unsafeuri": TermType.UNSAFE_URI,
    "blank": TermType.BLANK_NODE,
    "blanknode": TermType.BLANK_NODE,
    "literal": TermType.LITERAL,
}


def read(
    text: str, file: str, directory: Path, library: Library = BUILT_IN, database: Path | None = None
) -> tuple[TriplesMap, ...]:
    """The triples maps of one YARRRML document, in its order; `database` is that of its tables, where it names none.

    Raises MappingError with the place of the first thing that is wrong.
    """
    try:
        tree = parse(text, file)
    except InputError as error:
        raise MappingError(error.message, error.place) from error
    if tree is None:
        return ()
    return tuple(_Reader(yarrrml_external.fill(tree), directory, library, database).triples_maps())


@dataclass(frozen=True, slots=True)
class _Reader:
    """One document's prefixes, base and named sources."""

    tree: Tree
    directory: Path
    library: Library
    database: Path | None

    def triples_maps(self) -> Iterator[TriplesMap]:
        document = fields(self.tree, DOCUMENT, "a YARRRML document")
        declared = self._prefixes(document)
        sources = Sources.of(document.get("sources"), declared, self.directory, self.database)
        targets = Targets.of(document.get("targets"), self.directory)
        context = _Context(dict(PREDEFINED) | declared, declared, self._base(document), sources, targets, self.library)
        mappings = document.get("mappings")
        if mappings is None:
            return
        if not isinstance(mappings, Mapping):
            raise MappingError("mappings are named: each has a key", mappings.place)
        for key, value in mappings:
            yield from context.mapping(key, value)

    @staticmethod
    def _prefixes(document: Fields) -> dict[str, str]:
        declared = document.get("prefixes")
        if declared is None:
            return {}
        if not isinstance(declared, Mapping):
            raise MappingError("prefixes are a mapping from each prefix to an IRI", declared.place)
        return {key.text: scalar(value, "the IRI of a prefix").text for key, value in declared}

    @staticmethod
    def _base(document: Fields) -> str | None:
        base = document.get("base")
        return None if base is None else scalar(base, "the base IRI").text


@dataclass(frozen=True, slots=True)
class _Context:
    prefixes: dict[str, str]
    declared: dict[str, str]
    base: str | None
    sources: Sources
    targets: Targets
    library: Library

    def mapping(self, key: Scalar, value: Tree) -> Iterator[TriplesMap]:
        """One triples map for each source and subject of a mapping."""
        entry = fields(value, MAPPING, f"the mapping '{key.text}'")
        given = entry.get("sources")
        if given is None:
            raise MappingError(f"the mapping '{key.text}' has no sources", key.place)
        sources = self.sources.listed(given)
        # Targets of a mapping are those of its subjects: all its quads have them.
        targets = self.targets.listed(entry.get("targets"))
        subjects = [
            replace(subject, targets=(*subject.targets, *targets)) for subject in self._subjects(entry, key.place)
        ]
        graphs = tuple(self._iri_map(item) for item in items(entry.get("graphs")))
        condition = self._condition(entry.get("condition"))
        maps = tuple(self._predicate_objects(entry.get("predicateobjects")))
        for source in sources:
            for subject in subjects:
                yield TriplesMap(
                    key.text, source, subject, graphs, (), maps, key.place, base=self.base, condition=condition
                )

    def _subjects(self, entry: Fields, place: Place) -> list[TermMap]:
        given = entry.get("subjects")
        subjects = [self._iri_map(item) for item in items(given)]
        return subjects or [TermMap(None, TermType.BLANK_NODE, place)]

    def _iri_map(self, value: Tree) -> TermMap:
        """A subject, a predicate or a graph: an IRI unless it says otherwise."""
        if isinstance(value, Mapping):
            entry = fields(value, TERM, "a term")
            return self._long_term(entry, value.place, TermType.IRI)
        word = scalar(value, "an IRI, a template or a reference")
        text, kind = _without_type(word)
        return self._term(text, word, kind or TermType.IRI)

    def _predicate_objects(self, value: Tree | None) -> Iterator[PredicateObjectMap]:
        if isinstance(value, Items) and value.items and isinstance(value.items[0], Scalar):
            yield self._short_pair(value)
            return
        for item in items(value):
            if isinstance(item, Items):
                yield self._short_pair(item)
            elif isinstance(item, Mapping):
                yield self._long_pair(item)
            else:
                raise MappingError("a predicate with its object is [predicate, object] or has keys", item.place)

    def _short_pair(self, value: Items) -> PredicateObjectMap:
        """[predicates, objects], with a datatype or a language for all objects as the third."""
        if not 2 <= len(value) <= 3:
            raise MappingError(
                "in short: [predicate, object] or [predicate, object, datatype or language~lang]", value.place
            )
        predicates = self._predicates(value.items[0])
        suffix = value.items[2] if len(value) == 3 else None
        given = value.items[1]
        objects = [self._object(item, predicates, suffix) for item in (given if isinstance(given, Items) else (given,))]
        return PredicateObjectMap(predicates, tuple(objects), (), value.place)

    def _long_pair(self, value: Mapping) -> PredicateObjectMap:
        entry = fields(value, PREDICATE_OBJECT, "a predicate with its object")
        predicates = self._predicates(entry.get("predicates"))
        inverse = self._predicates(entry.get("inversepredicates"))
        if not predicates and not inverse:
            raise MappingError("no predicate stands here", value.place)
        given = entry.get("objects")
        if given is None:
            raise MappingError("no object stands here", value.place)
        # [value, language~lang] is one object, though it may be read as two.
        each = (given,) if _is_tagged(given) else items(given)
        objects = [self._object(_with_defaults(item, entry), predicates, None) for item in each]
        graphs = tuple(self._iri_map(item) for item in items(entry.get("graphs")))
        condition = self._condition(entry.get("condition"))
        return PredicateObjectMap(predicates, tuple(objects), graphs, value.place, inverse, condition)

    def _predicates(self, value: Tree | None) -> tuple[TermMap, ...]:
        return tuple(self._predicate(item) for item in items(value))

    def _predicate(self, value: Tree) -> TermMap:
        if isinstance(value, Scalar) and value.text == "a":
            return TermMap(Constant(RDF_TYPE, value.place), TermType.IRI, value.place)
        return self._iri_map(value)

    def _object(self, value: Tree, predicates: Sequence[TermMap], suffix: Tree | None) -> TermMap | RefObjectMap:
        types = any(_is_rdf_type(predicate) for predicate in predicates)
        default = TermType.IRI if types else TermType.LITERAL
        if isinstance(value, Mapping):
            entry = fields(value, TERM, "an object")
            if "mapping" in entry:
                return self._joined(entry)
            term_map = self._long_term(entry, value.place, default)
        elif isinstance(value, Items):
            if not 1 <= len(value) <= 2:
                raise MappingError("an object in a list is [value] or [value, datatype or language~lang]", value.place)
            return self._object(value.items[0], predicates, value.items[1] if len(value) == 2 else suffix)
        elif value.is_null:
            raise MappingError("no object stands here", value.place)
        else:
            self._check_type(value)
            text, kind = _without_type(value)
            term_map = self._term(text, value, kind or default)
        return term_map if suffix is None else self._suffixed(term_map, scalar(suffix, "a datatype or a language"))

    def _check_type(self, word: Scalar) -> None:
        """Raise MappingError for a datatype that is written where a type is: `$(date)~xsd:date` would be a text."""
        text, mark, kind = word.text.rpartition("~")
        prefix, colon, local = kind.partition(":")
        if mark and text.endswith(")") and colon and local.isidentifier() and prefix in self.prefixes:
            message = f"'~{kind}' is no type of terms; a datatype stands beside: [predicate, {text}, {kind}]"
            raise MappingError(message, word.within(len(text)))

    def _suffixed(self, term_map: TermMap, suffix: Scalar) -> TermMap:
        text = suffix.text
        if text.endswith("~lang"):
            return self._with_language(term_map, text.removesuffix("~lang"), suffix)
        return self._with_datatype(term_map, suffix)

    def _with_language(self, term_map: TermMap, text: str, word: Scalar) -> TermMap:
        if term_map.term_type is not TermType.LITERAL or term_map.datatype is not None:
            raise MappingError("a language goes with a literal without a datatype", word.place)
        expression = self._expression(text, word)
        if isinstance(expression, Constant) and LANGUAGE_TAG.match(text) is None:
            raise MappingError(f"'{text}' is no language tag", word.place)
        if isinstance(term_map.expression, Constant) and isinstance(expression, Constant):
            lexical = _lexical(term_map.expression)
            return replace(term_map, expression=Constant(literal(lexical, language=text), term_map.place))
        return replace(_as_template(term_map), language=expression)

    def _with_datatype(self, term_map: TermMap, word: Scalar) -> TermMap:
        if term_map.term_type is not TermType.LITERAL or term_map.language is not None:
            raise MappingError("a datatype goes with a literal without a language", word.place)
        datatype = self._iri_map(word)
        return replace(_as_template(term_map), datatype=datatype)

    def _long_term(self, entry: Fields, place: Place, default: TermType) -> TermMap:
        kind = entry.get("type")
        term_type = default
        explicit = None
        if kind is not None:
            word = scalar(kind, "the type of a term")
            explicit = _TYPES.get(word.text.lower())
            if explicit is None:
                hint = did_you_mean(word.text, _TYPES) or "; there are iri, literal and blank"
                raise MappingError(f"no type '{word.text}' of terms{hint}", word.place)
            term_type = explicit
        value = entry.get("value")
        if "function" in entry:
            term_map = TermMap(self._function(entry, place), term_type, place)
        elif value is not None:
            word = scalar(value, "a value")
            self._check_type(word)
            text, suffixed = _without_type(word)
            term_map = self._term(text, word, explicit or suffixed or default)
        elif explicit is TermType.BLANK_NODE:
            term_map = TermMap(None, explicit, place)
        else:
            raise MappingError("a term needs the key 'value', 'function' or 'mapping'", place)
        targets = self.targets.listed(entry.get("targets"))
        language, datatype = entry.get("language"), entry.get("datatype")
        if language is not None:
            word, own = self._tag(language, "a language")
            term_map = self._with_language(term_map, word.text.removesuffix("~lang"), word)
            targets += own
        if datatype is not None and not (language is not None and self._is_lang_string(datatype)):
            word, own = self._tag(datatype, "a datatype")
            term_map = self._with_datatype(term_map, word)
            targets += own
        return replace(term_map, condition=self._condition(entry.get("condition")), targets=targets)

    def _tag(self, value: Tree, what: str) -> tuple[Scalar, tuple[Target, ...]]:
        """A language or a datatype, which may have targets of its own."""
        if not isinstance(value, Mapping):
            return scalar(value, what), ()
        entry = fields(value, TAG, what)
        if "value" not in entry:
            raise MappingError(f"{what} needs the key 'value'", value.place)
        return scalar(entry["value"], what), self.targets.listed(entry.get("targets"))

    def _is_lang_string(self, value: Tree) -> bool:
        """Whether a datatype is the one that every literal with a language has anyway."""
        word, _ = self._tag(value, "a datatype")
        return expand(word.text, self.prefixes, word.place) == _LANG_STRING

    def _term(self, text: str, word: Scalar, kind: TermType) -> TermMap:
        written = len(text)
        if kind.is_iri:
            text = RDF_TYPE[1:-1] if text == "a" else expand(text, self.prefixes, word.place)
        elif kind is TermType.LITERAL:
            text = expand_text(text, self.declared)
        expression = self._expression(text, word, len(text) - written)
        if isinstance(expression, Constant) and kind.is_iri:
            expression = Constant(f"<{_lexical(expression)}>", word.place)
        if isinstance(expression, Constant) and kind is TermType.BLANK_NODE:
            expression = Template((_lexical(expression),), word.place)
        return TermMap(expression, kind, word.place)

    @staticmethod
    def _expression(text: str, word: Scalar, added: int = 0) -> Expression:
        """What a text stands for; a prefix that was expanded before `added` so many characters to it."""
        template = parse_yarrrml(text, lambda offset: word.within(max(0, offset - added)))
        if len(template.parts) == 1 and isinstance(template.parts[0], Reference):
            return template.parts[0]
        if all(isinstance(part, str) for part in template.parts):
            return Constant(literal("".join(str(part) for part in template.parts)), word.place)
        return template

    def _joined(self, entry: Fields) -> RefObjectMap:
        parent = scalar(entry["mapping"], "the name of a mapping")
        joins: list[Join] = []
        condition: FunctionExecution | None = None
        conditions = [each for given in items(entry.get("condition")) for each in self._calls.all_of(given)]
        for item in conditions:
            if not isinstance(item, Mapping):
                raise MappingError("a condition has the keys 'function' and 'parameters'", item.place)
            sides = self._calls.join(item)
            if sides is not None:
                joins.append(Join(*sides, item.place))
            elif self._calls.is_of_parent(item):
                raise MappingError("a join compares with the function equal", item.place)
            else:
                held = self._condition(item)
                condition = held if condition is None or held is None else _both(condition, held)
        targets = self.targets.listed(entry.get("targets"))
        return RefObjectMap(parent.text, tuple(joins), parent.place, condition, targets)

    def _condition(self, value: Tree | None) -> FunctionExecution | None:
        """A condition; of several, all must hold."""
        if value is None:
            return None
        if isinstance(value, Items):
            all_of = [held for item in value if (held := self._condition(item)) is not None]
            return functools.reduce(_both, all_of) if all_of else None
        if not isinstance(value, Mapping):
            raise MappingError("a condition has the keys 'function' and 'parameters'", value.place)
        entry = fields(value, OBJECT, "a condition")
        if "function" not in entry:
            raise MappingError("a condition needs the key 'function'", value.place)
        return self._function(entry, value.place)

    @property
    def _calls(self) -> Calls:
        return Calls(self.prefixes, self.library, self._argument)

    def _function(self, entry: Fields, place: Place) -> FunctionExecution:
        return self._calls.read(entry, place)

    def _argument(self, text: str, word: Scalar) -> Expression:
        text, kind = _without_type(replace(word, text=text))
        is_iri = kind is TermType.IRI
        expanded = expand(text, self.prefixes, word.place) if is_iri else expand_text(text, self.declared)
        return self._expression(expanded, word, len(expanded) - len(text))


def _both(first: FunctionExecution, second: FunctionExecution) -> FunctionExecution:
    return FunctionExecution(AND, (first, second), first.place)


def _with_defaults(value: Tree, pair: Fields) -> Tree:
    """An object with the type, datatype and language that its pair says for all its objects."""
    said = [(name, pair[name]) for name in ("type", "datatype", "language") if name in pair]
    if not said or isinstance(value, Items):
        return value
    entries = value.entries if isinstance(value, Mapping) else ((Scalar("value", value.place), value),)
    own = {key.text for key, _ in entries}
    more = tuple((Scalar(name, tree.place), tree) for name, tree in said if name not in own)
    return Mapping((*entries, *more), value.place)


def _without_type(word: Scalar) -> tuple[str, TermType | None]:
    """The text without `~iri` and the like, and the term type that it says."""
    text, mark, kind = word.text.rpartition("~")
    if mark and not text.endswith("\\") and kind.lower() in _TYPES:
        return text, _TYPES[kind.lower()]
    return word.text, None


def _is_tagged(value: Tree) -> bool:
    last = value.items[1] if isinstance(value, Items) and len(value) == 2 else None
    return isinstance(last, Scalar) and last.text.endswith("~lang")


def _is_rdf_type(term_map: TermMap) -> bool:
    return isinstance(term_map.expression, Constant) and term_map.expression.term == RDF_TYPE


def _lexical(constant: Constant) -> str:
    return literal_parts(constant.term).lexical


def _as_template(term_map: TermMap) -> TermMap:
    """A constant literal as the template of its text, which can take a datatype or a language."""
    if isinstance(term_map.expression, Constant):
        text = _lexical(term_map.expression)
        return replace(term_map, expression=Template((text,) if text else (), term_map.place))
    return term_map
