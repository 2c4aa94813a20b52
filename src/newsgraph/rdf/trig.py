"""Named graphs to TriG, one block per graph, as they come; or one graph to a Turtle document and a TriG block at once.

The law of turtle.py holds for each graph. What is streamed cannot know which blank nodes a later graph has too, so
`stream` writes all of them by their labels.

https://www.w3.org/TR/trig/
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from newsgraph.rdf.arrangement import Arrangement
from newsgraph.rdf.names import Prefixes, natural_key
from newsgraph.rdf.terms import DEFAULT_GRAPH, Quad, Term, Triple
from newsgraph.rdf.turtle import ALPHABETICAL, Layout, Writer, declarations

_INDENT = "    "
_LINE = "\n"
_INNER_LINE = _LINE + _INDENT


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
    names = Prefixes.of(prefixes)
    block, used = _block(graph, triples, names, layout, labelled=None)
    return _appendable(block, names, used)


def serialise_with_turtle(
    graph: Term, arrangement: Arrangement, *, names: Prefixes, layout: Layout = ALPHABETICAL
) -> tuple[str, str]:
    """The Turtle document of a graph, and what `serialise_graph` makes of it, for little more than one of them."""
    writer = Writer(arrangement, names=names, layout=layout)
    inner = Writer(arrangement, names=names, layout=layout, indent=_INDENT, labelled=None)
    if not arrangement.plain:
        block, used = _named(graph, inner, inner.blocks())
        return writer.document(writer.blocks()), _appendable(block, names, used)
    order = list(writer.order())
    blocks = [writer.block(subject) for subject in order]
    indented = (
        f"{_INDENT}{text[:-1].replace(_LINE, _INNER_LINE)}\n" if subject not in writer.rigid else inner.block(subject)
        for subject, text in zip(order, blocks, strict=True)
    )
    document = writer.document(blocks)
    block, used = _named(graph, writer, indented)
    return document, _appendable(block, names, used | inner.used)


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
    indent = "" if graph == DEFAULT_GRAPH else _INDENT
    writer = Writer(Arrangement.of(triples), names=names, layout=layout, indent=indent, labelled=labelled)
    return _named(graph, writer, writer.blocks())


def _named(graph: Term, writer: Writer, blocks: Iterable[str]) -> tuple[str, set[str]]:
    body = "\n".join(blocks)
    return (body if graph == DEFAULT_GRAPH else f"{writer.name(graph)} {{\n{body}}}\n"), writer.used


def _appendable(block: str, names: Prefixes, used: set[str]) -> str:
    return f"{declarations(names.used(used))}\n{block}\n"
