"""What the compiled engine leaves to the reference engine, what it refuses, and that its time grows with the data."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import time
from collections.abc import Callable

import pytest

from newsgraph.errors import InputError
from newsgraph.rdf.terms import RDF_TYPE, Triple
from newsgraph.shacl import Report, Shapes

Parse = Callable[[str], Shapes]
Read = Callable[[str], tuple[Triple, ...]]

E = "http://example.org/"
QUERY = 'e:S a sh:NodeShape ; sh:targetClass e:C ; sh:sparql [ sh:prefixes e:prefixes ; sh:select """{query}""" ] .'


def both(made: Shapes, triples: tuple[Triple, ...]) -> Report:
    """The compiled engine's report, which must be the reference's."""
    ((text, file),) = pickle.loads(pickle.dumps(made))._sources  # noqa: S301 - our own bytes
    report = made.validate(triples)
    assert report == Shapes.parse([(text, file)], engine="reference").validate(triples)
    return report


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        ("SELECT $this ?value WHERE { $this e:p ?value OPTIONAL { ?value e:q ?x } }", "OPTIONAL is not compiled"),
        ("SELECT $this ?value WHERE { $this e:p ?value . ?x e:q+ ?y }", "a path between two variables"),
        ('SELECT $this ?value WHERE { $this e:p ?value . FILTER NOT EXISTS { $this e:q "x"@en } }', "language tag"),
        ("SELECT $this ?value WHERE { $this e:p ?value FILTER (RAND() < 2) }", r"RAND\(\) gives another answer"),
    ],
)
def test_a_query_that_is_not_compiled_is_run_by_pyshacl_and_told(
    query: str, reason: str, shapes: Parse, data: Read
) -> None:
    made = shapes(QUERY.format(query=query))
    assert len(made.notes) == 1
    assert f"shapes.ttl:8:1: the query of <{E}S> takes long, being run by pyshacl: " in made.notes[0]
    with pytest.raises(AssertionError, match=reason):
        raise AssertionError(made.notes[0])
    assert [result.value for result in both(made, data("e:a a e:C ; e:p e:b . e:b e:q e:c .")).results] == [f"<{E}b>"]


@pytest.mark.parametrize(
    "query",
    [
        "SELECT $this ?value WHERE { $this e:p ?value FILTER (?value > 1.0) }",
        "SELECT $this ?value WHERE { { $this e:p ?value } UNION { $this e:q ?value } FILTER (?value != $this) }",
        "SELECT $this ?path ?value WHERE { $this e:p|^e:q ?value BIND (e:p AS ?path) }",
        "SELECT $this ?value WHERE { $this ?p ?value FILTER NOT EXISTS { ?x ?p ?value FILTER (?x != $this) } }",
        "SELECT DISTINCT $this WHERE { $this e:p ?x FILTER (STRLEN(STR(?x)) > 1 || EXISTS { ?x a e:C }) }",
    ],
)
def test_common_queries_are_compiled(query: str, shapes: Parse, data: Read) -> None:
    made = shapes(QUERY.format(query=query))
    assert made.notes == ()
    assert both(made, data('e:a a e:C ; e:p e:a, e:b, 1, 2.5 , "2" ; e:q e:b . e:b a e:C ; e:p 2 .')).results


def test_shapes_nested_too_deeply_are_an_input_error(shapes: Parse, data: Read) -> None:
    """Where the data lead that far, and only there."""
    chain = " ".join(f"e:S{number} a sh:NodeShape ; sh:node e:S{number + 1} ." for number in range(16))
    made = shapes(f"{chain} e:S16 a sh:NodeShape ; sh:class e:D . e:S0 sh:targetClass e:C .")
    assert made.validate(data("e:a a e:D .")).conforms
    with pytest.raises(InputError, match="nested"):
        made.validate(data("e:a a e:C ."))


def test_siblings_that_refer_to_each_other_are_left_to_pyshacl(shapes: Parse, data: Read) -> None:
    made = shapes(
        "e:S a sh:NodeShape ; sh:targetClass e:C ; sh:property e:One , e:Other . "
        "e:One sh:path e:p ; sh:qualifiedValueShape e:A ; sh:qualifiedMinCount 1 ; "
        "sh:qualifiedValueShapesDisjoint true . e:A a sh:NodeShape ; sh:class e:D . "
        "e:Other sh:path e:q ; sh:qualifiedValueShape e:B ; sh:qualifiedMinCount 1 . "
        "e:B a sh:NodeShape ; sh:property e:One ."
    )
    assert both(made, data("e:a a e:C ; e:p e:b .")).results


def test_one_literal_in_two_spellings_is_one_value(shapes: Parse) -> None:
    """Of a target and of the data; rdflib, and RDF, have them as one."""
    made = shapes("e:S a sh:NodeShape ; sh:targetSubjectsOf e:p ; sh:property [ sh:path e:p ; sh:disjoint e:q ] .")
    triples = ((f"<{E}a>", f"<{E}p>", '"x"@en'), (f"<{E}a>", f"<{E}q>", '"x"@EN'))
    assert len(both(made, triples).results) == 1


def test_the_words_do_not_depend_on_the_hash_seed() -> None:
    """Pyshacl names the values of sh:in, and of what else it keeps in sets, in any order."""
    program = (
        "from newsgraph.shacl import Shapes\n"
        "shapes = '<http://e/S> <http://www.w3.org/ns/shacl#targetNode> 1 ; "
        '<http://www.w3.org/ns/shacl#in> ( 2 3 4 <http://e/a> "x" "y" ) .\'\n'
        "print(Shapes.parse([(shapes, 's.ttl')]).validate(()).to_text())"
    )
    texts = {
        subprocess.run(
            [sys.executable, "-c", program], check=True, capture_output=True, env={**os.environ, "PYTHONHASHSEED": seed}
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(texts) == 1


def test_time_grows_with_the_data_and_not_with_their_square(shapes: Parse) -> None:
    """Ten times the claims on one thing take well under forty times as long; by pairs, it would be a hundred."""
    made = shapes(
        QUERY.format(
            query="SELECT $this ?value WHERE { $this e:about ?value . "
            "FILTER NOT EXISTS { ?other e:about ?value ; e:denies $this } }"
        )
        + " e:T a sh:NodeShape ; sh:targetClass e:C ; sh:property [ sh:path e:about ; sh:minCount 1 ; sh:class e:D ] ."
    )

    def seconds(number: int) -> float:
        triples = [(f"<{E}b>", RDF_TYPE, f"<{E}D>")]
        for name in range(number):
            this = f"<{E}{name}>"
            triples += [(this, RDF_TYPE, f"<{E}C>"), (this, f"<{E}about>", f"<{E}b>"), (this, f"<{E}denies>", this)]
        start = time.process_time()
        assert made.validate(triples).conforms
        return time.process_time() - start

    assert seconds(10_000) < 40 * max(seconds(1_000) for _ in range(3))
