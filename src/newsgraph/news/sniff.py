"""The first bytes of a file to what it is, whatever it is called."""

from __future__ import annotations

import codecs
import re
import zlib
from dataclasses import dataclass
from typing import Literal, TypeAlias

Kind: TypeAlias = Literal["text", "json", "xml", "html", "warc", "gzip"]

HEAD = 1 << 16  # bytes that tell

_PROLOGUE = re.compile(r"\s+|<\?.*?\?>|<!--.*?-->", re.DOTALL)
_DOCTYPE = re.compile(r"<!doctype\s+([\w.:-]+)(?:[^\[>]|\[.*?\]\s*(?=>))*>", re.DOTALL | re.IGNORECASE)
_ELEMENT = re.compile(r"<(?:[\w.-]+:)?([A-Za-z][\w.-]*)(?=[\s/>])")
_JSON = re.compile(r"\{\s*[\"}]|\[\s*[{\]]")
_OF_HTML = frozenset(
    ("html head body title meta link base style script article main section header div p h1 center table").split()
)


@dataclass(frozen=True, slots=True)
class Sniffed:
    """What a file is; `root` is the local name of an XML document's root element."""

    kind: Kind
    root: str = ""


def sniff(head: bytes) -> Sniffed:
    """What a file is of which these are the first bytes; "text" is all that is nothing else."""
    if head.startswith(b"\x1f\x8b"):
        return Sniffed("warc" if _unpacked(head).startswith(b"WARC/") else "gzip")
    text = _text(head)
    if text.startswith("WARC/"):
        return Sniffed("warc")
    if _JSON.match(text.lstrip()):
        return Sniffed("json")
    at = 0
    while found := _PROLOGUE.match(text, at):
        at = found.end()
    is_xml = text.lstrip().startswith("<?xml")
    doctype = _DOCTYPE.match(text, at)
    if doctype is not None and doctype[1].lower() == "html":
        return Sniffed("html")
    if doctype is not None:
        at, is_xml = doctype.end(), True
        while found := _PROLOGUE.match(text, at):
            at = found.end()
    element = _ELEMENT.match(text, at)
    if element is None:
        return Sniffed("xml") if is_xml else Sniffed("html" if text[at : at + 9].lower() == "<!doctype" else "text")
    root = element[1]
    if root.lower() == "html" or (not is_xml and root.lower() in _OF_HTML):
        return Sniffed("html")
    is_marked = is_xml or re.search(r"\sxmlns(?::\w+)?\s*=", text[at : at + 4096]) is not None
    return Sniffed("xml", root) if is_marked or root in NEWS_ROOTS else Sniffed("text")


# The root elements of NewsML-G2 and NITF, and what of them holds articles; contentSet is what stands in a newsItem.
ARTICLE_ROOTS = frozenset({"newsItem", "newsMessage", "contentSet", "nitf"})
NEWS_ROOTS = ARTICLE_ROOTS | {"packageItem", "conceptItem", "knowledgeItem", "planningItem", "catalogItem", "NewsML"}


def _unpacked(head: bytes) -> bytes:
    try:
        return zlib.decompressobj(wbits=31).decompress(head, 64)
    except zlib.error:
        return b""


def _text(head: bytes) -> str:
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return head.decode("utf-16", "replace")
    if head.startswith((b"<\0", b"\0<")):
        return head.decode("utf-16-le" if head[1] == 0 else "utf-16-be", "replace")
    return head.removeprefix(codecs.BOM_UTF8).decode("utf-8", "replace")
