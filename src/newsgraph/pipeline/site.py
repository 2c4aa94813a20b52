"""What `build` wrote, and the link file beside it, to a static site: `newsgraph site`."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path

from newsgraph import sources
from newsgraph.errors import RdfSyntaxError, ShapesError, UsageError
from newsgraph.link import sssom
from newsgraph.link.sssom import LinkFile, is_item
from newsgraph.pipeline.linking import links_path
from newsgraph.pipeline.published import FACTS
from newsgraph.pipeline.publishing import LAYOUT, ontology, prefixes_of
from newsgraph.project import Project
from newsgraph.publish import building
from newsgraph.publish.building import Plan, Summary
from newsgraph.publish.pages.ontology import Vocabulary
from newsgraph.publish.site import Site
from newsgraph.rdf.parse import parse_triples
from newsgraph.rdf.terms import Term
from newsgraph.store.loading import files
from newsgraph.vocab import NG, OWL

INDEX = ".build/site.sqlite"
_LINKS = "merged/links.ttl"
_SAME_AS = f"<{OWL}sameAs>"


def site(
    project: Project,
    output: Path,
    target: Path,
    *,
    address: str | None = None,
    with_text: bool = False,
    jobs: int = 1,
    select: str = "",
    advance: Callable[[int, int], None] | None = None,
) -> Summary:
    """Make the site of a build's output in the folder `target`.

    `address` is the URL at which it will stand; without one, that of the project's settings, or the base.

    Raises UsageError and InputError for what is wrong in the call, the output, the link file and the project;
    OutputError where writing fails.
    """
    plan = plan_of(project, output, address=address, with_text=with_text)
    return building.build(plan, files((output,)), output / INDEX, target, jobs=jobs, select=select, advance=advance)


def plan_of(project: Project, output: Path, *, address: str | None = None, with_text: bool = False) -> Plan:
    """All that the site is made from, but for the dataset."""
    if not output.is_dir():
        raise UsageError(f"{output}: there is no such folder; expected the one that 'newsgraph build' wrote")
    if not project.base.startswith(("http://", "https://")):
        raise UsageError(f"the base {project.base} is no http or https URL, so its IRIs can have no pages")
    vocabulary = Vocabulary(tuple(sorted(ontology(project))), _shapes(project))
    about = Site(
        base=project.base,
        address=_address(address or project.site.address or project.base),
        ontology=NG,
        prefixes=prefixes_of(project.base, ()),
        words=vocabulary.words,
        style=building.style(),
        title=project.site.title,
        description=project.site.description,
        license=project.site.license or "",
        publisher=project.site.publisher or "",
        texts=output / FACTS if with_text else None,
    )
    return Plan(about, LAYOUT, vocabulary, links(output))


def _address(url: str) -> str:
    if not url.startswith(("http://", "https://")) or any(character in url for character in '?#"<> '):
        raise UsageError(f"{url}: expected the http or https URL of the site's root, without query and fragment")
    return url if url.endswith("/") else f"{url}/"


def _shapes(project: Project) -> Mapping[str, tuple[tuple[Term, Term, Term], ...]]:
    try:
        return {file: tuple(sorted(parse_triples(text, name=file))) for file, text in project.shapes.items()}
    except RdfSyntaxError as error:
        raise ShapesError(error.message, error.place) from error


def links(output: Path) -> dict[Term, str]:
    """What the link file says of each entity's item: the item, who decided it, and why; as JSON, by the entity's term.

    Where the output has been merged, a link that is not among those of the merge is in conflict, and does not hold.
    """
    file = sssom.read(links_path(output, None))
    published = _published(output)
    return {f"<{line.subject}>": json.dumps(_told(line, published), ensure_ascii=False) for line in _accepted(file)}


def _accepted(file: LinkFile) -> list[sssom.Link]:
    return [line for line in file.holding if line.accepts and line.object is not None and is_item(line.object)]


def _told(line: sssom.Link, published: Mapping[str, str] | None) -> dict[str, object]:
    item = line.object if published is None else published.get(line.subject, line.object)
    holds = published is None or line.subject in published
    conflict = "" if holds else "It is in conflict with what articles or Wikidata say (merged/conflicts.txt). "
    sure = "" if line.confidence is None else f" (confidence {line.confidence:g})"
    return {
        "item": item,
        "label": line.object_label if item == line.object else "",
        "holds": holds,
        "by": line.author or f"{line.tool or 'rules'}{sure}",
        "date": line.date,
        "why": f"{conflict}{line.comment}".strip(),
    }


def _published(output: Path) -> Mapping[str, str] | None:
    """The item of each entity whose link was published by a merge; None where there was none."""
    path = output / _LINKS
    if not path.is_file():
        return None
    triples = parse_triples(sources.read_bytes(path), name=str(path))
    found = ((s, o) for s, p, o in triples if p == _SAME_AS and o.startswith(f"<{sssom.WIKIDATA}"))
    return {s[1:-1]: o[1:-1].removeprefix(sssom.WIKIDATA) for s, o in found}
