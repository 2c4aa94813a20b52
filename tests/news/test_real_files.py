"""The examples of the IPTC and of agencies, as they are published: which give an article, and what of it."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

SHARED = os.environ.get("NEWSGRAPH_SHARED")
pytestmark = pytest.mark.skipif(SHARED is None, reason="NEWSGRAPH_SHARED names no folder with files of agencies")

# id: (published, language, paragraphs)
EXPECTED = {
    "LISTING_25_An_NITF_marked-up_article_conveyed_in_inlineXML": (None, "en", 1),
    "LISTING_2_NewsML-G2_Text_Document": ("2016-11-21", "en-US", 2),
    "ap-0001": ("2018-02-26", "en", 10),
    "ap-0002": ("2018-02-26", "en", 11),
    "ap-0003": ("2018-02-26", "en", 7),
    "bbc-ninjs-text-test": ("2018-05-28", "en", 1),
    "ex2.1-businesswire-newsml-20130731006140": ("2013-07-31", "en", 1),
    "ex2.1-dpa_text": ("2019-05-10", "de", 9),
    "ex3.0-addb-press-conference": (None, "en", 20),
    "ex3.0-businesswire-newsml-20130731006140": ("2013-07-31", "en", 1),
    "ex3.0-dpa_text": ("2019-05-10", "de", 9),
    "v1.6-001_simple_example": ("2013-07-09", "en", 1),
    "v1.6-004_simple_text_article": ("2013-07-09", "en", 4),
    "v1.6-005_complex_text_article": ("2013-07-09", "en", 4),
    "v2.2-001_simple_example": ("2013-07-09", "en", 1),
    "v2.2-004_simple_text_article": ("2013-07-09", "en", 4),
    "v2.2-005_complex_text_article": ("2013-07-09", "en", 4),
    "v3.1-001_simple_example": ("2013-07-09", "en", 1),
    "v3.1-004_simple_text_article": ("2013-07-09", "en", 4),
    "v3.1-005_complex_text_article": ("2013-07-09", "en", 4),
}
WITHOUT_TEXT = ("ap_media_text_item.json", "ex2.1-ntb_text.json", "ex3.0-ntb_text.json")


def test_what_the_files_hold_is_read_and_the_rest_is_told(newsgraph: Any) -> None:
    assert SHARED is not None
    run = newsgraph("extract", Path(SHARED, "formats"))
    articles = [json.loads(line)["article"] for line in run.stdout.splitlines()]
    found = {each["id"]: (each["published"], each["language"], len(each["body"].split("\n\n"))) for each in articles}
    assert found == EXPECTED
    assert all(each["headline"] for each in articles)
    assert run.returncode == 2
    assert [name for name in WITHOUT_TEXT if f"{name}: this ninjs item has no text" not in run.stderr] == []
