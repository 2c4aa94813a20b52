"""A tree of HTML, XHTML, NITF or trafilatura's own elements to its paragraphs."""

from __future__ import annotations

import html
from collections.abc import Iterator

from lxml import etree

# What starts and ends a paragraph; all else runs on within one.
_BLOCKS = frozenset(
    (
        "address article bdy block blockquote body body.content bq br cell center dd details div dl dt fieldset h1 h2 "
        "h3 h4 h5 h6 head header hl1 hl2 hr html item lb li list main nitf-table ol p pre quote row section summary "
        "table tbody td tfoot th thead tr ul"
    ).split()
)
# What is no text of the article: programs, captions, pictures, ways to other pages.
_NO_TEXT = frozenset(
    (
        "aside audio button canvas caption embed figcaption figure fn footer form iframe media media-caption nav "
        "object picture select svg tagline textarea video"
    ).split()
)
_UNSEEN = frozenset(["link", "math", "meta", "noscript", "script", "style", "template", "title"])


def paragraphs(root: etree._Element) -> list[str]:
    """The texts of a tree in their order, blank ones left out; `root` itself is taken for a block."""
    found: list[str] = []
    words: list[str] = []
    for piece in (*_pieces(root), None):
        if piece is not None:
            words.append(piece)
            continue
        text = "".join(words)
        words = []
        if text.strip():
            found.append(text)
    return found


def local_name(element: etree._Element) -> str:
    """The name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def _pieces(root: etree._Element) -> Iterator[str | None]:
    """The texts of a tree, and None where a paragraph starts or ends."""
    waiting: list[tuple[etree._Element, bool]] = [(root, False)]
    while waiting:
        node, is_done = waiting.pop()
        name = local_name(node).lower() if isinstance(node.tag, str) else None
        is_open = name is not None and name not in _UNSEEN | _NO_TEXT and "hidden" not in node.attrib
        if name in _BLOCKS or name in _NO_TEXT:
            yield None
        if not is_done and isinstance(node, etree._Entity):  # noqa: SLF001 - lxml names its types so
            yield html.unescape(str(node.text))
        if not is_done and is_open:
            if node.text:
                yield node.text
            waiting.append((node, True))
            waiting += ((child, False) for child in reversed(node))
        elif node is not root and node.tail:
            yield node.tail
