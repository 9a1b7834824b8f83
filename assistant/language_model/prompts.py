"""The texts that are sent to language models: read from prompts/*.md once, and filled in with data that stay data.

A prompt is a front matter of YAML and two parts, `## system` and `## user`. Variables stand between three braces, as
Mustache writes what it is not to escape: the braces of JSON mean nothing, and what is filled in is not read again.
"""

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Annotated

import yaml
from langchain_core.messages import SystemMessage
from langchain_core.prompts import ChatPromptTemplate
from pydantic import Field, StringConstraints, ValidationError

from assistant.language_model.model import Message, Rendered
from corpus.models.record import Record
from corpus.unseen import without_unseen

_FORM = re.compile(r"---\n(?P<head>.*?)\n---\n\s*## system\n(?P<system>.+?)\n## user\n(?P<user>.+)", re.DOTALL)
_VARIABLE = re.compile(r"\{\{\{(\w+)\}\}\}")
_BRACES = re.compile(r"\{\{|\{\0|\0\}")
_FENCES = re.compile(r"<{3,}|>{3,}")
"""What data stand between, where they stand in data."""

_TAGS = re.compile(r"[\U000e0000-\U000e0fff]")
"""Letters that nobody sees and that models read: Unicode's tags, and what chooses a variant of a sign."""

_Told = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class PromptError(Exception):
    """A prompt's file is not as it must be, or is filled in with other variables than it has."""


class Header(Record):
    """What a prompt says of itself: what for, with which variables and what each is, which version, what comes back."""

    purpose: _Told
    variables: Annotated[dict[str, _Told], Field(min_length=1)]
    version: Annotated[int, Field(ge=1)]
    expects: _Told


class Prompt:
    """A prompt that was read, and can be filled in."""

    def __init__(self, name: str, header: Header, system: str, user: str) -> None:
        self.name = name
        self.header = header
        self._template = ChatPromptTemplate.from_messages(
            [("system", system), ("human", user)], template_format="mustache"
        )

    @property
    def version(self) -> str:
        """As it is stored with answers: "answer@1"."""
        return f"{self.name}@{self.header.version}"

    def rendered(self, **values: str) -> Rendered:
        """The prompt with its variables filled in, without characters that nobody sees and signs that end the data.

        Raises PromptError where a variable is missing or there is none of that name.
        """
        if set(values) != set(self.header.variables):
            raise PromptError(f"{self.name} has the variables {sorted(self.header.variables)}, not {sorted(values)}")
        told = self._template.format_messages(**{name: _as_data(value) for name, value in values.items()})
        messages = (
            Message(role="system" if isinstance(one, SystemMessage) else "user", text=str(one.content)) for one in told
        )
        return Rendered(messages=tuple(messages), version=self.version)


@cache
def load_prompt(name: str) -> Prompt:
    """A prompt by the name of its file. Raises PromptError where there is none, or none that can be used."""
    file = files("prompts") / f"{name}.md"
    if not file.is_file():
        raise PromptError(f"there is no prompt {name!r}; those that there are: {sorted(prompt_names())}")
    return read_prompt(file)


def prompt_names() -> Iterator[str]:
    """The names of all prompts."""
    for file in files("prompts").iterdir():
        if file.name.endswith(".md"):
            yield file.name.removesuffix(".md")


def read_prompt(file: Traversable) -> Prompt:
    """A prompt from its file. Raises PromptError where it is not of the form."""
    form = _FORM.fullmatch(file.read_text(encoding="utf-8"))
    if form is None:
        raise PromptError(f"{file.name}: a front matter, ## system and ## user are needed, in this order")
    try:
        header = Header.model_validate(yaml.safe_load(form["head"]))
    except (yaml.YAMLError, ValidationError) as error:
        raise PromptError(f"{file.name}: {error}") from error
    system, user = form["system"].strip(), form["user"].strip()
    _check_variables(file.name, header, f"{system}\n{user}")
    return Prompt(file.name.removesuffix(".md"), header, system, user)


def _check_variables(name: str, header: Header, text: str) -> None:
    used = set(_VARIABLE.findall(text))
    if used != set(header.variables):
        raise PromptError(f"{name}: uses {sorted(used)} and names {sorted(header.variables)}")
    if _BRACES.search(_VARIABLE.sub("\0", text)):
        raise PromptError(f"{name}: braces that are no variable, or close to one")


def _as_data(value: str) -> str:
    """A text that cannot end the data that it is in, or say to the model what nobody sees."""
    return _FENCES.sub(lambda found: found[0][:2], _TAGS.sub("", without_unseen(value)))
