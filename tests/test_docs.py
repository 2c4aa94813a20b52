"""The documentation is run: commands of the README, and every rule, mapping and shape that a page shows."""

from __future__ import annotations

import bz2
import json
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from newsgraph import extract
from newsgraph.facts import Article, Document
from newsgraph.link import sssom
from newsgraph.project import BASE

_FENCED = re.compile(r"^( *)```(\w+)\n(.*?)^ *```$", re.DOTALL | re.MULTILINE)


def blocks(page: Path, language: str) -> list[str]:
    """The blocks of a page in one language, without the indentation of the list that they stand in."""
    found = _FENCED.findall(page.read_text(encoding="utf-8"))
    return [re.sub(rf"^{indent}", "", text, flags=re.MULTILINE) for indent, name, text in found if name == language]


# -- README.md ---------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def commands(root: Path) -> list[str]:
    """What the README says to do with Newsgraph, each once, without what makes its environment."""
    lines = [line for block in blocks(root / "README.md", "sh") for line in block.splitlines()]
    parts = [part.removeprefix(".venv/bin/") for line in lines for part in line.split(" && ")]
    return list(dict.fromkeys(part.split("#")[0].strip() for part in parts if part.startswith("newsgraph ")))


@pytest.fixture(scope="module")
def copy(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two articles, one with sanctions and one with meetings, a mapping, a dump of one item, and no links yet."""
    folder = tmp_path_factory.mktemp("readme")
    (folder / "articles").mkdir()
    for path in (*(root / "articles").glob("2018-*.txt"), *(root / "articles").glob("2022-10-*.txt")):
        (folder / "articles" / path.name).write_bytes(path.read_bytes())
    (folder / "people.csv").write_text("id,name\n1,Ana\n", encoding="utf-8")
    (folder / "mapping.yml").write_text(
        "prefixes:\n  schema: https://schema.org/\n"
        "mappings:\n  person:\n    sources:\n      - [people.csv~csv]\n"
        "    s: https://desk.example/$(id)\n    po:\n      - [schema:name, $(name)]\n",
        encoding="utf-8",
    )
    paris = {"type": "item", "id": "Q90", "labels": {}, "sitelinks": {}, "claims": {}}
    (folder / "wikidata.json.bz2").write_bytes(bz2.compress(f"[\n{json.dumps(paris)}\n]\n".encode()))
    (folder / "desk.sssom.tsv").write_text(sssom.opening(BASE), encoding="utf-8")
    return folder


def test_the_readme_shows_every_verb(newsgraph: Any, commands: list[str]) -> None:
    verbs = re.search(r"VERB\n(.*?)\n\n", newsgraph("--help").stdout, re.DOTALL)
    assert verbs is not None
    named = set(re.findall(r"^    (\w+) ", verbs[1], re.MULTILINE))
    assert named == {command.split()[1] for command in commands}


def test_the_commands_of_the_readme_run_one_after_the_other(newsgraph: Any, commands: list[str], copy: Path) -> None:
    for command in commands:
        if command.startswith("newsgraph serve "):
            continue  # it runs until it is told to end: tests/serve
        before, _, target = command.partition(" > ")
        run = newsgraph(*shlex.split(before)[1:], cwd=copy)
        assert (run.returncode, run.stderr) == (0, ""), command
        assert run.stdout
        assert "@" not in command or re.search(r"^[1-9]\d* rows", run.stdout, re.MULTILINE), command
        if target:
            (copy / target).write_text(run.stdout, encoding="utf-8")


def test_the_files_that_pages_link_to_are_there(root: Path) -> None:
    pages = [root / "README.md", *(root / name / "README.md" for name in ("mapping/text", "mapping/rdf"))]
    links = [(page, link) for page in pages for link in re.findall(r"\]\(([^):#]+)\)", page.read_text("utf-8"))]
    assert len(links) > 10
    assert [link for page, link in links if not (page.parent / link).exists()] == []


# -- mapping/text/README.md --------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def page(root: Path) -> Path:
    return root / "mapping" / "text" / "README.md"


@pytest.fixture(scope="module")
def rules(root: Path, page: Path) -> extract.Rules:
    """The rules that the page shows, in one file of a fact type, with the words that it adds."""
    shown = blocks(page, "yaml")
    whole = next(block for block in shown if block.startswith("type:"))
    more = [block.removeprefix("rules:\n") for block in shown if block.startswith("rules:\n")]
    words = [(block, f"{number}.yml") for number, block in enumerate(shown) if block.startswith("lexicon:\n")]
    assert 1 + len(more) + len(words) == len(shown)
    folder = root / "mapping" / "text"
    shipped = [((folder / name).read_text("utf-8"), name) for name in ("lexicon.yml", "person.yml")]
    tables = {path.name: path.read_text("utf-8") for path in (root / "ontology" / "gazetteer").glob("*.tsv")}
    files = [*shipped, *words, (whole + "".join(more), "mapping/text/arms-deal.yml")]
    return extract.Rules.load(files, extract.Gazetteer.load(tables))


def as_examples_say(document: Document) -> list[dict[str, set[str]]]:
    """Facts as an example writes them: names in place of ids, no words, nothing that goes without saying."""
    names = {entity.id: entity.name for entity in document.entities}
    found = []
    for fact in document.facts:
        values: dict[str, set[str]] = {"type": {fact.type}, "realis": {fact.realis}, "phase": {fact.phase}}
        if fact.date is not None and fact.date.value is not None:
            values["date"] = {fact.date.value}
        if fact.statedBy is not None:
            values["statedBy"] = {names[fact.statedBy]}
        for argument in fact.arguments:
            if argument.entity is not None:
                values.setdefault(argument.role, set()).add(names[argument.entity])
        found.append(values)
    return found


def test_every_example_on_the_page_gives_the_facts_that_it_says(rules: extract.Rules) -> None:
    assert len(rules.examples) > 15
    for example in rules.examples:
        document = extract.facts(Article(id="a", published="2024-09-04", body=example.text), rules)
        wanted = [{"realis": {"actual"}, "phase": {"begun"}} | {k: set(v) for k, v in fact} for fact in example.facts]
        assert as_examples_say(document) == wanted, f"{example.place}: {example.text}"


@pytest.mark.parametrize(
    ("text", "realis"),
    [
        ("has sold", "actual"),
        ("was selling", "actual"),
        ("is selling", "actual"),
        ("will sell", "planned"),
        ("did not sell", "denied"),
        ("does not sell", "denied"),
        ("has never sold", "denied"),
        ("will never sell", "denied"),
        ("may sell", "possible"),
        ("would sell", "possible"),
        ("reportedly sold", "possible"),
        ("refused to sell", "denied"),
        ("failed to sell", "denied"),
        ("plans to sell", "planned"),
        ("agreed to sell", "planned"),
        ("threatened to sell", "possible"),
        ("sells", None),
        ("almost sold", None),
        ("may not sell", None),
    ],
)
def test_the_table_of_realis_is_so(rules: extract.Rules, text: str, realis: str | None) -> None:
    article = Article(id="a", published="2024-09-04", body=f"France {text} fighter jets to Egypt.")
    found = [str(fact.realis) for fact in extract.facts(article, rules).facts]
    assert found == ([] if realis is None else [realis])


def test_every_key_and_function_that_a_rule_may_have_is_on_the_page(page: Path) -> None:
    from newsgraph.extract import rules as engine

    text = page.read_text(encoding="utf-8")
    names = {*engine._RULE_KEYS, *engine._FUNCTIONS, *engine._TENSES, *engine._OUTCOMES}
    assert sorted(name for name in names if f"`{name}`" not in text) == []


@pytest.fixture
def desk(newsgraph: Any, page: Path, tmp_path: Path) -> Path:
    """A project of one's own with the four files of the page."""
    folder = tmp_path / "desk"
    assert newsgraph("init", folder, "--quiet").returncode == 0
    ontology, shapes = blocks(page, "turtle")
    (mapping,) = blocks(page, "yarrrml")
    for top, text in (("ontology", ontology), ("shapes", shapes)):
        (folder / top / "arms-deal.ttl").write_text(text, encoding="utf-8")
    for top, text in (("text", blocks(page, "yaml")[0]), ("rdf", mapping)):
        (folder / "mapping" / top / "arms-deal.yml").write_text(text, encoding="utf-8")
    return folder


def test_the_four_files_of_the_page_do_what_it_says(newsgraph: Any, desk: Path) -> None:
    sentences = {
        "done": "France sold fighter jets to Egypt.",
        "denied": "France will never sell fighter jets to Egypt.",
        "incomplete": "France sold fighter jets.",
    }
    (desk / "deals").mkdir()
    for name, sentence in sentences.items():
        text = f"A deal\nBy OUR DESK\n_\n20240904\n{sentence}\n"
        (desk / "deals" / f"{name}.txt").write_text(text, encoding="utf-8")
    run = newsgraph("build", "deals/", "-o", "out", cwd=desk)
    assert run.returncode == 1
    assert "It is not said who bought the arms." in run.stderr
    assert not (desk / "out" / "incomplete.ttl").exists()
    deal = re.compile(r"^\S+ a [^;]*ng:ArmsDeal\b", re.MULTILINE)
    assert deal.search((desk / "out" / "done.ttl").read_text("utf-8"))
    denied = (desk / "out" / "denied.ttl").read_text("utf-8")
    assert "ng:claims ng:ArmsDeal" in denied
    assert not deal.search(denied)


def test_a_sentence_can_be_tried_as_the_page_says(page: Path, desk: Path) -> None:
    (command,) = blocks(page, "sh")
    line = command.strip().replace("newsgraph", f"{shlex.quote(sys.executable)} -m newsgraph")
    run = subprocess.run(["sh", "-c", line], cwd=desk, capture_output=True, text=True, check=True)
    (fact,) = json.loads(run.stdout)["facts"]
    assert (fact["type"], fact["rule"]) == ("ArmsDeal", "mapping/text/arms-deal.yml#sold-to")


# -- mapping/rdf/README.md ---------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def mapping_page(root: Path) -> Path:
    return root / "mapping" / "rdf" / "README.md"


def test_every_function_that_a_mapping_may_call_is_on_the_page(mapping_page: Path) -> None:
    from newsgraph.rml import functions

    text = mapping_page.read_text(encoding="utf-8")
    assert [function.name for function in functions.FUNCTIONS if f"`{function.name}`" not in text] == []
    named = re.findall(r"`(\w+)`", "".join(line for line in text.splitlines() if re.match(r"\| [a-z ]+ \| `", line)))
    assert [name for name in named if functions.find(name) is None] == []


def test_the_functions_of_the_page_do_what_it_says(newsgraph: Any, mapping_page: Path, tmp_path: Path) -> None:
    _, mapping = blocks(mapping_page, "yarrrml")
    (tmp_path / "m.yml").write_text(mapping, encoding="utf-8")
    (tmp_path / "people.csv").write_text(
        "id,name,born,languages,title\n1,Ana Šarić,4 March 1990,sr;en,Dr\n", encoding="utf-8"
    )
    run = newsgraph("map", "m.yml", cwd=tmp_path)
    assert (run.returncode, run.stderr) == (0, "")
    assert [line.split(" ", 2)[2] for line in run.stdout.splitlines()] == [
        '"ana-saric" .',
        '"1990-03-04"^^<http://www.w3.org/2001/XMLSchema#date> .',
        '"sr" .',
        '"en" .',
        '"Dr" .',
    ]


def test_the_own_functions_of_the_page_are_called(newsgraph: Any, mapping_page: Path, tmp_path: Path) -> None:
    (settings,) = blocks(mapping_page, "toml")
    (module,) = blocks(mapping_page, "python")
    (tmp_path / "newsgraph.toml").write_text(settings, encoding="utf-8")
    (tmp_path / "desk.py").write_text(module, encoding="utf-8")
    (tmp_path / "people.csv").write_text("id,name\n1,Ana Ban\n", encoding="utf-8")
    (tmp_path / "m.yml").write_text(
        "prefixes: {d: 'https://desk.example/functions#'}\n"
        "mappings:\n  m:\n    sources: [[people.csv~csv]]\n    s: https://desk.example/$(id)\n    po:\n"
        "      - {p: schema:name, o: {function: d:initials, parameters: [[name, $(name)]]}}\n"
        "      - {p: schema:in, o: {function: d:among, parameters: [[value, $(id)], [names, '1'], [names, '2']]}}\n",
        encoding="utf-8",
    )
    run = newsgraph("map", "m.yml", cwd=tmp_path)
    assert (run.returncode, run.stderr) == (0, "")
    assert [line.split()[2] for line in run.stdout.splitlines()] == ['"AB"', '"true"']
