"""The site of the sample articles, and of hostile ones: what is on its pages, and what is beside them."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import shutil
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from newsgraph.publish.dumps import Part
from newsgraph.publish.dumps import gzip as packed
from newsgraph.publish.layout import path_of
from newsgraph.rdf.canonical import isomorphic
from newsgraph.rdf.parse import parse_triples
from newsgraph.shacl import Conforming, Shapes
from newsgraph.vocab import SCHEMA

BASE = "https://w3id.org/newsgraph/id/"
NG = "https://w3id.org/newsgraph/ns#"
JSONLD = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


@pytest.fixture(scope="module")
def output(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copytree(root / "output", tmp_path_factory.mktemp("output") / "output"))


@pytest.fixture(scope="module")
def site(newsgraph: Any, output: Path) -> Path:
    run = newsgraph("site", output, "-o", output.parent / "site", "--address", "https://facts.example/desk")
    assert (run.returncode, run.stderr) == (0, "")
    return output.parent / "site"


def pages(site: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(site.rglob("*.html")):
        yield path.relative_to(site).as_posix(), path.read_text(encoding="utf-8")


class Seen(HTMLParser):
    """The elements of a page with their attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))


def test_the_three_documents_of_every_page_are_one_graph(site: Path) -> None:
    found = 0
    for turtle in sorted(site.rglob("*.ttl")):
        graphs = [
            parse_triples(turtle.with_name(f"{turtle.name[:-4]}{ending}").read_bytes(), name=f"x{ending}")
            for ending in (".ttl", ".jsonld", ".nt")
        ]
        assert graphs[0]
        assert isomorphic(graphs[0], graphs[1]), turtle
        assert isomorphic(graphs[0], graphs[2]), turtle
        found += 1
    assert found > 150


def test_an_articles_document_is_its_named_graph(site: Path, root: Path) -> None:
    name = "2023-12-21-angola-quits-opec.ttl"
    ours, built = (
        parse_triples(path.read_bytes(), name="x.ttl") for path in (site / "article" / name, root / "output" / name)
    )
    assert isomorphic(ours, built)


def test_every_resource_of_the_dataset_that_has_a_page_has_one(site: Path, output: Path) -> None:
    quads = parse_triples((output / "dataset.trig").read_bytes(), name="dataset.trig")
    kinds = {
        f"<{NG}{name}>" for name in ("Article", "Claim", "Situation", "Person", "Organization", "Country", "Place")
    }
    wanted = {path_of(s[1:-1], BASE) for s, p, o in quads if p.endswith("#type>") and o in kinds}
    assert len(wanted) > 150
    assert [path for path in sorted(wanted) if not (site / f"{path}.html").is_file()] == []


def test_every_link_within_the_site_leads_to_a_file(site: Path) -> None:
    broken = []
    for name, text in pages(site):
        for _, attributes in Seen(text).elements:
            link = attributes.get("href") or attributes.get("src") or ""
            if link and not link.startswith(("http", "#")):
                target, _, fragment = unquote(link).partition("#")
                path = (site / name).parent / target
                if not path.is_file() or (fragment and f'id="{fragment}"' not in path.read_text(encoding="utf-8")):
                    broken.append((name, link))
    assert broken == []


def test_what_was_denied_is_never_shown_as_having_happened(site: Path) -> None:
    """The word for it comes first on its own page, and no situation and no relation comes of it."""
    denied = "article/2016-01-17-iran-nuclear-sanctions-lifted"
    quads = parse_triples((site / f"{denied}.ttl").read_bytes(), name="x.ttl")
    claims = [s for s, _, o in quads if o == f"<{NG}denied>"]
    assert claims
    for claim in claims:
        path = path_of(claim[1:-1], BASE)
        text = (site / f"{path}.html").read_text(encoding="utf-8")
        assert "<h1>Denied:" in text
        assert json.loads(JSONLD.search(text)[1])["name"].startswith("Denied:")  # type: ignore[index]
        assert "nothing, for it is no report of what happened" in text
    guards = (site / "organization/islamic-revolutionary-guard-corps.html").read_text(encoding="utf-8")
    assert "What happened" not in guards
    assert "<svg" not in guards


def test_what_only_speakers_say_is_set_apart_with_who_says_so(site: Path) -> None:
    quads = parse_triples((site / "dataset.nt").read_bytes(), name="x.nt")
    assert quads
    attributed = [
        (name, text) for name, text in pages(site) if "What happened, as others say" in text and "more/" not in name
    ]
    for _, text in attributed:
        part = text[text.index("What happened, as others say") :]
        assert "according to" in part


def test_pages_ask_no_host_and_run_no_script(site: Path) -> None:
    for name, text in pages(site):
        for tag, attributes in Seen(text).elements:
            assert not any(key.startswith("on") or key == "style" for key in attributes), name
            assert tag != "style", name
            assert tag != "script" or attributes.get("type") == "application/ld+json", name
            loaded = attributes.get("src") or (attributes.get("href") if attributes.get("rel") == "stylesheet" else "")
            assert not (loaded or "").startswith(("http", "//")), name
        assert "default-src 'none'; style-src 'self'" in text


def test_embedded_jsonld_conforms_to_what_search_engines_ask(site: Path, root: Path) -> None:
    folder = root / "shapes" / "publish"
    shapes = Shapes.parse([(path.read_text(encoding="utf-8"), path.name) for path in sorted(folder.glob("*.ttl"))])
    found = {"NewsArticle": 0, "Dataset": 0}
    for name, text in pages(site):
        for document in JSONLD.findall(text):
            triples = parse_triples(document, name="x.jsonld")
            assert triples, name
            for kind in found:
                found[kind] += any(o == f"<{SCHEMA}{kind}>" for _, p, o in triples if p.endswith("#type>"))
            verdict = shapes.check("<urn:x:page>", triples)
            assert isinstance(verdict, Conforming), (name, verdict)
    assert found["NewsArticle"] >= 9
    assert found["Dataset"] == 1


def test_the_shapes_find_an_article_without_a_headline(root: Path) -> None:
    texts = [(path.read_text(encoding="utf-8"), path.name) for path in sorted((root / "shapes/publish").glob("*.ttl"))]
    article = parse_triples(f"<https://x.example/a> a <{SCHEMA}NewsArticle> .", name="x.ttl")
    assert not isinstance(Shapes.parse(texts).check("<urn:x:page>", article), Conforming)


def test_the_dumps_are_the_dataset_with_their_checksums(site: Path, output: Path) -> None:
    folder = site / "dumps"
    for line in (folder / "SHA256SUMS").read_text().splitlines():
        digest, name = line.split("  ")
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest
    assert gzip.decompress((folder / "dataset.trig.gz").read_bytes()) == (output / "dataset.trig").read_bytes()
    lines = gzip.decompress((folder / "dataset.nq.gz").read_bytes())
    assert isomorphic(
        parse_triples(lines, name="x.nq"), parse_triples((output / "dataset.trig").read_bytes(), name="x.trig")
    )


def test_parts_of_gzip_are_one_member() -> None:
    contents = [b"", b"a" * 70_000, bytes(range(256)) * 9, b"", b"z"]
    assert gzip.decompress(packed(map(Part.of, contents))) == b"".join(contents)


def test_the_manifest_names_every_file_and_its_content(site: Path) -> None:
    manifest = json.loads((site / "site.json").read_bytes())
    found = {path.relative_to(site).as_posix(): path for path in site.rglob("*") if path.is_file()}
    assert manifest["files"].keys() == found.keys() - {"site.json"}
    for name, digest in manifest["files"].items():
        assert hashlib.sha256(found[name].read_bytes()).hexdigest()[:32] == digest
    assert manifest["address"] == "https://facts.example/desk/"


# -- Building again ----------------------------------------------------------------------------------------------------


@pytest.fixture
def copy(output: Path, tmp_path: Path) -> Path:
    (tmp_path / "output").mkdir()
    shutil.copy(output / "dataset.trig", tmp_path / "output")
    return tmp_path


def test_the_same_again_writes_nothing(newsgraph: Any, copy: Path) -> None:
    arguments = ("site", copy / "output", "-o", copy / "site")
    newsgraph(*arguments)
    before = {path: path.stat().st_mtime_ns for path in (copy / "site").rglob("*.*") if path.name != "site.json"}
    assert "0 of them written, 0 removed" in newsgraph(*arguments).stdout
    assert {path: path.stat().st_mtime_ns for path in before} == before


def test_a_site_whose_files_were_taking_their_places_at_a_kill_is_made_whole(
    newsgraph: Any, copy: Path, tree_of: Callable[[Path], dict[str, bytes]]
) -> None:
    """What such a site's manifest says of its files is not trusted."""
    newsgraph("site", copy / "output", "-o", copy / "site")
    whole = tree_of(copy / "site")
    (copy / "site/index.html").write_text("of another build", encoding="utf-8")
    (copy / "site/.newsgraph").mkdir()
    (copy / "site/.newsgraph/taking-place").touch()
    run = newsgraph("site", copy / "output", "-o", copy / "site")
    assert (run.returncode, run.stderr) == (0, "")
    assert tree_of(copy / "site") == whole
    assert not (copy / "site/.newsgraph").exists()


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("World powers lift", "Powers lift"),
        lambda text: text.replace('"Angola"', '"Republic of Angola"'),
        lambda text: text[text.index("\n}\n") + 3 :].lstrip(),
        lambda text: text.replace("ng:realis ng:planned", "ng:realis ng:denied"),
    ],
)
def test_a_changed_dataset_gives_the_bytes_of_a_site_made_anew(
    newsgraph: Any, copy: Path, tree_of: Callable[[Path], dict[str, bytes]], change: Callable[[str], str]
) -> None:
    dataset = copy / "output" / "dataset.trig"
    newsgraph("site", copy / "output", "-o", copy / "site")
    text = dataset.read_text(encoding="utf-8")
    dataset.write_text(change(text), encoding="utf-8")
    assert change(text) != text
    again = newsgraph("site", copy / "output", "-o", copy / "site")
    assert again.returncode == 0, again.stderr
    assert " 0 of them written" not in again.stdout
    shutil.rmtree(copy / "output" / ".build")
    newsgraph("site", copy / "output", "-o", copy / "anew", "--jobs", "2")
    assert tree_of(copy / "site") == tree_of(copy / "anew")


def test_a_link_file_puts_the_item_and_the_reason_on_the_page(newsgraph: Any, copy: Path) -> None:
    newsgraph("site", copy / "output", "-o", copy / "site")
    decided = newsgraph("link", copy / "output", "--by", "Ana <b>P", "--accept", "country/angola", "Q916")
    assert decided.returncode in (0, 1), decided.stderr
    newsgraph("site", copy / "output", "-o", copy / "site")
    text = (copy / "site/country/angola.html").read_text(encoding="utf-8")
    assert 'href="http://www.wikidata.org/entity/Q916"' in text
    assert "Ana &lt;b&gt;P" in text


def test_a_link_that_a_merge_withheld_is_not_shown_as_one(newsgraph: Any, copy: Path) -> None:
    newsgraph("link", copy / "output", "--by", "Ana", "--accept", "country/angola", "Q916")
    (copy / "output/merged").mkdir()
    same = "<http://www.w3.org/2002/07/owl#sameAs>"
    links = f"<{BASE}country/brazil> {same} <http://www.wikidata.org/entity/Q155> .\n"
    (copy / "output/merged/links.ttl").write_text(links, encoding="utf-8")
    newsgraph("site", copy / "output", "-o", copy / "site")
    text = (copy / "site/country/angola.html").read_text(encoding="utf-8")
    assert "none published; Q916 was proposed" in text
    assert "wikidata.org/entity/Q916" not in text


# -- Hostile and wrong input -------------------------------------------------------------------------------------------

HOSTILE = """\
@prefix ng: <https://w3id.org/newsgraph/ns#> .
@prefix schema: <https://schema.org/> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix id: <https://w3id.org/newsgraph/id/> .

<https://w3id.org/newsgraph/id/article/a> {
    <https://w3id.org/newsgraph/id/article/a> a ng:Article ;
        schema:headline "</script><script>alert(1)</script>" ;
        schema:url <javascript:alert(1)> ;
        schema:mentions <https://w3id.org/newsgraph/id/person/../../../etc/passwd> .
    <https://w3id.org/newsgraph/id/person/../../../etc/passwd> a ng:Person ;
        schema:name "\\"><img src=x onerror=alert(1)>\\u202E" .
    <https://w3id.org/newsgraph/id/article/a/claim-f1> a ng:Claim ;
        ng:claims ng:Meeting ; ng:realis ng:denied ; ng:reportedIn <https://w3id.org/newsgraph/id/article/a> ;
        ng:participant <https://w3id.org/newsgraph/id/person/../../../etc/passwd> ;
        ng:rule "<svg onload=alert(1)>" ; ng:evidence <https://w3id.org/newsgraph/id/article/a/text-0-1> .
    <https://w3id.org/newsgraph/id/article/a/text-0-1> oa:hasSelector <https://w3id.org/newsgraph/id/article/a/q> .
    <https://w3id.org/newsgraph/id/article/a/q> oa:exact "<!-- ]]> & <iframe src='javascript:alert(1)'>" .
}
"""


def test_hostile_text_is_inert(newsgraph: Any, tmp_path: Path) -> None:
    (tmp_path / "output").mkdir()
    (tmp_path / "output/dataset.trig").write_text(HOSTILE, encoding="utf-8")
    run = newsgraph("site", tmp_path / "output", "-o", tmp_path / "site")
    assert (run.returncode, run.stderr) == (0, "")
    assert not (tmp_path / "etc").exists()
    assert {path.name for path in tmp_path.iterdir()} == {"output", "site"}
    for name, text in pages(tmp_path / "site"):
        for tag, attributes in Seen(text).elements:
            assert tag not in {"img", "iframe"}, name
            assert tag != "script" or attributes.get("type") == "application/ld+json", name
            assert not any(key.startswith("on") for key in attributes), name
            assert not (attributes.get("href") or "").lower().startswith("javascript"), name
        assert "\u202e" not in text
        for document in JSONLD.findall(text):
            json.loads(document)
    assert "&lt;/script&gt;" in (tmp_path / "site/article/a.html").read_text(encoding="utf-8")


def test_a_folder_that_holds_something_else_is_left_alone(newsgraph: Any, copy: Path) -> None:
    (copy / "mine").mkdir()
    (copy / "mine/letter.txt").write_text("dear", encoding="utf-8")
    run = newsgraph("site", copy / "output", "-o", copy / "mine")
    assert run.returncode == 2
    assert "a site is made in a folder that is new or empty" in run.stderr
    assert [path.name for path in (copy / "mine").iterdir()] == ["letter.txt"]


def test_a_dataset_that_does_not_parse_is_told_with_its_line_and_leaves_no_site(newsgraph: Any, copy: Path) -> None:
    dataset = copy / "output" / "dataset.trig"
    text = dataset.read_text(encoding="utf-8").replace("ng:realis ng:planned", "ng:realis ng:planned ; ;; ]", 1)
    dataset.write_text(text, encoding="utf-8")
    run = newsgraph("site", copy / "output", "-o", copy / "site")
    assert run.returncode == 2
    line = text[: text.index(";; ]")].count("\n") + 1
    assert f"dataset.trig:{line}:" in run.stderr
    assert not (copy / "site").exists()


def test_another_base_is_told(newsgraph: Any, copy: Path, tmp_path: Path) -> None:
    newsgraph("init", tmp_path / "desk")
    settings = tmp_path / "desk" / "newsgraph.toml"
    settings.write_text(settings.read_text().replace(BASE, "https://desk.example/"), encoding="utf-8")
    run = newsgraph("site", copy / "output", "-o", copy / "site", "--project", tmp_path / "desk")
    assert run.returncode == 2
    assert "nothing in it has an IRI under https://desk.example/" in run.stderr


def test_the_settings_of_a_project_name_the_site_its_licence_and_its_publisher(
    newsgraph: Any, copy: Path, tmp_path: Path
) -> None:
    newsgraph("init", tmp_path / "desk")
    licence = "https://creativecommons.org/licenses/by/4.0/"
    with (tmp_path / "desk/newsgraph.toml").open("a", encoding="utf-8") as file:
        file.write(
            f'[site]\ntitle = "A <desk>"\naddress = "https://facts.example"\nlicense = "{licence}"\npublisher = "We"\n'
        )
    run = newsgraph("site", copy / "output", "-o", copy / "site", "--project", tmp_path / "desk")
    assert (run.returncode, run.stderr) == (0, "")
    home = (copy / "site/index.html").read_text(encoding="utf-8")
    assert "<h1>A &lt;desk&gt;</h1>" in home
    assert '<link rel="canonical" href="https://facts.example/index.html">' in home
    told = {(p, o) for _, p, o in parse_triples((copy / "site/dataset.ttl").read_bytes(), name="x.ttl")}
    assert ("<http://purl.org/dc/terms/license>", f"<{licence}>") in told
    assert ("<http://xmlns.com/foaf/0.1/name>", '"We"') in told


def test_a_setting_that_is_no_url_is_told_with_its_line(newsgraph: Any, copy: Path, tmp_path: Path) -> None:
    newsgraph("init", tmp_path / "desk")
    settings = tmp_path / "desk/newsgraph.toml"
    with settings.open("a", encoding="utf-8") as file:
        file.write('[site]\nlicense = "CC-BY"\n')
    run = newsgraph("site", copy / "output", "-o", copy / "site", "--project", tmp_path / "desk")
    assert run.returncode == 2
    assert "license is 'CC-BY'; expected a URL" in run.stderr


def test_the_whole_text_is_shown_only_where_it_is_asked_for(newsgraph: Any, copy: Path, root: Path) -> None:
    run = newsgraph("site", copy / "output", "-o", copy / "site", "--with-text")
    assert run.returncode == 2
    assert "there is no facts document of this article" in run.stderr
    facts = copy / "output/.build/facts"
    facts.mkdir(parents=True, exist_ok=True)
    for line in newsgraph("extract", root / "articles").stdout.splitlines():
        (facts / f"{json.loads(line)['article']['id']}.jsonl").write_text(line + "\n", encoding="utf-8")
    run = newsgraph("site", copy / "output", "-o", copy / "site", "--with-text")
    assert (run.returncode, run.stderr) == (0, "")
    name = "2023-12-21-angola-quits-opec"
    body = json.loads((facts / f"{name}.jsonl").read_text(encoding="utf-8"))["article"]["body"]
    text = (copy / f"site/article/{name}.html").read_text(encoding="utf-8")
    last = body.split("\n\n")[-1].split(",")[0]
    assert last in text
    newsgraph("site", copy / "output", "-o", copy / "quotes")
    assert "Its text" not in (copy / f"quotes/article/{name}.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("iri", "path"),
    [
        (f"{BASE}person/ana", "person/ana"),
        (f"{BASE}article/s/claim-f1", "article/s/claim-f1"),
        (f"{BASE}person/joão", "person/joão"),
    ],
)
def test_the_path_of_an_iri_is_its_end(iri: str, path: str) -> None:
    assert path_of(iri, BASE) == path


@pytest.mark.parametrize(
    "end",
    ["person", "person/../x", "person//x", "dumps/x", "a.html/x", f"person/{'x' * 201}", "person/.x", "person/a:b"],
)
def test_an_awkward_iri_has_a_path_of_its_digest(end: str) -> None:
    assert path_of(BASE + end, BASE) == f"iri/{hashlib.sha256((BASE + end).encode()).hexdigest()}"
