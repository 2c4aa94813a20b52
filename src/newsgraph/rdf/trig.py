"""Named graphs to TriG, one block per graph, as they come.

The law of turtle.py holds for each graph. What is streamed cannot know which blank nodes a later graph has too, so
`stream` writes all of them by their labels.

https://www.w3.org/TR/trig/
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from newsgraph.rdf.names import Prefixes, natural_key
from newsgraph.rdf.terms import DEFAULT_GRAPH, Quad, Term, Triple
from newsgraph.rdf.turtle import ALPHABETICAL, Layout, Writer, declarations


def stream(
    graphs: Iterable[tuple[Term, Iterable[Triple]]], *, prefixes: Mapping[str, str], layout: Layout = ALPHABETICAL
) -> Iterator[str]:
    """The prefixes, then a block for each graph, in the order given; DEFAULT_GRAPH is written without a name."""
    names = Prefixes.of(prefixes)
    yield declarations(prefixes)
    for graph, triples in graphs:
        yield "\n" + _block(graph, triples, names, layout, labelled=None)[0]


def serialise_graph(
    graph: Term, triples: Iterable[Triple], *, prefixes: Mapping[str, str], layout: Layout = ALPHABETICAL
) -> str:
    """One graph with the prefixes that it uses, to be appended to a TriG document; blank nodes keep their labels."""
    block, used = _block(graph, triples, Prefixes.of(prefixes), layout, labelled=None)
    return declarations({prefix: prefixes[prefix] for prefix in used}) + f"\n{block}\n"


def serialise(quads: Iterable[Quad], *, prefixes: Mapping[str, str], layout: Layout = ALPHABETICAL) -> str:
    """A TriG document: the default graph, then the named graphs in natural order; prefixes that are used are declared.

    Raises ValueError for a prefix that TriG cannot write.
    """
    names = Prefixes.of(prefixes)
    graphs: dict[Term, list[Triple]] = {}
    seen_in: dict[Term, set[Term]] = {}
    for s, p, o, g in quads:
        graphs.setdefault(g, []).append((s, p, o))
        for term in (s, o):
            if term.startswith("_:"):
                seen_in.setdefault(term, set()).add(g)
    shared = {term for term, found in seen_in.items() if len(found) > 1} | graphs.keys()
    used: set[str] = set()
    blocks = []
    for graph in sorted(graphs, key=natural_key):
        block, prefixes_used = _block(graph, graphs[graph], names, layout, labelled=shared)
        blocks.append(block)
        used |= prefixes_used
    header = declarations({prefix: prefixes[prefix] for prefix in used})
    return "\n".join(part for part in (header, *blocks) if part)


def _block(
    graph: Term, triples: Iterable[Triple], names: Prefixes, layout: Layout, *, labelled: Collection[Term] | None
) -> tuple[str, set[str]]:
    """One graph, and the prefixes that it uses."""
    named = graph != DEFAULT_GRAPH
    writer = Writer(triples, names=names, layout=layout, indent="    " if named else "", labelled=labelled)
    body = "\n".join(writer.blocks())
    return (f"{writer.name(graph)} {{\n{body}}}\n" if named else body), writer.used
