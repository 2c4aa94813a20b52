"""A dataset to its canonical form (RDFC-1.0), its hash, and whether two datasets say the same.

https://www.w3.org/TR/rdf-canon/#dfn-rdfc-1-0
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from newsgraph.rdf.terms import Quad, Triple


def canonical_nquads(statements: Iterable[Triple | Quad]) -> str:
    """The canonical N-Quads document: language tags in lower case, blank nodes renamed, lines sorted by code point.

    Takes time exponential in the number of blank nodes that nothing tells apart.
    """
    lines = {" ".join(term for term in statement if term) + " ." for statement in statements}
    # Where no term can hold a blank node or a language tag, the sorted lines are canonical as they are.
    if not any("_:" in line or '"@' in line for line in lines):
        return "".join(f"{line}\n" for line in sorted(lines))

    import pyoxigraph

    dataset = pyoxigraph.Dataset(pyoxigraph.parse("\n".join(lines), pyoxigraph.RdfFormat.N_QUADS))
    dataset.canonicalize(pyoxigraph.CanonicalizationAlgorithm.RDFC_1_0)
    content = pyoxigraph.serialize(dataset, format=pyoxigraph.RdfFormat.N_QUADS)
    return "".join(sorted(content.decode().splitlines(keepends=True))) if content else ""


def canonical_hash(statements: Iterable[Triple | Quad]) -> str:
    """The SHA-256 of the canonical form in hexadecimal; equal exactly for isomorphic datasets."""
    return hashlib.sha256(canonical_nquads(statements).encode()).hexdigest()


def isomorphic(a: Iterable[Triple | Quad], b: Iterable[Triple | Quad]) -> bool:
    """Whether two graphs or datasets differ in the names of their blank nodes and the case of language tags alone.

    https://www.w3.org/TR/rdf11-concepts/#dfn-graph-isomorphism
    """
    one, other = set(a), set(b)
    return one == other or canonical_nquads(one) == canonical_nquads(other)
