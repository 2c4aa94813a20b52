"""YARRRML to triples maps: a YAML tree, key by key, every value with its place.

https://rml.io/yarrrml/spec/

A key that the specification does not have is an error with the nearest one; one that this engine does not have is
refused by its name.
"""

from __future__ import annotations

import codecs
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
    LogicalSource,
    PredicateObjectMap,
    Reference,
    RefObjectMap,
    Source,
    Template,
    TermMap,
    TermType,
    TriplesMap,
)
from newsgraph.rml.prefixes import PREDEFINED, expand
from newsgraph.rml.templates import parse_yarrrml
from newsgraph.rml.yarrrml_functions import Calls
from newsgraph.rml.yarrrml_keys import (
    DOCUMENT,
    MAPPING,
    OBJECT,
    PREDICATE_OBJECT,
    SOURCE,
    Fields,
    fields,
    items,
    scalar,
)
from newsgraph.yamltree import Mapping, Scalar, Tree, parse
from newsgraph.yamltree import Sequence as Items

_FORMULATIONS = {"jsonpath": "JSONPath", "json": "JSONPath", "csv": "CSV", "xpath": "XPath", "xml": "XPath"}
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


def read(text: str, file: str, directory: Path, library: Library = BUILT_IN) -> tuple[TriplesMap, ...]:
    """The triples maps of one YARRRML document, in its order.

    Raises MappingError with the place of the first thing that is wrong.
    """
    try:
        tree = parse(text, file)
    except InputError as error:
        raise MappingError(error.message, error.place) from error
    if tree is None:
        return ()
    return tuple(_Reader(yarrrml_external.fill(tree), directory, library).triples_maps())


@dataclass(frozen=True, slots=True)
class _Reader:
    """One document's prefixes, base and named sources."""

    tree: Tree
    directory: Path
    library: Library

    def triples_maps(self) -> Iterator[TriplesMap]:
        document = fields(self.tree, DOCUMENT, "a YARRRML document")
        declared = self._prefixes(document)
        context = _Context(
            dict(PREDEFINED) | declared, declared, self._base(document), {}, self.directory, self.library
        )
        named = document.get("sources")
        if named is not None:
            if not isinstance(named, Mapping):
                raise MappingError("the sources of a document are named: each has a key", named.place)
            context = replace(context, sources={key.text: context.source(value) for key, value in named})
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
    namespaces: dict[str, str]
    base: str | None
    sources: dict[str, LogicalSource]
    directory: Path
    library: Library

    def mapping(self, key: Scalar, value: Tree) -> Iterator[TriplesMap]:
        """One triples map for each source and subject of a mapping."""
        entry = fields(value, MAPPING, f"the mapping '{key.text}'")
        given = entry.get("sources")
        if given is None:
            raise MappingError(f"the mapping '{key.text}' has no sources", key.place)
        sources = self.source_list(given)
        subjects = self._subjects(entry, key.place)
        graphs = tuple(self._iri_map(item) for item in items(entry.get("graphs")))
        condition = self._condition(entry.get("condition"))
        maps = tuple(self._predicate_objects(entry.get("predicateobjects")))
        for source in sources:
            for subject in subjects:
                yield TriplesMap(
                    key.text, source, subject, graphs, (), maps, key.place, base=self.base, condition=condition
                )

    def source_list(self, value: Tree) -> list[LogicalSource]:
        """The sources of a mapping: named, in short, in full, or several of these."""
        if isinstance(value, Items) and all(isinstance(item, Scalar) for item in value) and _is_short(value):
            return [self.source(value)]
        found: list[LogicalSource] = []
        for item in items(value):
            if isinstance(item, Items) and not _is_short(item):
                found += self.source_list(item)
            else:
                found.append(self.source(item))
        return found

    def source(self, value: Tree) -> LogicalSource:
        if isinstance(value, Scalar) and "~" not in value.text:
            if value.text not in self.sources:
                hint = did_you_mean(value.text, self.sources)
                raise MappingError(f"no source '{value.text}' is declared{hint}", value.place)
            return self.sources[value.text]
        if isinstance(value, Mapping):
            return self._long_source(value)
        parts = list(items(value))
        access = scalar(parts[0], "a source in short")
        path, _, formulation = access.text.rpartition("~")
        iterator = scalar(parts[1], "an iterator") if len(parts) > 1 else None
        if len(parts) > 2:
            raise MappingError("a source in short is [access~formulation, iterator]", value.place)
        return self._logical_source(Source(path, self.directory, access.place), formulation, iterator, access.place)

    def _long_source(self, value: Mapping) -> LogicalSource:
        entry = fields(value, SOURCE, "a source")
        access = entry.get("access")
        if access is None:
            raise MappingError("a source needs the key 'access'", value.place)
        kind = entry.get("type")
        if kind is not None and scalar(kind, "the type of a source").text not in {"localfile", "file"}:
            raise MappingError(f"no source of type '{scalar(kind, 'the type').text}'; there are localfile", kind.place)
        path = scalar(access, "the access of a source")
        source = Source(
            path.text,
            self.directory,
            path.place,
            encoding=_encoding(entry.get("encoding")),
            delimiter=_delimiter(entry.get("delimiter")),
        )
        formulation = entry.get("referenceFormulation")
        if formulation is None:
            raise MappingError("a source needs the key 'referenceFormulation'", value.place)
        iterator = entry.get("iterator")
        word = scalar(formulation, "a reference formulation")
        found = None if iterator is None else scalar(iterator, "an iterator")
        return self._logical_source(source, word.text, found, word.place)

    def _logical_source(self, source: Source, word: str, iterator: Scalar | None, place: Place) -> LogicalSource:
        formulation = _FORMULATIONS.get(word.lower())
        if formulation is None:
            hint = did_you_mean(word, _FORMULATIONS) or f"; there are {', '.join(_FORMULATIONS)}"
            raise MappingError(f"no reference formulation '{word}'{hint}", place)
        reference = None if iterator is None else Reference(iterator.text, iterator.place)
        # XPath takes the prefixes of the mapping for its namespaces; it has no empty one.
        namespaces = tuple((prefix, iri) for prefix, iri in self.namespaces.items() if prefix)
        return LogicalSource(source, formulation, reference, place, namespaces if formulation == "XPath" else ())

    def _subjects(self, entry: Fields, place: Place) -> list[TermMap]:
        given = entry.get("subjects")
        subjects = [self._iri_map(item) for item in items(given)]
        return subjects or [TermMap(None, TermType.BLANK_NODE, place)]

    def _iri_map(self, value: Tree) -> TermMap:
        """A subject, a predicate or a graph: an IRI unless it says otherwise."""
        if isinstance(value, Mapping):
            entry = fields(value, OBJECT, "a term")
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
            entry = fields(value, OBJECT, "an object")
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
            text, kind = _without_type(value)
            term_map = self._term(text, value, kind or default)
        return term_map if suffix is None else self._suffixed(term_map, scalar(suffix, "a datatype or a language"))

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
            text, suffixed = _without_type(word)
            term_map = self._term(text, word, explicit or suffixed or default)
        elif explicit is TermType.BLANK_NODE:
            term_map = TermMap(None, explicit, place)
        else:
            raise MappingError("a term needs the key 'value', 'function' or 'mapping'", place)
        language, datatype = entry.get("language"), entry.get("datatype")
        if language is not None:
            word = scalar(language, "a language")
            term_map = self._with_language(term_map, word.text.removesuffix("~lang"), word)
        if datatype is not None and not (language is not None and self._is_lang_string(datatype)):
            term_map = self._with_datatype(term_map, scalar(datatype, "a datatype"))
        return replace(term_map, condition=self._condition(entry.get("condition")))

    def _is_lang_string(self, value: Tree) -> bool:
        """Whether a datatype is the one that every literal with a language has anyway."""
        word = scalar(value, "a datatype")
        return expand(word.text, self.prefixes, word.place) == _LANG_STRING

    def _term(self, text: str, word: Scalar, kind: TermType) -> TermMap:
        if kind.is_iri:
            text = RDF_TYPE[1:-1] if text == "a" else expand(text, self.prefixes, word.place)
        expression = self._expression(text, word)
        if isinstance(expression, Constant) and kind.is_iri:
            expression = Constant(f"<{text}>", word.place)
        if isinstance(expression, Constant) and kind is TermType.BLANK_NODE:
            expression = Template((_lexical(expression),), word.place)
        return TermMap(expression, kind, word.place)

    @staticmethod
    def _expression(text: str, word: Scalar) -> Expression:
        place = word.place
        if word.quoted and place.column is not None:
            place = Place(place.file, place.line, place.column + 1)
        template = parse_yarrrml(text, place)
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
        return RefObjectMap(parent.text, tuple(joins), parent.place, condition)

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
        return self._expression(expand(text, self.prefixes, word.place) if kind is TermType.IRI else text, word)


def _both(first: FunctionExecution, second: FunctionExecution) -> FunctionExecution:
    return FunctionExecution(AND, (first, second), first.place)


def _is_short(value: Items) -> bool:
    first = value.items[0] if value.items else None
    return isinstance(first, Scalar) and "~" in first.text


def _with_defaults(value: Tree, pair: Fields) -> Tree:
    """An object with the type, datatype and language that its pair says for all its objects."""
    said = [(name, pair[name]) for name in ("type", "datatype", "language") if name in pair]
    if not said or isinstance(value, Items):
        return value
    entries = value.entries if isinstance(value, Mapping) else ((Scalar("value", value.place), value),)
    own = {key.text for key, _ in entries}
    more = tuple((Scalar(name, tree.place), tree) for name, tree in said if name not in own)
    return Mapping((*entries, *more), value.place)


def _encoding(value: Tree | None) -> str | None:
    if value is None:
        return None
    word = scalar(value, "an encoding")
    try:
        "".encode(word.text)
    except LookupError as error:
        raise MappingError(f"there is no encoding '{word.text}'", word.place) from error
    return "utf-8-sig" if codecs.lookup(word.text).name == "utf-8" else word.text


def _delimiter(value: Tree | None) -> str | None:
    if value is None:
        return None
    word = scalar(value, "a delimiter")
    text = word.text.replace("\\t", "\t")
    if len(text) != 1 or text in '\r\n"':
        raise MappingError(f"a delimiter is one character, not {word.text!r}", word.place)
    return text


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
