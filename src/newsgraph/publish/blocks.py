"""The dataset that `build` wrote to blocks: pieces of it that each can be read by itself, as one article's graph.

Theory of operation. `dataset.trig` has a graph for each article, each with the prefixes that it uses before it. It is
cut where such prefixes follow a graph's end, and each piece is parsed alone, on any core, and again only when its bytes
have changed. A piece that begins inside a long literal cannot be parsed, nor can one that needs a prefix from before;
then the whole file is one block. So the blocks say what the file says, whoever wrote it.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

import msgspec

from newsgraph.rdf.parse import Format, parse
from newsgraph.rdf.terms import Quad, Term, Triple

Arcs: TypeAlias = Mapping[Term, tuple[tuple[Term, Term], ...]]


@dataclass(frozen=True, slots=True)
class Block:
    """Some graphs of the dataset, by what their triples start from and lead to."""

    graphs: Mapping[Term, tuple[Triple, ...]]
    subjects: Arcs = field(repr=False)
    leading: Arcs = field(repr=False)

    @classmethod
    def of(cls, graphs: Mapping[Term, Iterable[Triple]]) -> Block:
        """`subjects` has predicate and object of each subject; `leading` subject and predicate of each IRI object."""
        whole = {graph: tuple(triples) for graph, triples in graphs.items()}
        subjects: dict[Term, list[tuple[Term, Term]]] = defaultdict(list)
        leading: dict[Term, list[tuple[Term, Term]]] = defaultdict(list)
        triples = next(iter(whole.values()), ()) if len(whole) == 1 else sorted(set().union(*whole.values()))
        for s, p, o in triples:
            subjects[s].append((p, o))
            if o[0] == "<":
                leading[o].append((s, p))
        return cls(
            whole,
            {s: tuple(found) for s, found in subjects.items()},
            {o: tuple(found) for o, found in leading.items()},
        )


def pieces(lines: Iterable[bytes]) -> Iterator[bytes]:
    """The bytes of a TriG document, cut where prefixes follow the end of a graph."""
    piece: list[bytes] = []
    ended = False
    for line in lines:
        if ended and line.startswith(b"@prefix"):
            yield b"".join(piece)
            piece = []
        if line.strip():
            ended = line == b"}\n"
        piece.append(line)
    if piece:
        yield b"".join(piece)


def parsed(piece: bytes, name: str) -> tuple[Quad, ...]:
    """The quads of a piece, sorted; a blank node that has no label gets one that no other piece has.

    Raises RdfSyntaxError.
    """
    quads = parse(piece, name=name, format=Format.TRIG)
    if any(s[0] == "_" or o[0] == "_" for s, _, o, _ in quads):
        text, scope = piece.decode(), hashlib.sha256(piece).hexdigest()[:12]
        quads = tuple(
            (_labelled(s, text, scope), p, _labelled(o, text, scope), _labelled(g, text, scope)) for s, p, o, g in quads
        )
    return tuple(sorted(set(quads)))


def _labelled(term: Term, text: str, scope: str) -> Term:
    return f"_:{scope}{term[2:]}" if term.startswith("_:") and term not in text else term


class _Packed(msgspec.Struct, array_like=True):
    terms: list[str]
    graphs: list[tuple[int, list[int]]]


def pack(quads: Iterable[Quad]) -> bytes:
    """Quads to bytes: each term once, then their numbers, by graph."""
    numbers: dict[Term, int] = {}
    graphs: dict[int, list[int]] = {}
    for s, p, o, g in quads:
        of_graph = graphs.setdefault(numbers.setdefault(g, len(numbers)), [])
        of_graph += [numbers.setdefault(term, len(numbers)) for term in (s, p, o)]
    return msgspec.msgpack.encode(_Packed(list(numbers), list(graphs.items())))


def unpack(content: bytes) -> Block:
    """The inverse of `pack`."""
    packed = _decoder.decode(content)
    terms = packed.terms
    graphs = {}
    for graph, numbers in packed.graphs:
        flat = [terms[number] for number in numbers]
        graphs[terms[graph]] = tuple(zip(flat[::3], flat[1::3], flat[2::3], strict=True))
    return Block.of(graphs)


_decoder = msgspec.msgpack.Decoder(_Packed)
