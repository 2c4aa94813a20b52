"""Random shapes graphs and random data: what the compiled gate and pyshacl are compared on.

Names and values come from small pools, so that paths meet, constraints hold as often as not, and terms stand on both
sides; the pools hold what engines get wrong: ill-typed literals, dates with and without zones, language tags in two
spellings, white space and escapes, lists, cycles. No shape refers to itself.

Two things are left out, for pyshacl is wrong in them and the compiled gate is not: it walks the inverse of a sequence
path from the wrong end, and rdflib takes an end of `p*` that is "", 0 or false for none.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random

from newsgraph.rdf.terms import RDF_TYPE, Term, Triple
from newsgraph.vocab import RDF, RDFS

E = "http://example.org/"
XSD = "http://www.w3.org/2001/XMLSchema#"
SHAPE_COUNT = 4  # named shapes of a graph; each refers to later ones alone

PREFIXES = f"""\
@prefix e: <{E}> .
@prefix rdf: <{RDF}> .
@prefix rdfs: <{RDFS}> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <{XSD}> .
e:prefixes sh:declare [ sh:prefix "e" ; sh:namespace "{E}"^^xsd:anyURI ] .
e:Longest a sh:ConstraintComponent ; sh:parameter [ sh:path e:longest ] ;
    sh:validator [ a sh:SPARQLAskValidator ; sh:ask "ASK {{ FILTER (STRLEN(STR($value)) <= $longest) }}" ] .
"""

NAMES = ("e:a", "e:b", "e:c")
CLASSES = ("e:C", "e:D", "e:F")
PROPERTIES = ("e:p", "e:q", "e:r")
STRINGS = (
    '""',
    '"x"',
    '"xy"',
    '"xyzzy"',
    '"Xy z"',
    r'"a\\b"',
    r'"q\"q"',
    r'"a\nb"',
    '"é😀"',
    '"{$this} {?value} $1"',
    '" x "',
)
TAGGED = ('"x"@en', '"y"@en', '"x"@de-CH', '"z"@fr', '"x"@EN', '"y"@En')
_LEXICALS = {
    "integer": ("0", "1", "01", "2", "-3", "one", " 2 ", "99999999999999999999"),
    "nonNegativeInteger": ("1", "5", "-1"),
    "int": ("2",),
    "decimal": ("1.50", "1.5", "2", "x"),
    "double": ("1e0", "NaN", "INF", "2.5"),
    "float": ("1.5", "-INF"),
    "boolean": ("true", "1", "false", "maybe"),
    "date": ("2024-09-04", "2024-09-04Z", "2024-09-04+02:00", "2023-01-01", "2024-13-01"),
    "dateTime": ("2024-09-04T10:00:00", "2024-09-04T10:00:00Z", "2024-09-04T12:00:00+02:00", "yesterday"),
    "time": ("10:00:00", "10:00:00Z"),
    "gYear": ("2024", "2023"),
    "gYearMonth": ("2024-09", "2024-13"),
    "duration": ("P1D", "PT24H"),
    "token": (" a  b ", "ab"),
    "anyURI": (f"{E}a",),
    "string": ("xy",),
}
TYPED = tuple(f'"{lexical}"^^xsd:{datatype}' for datatype, lexicals in _LEXICALS.items() for lexical in lexicals)
TYPED = (*TYPED, '"x"^^e:datatype', '"2"^^e:datatype')
LITERALS = STRINGS + TAGGED + TYPED
FALSE = ('""', '"0"^^xsd:integer', '"false"^^xsd:boolean')
LANGUAGES = ('"en"', '"DE"', '"*"', '"fr-CH"')
PATTERNS = ("^x", "y$", "[0-9]", r"\\s", "^X|é", ".")
DATATYPES = ("rdf:langString", "e:datatype", *(f"xsd:{name}" for name in _LEXICALS))
KINDS = ("IRI", "BlankNode", "Literal", "BlankNodeOrIRI", "BlankNodeOrLiteral", "IRIOrLiteral")


# -- Data --


def _term(written: str) -> Term:
    """A term of the pools as N-Triples has it."""
    if written.startswith("e:"):
        return f"<{E}{written[2:]}>"
    lexical, mark, datatype = written.rpartition("^^")
    if not mark:
        return written
    if datatype == "xsd:string":
        return lexical
    return f"{lexical}^^<{XSD if datatype.startswith('xsd:') else E}{datatype.partition(':')[2]}>"


_NODES = (*map(_term, NAMES), "_:x", "_:y", "_:shape1")


def graph(random: Random, shapes: str) -> tuple[Triple, ...]:
    """Up to two dozen triples, in their order; `shapes` are those that they are for."""
    triples: set[Triple] = set()
    plain = random.random() < 0.7  # no literal in two spellings
    repeated = any(path in shapes for path in _REPEATED)
    values = [
        _term(written)
        for written in LITERALS
        if not (plain and written.endswith(("@EN", "@En"))) and not (repeated and written in FALSE)
    ]
    for _ in range(random.randrange(24)):
        kind = random.random()
        s = random.choice(_NODES)
        if kind < 0.3:
            triples.add((s, RDF_TYPE, _term(random.choice(CLASSES))))
        elif kind < 0.35:
            one, other = random.sample(CLASSES, 2)
            triples.add((_term(one), f"<{RDFS}subClassOf>", _term(other)))
        elif kind < 0.4:
            triples |= {(s, f"<{RDF}first>", random.choice(_NODES)), (s, f"<{RDF}rest>", random.choice(_NODES))}
        else:
            o = random.choice(_NODES) if random.random() < 0.5 else random.choice(values)
            triples.add((s, _term(random.choice(PROPERTIES)), o))
    return tuple(sorted(triples))


# -- Shapes --


def shapes(random: Random) -> str:
    """A shapes graph in Turtle, of named shapes with targets or not, and shapes inside them."""
    parts = [PREFIXES]
    for number in range(SHAPE_COUNT):
        statements = [_target(random) for _ in range(random.choice((0, 1, 1, 2)) if number else 1)]
        parts.append(f"e:S{number} {_shape(random, number, 0, _kind(number), statements)} .")
    return "\n".join(parts)


def _kind(number: int) -> str:
    """Whether a named shape is of nodes or properties; sh:property takes the second."""
    return "property" if number % 2 else "node"


def _target(random: Random) -> str:
    return random.choice(
        (
            f"sh:targetClass {random.choice(CLASSES)}",
            f"sh:targetNode {random.choice([term for term in (*NAMES, *LITERALS) if term not in FALSE])}",
            f"sh:targetSubjectsOf {random.choice(PROPERTIES)}",
            f"sh:targetObjectsOf {random.choice(PROPERTIES)}",
        )
    )


def _shape(random: Random, number: int, depth: int, kind: str, statements: Sequence[str] = ()) -> str:
    made = {"node": "sh:NodeShape", "property": "sh:PropertyShape"}[kind]
    lines = [f"a {made}", *statements]
    if kind == "property":
        lines.append(f"sh:path {path(random)}")
    makes = (*_ANY, *_OF_PROPERTIES) if kind == "property" else _ANY
    lines += [make(random, number, depth) for make in random.sample(makes, random.randrange(1, 5))]
    if random.random() < 0.2:
        lines.append('sh:message "one" , "eins"@de')
    if random.random() < 0.2:
        lines.append(f"sh:severity {random.choice(('sh:Warning', 'sh:Info', 'e:Grave'))}")
    if random.random() < 0.05:
        lines.append("sh:deactivated true")
    return " ;\n    ".join(line for line in lines if line)


def path(random: Random, depth: int = 0, *, sequence: bool = True) -> str:
    """A property path; pyshacl walks the inverse of a sequence from the wrong end, so that there is none."""
    kinds = ("", "", "", "inversePath", "zeroOrMorePath", "oneOrMorePath", "zeroOrOnePath", "alternativePath")
    kind = random.choice((*kinds, *(["sequence"] if sequence else []))) if depth < 3 else ""
    if not kind:
        return random.choice((*PROPERTIES, "rdf:type"))
    inner = [path(random, depth + 1, sequence=sequence and kind != "inversePath") for _ in range(2)]
    if kind == "sequence":
        return f"( {' '.join(inner)} )"
    return f"[ sh:{kind} {f'( {chr(32).join(inner)} )' if kind == 'alternativePath' else inner[0]} ]"


def _reference(random: Random, number: int, depth: int, kind: str) -> str:
    """A shape of a kind: a later named one, or one without a name."""
    later = [f"e:S{other}" for other in range(number + 1, SHAPE_COUNT) if _kind(other) == kind]
    if depth >= 2 or (later and random.random() < 0.4):
        return (
            random.choice(later)
            if later
            else f"[ {'sh:path e:p ; sh:maxCount 1' if kind == 'property' else 'sh:nodeKind sh:IRI'} ]"
        )
    return f"[ {_shape(random, number, depth + 1, kind)} ]"


def _either(random: Random, number: int, depth: int) -> str:
    return _reference(random, number, depth, random.choice(("node", "property")))


def _members(random: Random, number: int, depth: int) -> str:
    return " ".join(_either(random, number, depth) for _ in range(random.randrange(1, 4)))


def _qualified(random: Random, number: int, depth: int) -> str:
    counts = [f"sh:qualifiedMinCount {random.randrange(3)}", f"sh:qualifiedMaxCount {random.randrange(3)}"]
    chosen = random.sample(counts, random.randrange(1, 3))
    disjoint = random.choice(("", " ; sh:qualifiedValueShapesDisjoint true"))
    return f"sh:qualifiedValueShape {_either(random, number, depth)} ; {' ; '.join(chosen)}{disjoint}"


def _siblings(random: Random, number: int, depth: int) -> str:
    """Two property shapes, each of which leaves out what the other counts."""
    each = [
        f"[ sh:path e:p ; sh:qualifiedValueShape {_either(random, SHAPE_COUNT, depth + 1)} ; "
        f"sh:qualifiedMinCount {random.randrange(3)} ; sh:qualifiedValueShapesDisjoint true ]"
        for _ in range(2)
    ]
    return f"sh:property {' , '.join(each)}"


def _closed(random: Random, number: int, depth: int) -> str:
    return f"sh:closed true ; sh:ignoredProperties ( {' '.join(random.sample((*PROPERTIES, 'rdf:type'), 2))} )"


def _range(random: Random, number: int, depth: int) -> str:
    name = random.choice(("minInclusive", "minExclusive", "maxInclusive", "maxExclusive"))
    return f"sh:{name} {random.choice((*TYPED, *STRINGS[:3]))}"


def _sparql(random: Random, number: int, depth: int) -> str:
    message = random.choice(("", 'sh:message "{$this} {?value} {?x} {?path}" ; ', 'sh:message "no" , "nein"@de ; '))
    return f'sh:sparql [ sh:prefixes e:prefixes ; {message}sh:select """{query(random)}""" ]'


_Make = Callable[[Random, int, int], str]
_ANY: tuple[_Make, ...] = (
    lambda random, *_: f"sh:class {' , '.join(random.sample(CLASSES, random.randrange(1, 3)))}",
    lambda random, *_: (
        f"sh:datatype {random.choice(('rdf:langString', 'e:datatype', *map('xsd:{}'.format, DATATYPES)))}"
    ),
    lambda random, *_: (
        f"sh:nodeKind sh:{random.choice(('IRI', 'BlankNode', 'Literal', 'BlankNodeOrIRI', 'IRIOrLiteral'))}"
    ),
    _range,
    _range,
    lambda random, *_: f"sh:minLength {random.randrange(4)}",
    lambda random, *_: f"sh:maxLength {random.randrange(4)}",
    lambda random, *_: f'sh:pattern "{random.choice(PATTERNS)}"',
    lambda *_: 'sh:pattern "X" ; sh:flags "i"',
    lambda random, *_: f"sh:languageIn ( {' '.join(random.sample(LANGUAGES, 2))} )",
    lambda random, *_: f"sh:equals {' , '.join(random.sample(PROPERTIES, random.randrange(1, 3)))}",
    lambda random, *_: f"sh:disjoint {' , '.join(random.sample(PROPERTIES, random.randrange(1, 3)))}",
    lambda random, *_: f"sh:hasValue {' , '.join(random.sample((*NAMES, *LITERALS), random.randrange(1, 3)))}",
    lambda random, *_: f"sh:in ( {' '.join(random.sample((*NAMES, *LITERALS), random.randrange(1, 20)))} )",
    lambda random, *_: f"e:longest {random.randrange(12)}",
    lambda *about: f"sh:not {_either(*about)}",
    lambda *about: f"sh:and ( {_members(*about)} )",
    lambda *about: f"sh:or ( {_members(*about)} )",
    lambda *about: f"sh:xone ( {_members(*about)} )",
    lambda *about: f"sh:node {_reference(*about, 'node')}",
    lambda *about: f"sh:property {_reference(*about, 'property')}",
    lambda *about: f"sh:property {_reference(*about, 'property')} , {_reference(*about, 'property')}",
    _siblings,
    _closed,
    _sparql,
    _sparql,
)
_OF_PROPERTIES: tuple[_Make, ...] = (
    lambda random, *_: f"sh:minCount {random.randrange(3)}",
    lambda random, *_: f"sh:maxCount {random.randrange(3)}",
    lambda *_: "sh:uniqueLang true",
    lambda random, *_: f"sh:lessThan {random.choice(PROPERTIES)}",
    lambda random, *_: f"sh:lessThanOrEquals {random.choice(PROPERTIES)}",
    _qualified,
)


# -- Queries --

_VARIABLES = ("$this", "?value", "?x", "?y")
_REPEATED = ("e:p*", "e:q+", "e:r?", "(e:p|^e:q)+", "a/rdfs:subClassOf*")
_PATHS = ("e:p|e:q", "e:p/e:q", "^e:p", "^(e:p/e:q)", *_REPEATED)


def query(random: Random) -> str:
    """A SELECT query with $this: patterns that are compiled, and some that are not."""
    head = f"SELECT {random.choice(('', '', 'DISTINCT '))}$this ?value ?x ?path"
    named = random.choice(("", "", f"BIND ({random.choice(PROPERTIES)} AS ?path) "))
    return f"{head} WHERE {{ {_triple(random, '$this')} . {_group(random, 0)} {named}}}"


def _group(random: Random, depth: int) -> str:
    return " ".join(_element(random, depth) for _ in range(random.randrange(1, 4)))


def _element(random: Random, depth: int) -> str:
    kind = random.random()
    if kind < 0.4 or depth > 2:
        return f"{_triple(random)} ."
    inner = _group(random, depth + 1)
    if kind < 0.5:
        return f"FILTER EXISTS {{ {inner} }}"
    if kind < 0.65:
        return f"FILTER NOT EXISTS {{ {inner} }}"
    if kind < 0.72:
        return f"{{ {inner} }} UNION {{ {_group(random, depth + 1)} }}"
    if kind < 0.75:
        return f"{{ {inner} }}"
    if kind < 0.77:
        return f"OPTIONAL {{ {inner} }}"
    if kind < 0.8:
        negated, joined = random.choice(("!", "")), random.choice(("&&", "||"))
        return f"FILTER ({negated}EXISTS {{ {inner} }} {joined} {_comparison(random)})"
    if kind < 0.85:
        return f"BIND ({_expression(random)} AS ?z{random.randrange(10**6)})"
    return f"FILTER ({_comparison(random)})"


def _triple(random: Random, s: str | None = None) -> str:
    s = s or random.choice((*_VARIABLES, *_VARIABLES, *NAMES))
    p = random.choice((*PROPERTIES, *PROPERTIES, *PROPERTIES, "a", *_PATHS, "?y"))
    o = random.choice((*_VARIABLES, *_VARIABLES, *_VARIABLES, *NAMES, *CLASSES, '"x"', "1", '"x"@en'))
    return f"{s} {p} {o}"


def _expression(random: Random) -> str:
    variable = random.choice(_VARIABLES)
    return random.choice(
        (
            variable,
            variable,
            f"STR({variable})",
            f"STRLEN(STR({variable}))",
            f"STRLEN({variable})",
            f"SUBSTR(STR({variable}), 1, {random.randrange(3)})",
            f"({variable} - {random.choice(_VARIABLES)})",
            f"IF(?x < ?value, STRLEN(STR({variable})), 2)",
            f"LCASE(STR({variable}))",
            f"DATATYPE({variable})",
            f"LANG({variable})",
            "1",
            '"x"',
            random.choice(NAMES),
        )
    )


def _comparison(random: Random) -> str:
    one, other = _expression(random), _expression(random)
    return random.choice(
        (
            *(f"{one} {relation} {other}" for relation in ("=", "!=", "<", ">", "<=", ">=", "=", "!=")),
            f"isIRI({random.choice(_VARIABLES)})",
            f"isBlank({random.choice(_VARIABLES)})",
            f"bound({random.choice(_VARIABLES)})",
            f"!bound({random.choice(_VARIABLES)})",
            f"sameTerm({one}, {other})",
            f"{random.choice(_VARIABLES)} IN ({one}, {other})",
            f"{one} = {other} || {other} > {one}",
            f"!({one} = {other} && {other} > {one})",
            f'REGEX(STR({random.choice(_VARIABLES)}), "x")',
        )
    )
