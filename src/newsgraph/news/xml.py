"""XML of news to elements: without entities of its own, network or other files; and what is asked of an element.

Names are compared without their namespace, which agencies leave out, or which differs between versions.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from lxml import etree

from newsgraph.errors import ArticleError, Place
from newsgraph.news.paragraphs import local_name
from newsgraph.news.text import refuse_too_much


def parse(content: bytes, file: str, *, start: int = 1) -> etree._Element:
    """The root element of a document that starts on the line `start`.

    Raises ArticleError with line and column where it is not well formed, and for what declares entities: those are
    what XML bombs and readings of other files are made of.
    """
    refuse_too_much(content, file)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise _malformed(error, file, start) from error
    except LookupError as error:
        raise ArticleError(f"this XML cannot be read: {error}", Place(file, start)) from error
    _refuse_entities(root, file)
    return root


def children(stream: BinaryIO, file: str, *, within: str) -> Iterator[etree._Element]:
    """The elements that stand directly in elements of this name, each read when it is asked for and then forgotten.

    Raises ArticleError as `parse` does, after the elements that stand before the error.
    """
    try:
        events = etree.iterparse(
            stream, ("start", "end"), resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False
        )
        is_first = True
        for event, element in events:
            if event == "start":
                if is_first:
                    _refuse_entities(element, file)
                is_first = False
                continue
            parent = element.getparent()
            if parent is not None and isinstance(element.tag, str) and local_name(parent) == within:
                yield element
                element.clear()
                while element.getprevious() is not None:
                    del parent[0]
    except etree.XMLSyntaxError as error:
        raise _malformed(error, file, 1) from error
    except LookupError as error:
        raise ArticleError(f"this XML cannot be read: {error}", Place(file)) from error


def all_of(element: etree._Element | None, *names: str) -> Iterator[etree._Element]:
    """The element itself and those in it that have one of these names, in the order of the document."""
    if element is not None:
        yield from (each for each in element.iter(etree.Element) if local_name(each) in names)


def first(element: etree._Element | None, *names: str) -> etree._Element | None:
    return next(all_of(element, *names), None)


def attribute(element: etree._Element | None, name: str) -> str:
    """An attribute by its name without namespace; nothing where it is not there."""
    for key, value in () if element is None else element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return ""


def line(element: etree._Element) -> int | None:
    """The line on which an element starts."""
    number = element.sourceline
    return number if isinstance(number, int) else None


def words(element: etree._Element | None, name: str) -> str:
    """The text of the first element of this name, white space normalised."""
    found = first(element, name)
    return "" if found is None else " ".join("".join(map(str, found.itertext(etree.Element))).split())


def _malformed(error: etree.XMLSyntaxError, file: str, start: int) -> ArticleError:
    at, column = error.position
    reason = (error.msg or "it is empty").partition(", line")[0]
    place = Place(file, start + at - 1 if at else None, column if at else None)
    return ArticleError(f"this is no well-formed XML: {reason}", place)


def _refuse_entities(element: etree._Element, file: str) -> None:
    dtd = element.getroottree().docinfo.internalDTD
    if dtd is not None and any(True for _ in dtd.iterentities()):  # type: ignore[attr-defined]  # not in the stubs
        raise ArticleError("this XML declares entities, which are not read", Place(file))
