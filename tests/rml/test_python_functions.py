"""A user's own Python functions: what they take and give, and what is wrong with an entry or a call."""

# ruff: noqa: E501 - a row of a table stands on one line

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from newsgraph import rml
from newsgraph.errors import ConfigError, InputError, Place

MODULE = """
def shout(text, mark="!"):
    return text.upper() + mark

def parts(text: str) -> list[str]:
    return text.split()

def joined(texts: list[str], *, by: str):
    return by.join(texts)

def count(*texts):
    return len(texts)

def known(text: str | None):
    return text is not None

def half(text):
    return int(text) / 2

def broken(text):
    return {}[text]

def odd(text):
    return object()

def odd_list(text):
    return [object()]

class Namer:
    def __call__(self, text):
        return f"<{text}>"

namer = Namer()
number = 3

def annotated(text: "Missing"):
    return text
"""
IRI = "https://desk.example/fn#own"


def run(
    folder: Path, target: str, po: str, *, parameters: tuple[str, ...] | None = None, module: str = MODULE
) -> list[str]:
    """The objects that a mapping makes of two people with an own function."""
    (folder / "deskfunctions.py").write_text(module, encoding="utf-8")
    text = (
        "prefixes: {f: 'https://desk.example/fn#'}\nmappings:\n  m:\n    sources: [[d.json~jsonpath, '$[*]']]\n"
        f"    s: http://e.example/s\n    po:\n      - {{p: schema:name, o: {po}}}\n"
    )
    own = rml.PythonFunction(IRI, target, folder, Place("newsgraph.toml", 3), parameters)
    plan = rml.parse([rml.MappingText(text, "m.yml")], functions=[own])
    results = plan.run({"d.json": [{"n": "a b", "l": ["x", "y"]}, {"n": None, "l": []}]})
    made = [o for _, _, o, _ in results]
    return [*made, *map(str, results.report.left_out)]


@pytest.mark.parametrize(
    ("target", "po", "objects"),
    [
        ("shout", "{function: f:own, parameters: [[text, $(n)]]}", ['"A B!"']),
        ("shout", "{function: 'f:own(text = $(n), mark = ?)'}", ['"A B?"']),
        ("parts", "{function: f:own, parameters: [[f:text, $(n)]]}", ['"a"', '"b"']),
        ("joined", "{function: f:own, parameters: [[texts, '$(l[*])'], [by, +]]}", ['"x+y"']),
        ("joined", "{function: f:own, parameters: [[texts, $(n)], [texts, '$(l[*])'], [by, +]]}", ['"a b+x+y"']),
        ("count", "{function: f:own, parameters: [[texts, '$(l[*])']]}", ['"2"', '"0"']),
        ("known", "{function: f:own, parameters: [[text, $(n)]]}", ['"true"', '"false"']),
        ("namer", "{function: f:own, parameters: [[text, $(n)]]}", ['"<a b>"']),
        ("half", "{function: f:own, parameters: [[text, '3']]}", ['"1.5"']),
        ("half", "{function: f:own, parameters: [[text, $(n)]]}", ["m.yml:7:29: left out 1 term: own takes no such value (invalid literal for int() with base 10: 'a b'), such as \"('a b',)\""]),
    ],
)  # fmt: skip
def test_an_own_function_takes_texts_and_gives_values(tmp_path: Path, target: str, po: str, objects: list[str]) -> None:
    """One text for each parameter, all values for a list; ValueError is an error of the data."""
    assert run(tmp_path, f"deskfunctions:{target}", po) == objects


def test_parameters_may_be_listed_by_their_iris(tmp_path: Path) -> None:
    po = "{function: f:own, parameters: [[f:input, $(n)], [f:sign, '?']]}"
    names = ("https://desk.example/fn#input", "https://desk.example/fn#sign")
    assert run(tmp_path, "deskfunctions:shout", po, parameters=names) == ['"A B?"']


CALL = "{function: f:own, parameters: [[text, $(n)]]}"


@pytest.mark.parametrize(
    ("target", "message"),
    [
        ("deskfunction:shout", "newsgraph.toml:3: no module deskfunction in FOLDER; did you mean 'deskfunctions'?"),
        ("deskfunctions:shot", "newsgraph.toml:3: no 'shot' in the module deskfunctions; did you mean 'shout'?"),
        ("deskfunctions:number", "newsgraph.toml:3: 'deskfunctions:number' is an int, and cannot be called"),
        ("deskfunctions", "newsgraph.toml:3: 'deskfunctions' is not module:callable"),
        ("deskfunctions:annotated", "newsgraph.toml:3: the signature of deskfunctions:annotated cannot be read: name 'Missing' is not defined"),
        ("os.path:../x", "newsgraph.toml:3: 'os.path:../x' is not module:callable"),
        ("json:dumps", "newsgraph.toml:3: the module json has the name of one of Python's own; give it another"),
    ],
)  # fmt: skip
def test_an_entry_that_cannot_be_loaded_is_an_error_of_the_configuration(
    tmp_path: Path, target: str, message: str
) -> None:
    """With the line of the entry and the nearest name."""
    (tmp_path / "json.py").write_text("", encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        run(tmp_path, target, CALL)
    assert str(caught.value).replace(str(tmp_path), "FOLDER") == message


@pytest.mark.parametrize(
    ("module", "message"),
    [
        ("def shout(:", "the module deskfunctions cannot be imported: SyntaxError: "),
        ("1 / 0", "the module deskfunctions cannot be imported: ZeroDivisionError: division by zero"),
        ("import nothing_like_it", "the module deskfunctions needs nothing_like_it, which is not there"),
    ],
)
def test_a_module_that_cannot_be_imported_says_why(tmp_path: Path, module: str, message: str) -> None:
    with pytest.raises(ConfigError, match=r"newsgraph\.toml:3: ") as caught:
        run(tmp_path, "deskfunctions:shout", CALL, module=module)
    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("parameters", "message"),
    [
        (("a",), "newsgraph.toml:3: 1 parameters are listed, and deskfunctions:shout has 2 parameters"),
        (("f:a", "g:a"), "newsgraph.toml:3: two parameters are listed by one name"),
    ],
)
def test_listed_parameters_are_those_of_the_callable(tmp_path: Path, parameters: tuple[str, ...], message: str) -> None:
    with pytest.raises(ConfigError) as caught:
        run(tmp_path, "deskfunctions:shout", CALL, parameters=parameters)
    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("target", "message"),
    [
        ("broken", "m.yml:7:29: the function own failed: deskfunctions:broken raised KeyError: 'a b'"),
        ("odd", "m.yml:7:29: the function own failed: deskfunctions:odd gave an object; expected a text, a number, a truth, a list of these or None"),
        ("odd_list", "m.yml:7:29: the function own failed: deskfunctions:odd_list gave an object; expected a text, a number, a truth, a list of these or None"),
    ],
)  # fmt: skip
def test_a_call_that_fails_is_an_error_of_the_mapping(tmp_path: Path, target: str, message: str) -> None:
    """And no traceback."""
    with pytest.raises(InputError) as caught:
        run(tmp_path, f"deskfunctions:{target}", CALL)
    assert str(caught.value) == message


def test_what_no_mapping_names_is_not_loaded(tmp_path: Path) -> None:
    assert run(tmp_path, "nothing:here", "x") == ['"x"']


def test_two_projects_may_each_have_a_module_of_one_name(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        made = run(tmp_path / name, "deskfunctions:it", CALL, module=f"def it(text): return {name!r}")
        assert made == [f'"{name}"']


def test_a_misspelled_own_function_is_told_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"fn#onw'; did you mean 'https://desk\.example/fn#own'"):
        run(tmp_path, "deskfunctions:shout", "{function: f:onw}")


@pytest.fixture
def desk(newsgraph: Any, tmp_path: Path) -> Path:
    """A project with a function of its own, and a mapping beside it."""
    folder = tmp_path / "desk"
    newsgraph("init", folder, "-q")
    (folder / "desk.py").write_text(
        "def initials(name):\n    return ''.join(word[0] for word in name.split())\n", "utf-8"
    )
    text = (folder / "newsgraph.toml").read_text("utf-8")
    (folder / "newsgraph.toml").write_text(
        f'{text}\n[functions]\n"https://desk.example/fn#initials" = "desk:initials"\n', "utf-8"
    )
    (tmp_path / "people.csv").write_text("id,name\n1,Ada King\n", encoding="utf-8")
    (tmp_path / "m.yml").write_text(
        "mappings:\n  person:\n    sources: [[people.csv~csv]]\n    s: https://desk.example/$(id)\n"
        "    po: [{p: foaf:nick, o: {function: 'https://desk.example/fn#initials', parameters: [[name, $(name)]]}}]\n",
        encoding="utf-8",
    )
    return folder


def test_a_project_s_functions_are_those_of_newsgraph_map(newsgraph: Any, desk: Path) -> None:
    run = newsgraph("map", "--project", "desk", "m.yml", cwd=desk.parent)
    assert (run.returncode, run.stderr) == (0, "")
    assert run.stdout == '<https://desk.example/1> <http://xmlns.com/foaf/0.1/nick> "AK" .\n'
    without = newsgraph("map", "m.yml", cwd=desk.parent)
    assert (without.returncode, without.stdout) == (2, "")


def test_a_project_s_functions_are_those_of_its_mappings(newsgraph: Any, desk: Path) -> None:
    """In as many processes as there are."""
    person = desk / "mapping" / "rdf" / "person.yml"
    line = '      - [ng:title, "$(titles[*])"]\n'
    call = "      - {p: schema:alternateName, o: {function: 'https://desk.example/fn#initials', parameters: [[name, $(name)]]}}\n"
    person.write_text(person.read_text("utf-8").replace(line, line + call), "utf-8")
    run = newsgraph("build", "articles", "-o", "out", "--jobs", "2", cwd=desk)
    assert (run.returncode, run.stderr) == (0, "")
    assert 'schema:alternateName "VZ"' in (desk / "out" / "dataset.trig").read_text("utf-8")


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ("functions = 3", "newsgraph.toml:1: functions is a table"),
        ('[functions]\nslug = "a:b"', "newsgraph.toml:2: the function 'slug' is named by no absolute IRI"),
        ('[functions]\n"urn:f" = 3', "newsgraph.toml:2: a function is"),
        ('[functions]\n"urn:f" = {cal = "a:b"}', "newsgraph.toml:2: a function has no setting 'cal'; did you mean 'call'?"),
        ('[functions]\n"urn:f" = {parameters = []}', "newsgraph.toml:2: a function has the key call"),
        ('[functions]\n"urn:f" = {call = "a:b", parameters = [1]}', "newsgraph.toml:2: the parameters of a function are a list"),
        ("[function]\n", "newsgraph.toml:1: no setting 'function'; did you mean 'functions'?"),
    ],
)  # fmt: skip
def test_a_wrong_entry_is_told_with_its_line(newsgraph: Any, tmp_path: Path, entry: str, message: str) -> None:
    (tmp_path / "newsgraph.toml").write_text(entry, encoding="utf-8")
    run = newsgraph("map", "m.yml", cwd=tmp_path)
    assert run.returncode == 2
    assert message in run.stderr
