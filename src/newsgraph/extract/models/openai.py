"""An article to facts by a model behind an OpenAI-compatible endpoint: /chat/completions with a JSON Schema.

https://platform.openai.com/docs/api-reference/chat; Ollama, llama.cpp, vLLM and others speak it too. How bytes travel
is the caller's: `Ask` is `newsgraph.net.ask`, with its limits set. An answer that cannot be used makes the article
fail, whole: one of its parts alone would look as if the others said nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, Protocol, TypeVar

import msgspec

from newsgraph.errors import AccessError, ServiceError
from newsgraph.extract.extractor import Extraction, Usage
from newsgraph.extract.models import evidence, prompt
from newsgraph.extract.models.claims import Claims, Schema, schema
from newsgraph.facts import Document

if TYPE_CHECKING:
    from collections.abc import Callable

    from newsgraph.extract.rules import Rules
    from newsgraph.facts import Article
    from newsgraph.settings import OpenAISettings

T = TypeVar("T")


class Ask(Protocol):
    """Sends a question to the endpoint, again where there is no answer or `accept` raises AnswerError for it.

    Raises ServiceError where all attempts fail, AccessError where every question would.
    """

    def __call__(self, question: bytes, accept: Callable[[bytes], T]) -> T: ...


class AnswerError(Exception):
    """An answer is none that can be used; another may be."""


# -- The wire ----------------------------------------------------------------------------------------------------------


class Message(msgspec.Struct, frozen=True):
    role: Literal["system", "user"]
    content: str


class JsonSchema(msgspec.Struct, frozen=True):
    name: str
    schema: Schema
    strict: bool = True


class ResponseFormat(msgspec.Struct, frozen=True):
    json_schema: JsonSchema
    type: str = "json_schema"


class Question(msgspec.Struct, frozen=True, omit_defaults=True):
    model: str
    messages: tuple[Message, ...]
    response_format: ResponseFormat
    temperature: float | None = None
    max_tokens: int | None = None
    max_completion_tokens: int | None = None


class Reply(msgspec.Struct, frozen=True):
    content: str | None = None
    refusal: str | None = None


class Choice(msgspec.Struct, frozen=True):
    message: Reply
    finish_reason: str | None = None


class TokenCount(msgspec.Struct, frozen=True):
    prompt_tokens: int = 0
    completion_tokens: int = 0


class Answer(msgspec.Struct, frozen=True):
    choices: tuple[Choice, ...]
    usage: TokenCount | None = None


_answers = msgspec.json.Decoder(Answer)
_claims = msgspec.json.Decoder(Claims)
_encoder = msgspec.json.Encoder()


# -- The extractor -----------------------------------------------------------------------------------------------------


class OpenAIExtractor:
    """Asks a model for claims, and publishes what passes the check of evidence."""

    def __init__(self, rules: Rules, settings: OpenAISettings, ask: Ask) -> None:
        self._rules = rules
        self._settings = settings
        self._ask = ask
        self._task = prompt.task(rules)
        self._format = ResponseFormat(JsonSchema("newsgraph_facts", schema(rules.fact_types)))

    @property
    def label(self) -> str:
        return f"openai:{self._settings.model}#prompt-{prompt.VERSION}"

    def extract(self, article: Article) -> Extraction:
        """What the model says and the article shows.

        Raises AccessError where the service would answer for no article.
        """
        parts = list(prompt.parts(article.body))
        if len(parts) > prompt.MOST_PARTS:
            most = prompt.PART * prompt.MOST_PARTS
            return _failed(article, f"it is longer than about {most:,} characters; cut it into articles", Usage())
        answers: list[Claims] = []
        usage = _Meter()
        for part in parts:
            try:
                answers.append(self._ask(self._question(article, part), usage.accept))
            except AccessError:
                raise
            except (ServiceError, _FinalError) as error:
                return _failed(article, str(error), usage.total)
        checked = evidence.check(article, answers, self._rules, self.label)
        return Extraction(checked.document, checked.unread, checked.dropped, usage.total)

    def _question(self, article: Article, part: str) -> bytes:
        settings = self._settings
        question = Question(
            settings.model,
            (Message("system", self._task), Message("user", prompt.data(article, part))),
            self._format,
            temperature=None if settings.reasoning else 0,
            max_tokens=None if settings.reasoning else settings.max_tokens,
            max_completion_tokens=settings.max_tokens if settings.reasoning else None,
        )
        return _encoder.encode(question)


def _failed(article: Article, reason: str, usage: Usage) -> Extraction:
    return Extraction(Document(article=article), usage=usage, failure=f"the model gave no facts: {reason}")


class _FinalError(Exception):
    """An answer cannot be used, and to ask again would cost as much for the same."""


@dataclass(slots=True)
class _Meter:
    """Reads answers and adds up what they took: those that cannot be used are paid for too."""

    total: Usage = field(default_factory=Usage)

    def accept(self, body: bytes) -> Claims:
        try:
            answer = _answers.decode(body)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
            raise AnswerError("the answer is no chat completion") from error
        if answer.usage is not None:
            tokens_in, tokens_out = max(0, answer.usage.prompt_tokens), max(0, answer.usage.completion_tokens)
            self.total += Usage(1, tokens_in, tokens_out)
        else:
            self.total += Usage(1)
        if not answer.choices:
            raise AnswerError("the answer has no choice in it")
        choice = answer.choices[0]
        if choice.message.refusal:
            raise _FinalError("it refused to answer")
        if choice.finish_reason == "length":
            raise _FinalError("its answer was cut short; raise max_tokens, or shorten the article")
        if choice.finish_reason == "content_filter":
            raise _FinalError("its service filtered the answer")
        try:
            return _claims.decode(choice.message.content or "")
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
            raise AnswerError("the answer does not follow the schema") from error
