"""Items of Wikidata to triples, by the mapping of the project."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from newsgraph import rml
from newsgraph.errors import MappingError
from newsgraph.link import view
from newsgraph.link.items import Item
from newsgraph.link.sssom import WIKIDATA
from newsgraph.pipeline.functions import own_functions
from newsgraph.project import WIKIDATA_MAPPING, Project
from newsgraph.rdf.terms import Triple


@dataclass(frozen=True, slots=True)
class ItemMapping:
    """mapping/rdf/wikidata.yml, compiled once; `configuration` is the digest of all that a merge is made by."""

    plan: rml.Plan
    base: str
    languages: tuple[str, ...]
    configuration: str

    @classmethod
    def of(cls, project: Project) -> ItemMapping:
        """Raises MappingError with file, line and column for what is wrong in the mapping, an unknown column too."""
        plan = rml.parse(
            [rml.MappingText(project.wikidata_mapping, WIKIDATA_MAPPING)],
            base=project.base,
            functions=own_functions(project),
        )
        for target in plan.targets:
            raise MappingError("no target is written here: what a mapping makes is checked and published", target.place)
        for _ in plan.run({view.SOURCE: view.exemplar()}, strict=True):
            pass
        return cls(plan, project.base, project.link.languages, _digest(project))

    def triples(self, item: Item, key_of: Callable[[str], str] = lambda name: WIKIDATA + name) -> Iterator[Triple]:
        """What an item says; `key_of` gives the IRI that stands for the item of an id."""
        records = self.records(item, key_of)
        for s, p, o, _ in self.plan.run({view.SOURCE: records}, scope=item.id):
            yield s, p, o

    def records(self, item: Item, key_of: Callable[[str], str]) -> view.Record:
        """The statement view of an item."""
        return view.records(
            item, base=self.base, key_of=key_of, languages=self.languages, configuration=self.configuration
        )


def _digest(project: Project) -> str:
    texts: Mapping[str, str] = {WIKIDATA_MAPPING: project.wikidata_mapping, **project.merge_shapes}
    digest = hashlib.sha256(project.digest.encode())
    for name, text in sorted(texts.items()):
        digest.update(f"\0{name}\0{len(text)}\0{text}".encode())
    return digest.hexdigest()
