"""RML in Turtle to triples maps: the graph, node by node.

https://kg-construct.github.io/rml-core/spec/docs/

A property of the RML namespace that a node cannot have is an error with the nearest one; one that this engine does not
have is refused by its name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pyoxigraph

from newsgraph.errors import MappingError, Place
from newsgraph.nearest import did_you_mean
from newsgraph.rdf.terms import XSD_STRING, Term, is_literal, literal, literal_parts
from newsgraph.rml import executions, rdfgraph
from newsgraph.rml.executions import Input
from newsgraph.rml.expressions import LANGUAGE_TAG
from newsgraph.rml.functions import BUILT_IN, EQUAL, Library
from newsgraph.rml.model import (
    RML,
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
from newsgraph.rml.rdfgraph import MappingGraph, Node, Value
from newsgraph.rml.templates import parse_rml
from newsgraph.rml.turtle_sources import logical_source
from newsgraph.rml.turtle_targets import logical_targets

# What only a triples map has.
_MARKS = frozenset({"logicalSource", "subjectMap", "subject", "predicateObjectMap"})
_EXPRESSION = frozenset({"constant", "reference", "template", "functionExecution", "functionValue"})
_TERM_MAP = _EXPRESSION | {"termType", "condition", "return", "returnMap", "logicalTarget"}
_SUBJECT_MAP = _TERM_MAP | {"class", "graph", "graphMap"}
_OBJECT_MAP = _TERM_MAP | {"datatype", "datatypeMap", "language", "languageMap"}
_REF_OBJECT_MAP = frozenset({"parentTriplesMap", "joinCondition", "condition", "termType", "logicalTarget"})
_TRIPLES_MAP = frozenset({"logicalSource", "subject", "subjectMap", "predicateObjectMap", "baseIRI", "condition"})
_PREDICATE_OBJECT_MAP = frozenset(
    {"predicate", "predicateMap", "object", "objectMap", "graph", "graphMap", "condition"}
)
_JOIN = frozenset({"child", "childMap", "parent", "parentMap", "functionValue"})
_CONDITION = frozenset({"functionExecution", "functionValue", "return", "returnMap"})
_EXECUTION = frozenset({"function", "functionMap", "input"})
_INPUT = frozenset({"parameter", "parameterMap", "inputValue", "inputValueMap"})
# The subject names an execution that is never written.
_OLD_EXECUTION = frozenset({"predicateObjectMap", "logicalSource", "subjectMap", "subject"})
_REFUSED = frozenset(
    {"gather", "gatherAs", "strategy", "allowEmptyListAndContainer", "quotedTriplesMap"}
    | {"subQuery", "asQuery", "inverseExpression", "viewOn", "field"}
)


def read(
    text: str,
    file: str,
    directory: Path,
    base: str | None,
    database: Path | None = None,
    library: Library = BUILT_IN,
) -> tuple[TriplesMap, ...]:
    """The triples maps of one RML document, in its order; `database` is that of its tables, where it names none.

    Raises MappingError with the place of the first thing that is wrong.
    """
    graph = rdfgraph.parse(text, file, base or _document_base(directory, file))
    found = tuple(_Reader(graph, directory, database, library).triples_maps())
    if not found:
        _refuse_other_vocabulary(graph)
    return found


def _refuse_other_vocabulary(graph: MappingGraph) -> None:
    """Raise MappingError for a document that would be a mapping, if its prefixes stood for the right namespaces."""
    for node in graph.properties:
        for iri in graph.names(node):
            namespace = re.split(r"\w+\Z", iri)[0]
            if iri.removeprefix(namespace) in _MARKS and namespace != RML:
                hint = did_you_mean(namespace, (RML, *rdfgraph.OLDER_NAMESPACES))
                raise MappingError(f"<{namespace}> is no vocabulary of mappings{hint}", graph.name_place(node, iri))


def _document_base(directory: Path, file: str) -> str:
    return (directory.absolute() / Path(file).name).as_uri()


@dataclass(frozen=True, slots=True)
class _Reader:
    graph: MappingGraph
    directory: Path
    database: Path | None
    library: Library
    calling: list[Value] = field(default_factory=list)

    def triples_maps(self) -> Iterator[TriplesMap]:
        executions = {
            value for node in self.graph.properties for value in self.graph.values(node, "functionValue")
        }  # as FNML wrote them first, with predicate-object maps
        for node in self.graph.properties:
            kinds = self.graph.properties[node].get(f"{rdfgraph.RDF}type", [])
            typed = any(isinstance(kind, Node) and kind.value == f"{RML}TriplesMap" for kind in kinds)
            if node not in executions and (typed or any(self.graph.values(node, mark) for mark in _MARKS)):
                yield self._triples_map(node)

    def _triples_map(self, node: Node) -> TriplesMap:
        self._check(node, _TRIPLES_MAP, "a triples map")
        place = self.graph.place(node)
        source = self._only(node, "logicalSource", "a triples map")
        if source is None:
            raise MappingError("this triples map has no logical source", place)
        records = logical_source(self.graph, source, self.directory, self.database)
        subject_node = self._only(node, "subjectMap", "a triples map")
        constant = self._only(node, "subject", "a triples map")
        if (subject_node is None) == (constant is None):
            what = "no subject map" if constant is None else "both a subject and a subject map"
            where = place if constant is None else self.graph.place(node, "subject", constant)
            raise MappingError(f"this triples map has {what}", where)
        base = self._only(node, "baseIRI", "a triples map")
        graphs: tuple[TermMap, ...] = ()
        classes: tuple[TermMap, ...] = ()
        if subject_node is not None:
            self._check(subject_node, _SUBJECT_MAP, "a subject map")
            subject = self._term_map(subject_node, "subject")
            graphs = self._graphs(subject_node)
            classes = tuple(self._shortcut(subject_node, "class"))
        else:
            subject = next(self._shortcut(node, "subject"))
        return TriplesMap(
            str(node),
            records,
            subject,
            graphs,
            classes,
            tuple(self._predicate_object_map(found) for found in self.graph.values(node, "predicateObjectMap")),
            place,
            base=None if base is None else base.value,
            condition=self._condition(node),
        )

    def _check(self, node: Value, known: frozenset[str], what: str) -> None:
        """Raise MappingError for a property of RML that the node cannot have."""
        for iri in self.graph.names(node):
            if not iri.startswith(RML):
                continue
            name = iri.removeprefix(RML)
            if name not in known:
                place = self.graph.name_place(node, iri)
                if name in _REFUSED:
                    raise MappingError(f"the property rml:{name} is not supported", place)
                hint = did_you_mean(name, known)
                raise MappingError(f"unknown property rml:{name} of {what}{hint}", place)

    def _only(self, node: Value, name: str, what: str) -> Value | None:
        values = self.graph.values(node, name)
        if len(values) > 1:
            raise MappingError(f"{what} has one rml:{name}, not {len(values)}", self.graph.place(node, name, values[1]))
        return values[0] if values else None

    def _shortcut(self, node: Value, name: str) -> Iterator[TermMap]:
        """The constants that a property such as rml:predicate gives directly."""
        for value in self.graph.values(node, name):
            place = self.graph.place(node, name, value)
            kind = TermType.LITERAL if isinstance(value, pyoxigraph.Literal) else TermType.IRI
            if isinstance(value, pyoxigraph.BlankNode):
                raise MappingError(f"rml:{name} takes an IRI or a literal; for a term map write rml:{name}Map", place)
            yield TermMap(Constant(_term(value), place), kind, place)

    def _term_maps(self, node: Value, name: str, what: str) -> tuple[TermMap, ...]:
        maps = []
        for value in self.graph.values(node, f"{name}Map"):
            self._check(value, _TERM_MAP, f"a {what} map")
            maps.append(self._term_map(value, what))
        return (*self._shortcut(node, name), *maps)

    def _graphs(self, node: Value) -> tuple[TermMap, ...]:
        return self._term_maps(node, "graph", "graph")

    def _predicate_object_map(self, node: Value) -> PredicateObjectMap:
        self._check(node, _PREDICATE_OBJECT_MAP, "a predicate-object map")
        place = self.graph.place(node)
        predicates = self._term_maps(node, "predicate", "predicate")
        objects = (*self._shortcut(node, "object"), *map(self._object, self.graph.values(node, "objectMap")))
        if not predicates or not objects:
            missing = "object" if predicates else "predicate"
            raise MappingError(f"this predicate-object map has no {missing}", place)
        graphs = self._graphs(node)
        return PredicateObjectMap(predicates, objects, graphs, place, condition=self._condition(node))

    def _object(self, node: Value) -> TermMap | RefObjectMap:
        parent = self._only(node, "parentTriplesMap", "an object map")
        if parent is None:
            self._check(node, _OBJECT_MAP, "an object map")
            return self._term_map(node, "object")
        self._check(node, _REF_OBJECT_MAP, "a referencing object map")
        joins = tuple(self._join(found) for found in self.graph.values(node, "joinCondition"))
        place = self.graph.place(node, "parentTriplesMap", parent)
        return RefObjectMap(str(parent), joins, place, self._condition(node), self._targets(node))

    def _join(self, node: Value) -> Join:
        self._check(node, _JOIN, "a join condition")
        place = self.graph.place(node)
        called = self._only(node, "functionValue", "a join condition")
        if called is not None:
            return self._join_by_function(called, place)
        return Join(self._side(node, "child", place), self._side(node, "parent", place), place)

    def _join_by_function(self, node: Value, place: Place) -> Join:
        """A join as yarrrml-parser writes one: a call of `equal`, one of whose values is an rml:parentTermMap."""
        parents: list[Expression] = []
        execution = self._old_function(node, parents)
        children = [value for value in execution.inputs if value is not None and value not in parents]
        if execution.function is not EQUAL or len(parents) != 1 or len(children) != 1:
            raise MappingError("a join compares a value of the child with an rml:parentTermMap by 'equal'", place)
        return Join(children[0], parents[0], place)

    def _side(self, node: Value, name: str, place: Place) -> Expression:
        shortcut = self._only(node, name, "a join condition")
        side = self._only(node, f"{name}Map", "a join condition")
        if (shortcut is None) == (side is None):
            raise MappingError(f"a join condition has one rml:{name} or rml:{name}Map", place)
        if shortcut is not None:
            return Reference(_text(shortcut), self.graph.place(node, name, shortcut))
        assert side is not None  # noqa: S101 - the line above leaves no other way
        expression = self._expression(side)
        if expression is None:
            raise MappingError(f"the rml:{name}Map of a join condition says nothing", self.graph.place(side))
        return expression

    def _term_map(self, node: Value, what: str) -> TermMap:
        place = self.graph.place(node)
        expression = self._expression(node)
        given = self._only(node, "termType", f"a {what} map")
        datatype = self._datatype(node)
        language = self._language(node)
        kind = self._term_type(node, given, expression, what, typed=datatype is not None or language is not None)
        if expression is None and kind is not TermType.BLANK_NODE:
            raise MappingError(f"this {what} map has no constant, reference, template or function", place)
        if isinstance(expression, Constant):
            expression, kind = self._constant_term(expression, kind, given)
        typed = datatype or language
        if typed is not None and kind is not TermType.LITERAL:
            raise MappingError("a datatype or a language goes with a literal", typed.place)
        if datatype is not None and language is not None:
            raise MappingError("a literal has a datatype or a language, not both", language.place)
        if isinstance(expression, Constant) and typed is not None:
            expression = self._plain_text(expression, typed.place)
        targets = self._targets(node, *self.graph.values(node, "languageMap"))
        return TermMap(expression, kind, place, datatype, language, self._condition(node), targets)

    def _targets(self, *nodes: Value) -> tuple[Target, ...]:
        """The targets of a term map; those of an object's language map are its own."""
        return tuple(target for node in nodes for target in logical_targets(self.graph, node, self.directory))

    def _constant_term(self, constant: Constant, kind: TermType, given: Value | None) -> tuple[Constant, TermType]:
        """A constant is the term that it is; a literal that is said to be an IRI is one, as many mappings write it."""
        own = TermType.LITERAL if is_literal(constant.term) else TermType.IRI
        if given is None:
            return constant, own
        if own is TermType.LITERAL and kind.is_iri:
            return Constant(f"<{literal_parts(constant.term).lexical}>", constant.place), kind
        if (own is TermType.LITERAL) != (kind is TermType.LITERAL) or kind is TermType.BLANK_NODE:
            message = f"a constant that is {_ARTICLE[own]} cannot have the term type {kind.value}"
            raise MappingError(message, constant.place)
        return constant, kind

    @staticmethod
    def _plain_text(constant: Constant, place: Place) -> Template:
        """The text of a plain literal, for the datatype or the language that is said beside it."""
        parts = literal_parts(constant.term)
        if parts.language is not None or parts.datatype != XSD_STRING:
            raise MappingError("this constant has a datatype or a language already", place)
        return Template((parts.lexical,) if parts.lexical else (), constant.place)

    def _term_type(
        self, node: Value, given: Value | None, expression: Expression | None, what: str, *, typed: bool
    ) -> TermType:
        # https://kg-construct.github.io/rml-core/spec/docs/#dfn-term-type
        if given is not None:
            name = given.value.removeprefix(RML)
            try:
                return TermType(name)
            except ValueError:
                hint = did_you_mean(name, [kind.value for kind in TermType])
                place = self.graph.place(node, "termType", given)
                raise MappingError(f"no term type '{name}'{hint}", place) from None
        if what != "object":
            return TermType.IRI
        if typed or isinstance(expression, (Reference, FunctionExecution)):
            return TermType.LITERAL
        return TermType.IRI

    def _datatype(self, node: Value) -> TermMap | None:
        found = self._term_maps(node, "datatype", "datatype")
        if len(found) > 1:
            raise MappingError("a literal has one datatype", found[1].place)
        if found and not found[0].term_type.is_iri:
            raise MappingError("a datatype is an IRI", found[0].place)
        return found[0] if found else None

    def _language(self, node: Value) -> Expression | None:
        shortcut = self._only(node, "language", "an object map")
        node_map = self._only(node, "languageMap", "an object map")
        if shortcut is not None and node_map is not None:
            place = self.graph.place(node, "language", shortcut)
            raise MappingError("a literal has one language", place)
        if shortcut is not None:
            place = self.graph.place(node, "language", shortcut)
            if LANGUAGE_TAG.match(_text(shortcut)) is None:
                raise MappingError(f"'{_text(shortcut)}' is no language tag", place)
            return Constant(literal(_text(shortcut)), place)
        if node_map is None:
            return None
        self._check(node_map, _TERM_MAP, "a language map")
        return self._expression(node_map)

    def _expression(self, node: Value) -> Expression | None:
        given = [name for name in sorted(_EXPRESSION) if self.graph.values(node, name)]
        if not given:
            return None
        if len(given) > 1:
            place = max((self.graph.name_place(node, RML + name) for name in given), key=_order)
            raise MappingError(f"both rml:{given[0]} and rml:{given[1]} are given", place)
        name = given[0]
        value = self._only(node, name, "a term map")
        assert value is not None  # noqa: S101 - it is given
        place = self.graph.place(node, name, value)
        if name == "constant":
            return self._constant(value, place)
        if name == "reference":
            return Reference(_text(value), place)
        if name == "template":
            return parse_rml(_text(value), place)
        if value in self.calling:
            raise MappingError("this function execution takes its own result", place)
        self.calling.append(value)
        execution = self._old_function(value) if name == "functionValue" else self._function(value)
        self.calling.pop()
        returned = self._called(node, "return", "a term map")
        if returned is not None and not execution.function.returns(returned[0]):
            message = f"the function {execution.function.name} has no output '{returned[0]}'"
            raise MappingError(f"{message}{executions.outputs(execution.function)}", returned[1])
        return execution

    @staticmethod
    def _constant(value: Value, place: Place) -> Constant:
        # https://kg-construct.github.io/rml-core/spec/docs/#dfn-constant-value
        if isinstance(value, pyoxigraph.BlankNode):
            raise MappingError("a constant is an IRI or a literal, never a blank node", place)
        return Constant(_term(value), place)

    def _condition(self, node: Value) -> FunctionExecution | None:
        condition = self._only(node, "condition", "a map")
        if condition is None:
            return None
        self._check(condition, _CONDITION, "a condition")
        expression = self._expression(condition)
        if not isinstance(expression, FunctionExecution):
            place = self.graph.place(node, "condition", condition)
            raise MappingError("a condition has an rml:functionExecution", place)
        return expression

    def _function(self, node: Value) -> FunctionExecution:
        """https://kg-construct.github.io/rml-fnml/spec/docs/#function-execution."""
        place = self.graph.place(node)
        self._check(node, _EXECUTION, "a function execution")
        named = self._called(node, "function", "a function execution")
        if named is None:
            raise MappingError("this function execution names no rml:function", place)
        called = executions.function(self.library, *named)
        return executions.execution(called, [self._input(entry) for entry in self.graph.values(node, "input")], place)

    def _input(self, node: Value) -> Input:
        self._check(node, _INPUT, "an input")
        named = self._called(node, "parameter", "an input")
        if named is None:
            raise MappingError("this input names no rml:parameter", self.graph.place(node))
        value = self._only(node, "inputValue", "an input")
        value_map = self._only(node, "inputValueMap", "an input")
        if value is not None:
            return Input(*named, self._constant(value, self.graph.place(node, "inputValue", value)))
        if value_map is not None:
            self._check(value_map, _OBJECT_MAP, "the value of an input")
            expression = self._expression(value_map)
            if expression is not None:
                return Input(*named, expression)
        raise MappingError("this input has no value", self.graph.place(node))

    def _called(self, node: Value, name: str, what: str) -> tuple[str, Place] | None:
        """The IRI of rml:function or rml:parameter and its place, direct or by a map with a constant."""
        direct = self._only(node, name, what)
        if direct is not None:
            return direct.value, self.graph.place(node, name, direct)
        by_map = self._only(node, f"{name}Map", what)
        if by_map is None:
            return None
        expression = self._expression(by_map)
        plain = None if expression is None else executions.constant_text(expression)
        if expression is None or plain is None:
            raise MappingError(f"the rml:{name}Map of {what} has an rml:constant", self.graph.place(by_map))
        return plain, expression.place

    def _old_function(self, node: Value, parents: list[Expression] | None = None) -> FunctionExecution:
        """A function as FNML wrote it first: predicate-object maps, one of which says fno:executes.

        In a join, `parents` takes the inputs that are values of the parent.
        """
        place = self.graph.place(node)
        self._check(node, _OLD_EXECUTION, "a function value")
        named: tuple[str, Place] | None = None
        inputs: list[Input] = []
        for entry in self.graph.values(node, "predicateObjectMap"):
            if parents is not None and (given := self._parent_input(entry)) is not None:
                inputs.append(given)
                parents.append(given.value)
                continue
            found = self._predicate_object_map(entry)
            predicate = found.predicates[0].expression
            for value in found.objects:
                if not isinstance(predicate, Constant) or not isinstance(value, TermMap) or value.expression is None:
                    raise MappingError("this is no input of a function", found.place)
                if _is_executes(predicate.term):
                    plain = executions.constant_text(value.expression)
                    if plain is None or named is not None:
                        raise MappingError("a function value says fno:executes once, of a constant", value.place)
                    named = plain, value.expression.place
                else:
                    inputs.append(Input(predicate.term[1:-1], predicate.place, value.expression))
        if named is None:
            raise MappingError("this function value says no fno:executes", place)
        return executions.execution(executions.function(self.library, *named), inputs, place)

    def _parent_input(self, entry: Value) -> Input | None:
        """An input of a function in a join that is a value of the parent; None for any other."""
        objects = self.graph.values(entry, "objectMap")
        term_map = self._only(objects[0], "parentTermMap", "an object map") if len(objects) == 1 else None
        if term_map is None:
            return None
        predicates = self._term_maps(entry, "predicate", "predicate")
        predicate = predicates[0].expression if len(predicates) == 1 else None
        value = self._expression(term_map)
        if not isinstance(predicate, Constant) or value is None:
            raise MappingError("this is no input of a function", self.graph.place(entry))
        return Input(predicate.term[1:-1], predicate.place, value)


_ARTICLE = {TermType.LITERAL: "a literal", TermType.IRI: "an IRI"}


def _is_executes(predicate: Term) -> bool:
    return predicate.endswith(("#executes>", "/executes>"))


def _order(place: Place) -> tuple[int, int]:
    return (place.line or 0, place.column or 0)


def _text(value: Value) -> str:
    return value.value


def _term(value: pyoxigraph.NamedNode | pyoxigraph.Literal) -> Term:
    if isinstance(value, pyoxigraph.Literal):
        if value.language:
            return literal(value.value, language=value.language)
        return literal(value.value, datatype=value.datatype.value)
    return f"<{value.value}>"
