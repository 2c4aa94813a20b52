"""What the engine found to `Result`s."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable

from pyshacl.consts import SH_detail, SH_focusNode, SH_resultMessage, SH_resultPath, SH_resultSeverity, SH_value
from rdflib import SH
from rdflib.term import Node

from newsgraph.errors import Place
from newsgraph.rdf.rdflib import from_node
from newsgraph.rdf.terms import Term
from newsgraph.shacl.engine import RawResult, RawTriple, untemplated
from newsgraph.shacl.path import Index, parse_path
from newsgraph.shacl.report import Result


def read_results(
    raw: Iterable[RawResult], index: Index, place_of: Callable[[Term], Place | None]
) -> tuple[Result, ...]:
    """The results in their fixed order; `index` describes the paths of the shapes graph."""
    found = []
    for _, node, triples in raw:
        about: dict[Node, list[RawTriple]] = defaultdict(list)
        for triple in dict.fromkeys(triples):
            about[triple[0]].append(triple)
        found.append(_result(node, about, index, place_of))
    return tuple(sorted(found, key=Result.sort_key))


def _result(
    node: Node, about: dict[Node, list[RawTriple]], index: Index, place_of: Callable[[Term], Place | None]
) -> Result:
    values: dict[Node, list[Node]] = defaultdict(list)
    for _, p, o in about[node]:
        values[p].append(o[1] if isinstance(o, tuple) else o)

    def terms(p: Node) -> list[Term]:
        return [from_node(untemplated(value)) for value in values[p]]

    source_shape = terms(SH.sourceShape)[0]
    path, value = terms(SH_resultPath), terms(SH_value)
    detail = (_result(inner, about, index, place_of) for inner in values[SH_detail])
    return Result(
        focus_node=terms(SH_focusNode)[0],
        component=terms(SH.sourceConstraintComponent)[0],
        source_shape=source_shape,
        severity=terms(SH_resultSeverity)[0],
        path=parse_path(path[0], index) if path else None,
        value=value[0] if value else None,
        messages=tuple(sorted(set(terms(SH_resultMessage)))),
        detail=tuple(sorted(detail, key=Result.sort_key)),
        place=place_of(source_shape),
    )
