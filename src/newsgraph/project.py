"""A project on disk: its configuration, and the texts of its ontology, mappings, shapes and gazetteer.

    newsgraph.toml     base IRI and more; a folder that has one is a project
    ontology/          *.ttl, context.jsonld, frame.jsonld, gazetteer/*.tsv
    mapping/text/      *.yml: text to facts
    mapping/rdf/       *.yml: facts to triples; wikidata.yml: items to triples
    shapes/            *.ttl; merge/*.ttl: of what is merged with Wikidata

Without a project the shipped one is used. A folder that a project lacks is taken from the shipped one.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from newsgraph import __version__, sinks, sources
from newsgraph.errors import ConfigError, Place, UsageError
from newsgraph.nearest import did_you_mean
from newsgraph.resources import shipped_project
from newsgraph.settings import (
    ExtractSettings,
    LinkSettings,
    SiteSettings,
    extract_settings,
    link_settings,
    site_settings,
)

CONFIGURATION = "newsgraph.toml"
BASE = "https://w3id.org/newsgraph/id/"

WIKIDATA_MAPPING = "mapping/rdf/wikidata.yml"
MERGE_SHAPES = "shapes/merge"

_FOLDERS = ("ontology", "mapping", "shapes")


@dataclass(frozen=True, slots=True)
class DeclaredFunction:
    """An entry of the table `functions`: the IRI that mappings call, `module:callable`, and its parameters' names.

    Without names, the parameters are those of the callable.
    """

    iri: str
    target: str
    parameters: tuple[str, ...] | None
    place: Place


@dataclass(frozen=True)
class Project:
    """What a build is made from. Texts are read when asked for, once."""

    root: Path
    base: str = BASE
    functions: tuple[DeclaredFunction, ...] = ()
    extract: ExtractSettings = field(default_factory=ExtractSettings)
    link: LinkSettings = field(default_factory=LinkSettings)
    site: SiteSettings = field(default_factory=SiteSettings)

    @classmethod
    def load(cls, root: Path | None = None) -> Project:
        """The project in `root`; without one, of the working folder where that is a project, else the shipped one.

        Raises ConfigError with file and line for a configuration that is no TOML, or has keys or values that mean
        nothing.
        """
        folder = Path.cwd() if root is None else root
        path = folder / CONFIGURATION
        if not path.is_file():
            if root is not None:
                raise ConfigError(
                    f"no project here: expected a file {CONFIGURATION}; 'newsgraph init' makes one", Place(str(root))
                )
            return cls(shipped_project())
        return cls(folder, **_configuration(sources.read_text(path, error=ConfigError), str(path)))

    @cached_property
    def ontology(self) -> Mapping[str, str]:
        """File name to text, as are all the others."""
        return self._texts("ontology", ".ttl")

    @cached_property
    def context(self) -> str:
        return self._text("ontology/context.jsonld")

    @cached_property
    def frame(self) -> str:
        return self._text("ontology/frame.jsonld")

    @cached_property
    def gazetteer(self) -> Mapping[str, str]:
        return self._texts("ontology/gazetteer", ".tsv")

    @cached_property
    def extraction_rules(self) -> Mapping[str, str]:
        return self._texts("mapping/text", ".yml", ".yaml")

    @cached_property
    def mappings(self) -> Mapping[str, str]:
        texts = self._texts("mapping/rdf", ".yml", ".yaml")
        return {name: text for name, text in texts.items() if name != WIKIDATA_MAPPING}

    @cached_property
    def shapes(self) -> Mapping[str, str]:
        return self._texts("shapes", ".ttl")

    @cached_property
    def wikidata_mapping(self) -> str:
        """How items become triples; the shipped one where the project has none."""
        own = self._path(WIKIDATA_MAPPING)
        return sources.read_text(own if own.is_file() else shipped_project() / WIKIDATA_MAPPING, error=ConfigError)

    @cached_property
    def merge_shapes(self) -> Mapping[str, str]:
        """The shapes of links and of items; the shipped ones where the project has none."""
        project = self if self._path(MERGE_SHAPES).is_dir() else Project(shipped_project())
        return project._texts(MERGE_SHAPES, ".ttl")  # noqa: SLF001 - of another project

    @cached_property
    def digest(self) -> str:
        """SHA-256 over the version, the base and every text: two builds of one article with one digest agree."""
        digest = hashlib.sha256(f"{__version__}\0{self.base}".encode())
        for function in self.functions:
            digest.update(f"\0{function.iri}\0{function.target}\0{function.parameters}\0".encode())
            digest.update(_module_bytes(self.root, function.target))
        texts = (self.ontology, self.gazetteer, self.extraction_rules, self.mappings, self.shapes)
        for name, text in (item for group in texts for item in group.items()):
            digest.update(f"\0{name}\0{len(text)}\0{text}".encode())
        for text in (self.context, self.frame):
            digest.update(f"\0{len(text)}\0{text}".encode())
        return digest.hexdigest()

    def folder(self, name: str) -> Path:
        """The project's own folder of that name, else the shipped one."""
        own = self.root / name
        return own if own.is_dir() else shipped_project() / name

    def _path(self, name: str) -> Path:
        top, _, rest = name.partition("/")
        return self.folder(top) / rest

    def _text(self, name: str) -> str:
        return sources.read_text(self._path(name), error=ConfigError)

    def _texts(self, name: str, *suffixes: str) -> Mapping[str, str]:
        """Texts by their names in the project ("mapping/text/sanction.yml"), sorted; hidden files are none of ours."""
        folder = self._path(name)
        found = sorted(folder.iterdir()) if folder.is_dir() else []
        paths = [path for path in found if path.suffix in suffixes and not path.name.startswith(".")]
        if not paths:
            raise ConfigError(f"this project has no {name}/*{suffixes[0]}", Place(str(folder)))
        return {f"{name}/{path.name}": sources.read_text(path, error=ConfigError) for path in paths}


def create(folder: Path) -> Iterator[str]:
    """Make a project in a folder that is new or empty; yields the name of each file when it is written.

    Raises UsageError where the folder holds something, OutputError where it cannot be written.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UsageError(f"{folder}: a project is made in a folder that is new or empty")
    shipped = shipped_project()
    with sinks.OutputFolder.open(folder) as target:
        for top in (*_FOLDERS, "articles"):
            for path in sorted((shipped / top).rglob("*")):
                if path.is_file():
                    name = path.relative_to(shipped).as_posix()
                    target.write(name, sources.read_bytes(path))
                    yield name
        target.write(CONFIGURATION, _FIRST_CONFIGURATION.encode())
        yield CONFIGURATION


_FIRST_CONFIGURATION = f"""\
# A Newsgraph project. Run its verbs in this folder, or name it with --project.

# What the IRIs of people, situations and articles start with. Make it yours before you publish.
base = "{BASE}"

# Functions of your own for mapping/rdf: their IRI, and the module in this folder with the callable.
# [functions]
# "https://desk.example/functions#initials" = "desk:initials"

# Models for 'newsgraph extract --extractor openai' or spacy. The key stands in the variable that is named here.
# [extract.openai]
# endpoint = "https://api.example/v1"
# model = "the-model"
# api_key_env = "DESK_API_KEY"
# [extract.spacy]
# pipeline = "en_core_web_sm"

# Who asks Wikidata when 'newsgraph link --online' does: a mail address or a URL. Without it nothing goes online.
# [link]
# contact = "desk@example.org"
# languages = ["en"]

# What 'newsgraph site' says of the site, and where it will stand.
# [site]
# title = "The desk's facts"
# address = "https://facts.example/"
# license = "https://creativecommons.org/licenses/by/4.0/"
# publisher = "The Desk"
"""


def _configuration(text: str, file: str) -> dict[str, Any]:
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"this is no TOML: {error}", Place(file)) from error
    settings: dict[str, Any] = {}
    for key, value in values.items():
        place = Place(file, _line_of(text, key))
        if key == "base":
            settings[key] = _base(value, place)
        elif key == "functions":
            settings[key] = tuple(_functions(value, text, place))
        elif key == "extract":
            settings[key] = extract_settings(value, lambda name: Place(file, _line_of(text, name)))
        elif key == "link":
            settings[key] = link_settings(value, lambda name: Place(file, _line_of(text, name)))
        elif key == "site":
            settings[key] = site_settings(value, lambda name: Place(file, _line_of(text, name)))
        else:
            hint = did_you_mean(key, _SETTINGS) or f"; there are: {', '.join(_SETTINGS)}"
            raise ConfigError(f"no setting '{key}'{hint}", place)
    return settings


_SETTINGS = ("base", "functions", "extract", "link", "site")


def _base(value: object, place: Place) -> str:
    if not isinstance(value, str) or not value.startswith(("http://", "https://", "urn:")) or value[-1] not in "/#:":
        raise ConfigError(f"base is {value!r}; expected an absolute IRI that ends with '/', '#' or ':'", place)
    return value


def _functions(table: object, text: str, place: Place) -> Iterator[DeclaredFunction]:
    if not isinstance(table, dict):
        raise ConfigError('functions is a table: an IRI = "module:callable" on each line', place)
    for iri, entry in table.items():
        where = Place(place.file, _line_of(text, iri, after=place.line or 1))
        if ":" not in iri:
            raise ConfigError(f"the function '{iri}' is named by no absolute IRI", where)
        if isinstance(entry, str):
            yield DeclaredFunction(iri, entry, None, where)
            continue
        if not isinstance(entry, dict):
            raise ConfigError('a function is "module:callable", or has the keys call and parameters', where)
        for key in entry:
            if key not in {"call", "parameters"}:
                hint = did_you_mean(key, ("call", "parameters")) or "; there are: call, parameters"
                raise ConfigError(f"a function has no setting '{key}'{hint}", where)
        target, names = entry.get("call"), entry.get("parameters")
        if not isinstance(target, str):
            raise ConfigError('a function has the key call: "module:callable"', where)
        if names is not None and not (isinstance(names, list) and all(isinstance(name, str) for name in names)):
            raise ConfigError("the parameters of a function are a list of names", where)
        yield DeclaredFunction(iri, target, None if names is None else tuple(names), where)


def _module_bytes(root: Path, target: str) -> bytes:
    """The module's source, where it is a file of the project."""
    path = root.joinpath(*target.partition(":")[0].split(".")).with_suffix(".py")
    return sources.read_bytes(path, error=ConfigError) if path.is_file() else b""


def _line_of(text: str, key: str, *, after: int = 0) -> int:
    """The first line after that many which starts with a key or a table's name."""
    lines: Iterator[int] = (
        i for i, line in enumerate(text.splitlines(), start=1) if i > after and line.lstrip("[\"' ").startswith(key)
    )
    return next(lines, max(after, 1))
