"""A plain graph to the JSON-LD text of its story: the forms of a Compaction, filled in.

Law: the text is, to the byte, that of PyLD's compaction (jsonld.py, which says what the story is).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from newsgraph.rdf.arrangement import Arrangement
from newsgraph.rdf.compaction import Compaction, Form, Kind, Shape, Uncovered, json_string
from newsgraph.rdf.frame import REFERENCES, Frame
from newsgraph.rdf.terms import RDF_TYPE, Term, iri_value, literal_parts

# An entry of an object, after its place among the others.
_Entry: TypeAlias = tuple[str, str]

# What stands for a form until it is learnt.
_NO_FORM = Form("", "", in_array=True)
_LEVEL = "  "


def fill(graph: Arrangement, *, frame: Frame, root: Term | None, compaction: Compaction) -> str:
    """The document, without its last line end.

    Raises Uncovered where forms cannot tell this graph.
    """
    while True:
        filling = _Filling(graph, root, frame, compaction)
        text = filling.document()
        if not filling.unknown:
            return text
        compaction.learn(filling.unknown)


class _Filling:
    """One document; `unknown` are the shapes met that have no form yet, and then the text is of no use."""

    def __init__(self, graph: Arrangement, root: Term | None, frame: Frame, compaction: Compaction) -> None:
        self.unknown: dict[Shape, None] = {}
        self._subjects = graph.subjects
        self._key = graph.keys.__getitem__
        self._root, self._frame = root, frame
        self._compaction = compaction
        self._literals, self._references = compaction.forms["literal"], compaction.forms["reference"]
        self._names = _Names(compaction)
        self._told: set[Term] = set()
        self._leading_to: dict[tuple[Term, Term], list[Term]] = {}
        for p in frame.reverse_properties():
            for s, predicates in graph.subjects.items():
                for o in predicates.get(p, ()):
                    self._leading_to.setdefault((p, o), []).append(s)

    def document(self) -> str:
        told: list[list[str]] = []
        if self._root is not None and self._root in self._subjects:
            told.append(self._entries(self._root, self._frame, "\n    "))
        rest = sorted((subject for subject in self._subjects if subject not in self._told), key=self._key)
        told += [self._entries(subject, REFERENCES, "\n    ") for subject in rest]
        if not told:
            raise Uncovered
        if len(told) == 1:
            entries = [entry.replace("\n    ", "\n") for entry in told[0]]
        else:
            nodes = ",\n    ".join("{\n      " + ",\n      ".join(node) + "\n    }" for node in told)
            entries = [f"{self._compaction.graph_key}: [\n    {nodes}\n  ]"]
        return "{\n  " + ",\n  ".join([*self._compaction.context, *entries]) + "\n}"

    def _node(self, subject: Term, frame: Frame, indent: str, *, without: tuple[Term, Term] | None = None) -> str:
        inner = indent + _LEVEL
        return f"{{{inner}" + f",{inner}".join(self._entries(subject, frame, indent, without)) + f"{indent}}}"

    def _entries(self, subject: Term, frame: Frame, indent: str, without: tuple[Term, Term] | None = None) -> list[str]:
        """The entries of a node whose braces stand at `indent`, a line end and spaces.

        `without` is the one predicate and object that the place where it stands already says.
        """
        self._told.add(subject)
        indent += _LEVEL
        literals, references, names = self._literals, self._references, self._names
        entries = [self._identifier(subject, names[subject])]
        apart = frame.forward
        if apart or frame.reverse:
            self._add_away(entries, subject, frame, indent)
            self._add_framed(entries, subject, frame, indent)
        known_property = None if without is None else without[0]
        for p, objects in self._subjects[subject].items():
            if p == RDF_TYPE:
                entries.append(self._types(objects, indent))
                continue
            if p in apart:
                continue
            if len(objects) > 1 or p == known_property:
                self._add_values(entries, p, [o for o in objects if without != (p, o)], indent)
                continue
            o = objects[0]
            if o[0] == '"':
                end = o.rindex('"') + 1
                text = o[:end] if o.isprintable() and "\\" not in o else json_string(literal_parts(o).lexical)
                form = literals.get((p, o[end:])) or self._no_form("literal", p, o[end:])
            else:
                text = names[o]
                what = "" if text else o
                form = references.get((p, what)) or self._no_form("reference", p, what)
            if form.in_array or form.is_long:
                text = _written([f"{form.before}{text}{form.after}"], indent, in_array=form.in_array)
                entries.append((form.order, f"{form.key}{text}"))
            else:
                entries.append((form.order, f"{form.key}{form.before}{text}{form.after}"))
        if without is not None and len(entries) == 1:
            raise Uncovered  # a node that has nothing but its name is written as a reference
        entries.sort()
        return [text for _, text in entries]

    def _identifier(self, subject: Term, name: str) -> _Entry:
        form = self._form("id", "", "" if name else subject)
        return form.order, f"{form.key}{form.before}{name}{form.after}"

    def _types(self, types: Sequence[Term], indent: str) -> _Entry:
        """The types of a node, which a few sets of them share; each is remembered by where it stands."""
        shape = (indent, *types)
        return self._compaction.types.get(shape) or self._new_types(types, indent, shape)

    def _new_types(self, types: Sequence[Term], indent: str, shape: tuple[str, ...]) -> _Entry:
        if any(term[0] == '"' for term in types):
            raise Uncovered
        named = [(self._names[term], term) for term in sorted(types, key=self._key)]
        forms = [self._form("type", "", "" if name else term) for name, term in named]
        texts = [f"{form.before}{name}{form.after}" for form, (name, _) in zip(forms, named, strict=True)]
        form = forms[0]
        texts = self._compaction.types_in_order(form, texts)
        entry = form.order, form.key + _written(texts, indent, in_array=form.in_array)
        if not self.unknown:
            self._compaction.types[shape] = entry
        return entry

    def _add_values(self, entries: list[_Entry], p: Term, objects: Sequence[Term], indent: str) -> None:
        """Values and references, in an array where there are several under one key."""
        groups: dict[str, tuple[list[Form], list[str]]] = {}
        for o in sorted(objects, key=self._key):
            form, text = self._value(p, o)
            forms, texts = groups.setdefault(form.key, ([], []))
            forms.append(form)
            texts.append(text)
        for key, (forms, texts) in groups.items():
            order = max(form.order for form in forms)
            entries.append((order, key + _written(texts, indent, in_array=forms[0].in_array)))

    def _add_framed(self, entries: list[_Entry], subject: Term, frame: Frame, indent: str) -> None:
        """What the frame leads to, each node whole where it has not been told yet."""
        predicates = self._subjects[subject]
        for p, inner in frame.forward.items():
            if p not in predicates or p == RDF_TYPE:
                continue
            objects = sorted(predicates[p], key=self._key)
            forms, texts = [], []
            for o in objects:
                whole = o in self._subjects and o not in self._told
                form, text = (self._form("node", p, "" if self._names[o] else o), "") if whole else self._value(p, o)
                within = indent + _LEVEL if form.in_array or len(objects) > 1 else indent
                texts.append(self._node(o, inner, within) if whole else text.replace("\n", within))
                forms.append(form)
            self._add_together(entries, forms, texts, len(objects), indent)

    def _add_away(self, entries: list[_Entry], subject: Term, frame: Frame, indent: str) -> None:
        """The nodes that lead here, where the frame follows their property back."""
        for p, inner in frame.reverse.items():
            leading = [s for s in self._leading_to.get((p, subject), ()) if s not in self._told]
            forms, texts = [], []
            for s in sorted(leading, key=self._key):
                if s in self._told:
                    continue
                form = self._form("away", p, "" if self._names[s] else s)
                within = indent + _LEVEL if form.in_array or len(leading) > 1 else indent
                texts.append(self._node(s, inner, within, without=(p, subject)))
                forms.append(form)
            self._add_together(entries, forms, texts, len(leading), indent)

    def _add_together(
        self, entries: list[_Entry], forms: Sequence[Form], texts: Sequence[str], expected: int, indent: str
    ) -> None:
        """Whole nodes, which were indented for an array of so many, and must be one."""
        if not texts:
            return
        form = forms[0]
        order = form.order
        for each in forms:
            if each.key != form.key:
                raise Uncovered
            order = max(order, each.order)
        if len(texts) < expected and not form.in_array:
            raise Uncovered
        nested = _array(texts, indent) if form.in_array or expected > 1 else texts[0]
        entries.append((order, form.key + nested))

    def _value(self, p: Term, o: Term) -> tuple[Form, str]:
        if o[0] == '"':
            end = o.rindex('"') + 1
            form, text = self._form("literal", p, o[end:]), json_string(literal_parts(o).lexical)
        else:
            text = self._names[o]
            form = self._form("reference", p, "" if text else o)
        return form, f"{form.before}{text}{form.after}"

    def _form(self, kind: Kind, p: Term, what: str) -> Form:
        return self._compaction.forms[kind].get((p, what)) or self._no_form(kind, p, what)

    def _no_form(self, kind: Kind, p: Term, what: str) -> Form:
        self.unknown[kind, p, what] = None
        return _NO_FORM


class _Names(dict[Term, str]):
    """The JSON strings of the IRIs of a graph; that of one that the context may abbreviate is empty."""

    def __init__(self, compaction: Compaction) -> None:
        self._abbreviated, self._prefixes = compaction.abbreviated, compaction.prefixes

    def __missing__(self, term: Term) -> str:
        name = ""
        if not term.startswith(self._abbreviated):
            if term[1 : term.find(":")] in self._prefixes:
                raise Uncovered  # it would be read as another IRI
            name = f'"{term[1:-1]}"' if term.isprintable() and "\\" not in term else json_string(iri_value(term))
        self[term] = name
        return name


def _written(texts: Sequence[str], indent: str, *, in_array: bool) -> str:
    """One value, or an array; texts of several lines are moved to where they stand."""
    if in_array or len(texts) > 1:
        return _array([text.replace("\n", indent + _LEVEL) for text in texts], indent)
    return texts[0].replace("\n", indent)


def _array(texts: Sequence[str], indent: str) -> str:
    inner = indent + _LEVEL
    return f"[{inner}" + f",{inner}".join(texts) + f"{indent}]"
