"""NewsML-G2 and NITF: what an agency's feed holds, and what breaks a parser."""

from __future__ import annotations

import io

import pytest

from newsgraph import news
from newsgraph.errors import ArticleError, Place
from newsgraph.news import newsml

NITF = """<nitf xmlns="http://iptc.org/std/NITF/2006-10-18/" xml:lang="en">
<head><title>Talks</title><docdata><date.issue norm="20240904T101500Z"/></docdata></head>
<body><body.head><hedline><hl1>Minister meets
 president</hl1></hedline><byline>By <person>Ana Ban</person></byline></body.head>
<body.content><block><p>The <person>minister</person> met
 the president.</p><media><media-caption>Both of them.</media-caption></media></block>
<hl2>Trade</hl2><p>They talked &amp; left.</p></body.content>
<body.end><tagline>Edited by Bo.</tagline></body.end></body></nitf>"""
PARAGRAPHS = ["The minister met the president.", "Trade", "They talked & left."]


def item(content: str, *, guid: str = "urn:a:1", kind: str = "text", status: str = "usable", meta: str = "") -> str:
    return f"""<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="{guid}" xml:lang="en-US">
<itemMeta><itemClass qcode="ninat:{kind}"/><versionCreated>2024-09-05T08:00:00Z</versionCreated>
<pubStatus qcode="stat:{status}"/></itemMeta>
<contentMeta><contentCreated>2024-09-04T23:00:00-05:00</contentCreated><headline> Minister meets
 president</headline><by>Ana Ban</by><language tag="en"/>{meta}</contentMeta>
<contentSet>{content}</contentSet></newsItem>"""


def read(text: str | bytes) -> news.Read:
    return news.read(text if isinstance(text, bytes) else text.encode(), file="a.xml", given=news.Given("a"))


def test_nitf_alone_is_an_article() -> None:
    found = read(NITF)
    article = found.article
    assert (article.headline, article.byline, article.published) == (
        "Minister meets president",
        "By Ana Ban",
        "2024-09-04",
    )
    assert article.body.split("\n\n") == PARAGRAPHS
    assert found.place == Place("a.xml", 1)


CONTENTS = {
    "NITF": f'<inlineXML contenttype="application/nitf+xml">{NITF}</inlineXML>',
    "XHTML": """<inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml">
<head><title>T</title></head><body><p>The minister met the president.</p><h2>Trade</h2><p>They talked &amp; left.</p>
</body></html></inlineXML>""",
    "plain text": """<inlineData contenttype="text/plain">The minister met the president.

Trade

They talked &amp; left.</inlineData>""",
    "HTML as text": """<inlineData contenttype="text/html">&lt;p>The minister met the president.&lt;/p>
&lt;h2>Trade&lt;/h2>&lt;p>They talked &amp;amp; left.&lt;/p></inlineData>""",
}


@pytest.mark.parametrize("content", CONTENTS.values(), ids=CONTENTS)
def test_the_text_of_a_news_item_stands_in_it_in_many_ways(content: str) -> None:
    article = read(item(content)).article
    assert article.body.split("\n\n") == PARAGRAPHS
    assert (article.headline, article.byline) == ("Minister meets president", "Ana Ban")
    assert (article.published, article.language, article.url) == ("2024-09-04", "en", "")


def test_named_characters_of_a_doctype_are_characters() -> None:
    """NITF of agencies names a DTD, which is not fetched, and characters that it declares."""
    text = NITF.replace("left.", "left&nbsp;Caf&eacute;.").replace(' xmlns="http://iptc.org/std/NITF/2006-10-18/"', "")
    article = read('<?xml version="1.0"?>\n<!DOCTYPE nitf SYSTEM "nitf-3-4.dtd">\n' + text).article
    assert article.body.split("\n\n")[-1] == "They talked & left Café."


def test_a_message_gives_its_items_one_at_a_time() -> None:
    text = '<inlineData contenttype="text/plain">The minister met the president.</inlineData>'
    message = f"""<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><header/><itemSet>
{item(text, guid="urn:a:1")}
<packageItem guid="urn:a:2"/>
{item("", guid="urn:a:3", kind="picture")}
{item(text, guid="urn:a:4")}
</itemSet></newsMessage>"""
    found = list(newsml.items(io.BytesIO(message.encode()), "a.xml"))
    assert [one.other for one in found] == ["", "a packageItem", "a picture", ""]
    assert [one.line for one in found] == [2, 8, 9, 15]
    assert news.read(found[3].content, file="a.xml", given=news.Given(line=15)).place == Place("a.xml", 15)


def test_items_before_an_error_are_read() -> None:
    text = '<inlineData contenttype="text/plain">A.</inlineData>'
    message = f"<newsMessage><itemSet>{item(text)}\n<newsItem><itemMeta>"
    stream = newsml.items(io.BytesIO(message.encode()), "a.xml")
    assert next(stream).other == ""
    with pytest.raises(ArticleError, match=r"^a\.xml:7:\d+: this is no well-formed XML"):
        next(stream)


SMALL = "<nitf><body><body.content><p>&b;</p></body.content></body></nitf>"
BOMB = f'<!DOCTYPE nitf [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>{SMALL}'
OUTSIDE = f'<!DOCTYPE nitf [<!ENTITY b SYSTEM "file:///etc/hostname">]>{SMALL}'


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (BOMB, "a.xml: this XML declares entities, which are not read"),
        (OUTSIDE, "a.xml: this XML declares entities, which are not read"),
        (NITF[:300], "a.xml:5:"),
        ('<?xml version="1.0" encoding="utf-8"?><nitf>\xe9</nitf>'.encode("latin-1"), "a.xml:1:"),
        ('<?xml version="1.0" encoding="no-such"?><nitf/>', "a.xml:1:"),
        ("<nitf><body/></nitf>", "a.xml:1: this NITF has no text in its body.content"),
        ("<packageItem xmlns='urn:x'/>", "a.xml:1: this XML is a packageItem; expected a newsItem"),
        ("<?xml version='1.0'?><rss/>", "a.xml:1: this XML is a rss; expected"),
        (item(""), "a.xml:1: this newsItem has no text of its own"),
        (item("<remoteContent href='a.jpg'/>"), "a.xml:1: this newsItem has no text of its own"),
        (item("", kind="picture"), "a.xml:1: this newsItem is a picture, which is no article"),
        (item(f"<inlineXML>{NITF}</inlineXML>", status="canceled"), "a.xml:1: this article is canceled by its agency"),
        ("<nitf><body><body.content>" + "<block>" * 5000, "a.xml:1:"),
    ],
)  # fmt: skip
def test_what_is_no_article_is_said_with_its_place(content: str | bytes, message: str) -> None:
    with pytest.raises(ArticleError) as caught:
        read(content)
    assert str(caught.value).startswith(message)
