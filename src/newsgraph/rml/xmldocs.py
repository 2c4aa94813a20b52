"""XML documents to elements by XPath, and references in them to texts; without entities, network or huge trees."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import BinaryIO, TypeAlias

from newsgraph.errors import MappingError, Place, SourceError
from newsgraph.rml.jsonpaths import Missing
from newsgraph.rml.model import LogicalSource, Reference
from newsgraph.rml.readahead import Readable

Value: TypeAlias = "str | int | float"


def read(stream: BinaryIO, source: LogicalSource) -> object:
    """One XML document as its tree.

    Raises SourceError with line and column where it is not well formed, and for a document that declares entities:
    those are what XML bombs and readings of other files are made of.
    """
    from lxml import etree

    from newsgraph.rml import xmlstream

    name = source.source.path
    encoding = source.source.encoding
    try:
        parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            huge_tree=False,
            load_dtd=False,
            encoding=None if encoding is None else encoding.removesuffix("-sig"),
        )
        tree = etree.parse(stream, parser)
    except etree.XMLSyntaxError as error:
        raise xmlstream.malformed(name, error) from error
    except LookupError as error:
        raise SourceError(f"this XML cannot be read: {error}", Place(name)) from error
    xmlstream.refuse_entities(tree, name)
    return tree


def compile_pieces(
    source: LogicalSource, references: Iterable[Reference]
) -> Callable[[Readable], Iterator[object]] | None:
    """A function from a large source to its elements, each read as it is asked for; None where the tree is needed."""
    from newsgraph.rml import xmlstream

    path = xmlstream.steps(source, references)
    return None if path is None else lambda stream: xmlstream.elements(stream, path, source)


def compile_records(source: LogicalSource) -> Callable[[object], Iterator[object]]:
    if source.iterator is None:
        raise MappingError("an XML source needs an iterator, an XPath such as /root/item", source.place)
    iterator = source.iterator
    select = _compile(iterator, source)

    def records(document: object) -> Iterator[object]:
        found = select(document)
        if not isinstance(found, list):
            raise MappingError(f"the iterator '{iterator.text}' selects a value, not elements", iterator.place)
        return iter(found)

    return records


def compile_values(reference: Reference, source: LogicalSource) -> Callable[[object], Sequence[Value]]:
    select = _compile(reference, source)

    def values(record: object) -> Sequence[Value]:
        found = select(record)
        return [_text(node) for node in found] if isinstance(found, list) else [_text(found)]

    return values


def compile_missing(reference: Reference, source: LogicalSource) -> Callable[[object], Missing | None]:
    del reference, source
    return lambda record: None  # noqa: ARG005 - an element that is not there is null in XML


def _compile(path: Reference, source: LogicalSource) -> Callable[[object], object]:
    """A path as a function of a node; prefixes that the mapping does not declare are those of the document's root."""
    from lxml import etree

    declared = dict(source.namespaces)

    def compiled(namespaces: dict[str, str]) -> etree.XPath:
        return etree.XPath(path.text, namespaces=namespaces or None, regexp=False)

    try:
        own = compiled(declared)
    except etree.XPathError as error:
        raise MappingError(f"'{path.text}' is no XPath: {error}", path.place) from error

    def select(node: object) -> object:
        if not isinstance(node, (etree._Element, etree._ElementTree)):  # noqa: SLF001 - lxml names its types so
            raise MappingError(f"'{path.text}' is read on a text; the iterator must select elements", path.place)
        try:
            return own(node)
        except etree.XPathEvalError as error:
            root = node.getroot() if isinstance(node, etree._ElementTree) else node.getroottree().getroot()  # noqa: SLF001
            inherited = {prefix: str(iri) for prefix, iri in root.nsmap.items() if prefix} | declared
            if inherited == declared:
                raise _unanswered(path, error) from error
        try:
            return compiled(inherited)(node)
        except etree.XPathError as error:
            raise _unanswered(path, error) from error

    return select


def _unanswered(path: Reference, error: Exception) -> MappingError:
    """Why a path has no answer; of a function that is none of XPath 1.0, which of later versions many mappings call."""
    reason = str(error)
    if reason == "Unregistered function":
        reason = "it calls a function that XPath 1.0 does not have; a function of the mapping can do that"
    return MappingError(f"the XPath '{path.text}' cannot be answered: {reason}", path.place)


def _text(node: object) -> str:
    """The string value of a node or of an XPath value (https://www.w3.org/TR/xpath-10/#function-string)."""
    if isinstance(node, str):
        return str(node)
    if isinstance(node, bool):
        return "true" if node else "false"
    if isinstance(node, float):
        return str(int(node)) if node.is_integer() else repr(node)
    return _element_text(node)


def _element_text(node: object) -> str:
    from lxml import etree

    return "".join(str(text) for text in node.itertext()) if isinstance(node, etree._Element) else str(node)  # noqa: SLF001
