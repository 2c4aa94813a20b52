"""Links to what is one and the same: union-find that never joins across a negative edge.

Theory of operation. Links come in ranks, those of people first. The links of one rank are all tried at once, for to
try them one after the other would let their order decide which of two that contradict each other is taken. Where they
join, in one set, nodes that are held apart, none of the links of this rank within that set is taken, and the sets are
what they were before the rank: who is right is not for us to say, and a person can. Nor is it for a later rank, so none
of its links to what is in dispute is taken; and what a later rank breaks is never what an earlier one has joined.

Laws: no set holds two nodes that are apart; the order of links and of negative edges does not matter, nor their
direction; with one link less, the nodes whose sets it had no part in stand as they stood.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

Edge: TypeAlias = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Union:
    """Nodes in sets. `withheld` has the links that were not taken, each with two nodes that it would have joined."""

    sets: Mapping[str, frozenset[str]]
    withheld: Mapping[Edge, Edge]

    def same(self, node: str) -> frozenset[str]:
        """All that is the same as a node, the node among them."""
        return self.sets.get(node, frozenset((node,)))

    def canonical(self, node: str, rank: Callable[[str], object] = lambda name: name) -> str:
        """The node that stands for all that is the same; the least by `rank`."""
        return min(self.same(node), key=lambda name: (rank(name), name))


def union(
    ranks: Sequence[Iterable[Edge]], negative: Iterable[Edge], *, apart: Callable[[str], str | None] = lambda _: None
) -> Union:
    """Join what the links join, rank by rank.

    `negative` are pairs of nodes that are not the same. So are two nodes to which `apart` gives one and the same kind:
    two items of Wikidata.
    """
    held_apart: dict[str, set[str]] = defaultdict(set)
    for first, second in negative:
        if first != second:
            held_apart[first].add(second)
            held_apart[second].add(first)
    sets: dict[str, frozenset[str]] = {}
    withheld: dict[Edge, Edge] = {}
    disputed: dict[str, Edge] = {}
    for links in ranks:
        edges = sorted(set(links))
        late = {edge: disputed[node] for edge in edges for node in edge if node in disputed}
        joined = _join(sets, [edge for edge in edges if edge not in late])
        broken: dict[frozenset[str], Edge] = {}
        for members in set(joined.values()):
            found = _apart(members, held_apart, apart)
            if found is not None:
                broken[members] = found
        early = {edge: broken[joined[edge[0]]] for edge in edges if edge not in late and joined[edge[0]] in broken}
        sets = _join(sets, [edge for edge in edges if edge not in late and edge not in early])
        withheld |= late | early
        disputed |= {node: pair for edge, pair in early.items() for node in edge}
    return Union(sets, withheld)


def _join(sets: Mapping[str, frozenset[str]], edges: Iterable[Edge]) -> dict[str, frozenset[str]]:
    """The sets that there are once these edges are joined too."""
    parents: dict[str, str] = {}

    def root(node: str) -> str:
        path = []
        while parents.setdefault(node, node) != node:
            path.append(node)
            node = parents[node]
        for passed in path:
            parents[passed] = node
        return node

    for members in set(sets.values()):
        first, *others = sorted(members)
        for other in others:
            parents[root(other)] = root(first)
    for first, second in edges:
        parents[root(second)] = root(first)
    found: dict[str, set[str]] = defaultdict(set)
    for node in tuple(parents):
        found[root(node)].add(node)
    return {node: members for members in map(frozenset, found.values()) for node in members}


def _apart(
    members: frozenset[str], held_apart: Mapping[str, set[str]], apart: Callable[[str], str | None]
) -> Edge | None:
    """The first two of a set, by their names, that are not the same."""
    kinds: dict[str, list[str]] = defaultdict(list)
    for node in sorted(members):
        kind = apart(node)
        if kind is not None:
            kinds[kind].append(node)
    pairs = [(nodes[0], nodes[1]) for nodes in kinds.values() if len(nodes) > 1]
    pairs += [(first, second) for first in members for second in held_apart.get(first, ()) if first < second in members]
    return min(pairs, default=None)
