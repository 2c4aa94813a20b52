"""Triples to Turtle that a person enjoys reading, in bytes that depend on nothing but the triples.

Theory of operation. Subjects are ranked by their types (`Layout.types`), and within a rank sorted in natural order;
what a subject leads to by the predicates of `Layout.follow` stands right after it, as evidence after its claim. A
blank node is written inside the one place that refers to it, a well-formed list in parentheses; nesting.py tells
which. Numbers and booleans are abbreviated only where Turtle reads the same lexical form back. Controls and marks
that turn the direction of writing are escaped, so that the page shows what the bytes say.

Law: the triples that a parser reads back are isomorphic to those given, lexical forms and all; the same triples in
any order give the same bytes.

https://www.w3.org/TR/turtle/
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from newsgraph.rdf.arrangement import Arrangement
from newsgraph.rdf.names import Prefixes, natural_key, undeceiving
from newsgraph.rdf.nesting import NOTHING_NESTED, RDF_NIL, Nesting
from newsgraph.rdf.terms import RDF_TYPE, XSD, Term, Triple, literal_parts

_WIDTH = 120

# https://www.w3.org/TR/turtle/#abbrev, where rdflib (7.6) too reads the same lexical form back: not "01", "+1", ".5"
_ABBREVIATED = {
    f"<{XSD}integer>": re.compile(r"(?:0|-?[1-9][0-9]*)\Z"),
    f"<{XSD}decimal>": re.compile(r"-?(?:0|[1-9][0-9]*)\.[0-9]{1,6}\Z"),
    f"<{XSD}boolean>": re.compile(r"(?:true|false)\Z"),
}


# So many orders are remembered; one for each set of predicates or types that subjects have.
_MOST_ORDERS = 4096


@dataclass(frozen=True, slots=True)
class Layout:
    """The order in which a graph tells its story; all terms N-Triples-encoded.

    `types`: subjects of the first type come first, then those of the second, at last all others.
    `follow`: the subjects that these predicates lead to stand right after the subject that leads to them.
    `predicates`: these come first after `a`, in this order; the others follow by the alphabet.
    """

    types: tuple[Term, ...] = ()
    follow: tuple[Term, ...] = ()
    predicates: tuple[Term, ...] = ()
    _type_rank: dict[Term, int] = field(init=False, compare=False, repr=False)
    _predicate_rank: dict[Term, int] = field(init=False, compare=False, repr=False)
    _type_orders: dict[tuple[Term, ...], tuple[Term, ...]] = field(default_factory=dict, compare=False, repr=False)
    _predicate_orders: dict[tuple[Term, ...], tuple[Term, ...]] = field(default_factory=dict, compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_type_rank", {term: rank for rank, term in enumerate(self.types)})
        ranked = {term: rank for rank, term in enumerate((RDF_TYPE, *self.predicates))}
        object.__setattr__(self, "_predicate_rank", ranked)

    def rank(self, types: Iterable[Term]) -> int:
        """The place of a subject of these types among the others."""
        last = len(self._type_rank)
        return min([self._type_rank.get(term, last) for term in types], default=last)

    def ordered_types(self, types: Iterable[Term]) -> tuple[Term, ...]:
        """The types of one subject, in the order in which they are written."""
        return _remembered(self._type_orders, self._type_rank, tuple(types))

    def ordered_predicates(self, predicates: Iterable[Term]) -> tuple[Term, ...]:
        """The predicates of one subject, in the order in which they are written."""
        return _remembered(self._predicate_orders, self._predicate_rank, tuple(predicates))


def _remembered(
    orders: dict[tuple[Term, ...], tuple[Term, ...]], ranks: Mapping[Term, int], terms: tuple[Term, ...]
) -> tuple[Term, ...]:
    """The terms by rank, those without one last; within a rank in natural order."""
    order = orders.get(terms)
    if order is None:
        if len(orders) >= _MOST_ORDERS:
            orders.clear()
        last = len(ranks)
        order = orders[terms] = tuple(sorted(terms, key=lambda term: (ranks.get(term, last), natural_key(term))))
    return order


ALPHABETICAL = Layout()


def serialise(triples: Iterable[Triple], *, prefixes: Mapping[str, str], layout: Layout = ALPHABETICAL) -> str:
    """A Turtle document; of `prefixes`, those that are used are declared.

    Raises ValueError for a prefix that Turtle cannot write.
    """
    writer = Writer(Arrangement.of(triples), names=Prefixes.of(prefixes), layout=layout)
    return writer.document(writer.blocks())


def declarations(prefixes: Mapping[str, str]) -> str:
    """The @prefix lines, by the alphabet."""
    return "".join(f"@prefix {prefix}: <{undeceiving(prefixes[prefix])}> .\n" for prefix in sorted(prefixes))


class Writer:
    """One graph on its way to text: `blocks` gives each subject with its predicates, `used` the prefixes met so far.

    `rigid` has the subjects met so far whose blocks, four columns to the right, are more than these lines moved.
    `labelled` are the blank nodes to write by their labels, since other graphs have them too; None is all of them.
    """

    def __init__(
        self,
        graph: Arrangement,
        *,
        names: Prefixes,
        layout: Layout = ALPHABETICAL,
        indent: str = "",
        labelled: Collection[Term] | None = (),
    ) -> None:
        self.rigid: set[Term] = set()
        self._names = names
        self._layout = layout
        self._indent = indent
        self._terms = _Terms(names)
        self._nearly_full = False
        self._subjects = graph.subjects
        self._is_plain = graph.plain
        self._key = graph.keys.__getitem__
        self._nesting = NOTHING_NESTED if graph.plain else Nesting.of(self._subjects, labelled)

    def document(self, blocks: Iterable[str]) -> str:
        """The blocks under the prefixes that they use."""
        body = "\n".join(blocks)
        header = declarations(self._names.used(self.used))
        return header + ("\n" if header and body else "") + body

    @property
    def used(self) -> set[str]:
        """The prefixes of the terms that were written."""
        return self._terms.used

    def blocks(self) -> Iterator[str]:
        """Each subject with its predicates, ended by a line end, in the order of the layout."""
        return map(self.block, self.order())

    def order(self) -> Iterator[Term]:
        """The subjects that are not nested, in the order of the layout."""
        done: set[Term] = set()
        subjects, nested, follow = self._subjects, self._nesting.nested, self._layout.follow
        for start in self._ranked():
            if start in done or start in nested:
                continue
            waiting = [start]
            while waiting:
                subject = waiting.pop()
                if subject in done or subject in nested or subject not in subjects:
                    continue
                done.add(subject)
                yield subject
                predicates = subjects[subject]
                led_to: list[Term] = []
                for p in follow:
                    if p in predicates:
                        led_to += sorted(predicates[p], key=self._key)
                waiting += led_to[::-1]

    def block(self, subject: Term) -> str:
        """A subject with its predicates."""
        head = "[]" if subject in self._nesting.anonymous else self.name(subject)
        inner = f"{self._indent}    "
        self._nearly_full = False
        lines = self._predicates(subject, inner)
        text = f"{self._indent}{head} " + f" ;\n{inner}".join(lines) + " .\n"
        if self._nearly_full or '"""' in text:
            self.rigid.add(subject)
        return text

    def name(self, term: Term) -> str:
        """A term as Turtle writes it where nothing is nested: prefixed, abbreviated or in full."""
        return self._terms[term]

    def _ranked(self) -> Iterator[Term]:
        ranks: dict[int, list[Term]] = {}
        for subject, predicates in self._subjects.items():
            ranks.setdefault(self._layout.rank(predicates.get(RDF_TYPE, ())), []).append(subject)
        for rank in sorted(ranks):
            yield from sorted(ranks[rank], key=self._key)

    def _predicates(self, subject: Term, indent: str) -> list[str]:
        predicates, terms = self._subjects[subject], self._terms
        lines = []
        for predicate in self._layout.ordered_predicates(predicates):
            objects = predicates[predicate]
            if predicate == RDF_TYPE:
                lines.append(self._listed("a", self._layout.ordered_types(objects), indent))
            elif len(objects) > 1:
                lines.append(self._listed(terms[predicate], sorted(objects, key=self._object_key), indent))
            elif self._is_plain:
                lines.append(f"{terms[predicate]} {terms[objects[0]]}")
            else:
                lines.append(f"{terms[predicate]} {self._object(objects[0], indent)}")
        return lines

    def _listed(self, verb: str, objects: Sequence[Term], indent: str) -> str:
        """One predicate with its objects, on one line where they fit."""
        inner = f"{indent}    "
        if self._is_plain:
            written = [self._terms[term] for term in objects]
        else:
            written = [self._object(term, indent if len(objects) == 1 else inner) for term in objects]
        line = f"{verb} " + ", ".join(written)
        if len(written) == 1:
            return line
        width = len(indent) + len(line) + 1
        if width <= _WIDTH and "\n" not in line:
            self._nearly_full = self._nearly_full or width + 4 > _WIDTH
            return line
        return f"{verb}\n{inner}" + f",\n{inner}".join(written)

    def _object(self, term: Term, indent: str) -> str:
        if term not in self._nesting.nested:
            return "()" if term == RDF_NIL else self._terms[term]
        inner = f"{indent}    "
        if term in self._nesting.lists:
            items = [self._object(item, inner) for item in self._nesting.items(self._subjects, term)]
            line = f"( {' '.join(items)} )"
            if len(indent) + len(line) <= _WIDTH and "\n" not in line:
                return line
            return f"(\n{inner}" + f"\n{inner}".join(items) + f"\n{indent})"
        if term not in self._subjects:
            return "[]"
        lines = self._predicates(term, inner)
        if len(lines) == 1 and "\n" not in lines[0] and len(indent) + len(lines[0]) <= _WIDTH:
            return f"[ {lines[0]} ]"
        return f"[\n{inner}" + f" ;\n{inner}".join(lines) + f"\n{indent}]"

    def _object_key(self, term: Term) -> tuple[bool, object]:
        return term[0] == '"', self._key(term)


class _Terms(dict[Term, str]):
    """Terms as Turtle writes them where nothing is nested; `used` are the prefixes of those that were asked for."""

    def __init__(self, names: Prefixes) -> None:
        super().__init__()
        self.used: set[str] = set()
        self._split = names.split

    def __missing__(self, term: Term) -> str:
        text = self[term] = self._literal(term) if term[0] == '"' else self._resource(term)
        return text

    def _resource(self, term: Term) -> str:
        if term[0] == "_":
            return term
        split = self._split(term[1:-1])
        if split is None:
            return undeceiving(term)
        prefix, local = split
        self.used.add(prefix)
        return f"{prefix}:{local}"

    def _literal(self, term: Term) -> str:
        end = term.rindex('"')
        suffix = term[end + 1 :]
        if suffix.startswith("^^"):
            abbreviated = _ABBREVIATED.get(suffix[2:])
            if abbreviated is not None and abbreviated.match(term[1:end]) is not None:
                return term[1:end]
            suffix = f"^^{self[suffix[2:]]}"
        quoted = term[1:end]
        if r"\n" in quoted:
            lexical = literal_parts(term).lexical
            if "\n" in lexical:
                return _long_string(lexical) + suffix
        return f'"{undeceiving(quoted)}"{suffix}'


def _long_string(lexical: str) -> str:
    """A literal over several lines, https://www.w3.org/TR/turtle/#grammar-production-STRING_LITERAL_LONG_QUOTE ."""
    text = lexical.replace("\\", r"\\").replace("\r", r"\r").replace("\t", r"\t")
    return f'"""{undeceiving(_QUOTE_TO_ESCAPE.sub(_ESCAPED_QUOTE, text))}"""'


# A quote before another, or before the end of the literal.
_QUOTE_TO_ESCAPE = re.compile(r'"(?="|\Z)')
_ESCAPED_QUOTE = r"\\" + '"'
