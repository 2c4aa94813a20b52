"""A long XML document to the elements that a path of names selects, each dropped when the next is asked for.

It is for iterators such as `/root/item` or `/a/b/p:c`, and for references that stay within their element: where one
climbs to what is above or beside (`..`, a path from the root, the axes of ancestors and siblings), the tree is needed.

https://www.w3.org/TR/xpath-10/#location-paths
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from lxml import etree

from newsgraph.errors import MappingError, Place, SourceError
from newsgraph.rml.model import LogicalSource, Reference
from newsgraph.rml.readahead import Readable

_NAME = r"[^\W\d][\w.\-]*"  # https://www.w3.org/TR/xml-names/#NT-NCName, near enough: another name is read whole
_STEPS = re.compile(rf"(?:/(?:{_NAME}:)?{_NAME})+")
# What may lead out of an element, or asks for its position among others; texts in quotes are no steps.
_CLIMBS = re.compile(r"\.\.|::|\b(?:id|lang|position|last)\s*\(|(?:^|[(\[|,=<>+*!]|\b(?:and|or|div|mod))\s*/|\$")
_QUOTED = re.compile(r"'[^']*'|\"[^\"]*\"")


def steps(source: LogicalSource, references: Iterable[Reference]) -> tuple[str, ...] | None:
    """The steps of a simple iterator; None where it is none, or a reference leads out of its element."""
    iterator = source.iterator
    if iterator is None or _STEPS.fullmatch(iterator.text.strip()) is None:
        return None
    if any(_CLIMBS.search(_QUOTED.sub("''", reference.text)) for reference in references):
        return None
    return tuple(iterator.text.strip()[1:].split("/"))


def elements(stream: Readable, path: tuple[str, ...], source: LogicalSource) -> Iterator[object]:
    """The elements that the steps select, in the order of the document; each is whole until the next is asked for.

    Raises SourceError with line and column where the document is not well formed, and where it declares entities.
    """
    name = source.source.path
    encoding = source.source.encoding
    events = etree.iterparse(
        stream,
        events=("start", "end"),
        resolve_entities=False,
        no_network=True,
        huge_tree=False,
        load_dtd=False,
        encoding=None if encoding is None else encoding.removesuffix("-sig"),
    )
    try:
        yield from _selected(events, path, source)
    except etree.XMLSyntaxError as error:
        raise malformed(name, error) from error


def malformed(name: str, error: etree.XMLSyntaxError) -> SourceError:
    line, column = error.position
    reason = (error.msg or "it is empty").partition(", line")[0]
    return SourceError(f"this is no well-formed XML: {reason}", Place(name, line or None, column if line else None))


def refuse_entities(tree: etree._ElementTree, name: str) -> None:
    """Raise SourceError for a document that declares entities: bombs and readings of other files are made of those."""
    dtd = tree.docinfo.internalDTD
    if dtd is not None and any(True for _ in dtd.iterentities()):  # type: ignore[attr-defined]  # not in the stubs
        raise SourceError("this XML declares entities, which are not read", Place(name))


def _selected(
    events: Iterable[tuple[str, etree._Element]], path: tuple[str, ...], source: LogicalSource
) -> Iterator[object]:
    tags: tuple[str, ...] = ()
    depth = matched = 0
    for event, element in events:
        if event == "start":
            if depth == 0:
                refuse_entities(element.getroottree(), source.source.path)
                tags = _tags(path, dict(source.namespaces), element, source)
            if matched == depth < len(tags) and element.tag == tags[depth]:
                matched += 1
            depth += 1
            continue
        is_on_the_way = depth == matched
        depth -= 1
        if matched == len(tags):
            if not is_on_the_way:
                continue  # within a record
            yield element
        _drop(element)
        matched = min(matched, depth)


def _tags(
    path: tuple[str, ...], declared: Mapping[str, str], root: etree._Element, source: LogicalSource
) -> tuple[str, ...]:
    """The steps as lxml names elements; prefixes that the mapping does not declare are those of the root."""
    namespaces = {prefix: iri for prefix, iri in root.nsmap.items() if prefix} | dict(declared)
    tags = []
    for step in path:
        prefix, colon, local = step.rpartition(":")
        if colon and prefix not in namespaces:
            iterator = source.iterator
            place = source.place if iterator is None else iterator.place
            raise MappingError(f"the XPath '/{'/'.join(path)}' cannot be answered: Undefined namespace prefix", place)
        tags.append(f"{{{namespaces[prefix]}}}{local}" if colon else local)
    return tuple(tags)


def _drop(element: etree._Element) -> None:
    """Forget an element's content, and what stands before it beside it."""
    element.clear()
    parent = element.getparent()
    if parent is not None:
        while element.getprevious() is not None:
            del parent[0]
