"""Forms that other people's mappings have, each in words of our own: what they make, or what is said of them.

They were found in public repositories: mappings made for RMLMapper, CARML, SDM-RDFizer, Morph-KGC, RocketRML, GeoTriples
and Ontop, and what yarrrml-parser writes. Both backends are asked.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import pytest

from newsgraph import rml
from newsgraph.errors import MappingError

E = "http://e.example/"
OLD = """
@prefix rr: <http://www.w3.org/ns/r2rml#> . @prefix rml: <http://semweb.mmlab.be/ns/rml#> .
@prefix ql: <http://semweb.mmlab.be/ns/ql#> . @prefix fnml: <http://semweb.mmlab.be/ns/fnml#> .
@prefix csvw: <http://www.w3.org/ns/csvw#> . @prefix carml: <http://carml.taxonic.com/carml/> .
@prefix grel: <http://users.ugent.be/~bjdmeest/function/grel.ttl#> . @prefix fno: <https://w3id.org/function/ontology#> .
@prefix idlab: <http://example.com/idlab/function/> . @prefix e: <http://e.example/> .
@base <http://e.example/rules/> .
"""


def both(folder: Any, mapping: str, name: str = "m.yml", *, database: Path | None = None) -> list[str]:
    """What the row backend makes, which DuckDB makes too, by itself or by giving way; in no order."""
    (folder.path / name).write_text(mapping, encoding="utf-8")
    made = []
    for engine in ("rows", "auto"):
        plan = rml.read_files([folder.path / name], base=E, database=database)
        out = folder.path / f"{engine}.nq"
        rml.write(plan, out, choice=rml.Choice(engine=engine))
        made.append(sorted(line.removesuffix(" .") for line in out.read_text(encoding="utf-8").splitlines()))
    assert made[0] == made[1]
    return made[0]
