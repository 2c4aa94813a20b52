"""Every constraint of the shipped shapes lets a good graph through and sees the one point that is broken."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from pyshacl.constraints import CONSTRAINT_PARAMETERS_MAP

from newsgraph.rdf.terms import Term, Triple, is_iri, literal_parts
from newsgraph.shacl import VIOLATION, Conforming, Rejected, Shapes, Verdict
from newsgraph.shacl.documents import read_documents
from newsgraph.vocab import DCTERMS, OWL, SH

HERE = Path(__file__).parent
NGS = "https://w3id.org/newsgraph/shapes#"
NOT_CONSTRAINTS = {"property", "flags", "qualifiedValueShape"}  # the last counts by its minimum and maximum


@dataclass(frozen=True)
class Case:
    """How to break one constraint ("Claim-realis.minCount"), and which others cannot but break with it."""

    constraint: str
    remove: str = ""
    add: str = ""
    blank: str = ""
    also: tuple[str, ...] = ()


def _cases() -> Iterator[Case]:
    for path in sorted((HERE / "cases").glob("*.yml")):
        for shape, breaks in yaml.safe_load(path.read_text(encoding="utf-8")).items():
            for parameter, case in breaks.items():
                also = tuple(case.pop("also", ()))
                yield Case(f"{shape}.{parameter}", **case, also=also)


CASES = [pytest.param(case, id=case.constraint) for case in _cases()]
CONSTRAINTS = {case.constraint for case in _cases()}


@pytest.fixture(scope="session")
def judge(
    shapes: Shapes, conforming: tuple[Triple, ...], read: Callable[[str], tuple[Triple, ...]]
) -> Callable[[Case], Verdict]:
    """The gate's verdict on the conforming graph, broken as the case says."""
    return cache(lambda case: shapes.check("<http://example.org/article>", _broken(conforming, case, read)))


def test_the_conforming_graph_passes_the_gate(shapes: Shapes, conforming: tuple[Triple, ...]) -> None:
    """Without a warning, whatever the scripts and quotes in its names, and with a kind of fact that no shape knows."""
    verdict = shapes.check("<http://example.org/article>", conforming)
    assert isinstance(verdict, Conforming), verdict.report.to_text()
    assert verdict.report.conforms, verdict.report.to_text()


@pytest.mark.parametrize("case", CASES)
def test_one_broken_point_is_seen_by_its_own_shape_and_no_other(case: Case, judge: Callable[[Case], Verdict]) -> None:
    report = judge(case).report
    found = {(result.source_shape, result.component) for result in report.results}
    assert found == {_constraint(name) for name in (case.constraint, *case.also)}, report.to_text()


@pytest.mark.parametrize("case", CASES)
def test_the_gate_stops_violations_and_lets_warnings_through(case: Case, judge: Callable[[Case], Verdict]) -> None:
    verdict = judge(case)
    violated = any(result.severity == VIOLATION for result in verdict.report.results)
    assert isinstance(verdict, Rejected if violated else Conforming)


@pytest.mark.parametrize("case", CASES)
def test_a_message_reaches_the_reader_whole(case: Case, judge: Callable[[Case], Verdict]) -> None:
    """One message, every placeholder filled, and the place of its shape."""
    for result in judge(case).report.results:
        assert len(result.messages) == 1
        assert re.search(r"\{[$?]\w+\}", result.message) is None
        assert result.place is not None


def test_every_constraint_has_a_message_a_severity_and_a_case_that_breaks_it(
    documents: tuple[tuple[str, str], ...],
) -> None:
    lacking = []
    for shape, about in _shapes(documents).items():
        name = shape.removeprefix(f"<{NGS}").removesuffix(">")
        parameters = sorted(_parameters(about))
        if not parameters:
            continue
        if len(about.get(f"<{SH}severity>", ())) != 1:
            lacking.append(f"{name} has no severity")
        if parameters == ["sparql"]:
            queries = read_documents(documents).index
            lacking += [
                f"{name} has no message"
                for query in about[f"<{SH}sparql>"]
                if len(queries[query].get(f"<{SH}message>", ())) != 1
            ]
        elif len(about.get(f"<{SH}message>", ())) != 1 or "sparql" in parameters:
            lacking.append(f"{name} has no message of its own")
        lacking += [f"{name}.{p} has no case" for p in parameters if f"{name}.{p}" not in CONSTRAINTS]
    assert lacking == []


def test_no_case_speaks_of_a_constraint_that_is_not_there(documents: tuple[tuple[str, str], ...]) -> None:
    shapes = _shapes(documents).items()
    there = {f"{shape[len(NGS) + 1 : -1]}.{parameter}" for shape, about in shapes for parameter in _parameters(about)}
    assert there >= CONSTRAINTS


def test_messages_are_sentences_that_say_what_is_wrong_and_what_to_do(documents: tuple[tuple[str, str], ...]) -> None:
    for _, p, o in read_documents(documents).triples:
        if p == f"<{SH}message>":
            message = literal_parts(o).lexical
            assert message[0].isupper() or message.startswith("{"), message
            assert len(re.findall(r"[.?](?:\s|$)", message)) >= 2, message


def test_every_file_of_shapes_says_what_it_is(documents: tuple[tuple[str, str], ...]) -> None:
    for text, name in documents:
        stem = Path(name).stem
        about = read_documents([(text, name)]).index[f"<https://w3id.org/newsgraph/shapes/{stem}>"]
        for p in (f"{DCTERMS}title", f"{DCTERMS}creator", f"{DCTERMS}license", f"{OWL}versionIRI"):
            assert about.get(f"<{p}>"), f"{name} lacks {p}"


def test_each_file_of_shapes_stands_by_itself(documents: tuple[tuple[str, str], ...]) -> None:
    """Nothing in one refers to a shape in another, so that a project may leave one out."""
    for document in documents:
        assert Shapes.parse([document]).notes == ()


def test_a_new_kind_of_fact_brings_one_file_and_edits_none(
    documents: tuple[tuple[str, str], ...],
    conforming: tuple[Triple, ...],
    read: Callable[[str], tuple[Triple, ...]],
) -> None:
    """The shared shapes of claims and situations hold for an arms deal, and its own shapes stand beside them."""
    own = """
        @prefix : <http://example.org/> .
        @prefix sh: <http://www.w3.org/ns/shacl#> .
        :ArmsDeal-seller a sh:PropertyShape ; sh:targetClass :ArmsDeal ; sh:path :seller ; sh:maxCount 1 ;
            sh:severity sh:Violation ; sh:message "A deal has one seller. Split it." .
        """
    shapes = Shapes.parse([*documents, (own, "shapes/arms-deal.ttl")])
    assert shapes.validate(conforming).conforms
    report = shapes.validate([*conforming, *read(":deal :seller :borland ; ng:date '2025'^^xsd:gYear")])
    assert {result.source_shape.rpartition("/")[2] for result in report.results} == {
        "ArmsDeal-seller>",
        "shapes#Situation-date>",
        "shapes#Situation-same-date>",
    }


def test_shapes_and_mappings_have_the_same_stems(documents: tuple[tuple[str, str], ...]) -> None:
    mapped = {path.stem for path in (HERE.parents[1] / "mapping/rdf").glob("*.yml")}
    merged = {path.stem for path in (HERE.parents[1] / "shapes/merge").glob("*.ttl")}
    assert mapped <= {Path(name).stem for _, name in documents} | merged


def _broken(graph: tuple[Triple, ...], case: Case, read: Callable[[str], tuple[Triple, ...]]) -> tuple[Triple, ...]:
    removed = set(read(case.remove)) if case.remove else set()
    assert removed <= set(graph), removed - set(graph)
    triples = [triple for triple in graph if triple not in removed]
    if case.add:
        triples += read(case.add)
    if case.blank:
        ((iri, _, _),) = read(f"{case.blank} a :X")
        triples = [(_as_blank(s, iri), p, _as_blank(o, iri)) for s, p, o in triples]
    return tuple(triples)


def _as_blank(term: Term, iri: Term) -> Term:
    return "_:nameless" if term == iri else term


def _constraint(name: str) -> tuple[Term, Term]:
    """The source shape and the component of "Claim-realis.minCount"."""
    shape, _, parameter = name.partition(".")
    component = "SPARQL" if parameter == "sparql" else parameter[0].upper() + parameter[1:]
    return f"<{NGS}{shape}>", f"<{SH}{component}ConstraintComponent>"


def _shapes(documents: tuple[tuple[str, str], ...]) -> dict[Term, Mapping[Term, Any]]:
    """Those with a name: what stands in sh:or and sh:not never speaks to a reader."""
    index = read_documents(documents).index
    return {node: about for node, about in index.items() if is_iri(node) and node.startswith(f"<{NGS}")}


def _parameters(about: Mapping[Term, Any]) -> set[str]:
    known = {str(p).removeprefix(SH) for p in CONSTRAINT_PARAMETERS_MAP}
    return {name for p in about if (name := p[len(SH) + 1 : -1]) in known} - NOT_CONSTRAINTS
