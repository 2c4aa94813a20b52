"""Random mappings over random sources: what the engines are compared on.

Names and values come from small pools, so that references find values, joins find partners and rows are doubled; the
pools hold what engines get wrong. A plan is well formed: it parses, and what goes wrong in it goes wrong in the data.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

EX = "http://example.org/"
XSD = "http://www.w3.org/2001/XMLSchema#"
BASE = "http://base.example/d/"

PREFIXES = f"""@prefix rml: <http://w3id.org/rml/> .
@prefix csvw: <http://www.w3.org/ns/csvw#> .
@prefix ex: <{EX}> .
@prefix xsd: <{XSD}> .
"""


@dataclass(frozen=True, slots=True)
class Case:
    """Files by name, an RML mapping of them in Turtle, and what relative IRIs follow."""

    files: tuple[tuple[str, bytes], ...]
    mapping: str
    base: str | None


def write(case: Case, folder: Path) -> None:
    """Put the sources of a case into a folder."""
    for name, content in case.files:
        (folder / name).write_bytes(content)


# -- Values ------------------------------------------------------------------------------------------------------------

# Shared by all sources and columns, so that joins find partners, duplicates arise and nulls are null.
_SHARED = ("1", "2", "a", "A", "", "NULL", "x y", "é", "en")
_ODD = (
    *(" ", " lead", "trail ", "\t", "a\nb", "a\rb", "a\r\nb", "\n", "\r", 'q"q', '"', '""', "'", "it's", "\\", "\\n"),
    *("100%", "%20", "%C3%A9", "%", "{x}", "a,b", ";", "|", "#", "?", "&", "<a>", "a/b", "..", "$", "@en", "_:b", "^"),
    *("e\u0301", "中文", "𝒳", "😀😀", "\U0010ffff", "\ue000", "\u00ad", "\u200d", "\u202e", "\ufeff", "\ufffd", "ß"),
    *("\ufffe", "\uffff", "\ufdd0", "\x7f", "\x80", "\x85", "\u2028", "\x00", "a\x00b", "\x01", "\x08\x0c", "\x1f"),
    *("0", "-0", "01", "1.0", "1e3", "1E400", "NaN", "inf", "true", "TRUE", "null", "99999999999999999999"),
    *("http://example.org/a", "http://example.org/a b", "http://a.example/é?q=1#f", "urn:x:1", "mailto:a@b.example"),
    *("HTTP://EXAMPLE.ORG/", "//c.example/", "#f", "?q", "../x", "http:", "http://[", "http://a.example/%zz", "x:y"),
    *("en", "EN-gb", "de-x-a", "english text", "x", "zh-Hant-TW", "2024-09-04", "http://www.w3.org/2001/XMLSchema#date"),
)  # fmt: skip
_ALPHABET = "ab1 é中𝒳\u0301%/\\\"',{}\n\r\t\x00\x7f\ufffe<>#:-._~"
TEXTS = st.one_of(
    st.sampled_from(_SHARED), st.sampled_from(_SHARED), st.sampled_from(_ODD), st.text(_ALPHABET, max_size=4)
)
_LONE_SURROGATES = st.sampled_from(("\ud800", "a\udfffb", "\udc00\ud800"))


class Number(str):
    """A JSON number as it is written."""

    __slots__ = ()


_NUMBERS = st.sampled_from(
    (
        *("0", "-0", "1", "2", "-1", "10", "255", "2147483648", "9007199254740993", "9223372036854775807"),
        *("9223372036854775808", "-9223372036854775809", "18446744073709551616", "123456789012345678901234567890"),
        *("0.0", "-0.0", "1.0", "2.0", "1.5", "0.1", "-0.25", "0.30000000000000004", "100.0", "1e2", "1E+2", "1e-2"),
        *("1e16", "1e22", "1e23", "123456789.125", "0.0001", "1e-5", "5e-324", "2.2250738585072014e-308", "1e-400"),
        *("1.7976931348623157e308", "1e308", "1e400", "-1e400", "12345678901234567.0", "9007199254740993.0", "3.14159"),
    )
).map(Number)

Json: TypeAlias = "str | Number | bool | list[Json] | list[tuple[str, Json]] | None"


class Members(list["tuple[str, Json]"]):
    """A JSON object; a name may stand in it twice, of which the last counts."""

    __slots__ = ()


SCALARS: SearchStrategy[Json] = st.one_of(
    *(TEXTS, TEXTS, TEXTS, _NUMBERS, _NUMBERS, _NUMBERS, st.booleans(), st.none()),
    st.integers(0, 9).flatmap(lambda chosen: TEXTS if chosen else _LONE_SURROGATES),
)


def json_text(value: Json, *, ascii_only: bool) -> str:
    """JSON as a file has it, with numbers as they are written and lone surrogates as escapes."""
    if isinstance(value, Number):
        return str(value)
    if isinstance(value, Members):
        members = (f"{_json_string(name, ascii_only)}: {json_text(of, ascii_only=ascii_only)}" for name, of in value)
        return "{" + ", ".join(members) + "}"
    if isinstance(value, list):
        return "[" + ",\n ".join(json_text(element, ascii_only=ascii_only) for element in value) + "]"
    return _json_string(value, ascii_only) if isinstance(value, str) else json.dumps(value)


def _json_string(text: str, ascii_only: bool) -> str:  # noqa: FBT001 - as json.dumps has it
    written = json.dumps(text, ensure_ascii=ascii_only)
    return re.sub("[\ud800-\udfff]", lambda found: f"\\u{ord(found[0]):04x}", written)


# -- Sources -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Records:
    """A logical source in Turtle, and the references that its records answer; `file` tells which share one file."""

    file: str
    turtle: str
    references: tuple[str, ...]


_COLUMNS = (
    "id",
    "name",
    "key",
    "ID",
    "a b",
    "é",
    'q"q',
    "{x}",
    "per%cent",
    " lead",
    "a.b",
    "it's",
    "$",
    "new\nline",
    "*",
)


@st.composite
def _tables(draw: DrawFn, file: str) -> tuple[bytes, Sequence[Records]]:
    """A CSV file with its dialect, read with its own nulls."""
    columns = ["key", "id", *draw(st.lists(st.sampled_from(_COLUMNS[1:2] + _COLUMNS[3:]), max_size=2, unique=True))]
    different = draw(st.lists(st.tuples(*(TEXTS for _ in columns)), min_size=1, max_size=4))
    rows = draw(st.lists(st.sampled_from(different), min_size=draw(st.sampled_from((0, 1, 2, 3))), max_size=6))
    delimiter = draw(st.sampled_from((",", ",", ",", ",", ";", "\t")))
    ending = draw(st.sampled_from(("\n", "\n", "\r\n")))
    quote_all = draw(st.booleans())

    def line(cells: Sequence[str]) -> str:
        return delimiter.join(
            '"' + cell.replace('"', '""') + '"' if quote_all or re.search(r'[\s",;]', cell) else cell for cell in cells
        )

    text = ending.join(line(cells) for cells in (columns, *rows)) + draw(st.sampled_from((ending, ending, "")))
    encoding = draw(st.sampled_from(("utf-8", "utf-8", "utf-8", "utf-8", "utf-8-sig", "utf-16")))
    nulls = draw(st.sampled_from(((), ("",), ("NULL",), ("", "NULL"), ("a", "é"))))
    said = "".join(f"; rml:null {quoted(null)}" for null in nulls)
    if delimiter == ",":
        of_encoding = "; rml:encoding rml:UTF-16" if encoding == "utf-16" else ""
        source = f"a rml:RelativePathSource; rml:root rml:MappingDirectory; rml:path {quoted(file)}{said}{of_encoding}"
    else:
        said = "".join(f"; csvw:null {quoted(null)}" for null in nulls)
        dialect = f"csvw:delimiter {quoted(delimiter)}; csvw:encoding {quoted(encoding)}"
        source = f"a csvw:Table; csvw:url {quoted(file)}{said}; csvw:dialect [ {dialect} ]"
    turtle = f"[ rml:source [ {source} ]; rml:referenceFormulation rml:CSV ]"
    return text.encode(encoding), [Records(file, turtle, tuple(columns))]


def _sometimes(likely: SearchStrategy[Json], *, other: SearchStrategy[Json] = SCALARS) -> SearchStrategy[Json]:
    """A value of another kind in one of eight cases, null and scalars where an array or object is expected."""
    return st.integers(0, 7).flatmap(lambda chosen: other if chosen == 0 else likely)


def _members(**fields: SearchStrategy[Json]) -> SearchStrategy[Json]:
    """An object of some of these fields, in their order, perhaps with one said twice."""
    names = tuple(fields)

    @st.composite
    def built(draw: DrawFn) -> Json:
        absent = draw(st.sets(st.sampled_from(names), max_size=len(names) // 3))
        found = Members((_FIELDS[name], draw(fields[name])) for name in names if name not in absent)
        if found and draw(st.integers(0, 15)) == 0:
            found.append((found[0][0], draw(SCALARS)))
        return found

    return built()


_FIELDS = {"id": "id", "upper": "ID", "key": "key", "odd": "a b", "dotted": "a.b", "tags": "tags", "at": "at"} | {
    "items": "items",
    "x": "x",
    "é": "é",
    "empty": "",
}
_TAGS = _sometimes(st.lists(SCALARS, max_size=3).map(list))
_ITEMS = st.lists(_sometimes(_members(id=SCALARS, key=SCALARS, tags=_TAGS)), max_size=3).map(list)
_OBJECTS = _members(
    id=SCALARS,
    upper=SCALARS,
    key=SCALARS,
    odd=SCALARS,
    dotted=SCALARS,
    tags=_TAGS,
    at=_sometimes(_members(x=SCALARS, é=SCALARS, empty=SCALARS)),
    items=_sometimes(_ITEMS),
)
_ITEM_REFERENCES = ("key", "id", "$['key']", "$.id", "key", "tags[*]", "$.tags[0]", "$.missing")
_OBJECT_REFERENCES = (
    *("key", "id", "$.id", "key", "key", "$.ID", "$['a b']", "$['a.b']", "a b", "tags[*]", "$.tags[*]", "tags[-1]"),
    *("$.tags[1]", "at.x", "$.at.é", "$.at['']", '$.at["x"]', "items[*].key", "$.items[*].id", "items[0].key"),
    *("$.items[*].tags[*]", "missing", "$.at.missing", "at.x.y"),
)


@st.composite
def _documents(draw: DrawFn, file: str) -> tuple[bytes, Sequence[Records]]:
    """A JSON file of one of three shapes, and the iterators that go into it."""
    different = draw(st.lists(_OBJECTS, min_size=1, max_size=3))
    least = draw(st.sampled_from((0, 2, 2, 3)))
    elements: list[Json] = draw(st.lists(_sometimes(st.sampled_from(different)), min_size=least, max_size=4))
    shape = draw(st.sampled_from(("$", "$.a", "$.a[*].b")))
    document: Json = elements
    if shape == "$.a":
        document = Members([("id", "1"), ("a", elements), ("c", draw(SCALARS))])
    elif shape == "$.a[*].b":
        others: list[Json] = draw(st.lists(_sometimes(st.sampled_from(different)), max_size=2))
        document = Members([("a", [Members([("id", draw(SCALARS)), ("b", part)]) for part in (elements, others)])])
    text = json_text(document, ascii_only=draw(st.booleans()))
    encoding = draw(st.sampled_from(("utf-8", "utf-8", "utf-8", "utf-8-sig")))
    nulls = draw(st.sampled_from(((), (), (), (), (), ("",), ("NULL", "a"))))
    said = "".join(f"; rml:null {quoted(null)}" for null in nulls)
    root = "rml:root rml:MappingDirectory; " if draw(st.booleans()) else ""
    source = f"a rml:RelativePathSource; {root}rml:path {quoted(file)}{said}"

    def records(iterator: str, references: tuple[str, ...]) -> Records:
        about = f"rml:referenceFormulation rml:JSONPath; rml:iterator {quoted(iterator)}"
        return Records(file, f"[ rml:source [ {source} ]; {about} ]", references)

    written = [
        records(f"{shape}[*]", _OBJECT_REFERENCES),
        records(f"{shape}[*]", _OBJECT_REFERENCES),
        records(f"{shape}[*].items[*]", _ITEM_REFERENCES),
        records(f"{shape}[*]['tags'][*]", ("$", "$", "id")),
        records(f"{shape}[1]", ("key", "id", "tags", "at")),  # an array and an object are no value
        records(f"{shape}[*].at", ("$.x", "é", "$['']")),
        records("$.nothing[*]", _ITEM_REFERENCES),
    ]
    if shape == "$.a[*].b":
        written.append(records("$.a[*]", ("id", "b[*].id", "$.b[*].key", "b[0].tags[*]")))
    if shape == "$.a":
        written.append(records("$", ("id", "a[*].id", "$.a[*].key", "c", "$.a[*].tags[*]")))
    return text.encode(encoding), written


# -- Mappings ----------------------------------------------------------------------------------------------------------


def quoted(text: str) -> str:
    """A string literal of Turtle."""
    return '"' + re.sub(r'[\x00-\x1f"\\\x7f]', lambda found: f"\\u{ord(found[0]):04X}", text) + '"'


_IRI_HEADS = (
    *(EX, EX, EX, EX, EX, EX, EX, EX, f"{EX}é/", f"{EX}?q=", f"{EX}#", "urn:x:", "http://", "http://a.example", "x"),
    *("", "d/", "a b/", "%20", "{", "/", "#"),
)
_BETWEEN = ("/", "/", "-", "_", "", "&b=", "é", "%41", "\\", "}")
_TAILS = ("", "", "", "/", "#it", " end", "?", "'", '"', "\n")
_LITERAL_HEADS = ("", "", "No. ", "é ", '"', "\\", "{", "%", "\n", "𝒳")


def _template(draw: DrawFn, references: Sequence[str], heads: Sequence[str]) -> str:
    text = _braced(draw(st.sampled_from(heads)))
    count = draw(st.sampled_from((1, 1, 1, 2, 2, 3)))
    for number in range(count):
        text += _braced(draw(st.sampled_from(_BETWEEN))) if number else ""
        text += "{" + _braced(draw(st.sampled_from(references))) + "}"
    return f"rml:template {quoted(text + _braced(draw(st.sampled_from(_TAILS))))}"


def _braced(text: str) -> str:
    """Text in a template."""
    return re.sub(r"[\\{}]", lambda found: "\\" + found[0], text)


def _reference(draw: DrawFn, references: Sequence[str]) -> str:
    return f"rml:reference {quoted(draw(st.sampled_from(references)))}"


def _iri(draw: DrawFn, references: Sequence[str]) -> str:
    """What makes IRIs, as the inside of a term map."""
    kind = draw(st.integers(0, 9))
    if kind < 5:
        return _template(draw, references, _IRI_HEADS) + draw(st.sampled_from(("", "; rml:termType rml:IRI")))
    if kind < 8:
        return f"{_reference(draw, references)}; rml:termType rml:IRI"
    if kind == 8:
        return f"rml:constant ex:{draw(st.sampled_from('cd'))}; rml:termType rml:IRI"
    safety = draw(st.sampled_from(("URI", "UnsafeIRI", "UnsafeURI")))
    made = draw(st.booleans())
    expression = _template(draw, references, _IRI_HEADS) if made else _reference(draw, references)
    return f"{expression}; rml:termType rml:{safety}"


def _blank(draw: DrawFn, references: Sequence[str]) -> str:
    kind = draw(st.integers(0, 2))
    expression = (
        "" if kind == 0 else (_reference if kind == 1 else _literal_template)(draw, references) + "; "
    )  # without an expression, one for each record
    return f"{expression}rml:termType rml:BlankNode"


def _literal_template(draw: DrawFn, references: Sequence[str]) -> str:
    return _template(draw, references, _LITERAL_HEADS)


_CONSTANTS = ('"c\\n\\"\\\\é"', '"c"@en', '"1"^^xsd:integer', "1.0", "true", '""', '"x"^^ex:d', '"\\uFFFE"')
_DATATYPES = ("xsd:string", "xsd:integer", "xsd:double", "xsd:float", "xsd:boolean", "xsd:decimal", "xsd:date", "ex:d")


def _text(draw: DrawFn, references: Sequence[str]) -> str:
    """The expression of a literal."""
    if draw(st.integers(0, 3)):
        return _reference(draw, references)
    return f"{_literal_template(draw, references)}; rml:termType rml:Literal"


def _typed(draw: DrawFn, references: Sequence[str]) -> str:
    return f"{_text(draw, references)}; rml:datatype {draw(st.sampled_from(_DATATYPES))}"


def _tagged(draw: DrawFn, references: Sequence[str]) -> str:
    return f"{_text(draw, references)}; rml:language {quoted(draw(st.sampled_from(('en', 'de-AT', 'x-a'))))}"


def _typed_by_data(draw: DrawFn, references: Sequence[str]) -> str:
    return f"{_text(draw, references)}; rml:datatypeMap [ {_iri(draw, references)} ]"


def _tagged_by_data(draw: DrawFn, references: Sequence[str]) -> str:
    tag = _reference(draw, references)
    if draw(st.booleans()):
        tag = f"rml:template {quoted('{' + _braced(draw(st.sampled_from(references))) + '}')}"
    return f"{_text(draw, references)}; rml:languageMap [ {tag} ]"


def _constant(draw: DrawFn, references: Sequence[str]) -> str:
    del references
    return f"rml:constant {draw(st.sampled_from(_CONSTANTS))}"


def _subject(draw: DrawFn, references: Sequence[str]) -> str:
    kind = draw(st.integers(0, 9))
    if kind < 6:
        # Over the key alone, which joins use, or over what is often unique: what rewrites look for.
        head, key = draw(st.sampled_from((EX, f"{EX}p/"))), draw(st.sampled_from(references[:3]))
        return f"rml:template {quoted(f'{head}{{{_braced(key)}}}')}"
    return _iri(draw, references) if kind < 8 else _blank(draw, references)


def _graph(draw: DrawFn, references: Sequence[str]) -> str:
    kind = draw(st.integers(0, 5))
    if kind == 0:
        return "rml:graph rml:defaultGraph"
    if kind < 3:
        return f"rml:graph ex:{draw(st.sampled_from(('g', 'h')))}"
    return f"rml:graphMap [ {_iri(draw, references)} ]"


def _predicate(draw: DrawFn, references: Sequence[str]) -> str:
    if draw(st.integers(0, 4)):
        return f"rml:predicate ex:{draw(st.sampled_from('pqr'))}"
    return f"rml:predicateMap [ {_iri(draw, references)} ]"


_OBJECTS_OF_A_RECORD = (
    *(_text, _typed, _tagged, _typed_by_data, _tagged_by_data, _constant),
    *(_iri, _blank),
)
_JOINS = (0, 1, 2)
# Each case has objects of a few kinds alone, so that those meet; see Groce et al., "Swarm testing" (ISSTA 2012).
_KINDS = st.lists(
    st.sampled_from((*_OBJECTS_OF_A_RECORD, _text, *_JOINS, *_JOINS)), min_size=1, max_size=4, unique=True
)


def _referencing(draw: DrawFn, references: Sequence[str], maps: Sequence[tuple[str, Records]], joins: int) -> str:
    """A referencing object map; a triples map may be its own parent."""
    parent, records = draw(st.sampled_from(maps))
    text = f"rml:parentTriplesMap <{parent}>"
    for number in range(joins):
        sides = []
        for side, names in (("child", references), ("parent", records.references)):
            kind = draw(st.integers(0, 9))
            if kind < 7:
                sides.append(f"rml:{side} {quoted(names[number % 3])}")  # of the same name mostly
            elif kind < 9:
                sides.append(f"rml:{side} {quoted(draw(st.sampled_from(names)))}")
            else:
                sides.append(f"rml:{side}Map [ {_template(draw, names, ('',))} ]")
        text += f"; rml:joinCondition [ {'; '.join(sides)} ]"
    return text


@st.composite
def cases(draw: DrawFn) -> Case:
    """One to three sources, one to three triples maps on them."""
    files: list[tuple[str, bytes]] = []
    logical: list[Records] = []
    for number in range(draw(st.integers(1, 3))):
        kind = draw(st.sampled_from(("csv", "json")))
        file = f"s{number}.{kind}"
        content, records = draw(_tables(file) if kind == "csv" else _documents(file))
        files.append((file, content))
        logical += records if kind == "json" else [*records, *records]
    chosen = [draw(st.sampled_from(logical)) for _ in range(draw(st.sampled_from((1, 2, 2, 3))))]
    maps = [(f"#T{number}", records) for number, records in enumerate(chosen)]
    kinds = draw(_KINDS)
    text = PREFIXES
    for name, records in maps:
        references = records.references
        subject = _subject(draw, references)
        for _ in range(draw(st.sampled_from((0, 0, 1, 1, 2, 2)))):
            subject += f"; rml:class ex:{draw(st.sampled_from('CD'))}"
        for _ in range(draw(st.sampled_from((0, 0, 0, 1, 2)))):
            subject += f"; {_graph(draw, references)}"
        text += f"\n<{name}> rml:logicalSource {records.turtle} ;\n"
        if draw(st.integers(0, 5)) == 0:
            text += f"  rml:baseIRI <{EX}base/> ;\n"
        text += f"  rml:subjectMap [ {subject} ]"
        for _ in range(draw(st.sampled_from((1, 2, 2, 3))) - (draw(st.integers(0, 7)) == 0)):
            parts = [_predicate(draw, references) for _ in range(draw(st.sampled_from((1, 1, 1, 2))))]
            for _ in range(draw(st.sampled_from((1, 1, 1, 2)))):
                kind = draw(st.sampled_from(kinds))
                made = _referencing(draw, references, maps, kind) if isinstance(kind, int) else kind(draw, references)
                parts.append(f"rml:objectMap [ {made} ]")
            parts += [_graph(draw, references) for _ in range(draw(st.sampled_from((0, 0, 0, 0, 1, 2))))]
            text += f" ;\n  rml:predicateObjectMap [ {'; '.join(parts)} ]"
        text += " .\n"
    return Case(tuple(files), text, draw(st.sampled_from((BASE, BASE, f"{EX}#", None))))
