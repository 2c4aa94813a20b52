"""What the verbs share in how they are called."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable
from typing import NoReturn, TypeAlias

from newsgraph.cli.status import WRONG


class Parser(argparse.ArgumentParser):
    """Complains as the rest of the command does."""

    def error(self, message: str) -> NoReturn:
        self.exit(WRONG, f"newsgraph: {message}\nSee '{self.prog} --help'.\n")


Verbs: TypeAlias = "argparse._SubParsersAction[Parser]"  # noqa: SLF001 - it has no public name


def add_verb(
    verbs: Verbs,
    name: str,
    run: Callable[[argparse.Namespace], int],
    help_text: str,
    example: str,
) -> argparse.ArgumentParser:
    parser = verbs.add_parser(
        name, help=help_text, description=f"{help_text[0].upper()}{help_text[1:]}.", epilog=f"example: {example}"
    )
    parser.set_defaults(run=run)
    parser.add_argument(
        "--project", type=a_name, metavar="DIR", help="the project (default: the working folder, if it is one)"
    )
    parser.add_argument("-q", "--quiet", action="store_true", help="say only what is wrong")
    return parser


def takes_articles(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "input",
        nargs="+",
        metavar="INPUT",
        help="articles (text, ninjs, NewsML-G2, NITF, HTML or WARC, told by their content), facts.jsonl, "
        "folders of them, or - for standard input",
    )
    parser.add_argument(
        "--extractor",
        choices=("rules", "openai", "spacy"),
        default="rules",
        help="what finds the facts: rules, which go nowhere; or a model that newsgraph.toml names, checked against "
        "the article's words (default: rules)",
    )
    parser.add_argument(
        "-v", "--verbose", action="store_true", help="tell each claim of a model that is dropped, and why"
    )


def takes_engine(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--engine",
        choices=("compiled", "reference"),
        default="compiled",
        help="what reasons and checks; the reference is owlrl and pyshacl, which is slow (default: compiled)",
    )


def a_name(text: str) -> str:
    if not text:
        raise argparse.ArgumentTypeError("expected a name, not nothing")  # as of a shell's variable that is not set
    return text


def an_item(text: str) -> str:
    if not re.fullmatch(r"Q[1-9]\d*", text):
        raise argparse.ArgumentTypeError(f"expected an item of Wikidata, as Q5, not {text!r}")
    return text


def a_count(text: str) -> int:
    if not text.isdecimal() or int(text) == 0:
        raise argparse.ArgumentTypeError(f"expected a number from 1 up, not {text!r}")
    return int(text)


def a_size(text: str) -> int:
    found = re.fullmatch(r"([1-9]\d*)(?:([kMG])B?)?", text, re.ASCII)
    if found is None:
        raise argparse.ArgumentTypeError(f"expected a size, as 64MB or 2G, not {text!r}")
    return int(found[1]) << 10 * " kMG".index(found[2] or " ")
