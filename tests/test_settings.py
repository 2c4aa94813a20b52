"""The tables `extract` and `link` of newsgraph.toml: what it may say, and errors at the line of what it may not."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsgraph.errors import ConfigError
from newsgraph.project import Project
from newsgraph.settings import ExtractSettings, LinkSettings, OpenAISettings, SpacySettings


def load(folder: Path, text: str) -> ExtractSettings:
    (folder / "newsgraph.toml").write_text(text, encoding="utf-8")
    return Project.load(folder).extract


def test_a_project_that_says_nothing_reaches_no_model(tmp_path: Path) -> None:
    assert load(tmp_path, "") == ExtractSettings(None, None)


def test_all_settings_are_read(tmp_path: Path) -> None:
    text = """\
[extract.openai]
endpoint = "https://api.example/v1/"
model = "m"
api_key_env = "KEY"
timeout = 2.5
retries = 0
max_tokens = 10
reasoning = true
price_per_million_in = 1
price_per_million_out = 2.5
[extract.spacy]
pipeline = "en_core_web_sm"
"""
    openai = OpenAISettings("https://api.example/v1", "m", "KEY", 2.5, 0, 10, True, 1, 2.5)
    assert load(tmp_path, text) == ExtractSettings(openai, SpacySettings("en_core_web_sm"))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('[extract.openai]\nendpont = "https://a.example"', "2: extract.openai has no setting 'endpont'; did you mean"),
        ("[extract.opena]\n", "1: extract has no setting 'opena'; did you mean 'openai'"),
        ('[extract.openai]\nendpoint = "ftp://a.example"\nmodel = "m"', "2: endpoint is 'ftp://a.example'"),
        ('[extract.openai]\nendpoint = "https://[a"\nmodel = "m"', "2: endpoint is"),
        ('[extract.openai]\nendpoint = "https://k:s@a.example"\nmodel = "m"', "2: endpoint has a name, a password"),
        ('[extract.openai]\nendpoint = "https://a.example"', "model must be a text"),
        ('[extract.openai]\nendpoint = "https://a.example"\nmodel = "m"\nretries = 1.5', "4: retries is 1.5"),
        ('[extract.openai]\nendpoint = "https://a.example"\nmodel = "m"\ntimeout = nan', "4: timeout is nan"),
        ('[extract.openai]\nendpoint = "https://a.example"\nmodel = "m"\nreasoning = 1', "4: reasoning is true or"),
        ("[extract.spacy]\npipeline = 1", "2: pipeline must be a text"),
        ("extract = 1", "1: extract is a table"),
    ],
)
def test_an_error_stands_at_its_line(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(ConfigError) as raised:
        load(tmp_path, text)
    assert message in str(raised.value)


def load_link(folder: Path, text: str) -> LinkSettings:
    (folder / "newsgraph.toml").write_text(text, encoding="utf-8")
    return Project.load(folder).link


def test_a_project_that_says_nothing_of_links_names_nobody_who_asks(tmp_path: Path) -> None:
    assert load_link(tmp_path, "") == load_link(tmp_path, "[link]\n") == LinkSettings()
    assert LinkSettings().contact is None


def test_all_settings_of_links_are_read(tmp_path: Path) -> None:
    text = """\
[link]
contact = "desk@example.org"
wikidata = "http://127.0.0.1:8000/w/api.php"
reconciliation = "https://names.example/en/api"
rate = 0.5
timeout = 2.5
retries = 0
languages = ["sr", "sr-ec"]
index = "index.sqlite"
cache = "cache.sqlite"
"""
    assert load_link(tmp_path, text) == LinkSettings(
        "desk@example.org",
        "http://127.0.0.1:8000/w/api.php",
        "https://names.example/en/api",
        0.5,
        2.5,
        0,
        ("sr", "sr-ec"),
        "index.sqlite",
        "cache.sqlite",
    )


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('contcat = "a@example.org"', "2: link has no setting 'contcat'; did you mean 'contact'"),
        ('contact = "the desk"', "2: contact is 'the desk'; expected a mail address or a URL"),
        ('contact = "a@example.org) evil/1 ("', "2: contact is"),
        ('contact = ""', "2: contact must be a text"),
        ('wikidata = "www.wikidata.org"', "2: wikidata is 'www.wikidata.org'; expected a URL"),
        ('wikidata = "https://a.example/api?key=1"', "2: wikidata is"),
        ("rate = 0", "2: rate is 0; expected a number from 0.001 to 1000"),
        ("languages = []", "2: languages is []; expected codes of languages"),
        ('languages = ["English"]', "2: languages is"),
        ('languages = "en"', "2: languages is"),
    ],
)
def test_an_error_in_links_stands_at_its_line(tmp_path: Path, line: str, message: str) -> None:
    with pytest.raises(ConfigError) as raised:
        load_link(tmp_path, f"[link]\n{line}\n")
    assert message in str(raised.value)


def test_the_key_of_an_endpoint_is_in_no_setting() -> None:
    """A file that is shared, or printed, has the name of a variable and no key."""
    assert {name for name in OpenAISettings.__slots__ if "key" in name} == {"api_key_env"}
