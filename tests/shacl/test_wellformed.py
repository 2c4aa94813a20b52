"""Shapes that are wrong are refused with the place and in words; what is passed over is named."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from newsgraph.errors import Place, ShapesError
from newsgraph.shacl import Shapes

Parse = Callable[[str], Shapes]


def query(select: str) -> str:
    """A shape on line 9 with this query on line 11, where it starts in column 5."""
    return f'\ne:S a sh:NodeShape ;\n  sh:sparql [ sh:prefixes e:prefixes ; sh:select """\n    {select}\n  """ ] .'


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("e:S sh:minCuont 1 .", 8, "no term sh:minCuont; did you mean sh:minCount?"),
        ("e:S a sh:NodeShpae .", 8, "did you mean sh:NodeShape?"),
        ('\ne:S sh:path e:p ; sh:maxLength "x" .', 9, "sh:maxLength"),
        ("e:S sh:path e:p ; sh:minCount 1, 2 .", 8, "More than 1 values"),
        ('e:S sh:path e:p ; sh:pattern "((" .', 8, "is no regular expression"),
        ("e:S sh:path e:p ; sh:pattern 1 .", 8, "sh:pattern"),
        ("e:S sh:path ( e:p ) ; sh:minCount 1 .", 8, "a sequence path has two members"),
        ("e:S sh:path [ sh:inversePath e:p ; sh:oneOrMorePath e:p ] .", 8, "no property path"),
        ("e:S sh:path [] .", 8, "no property path"),
        ("e:S sh:path _:p . _:p sh:inversePath _:p .", 8, "contains itself"),
        ("e:S sh:path (" + "e:p " * 11 + ") .", 8, "more than 10 steps"),
        ("e:S sh:path " + "[ sh:inversePath " * 12 + "e:p" + " ]" * 12 + " .", 8, "nested more than 10"),
        ("e:S sh:path e:p ; sh:path e:q .", 8, "more than one sh:path"),
        ("e:S a sh:NodeShape ; sh:path e:p .", 8, "has an sh:path"),
        ("e:S sh:node e:T . e:T sh:property e:P . e:P sh:path e:p ; sh:node e:S .", 8, "refers to itself"),
        ("e:S sh:not e:S .", 8, "refers to itself"),
        ("e:S sh:node e:Persn . e:Person a sh:NodeShape .", 8, "did you mean <http://example.org/Person>?"),
        ("e:S sh:or ( 1 e:S ) .", 8, "is no shape"),
        ("e:S sh:or _:l . _:l rdf:rest rdf:nil .", 8, "no well-formed list"),
        ("e:S sh:or _:l . _:l rdf:first [ sh:minLength 1 ] ; rdf:rest _:l .", 8, "no well-formed list"),
        ("e:S sh:targetClass 'Person' .", 8, "no well-formed shape"),
        ("e:S sh:severity 'grave' ; sh:targetNode e:a .", 8, "no well-formed shape"),
        ("e:S sh:entailment <http://www.w3.org/ns/entailment/RDFS> .", 8, "not supported"),
        ("e:C a sh:ConstraintComponent . e:S a sh:NodeShape .", 8, "at least one value for sh:parameter"),
        (query("SELCT $this WHERE { $this e:p ?o }"), 11, "is no SPARQL, here: 'SELCT"),
        (query("SELECT $this WHERE { $this e:p ?o ").replace("o \n", "o\n\n"), 13, "is no SPARQL"),
        (query("SELECT $this WHERE { $this x:p ?o }"), 10, "Unknown namespace prefix"),
        (query("ASK { $this e:p ?o }"), 10, "is not a SELECT query"),
        (query("SELECT ?o WHERE { $this e:p ?o }"), 10, "does not select $this"),
        (query("SELECT $this WHERE { $this $PATH ?o }"), 10, "PATH"),
        (query("SELECT $this WHERE { SERVICE <http://x.example/> { $this e:p ?o } }"), 10, "SERVICE"),
        (query("SELECT $this FROM <file:///etc/passwd> WHERE { $this e:p ?o }"), 10, "FROM"),
        (query("SELECT $this WHERE { GRAPH ?g { $this e:p ?o } }"), 10, "GRAPH"),
        (query("SELECT $this WHERE { GRAPH $shapesGraph { $this e:p ?o } }"), 10, "shapesGraph"),
        (query("SELECT $this WHERE { $this e:p ?o FILTER (e:f(?o)) }"), 10, "calls the function"),
        (query("SELECT $this WHERE { $this e:p ?o MINUS { $this e:q ?o } }"), 10, "MINUS"),
        (query("LOAD <http://x.example/>"), 11, "is no SPARQL"),
        (query("SELECT $this WHERE { { SELECT ?o WHERE { $this e:p ?o } } }"), 10, "pre-bound"),
        ("e:S sh:path e:p sh:minCount 1 .", 8, ""),
        ("e:S sh:path e:p", 8, "Unexpected end"),
        ("e:S sh:path f:p .", 8, "the prefix f: is not declared"),
        ("e:S sh:path <rel>, <<( e:a e:b e:c )>> .", None, "triple term"),
    ],
)
def test_what_is_wrong_is_refused_with_its_place(text: str, line: int | None, message: str, shapes: Parse) -> None:
    with pytest.raises(ShapesError) as caught:
        shapes(text)
    assert message in caught.value.message
    assert caught.value.place is not None
    assert (caught.value.place.file, caught.value.place.line) == ("shapes.ttl", line)


def test_an_error_names_the_file_it_is_in() -> None:
    good = "@prefix sh: <http://www.w3.org/ns/shacl#> . <http://example.org/S> a sh:NodeShape ."
    bad = good + "\n\n  <http://example.org/T> sh:minCuont 1 ."
    with pytest.raises(ShapesError) as caught:
        Shapes.parse([(good, "a.ttl"), (bad, "b.ttl")])
    assert caught.value.place == Place("b.ttl", 3, 3)


@pytest.mark.parametrize("text", ["", "# nothing\n", "<http://example.org/a> <http://example.org/b> 1 ."])
def test_documents_without_a_shape_are_no_shapes(text: str) -> None:
    """A gate of nothing would let everything through."""
    with pytest.raises(ShapesError, match="no shape"):
        Shapes.parse([(text, "empty.ttl")])


def test_no_documents_are_no_shapes() -> None:
    with pytest.raises(ShapesError, match="no shape"):
        Shapes.parse([])


def test_what_cannot_be_checked_is_named(shapes: Parse) -> None:
    notes = shapes(
        'e:S a sh:NodeShape ; sh:closed "1"^^xsd:boolean ; sh:targetNode e:a .\n'
        "e:O a owl:Ontology ; owl:imports <http://other.example/shapes> ."
    ).notes
    assert len(notes) == 2
    assert any("http://other.example/shapes" in note and note.startswith("shapes.ttl:9:1:") for note in notes)


@pytest.mark.parametrize("term", ['sh:js [ sh:jsFunctionName "f" ]', "sh:rule e:R", "sh:target [ a sh:SPARQLTarget ]"])
def test_what_other_specifications_have_is_refused_by_name(shapes: Parse, term: str) -> None:
    """A shape that nobody checks would seem to hold."""
    with pytest.raises(ShapesError, match=f"{term.split(maxsplit=1)[0]} belongs to SHACL") as caught:
        shapes(f"e:S a sh:NodeShape ; {term} .")
    assert caught.value.place is not None
    assert caught.value.place.line == 8


def test_a_component_has_its_queries_checked(shapes: Parse) -> None:
    with pytest.raises(ShapesError, match="is no SPARQL") as caught:
        shapes(
            "e:C a sh:ConstraintComponent ; sh:parameter [ sh:path e:limit ] ;\n"
            '  sh:validator [ a sh:SPARQLAskValidator ; sh:ask "ASK { FILTER STRLEN($value) < }" ] .\n'
            "e:S a sh:NodeShape ; e:limit 2 ."
        )
    assert caught.value.place is not None
    assert caught.value.place.line == 9


def test_prefixes_follow_imports_among_the_documents(shapes: Parse) -> None:
    shapes(
        'e:more owl:imports e:prefixes ; sh:declare [ sh:prefix "x" ; sh:namespace "http://x.example/"^^xsd:anyURI ] . '
        'e:S a sh:NodeShape ; sh:sparql [ sh:prefixes e:more ; sh:select "SELECT $this WHERE { $this e:p x:q }" ] .'
    )


def test_a_relative_iri_does_not_depend_on_the_working_folder() -> None:
    text = "@prefix sh: <http://www.w3.org/ns/shacl#> . <#S> a sh:NodeShape ; sh:targetNode <#a> ; sh:in ( 1 ) ."
    (result,) = Shapes.parse([(text, "shapes/x y.ttl")]).validate(()).results
    assert result.source_shape == "<file:///shapes/x%20y.ttl#S>"
    assert result.place == Place("shapes/x y.ttl", 1, 45)


def test_shapes_without_a_target_are_noted(shapes: Parse) -> None:
    assert "no shape has a target" in shapes("e:S a sh:NodeShape ; sh:class e:C .").notes[0]
    assert shapes("e:S a sh:NodeShape , rdfs:Class ; sh:class e:C .").notes == ()
