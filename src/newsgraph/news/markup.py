"""The text of HTML or XHTML to its tree; broken markup is mended as browsers do, nothing is fetched."""

from __future__ import annotations

from lxml import etree
from lxml.html import HTMLParser

from newsgraph.errors import ArticleError, Place
from newsgraph.news.paragraphs import paragraphs


def parse(text: str, place: Place) -> etree._Element:
    """The root element; raises ArticleError where there is none, or more elements within each other than are read."""
    # Without huge_tree all that is 256 elements deep would be lost; with it, the limit is 2048.
    parser = HTMLParser(encoding="utf-8", no_network=True, huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError as error:
        raise ArticleError(f"this HTML cannot be read: {error.msg}", place) from error
    if any(problem.type_name == "ERR_RESOURCE_LIMIT" for problem in parser.error_log):
        raise ArticleError("more than 2,000 elements within each other are no article", place)
    if root is None:
        raise ArticleError("this page is empty", place)
    return root


def fragment(text: str, place: Place) -> list[str]:
    """The paragraphs of markup that stands in another document; raises ArticleError as `parse` does."""
    return paragraphs(parse(f"<html><body>{text}</body></html>", place))
