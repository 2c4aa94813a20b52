"""The Reconciliation Service API 0.2 over the entities of a dataset.

https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/
"""

from __future__ import annotations

import html
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from newsgraph.serve.entities import TYPES, Entities, Entity, Found
from newsgraph.serve.protocol import Refused
from newsgraph.vocab import NG, SCHEMA

BATCH = 50
_MOST = 100  # candidates of one query
_LONGEST = 500  # code points of a name

# What `extend` tells of an entity, and what a query may be narrowed by.
PROPERTIES = {
    f"{SCHEMA}name": "name",
    f"{NG}title": "office",
    f"{SCHEMA}subjectOf": "number of articles",
}


@dataclass(frozen=True, slots=True)
class Service:
    """The service at an address, over the entities of one state of a site."""

    entities: Entities
    base: str
    address: str

    def manifest(self) -> dict[str, Any]:
        """Section 3, the service manifest."""
        view = "{{id}}"
        return {
            "versions": ["0.2"],
            "name": "Newsgraph: who and what stands in the articles",
            "identifierSpace": self.base,
            "schemaSpace": NG,
            "defaultTypes": [_type(each) for each in TYPES],
            "view": {"url": view},
            "preview": {"url": f"{self.address}/preview?id={view}", "width": 400, "height": 120},
            "suggest": {
                name: {"service_url": self.address, "service_path": f"/suggest/{name}"}
                for name in ("entity", "type", "property")
            },
            "extend": {
                "propose_properties": {"service_url": self.address, "service_path": "/extend/propose"},
                "property_settings": [],
            },
            "batchSize": BATCH,
        }

    def reconcile(self, text: str) -> dict[str, Any]:
        """Section 4, a batch of queries; raises Refused for what is none."""
        queries = _object(text, "queries")
        if len(queries) > BATCH:
            raise Refused(413, f"{len(queries)} queries in one batch; expected at most {BATCH}")
        return {name: {"result": self._results(query)} for name, query in queries.items()}

    def _results(self, query: object) -> list[dict[str, Any]]:
        if not isinstance(query, Mapping) or not isinstance(query.get("query"), str):
            raise Refused(400, "a query is an object with the key 'query'")
        asked = query.get("type")
        types = [asked] if isinstance(asked, str) else asked if isinstance(asked, list) else []
        limit = query.get("limit", 10)
        if not isinstance(limit, int) or limit < 1 or not all(isinstance(each, str) for each in types):
            raise Refused(400, "'limit' is a number from 1 up, 'type' the name of one or more types")
        known = [_type_iri(each) for each in types]
        found = self.entities.candidates(query["query"][:_LONGEST], known, min(limit, _MOST))
        return [_candidate(each) for each in found]

    def suggest(self, what: str, prefix: str) -> dict[str, Any]:
        """Section 6.2: entities, types or properties whose names start so."""
        if what == "entity":
            entities = self.entities.starting_with(prefix[:_LONGEST])
            return {"result": [{**_brief(each), "description": each.description} for each in entities]}
        names = TYPES if what == "type" else PROPERTIES
        found = [iri for iri, name in names.items() if name.startswith(prefix.lower())]
        return {"result": [{"id": iri, "name": names[iri]} for iri in found]}

    def preview(self, iri: str) -> str:
        """Section 5: a page that shows an entity in a small frame; raises Refused where there is none."""
        entity = self._entity(iri)
        return (
            '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>'
            f"{html.escape(entity.names[0])}</title></head><body><p><b>{html.escape(entity.names[0])}</b></p>"
            f"<p>{html.escape(entity.description)}</p></body></html>"
        )

    def proposed(self, kind: str) -> dict[str, Any]:
        """Section 7.2: what `extend` can tell of entities of a type."""
        properties = [{"id": iri, "name": name} for iri, name in PROPERTIES.items()]
        return {"type": kind, "limit": len(properties), "properties": properties}

    def extend(self, text: str) -> dict[str, Any]:
        """Section 7.4: values of properties of entities; raises Refused for what is no such query."""
        query = _object(text, "extend")
        ids, properties = query.get("ids"), query.get("properties")
        if not isinstance(ids, list) or not isinstance(properties, list) or len(ids) > _MOST * BATCH:
            raise Refused(400, "'extend' is an object with the lists 'ids' and 'properties'")
        wanted = [each["id"] for each in properties if isinstance(each, Mapping) and each.get("id") in PROPERTIES]
        rows = {}
        for iri in filter(lambda each: isinstance(each, str), ids):
            entity = self.entities.by_iri.get(iri)
            rows[iri] = {name: [] if entity is None else _values(entity, name) for name in wanted}
        return {"meta": [{"id": each, "name": PROPERTIES[each]} for each in wanted], "rows": rows}

    def _entity(self, iri: str) -> Entity:
        entity = self.entities.by_iri.get(iri)
        if entity is None:
            raise Refused(404, "there is no such entity")
        return entity


def _candidate(found: Found) -> dict[str, Any]:
    entity = found.entity
    return {
        **_brief(entity),
        "description": entity.description,
        "type": [_type(each) for each in entity.types],
        "score": found.score,
        "features": [{"id": "name", "value": found.score}],
        "match": found.is_match,
    }


def _brief(entity: Entity) -> dict[str, Any]:
    return {"id": entity.iri, "name": entity.names[0]}


def _type(iri: str) -> dict[str, str]:
    return {"id": iri, "name": TYPES[iri]}


def _type_iri(name: str) -> str:
    """A type by its IRI, or by its local name."""
    return name if ":" in name else f"{NG}{name}"


def _values(entity: Entity, name: str) -> list[dict[str, Any]]:
    if name == f"{SCHEMA}name":
        return [{"str": each} for each in entity.names]
    if name == f"{NG}title":
        return [{"str": each} for each in entity.titles]
    return [{"int": entity.articles}]


def _object(text: str, name: str) -> dict[str, Any]:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Refused(400, f"'{name}' is no JSON") from error
    if not isinstance(found, dict):
        raise Refused(400, f"'{name}' is no object of JSON")
    return found
