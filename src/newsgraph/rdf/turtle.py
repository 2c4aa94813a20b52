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
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from newsgraph.rdf.names import Prefixes, natural_key, undeceiving
from newsgraph.rdf.nesting import RDF_NIL, Nesting, by_subject
from newsgraph.rdf.terms import RDF_TYPE, XSD, Term, Triple, literal_parts

_WIDTH = 120

# https://www.w3.org/TR/turtle/#abbrev, where rdflib (7.6) too reads the same lexical form back: not "01", "+1", ".5"
_ABBREVIATED = {
    f"<{XSD}integer>": re.compile(r"(?:0|-?[1-9][0-9]*)\Z"),
    f"<{XSD}decimal>": re.compile(r"-?(?:0|[1-9][0-9]*)\.[0-9]{1,6}\Z"),
    f"<{XSD}boolean>": re.compile(r"(?:true|false)\Z"),
}


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


ALPHABETICAL = Layout()


def serialise(triples: Iterable[Triple], *, prefixes: Mapping[str, str], layout: Layout = ALPHABETICAL) -> str:
    """A Turtle document; of `prefixes`, those that are used are declared.

    Raises ValueError for a prefix that Turtle cannot write.
    """
    names = Prefixes.of(prefixes)
    writer = Writer(triples, names=names, layout=layout)
    body = "\n".join(writer.blocks())
    header = declarations({prefix: prefixes[prefix] for prefix in writer.used})
    return header + ("\n" if header and body else "") + body


def declarations(prefixes: Mapping[str, str]) -> str:
    """The @prefix lines, by the alphabet."""
    return "".join(f"@prefix {prefix}: <{undeceiving(prefixes[prefix])}> .\n" for prefix in sorted(prefixes))


class Writer:
    """One graph on its way to text: `blocks` gives each subject with its predicates, `used` the prefixes met so far.

    `labelled` are the blank nodes to write by their labels, since other graphs have them too; None is all of them.
    """

    def __init__(
        self,
        triples: Iterable[Triple],
        *,
        names: Prefixes,
        layout: Layout = ALPHABETICAL,
        indent: str = "",
        labelled: Collection[Term] | None = (),
    ) -> None:
        self.used: set[str] = set()
        self._names = names
        self._layout = layout
        self._indent = indent
        self._written: dict[Term, str] = {}
        self._type_rank = {term: rank for rank, term in enumerate(layout.types)}
        self._predicate_rank = {term: rank for rank, term in enumerate((RDF_TYPE, *layout.predicates))}
        self._subjects = by_subject(triples)
        self._nesting = Nesting.of(self._subjects, labelled)

    def blocks(self) -> Iterator[str]:
        """Each subject with its predicates, ended by a line end, in the order of the layout."""
        done: set[Term] = set()
        nested = self._nesting.nested
        for start in sorted(self._subjects, key=self._subject_key):
            waiting = [start]
            while waiting:
                subject = waiting.pop()
                if subject in done or subject in nested or subject not in self._subjects:
                    continue
                done.add(subject)
                yield self._block(subject)
                predicates = self._subjects[subject]
                led_to = (o for p in self._layout.follow for o in sorted(predicates.get(p, ()), key=natural_key))
                waiting.extend(reversed(list(led_to)))

    def name(self, term: Term) -> str:
        """A term as Turtle writes it where nothing is nested: prefixed, abbreviated or in full."""
        text = self._written.get(term)
        if text is None:
            text = self._written[term] = self._literal(term) if term.startswith('"') else self._resource(term)
        return text

    def _block(self, subject: Term) -> str:
        head = "[]" if subject in self._nesting.anonymous else self.name(subject)
        inner = f"{self._indent}    "
        lines = self._predicates(subject, inner)
        return f"{self._indent}{head} " + f" ;\n{inner}".join(lines) + " .\n"

    def _predicates(self, subject: Term, indent: str) -> list[str]:
        predicates = self._subjects[subject]
        return [
            self._predicate(predicate, predicates[predicate], indent)
            for predicate in sorted(predicates, key=self._predicate_key)
        ]

    def _predicate(self, predicate: Term, objects: list[Term], indent: str) -> str:
        """One predicate with its objects, on one line where they fit."""
        is_type = predicate == RDF_TYPE
        verb = "a" if is_type else self.name(predicate)
        ordered = sorted(objects, key=self._type_key if is_type else _object_key)
        inner = f"{indent}    "
        written = [self._object(term, indent if len(ordered) == 1 else inner) for term in ordered]
        fits = len(indent) + len(verb) + sum(len(text) + 2 for text in written) <= _WIDTH
        if len(written) == 1 or (fits and not any("\n" in text for text in written)):
            return f"{verb} " + ", ".join(written)
        return f"{verb}\n{inner}" + f",\n{inner}".join(written)

    def _object(self, term: Term, indent: str) -> str:
        if term not in self._nesting.nested:
            return "()" if term == RDF_NIL else self.name(term)
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

    def _resource(self, term: Term) -> str:
        if term.startswith("_:"):
            return term
        split = self._names.split(term[1:-1])
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
            suffix = f"^^{self.name(suffix[2:])}"
        quoted = term[1:end]
        if r"\n" in quoted:
            lexical = literal_parts(term).lexical
            if "\n" in lexical:
                return _long_string(lexical) + suffix
        return f'"{undeceiving(quoted)}"{suffix}'

    def _subject_key(self, subject: Term) -> tuple[int, object]:
        types = self._subjects[subject].get(RDF_TYPE, ())
        last = len(self._type_rank)
        return min((self._type_rank.get(term, last) for term in types), default=last), natural_key(subject)

    def _type_key(self, term: Term) -> tuple[int, object]:
        return self._type_rank.get(term, len(self._type_rank)), natural_key(term)

    def _predicate_key(self, term: Term) -> tuple[int, object]:
        return self._predicate_rank.get(term, len(self._predicate_rank)), natural_key(term)


def _object_key(term: Term) -> tuple[bool, object]:
    return term.startswith('"'), natural_key(term)


def _long_string(lexical: str) -> str:
    """A literal over several lines, https://www.w3.org/TR/turtle/#grammar-production-STRING_LITERAL_LONG_QUOTE ."""
    text = lexical.replace("\\", r"\\").replace("\r", r"\r").replace("\t", r"\t")
    return f'"""{undeceiving(_QUOTE_TO_ESCAPE.sub(_ESCAPED_QUOTE, text))}"""'


# A quote before another, or before the end of the literal.
_QUOTE_TO_ESCAPE = re.compile(r'"(?="|\Z)')
_ESCAPED_QUOTE = r"\\" + '"'
