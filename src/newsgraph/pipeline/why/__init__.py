"""Why the graph says so: what is published, back to sentences, rules, mapping lines, axioms and shapes.

The words, and the rule that read them, are told from the graph, which has them. The rest is worked out anew by the
project's present rules from the facts that the build kept: the mapping lines that made a triple, or the premises and
axioms from which it follows; and the shapes that look at it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from newsgraph.errors import UsageError
from newsgraph.link import sssom
from newsgraph.link.sssom import Link
from newsgraph.pipeline.linking import links_path, quads_of
from newsgraph.pipeline.why.answer import Account, Answer, Entailed, Line, Quote, Statement
from newsgraph.pipeline.why.asked import Asked
from newsgraph.pipeline.why.graph import ArticleGraph, graphs
from newsgraph.pipeline.why.telling import Rules, Teller
from newsgraph.project import Project
from newsgraph.rdf.terms import Triple, iri_value, is_iri

__all__ = ["Account", "Answer", "Entailed", "Line", "Quote", "Statement", "Why"]


class Why:
    """The trail behind anything that a build has published in `output`."""

    def __init__(self, project: Project, output: Path, links: Path | None = None) -> None:
        """Compile the project; raises InputError for what is wrong in it, or in the link file."""
        self._rules = Rules(project)
        self._output = output
        self._links = sssom.read(links_path(output, links))

    def node(self, asked: str) -> Answer:
        """What the articles say of a node, and why.

        Raises UsageError where nothing, or more than one thing, is called that; InputError where the output is none.
        """
        name = self._asked(asked)
        found = [graph for graph in self._graphs() if any(map(name.may_be, graph.nodes))]
        node = name.among(term for graph in found or self._graphs() for term in graph.nodes)
        label = next((graph.label(node) for graph in found if graph.label(node)), "")
        links = tuple(map(_link_line, self._links.of(iri_value(node)))) if is_iri(node) else ()
        return self._answer(self._rules.shown(node), label, found, lambda teller: teller.of_node(node), links)

    def triple(self, s: str, p: str, o: str) -> Answer:
        """Why a triple stands in the graph of each article that has it.

        Raises UsageError where none has, or several are called that; InputError where the output is none.
        """
        names = tuple(map(self._asked, (s, p, o)))

        def may_be(triple: Triple) -> bool:
            return all(name.may_be(term) for name, term in zip(names, triple, strict=True))

        found = [graph for graph in self._graphs() if any(map(may_be, graph.triples))]
        triples = [triple for graph in found for triple in graph.triples if may_be(triple)]
        if not triples:
            raise UsageError(
                f"no article has this triple; 'newsgraph why {s} {self._output}' tells what is said of {s}"
            )
        subject, predicate, value = (
            name.among([triple[position] for triple in triples]) for position, name in enumerate(names)
        )
        wanted = (subject, predicate, value)
        holding = [graph for graph in found if wanted in graph.triples]
        return self._answer(self._rules.shown_triple(wanted), "", holding, lambda teller: teller.of_triple(wanted), ())

    def _answer(
        self,
        asked: str,
        name: str,
        found: Iterable[ArticleGraph],
        tell: Callable[[Teller], Iterator[Account]],
        links: tuple[str, ...],
    ) -> Answer:
        accounts: list[Account] = []
        notes: dict[str, None] = {}
        for graph in found:
            teller = Teller(self._rules, graph, self._output)
            accounts += tell(teller)
            notes |= teller.notes
        return Answer(asked, name, tuple(accounts), links, tuple(notes))

    def _asked(self, text: str) -> Asked:
        return Asked(text, self._rules.base, self._rules.prefixes)

    def _graphs(self) -> Iterator[ArticleGraph]:
        return graphs(quads_of(self._output))


def _link_line(link: Link) -> str:
    """A line of the link file in words."""
    predicate = f"not {link.predicate}" if link.negated else link.predicate
    who = link.author or link.tool or "nobody named"
    confidence = "" if link.confidence is None else f", confidence {link.confidence:g}"
    said = f"{predicate} {link.object or 'no item'} ({who}, {link.date}{confidence})"
    return f"{said}: {link.comment}" if link.comment else said
