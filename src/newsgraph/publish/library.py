"""What a page asks of the index: the blocks, cards and links of resources, those that were just read kept at hand."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from newsgraph.publish.blocks import Block
from newsgraph.publish.index import Index, reader
from newsgraph.rdf.terms import Term, Triple

_BLOCKS, _CARDS = 256, 1 << 14


class Library:
    """An index, for reading."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._block = lru_cache(_BLOCKS)(index.block)
        self.card = lru_cache(_CARDS)(index.card)
        self.link = index.link

    @classmethod
    def at(cls, path: Path) -> Library:
        return cls(reader(path))

    def blocks(self, term: Term) -> Iterable[Block]:
        """The blocks in which a resource stands."""
        return map(self._block, self._index.blocks_of(term))

    def graph(self, name: Term) -> tuple[Triple, ...]:
        """The triples of a named graph."""
        found: dict[Triple, None] = {}
        for block in self.blocks(name):
            found.update(dict.fromkeys(block.graphs.get(name, ())))
        return tuple(found)

    def label(self, term: Term) -> str:
        """What people call a resource; the end of its IRI where nothing says."""
        card = self.card(term)
        return card.label if card is not None and card.label else term[1:-1].rstrip("/#").rpartition("/")[2]

    def date(self, term: Term) -> str:
        """When a resource was or was published; "" where that is not known."""
        card = self.card(term) if term else None
        return card.date if card is not None else ""
