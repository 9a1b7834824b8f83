"""Commands: messages that ask for something of the assistant's own rather than for what the plans say."""

import re
from dataclasses import dataclass

from assistant.register.conditions import Conditions
from assistant.teams.messages.limits import shortened
from assistant.texts import Language
from corpus.units import UnitRegister

LONGEST_WORDS = 200

_COMMAND = re.compile(r"/\s?(?P<name>[^\W\d_]+)(?:\s+(?P<words>\S.*))?\s*", re.DOTALL)


@dataclass(frozen=True)
class Help:
    """What can be asked."""


@dataclass(frozen=True)
class Documents:
    """Which documents there are."""


@dataclass(frozen=True)
class Measures:
    """The measures of the register that words ask for; all of them where there are no words."""

    words: str = ""

    def conditions(self, units: UnitRegister) -> Conditions:
        """The measures of the unit that is called so, else those with the words."""
        if not self.words:
            return Conditions()
        if units.resolve(self.words):
            return Conditions(responsible=(self.words,))
        return Conditions(q=self.words)


@dataclass(frozen=True)
class Delete:
    """Deletes the conversation, after a question whether that is meant."""


@dataclass(frozen=True)
class Scope:
    """Whose plans come first in the conversation, from now on; None asks whose do now."""

    name: str | None = None


@dataclass(frozen=True)
class EveryScope:
    """All plans count alike in the conversation, from now on."""


@dataclass(frozen=True)
class Unknown:
    """What looks like a command and is none."""


Command = Help | Documents | Measures | Delete | Scope | EveryScope | Unknown

_HELP = frozenset({"hjelp", "help"})
_DOCUMENTS = frozenset({"dokumenter", "dokument", "documents"})
_MEASURES = frozenset({"tiltak", "measures"})
_DELETE = frozenset({"slett", "delete"})
_SCOPE = frozenset({"kommune", "municipality"})
_EVERY = frozenset({"alle", "all"})
_ENGLISH = frozenset({"help", "documents", "measures", "delete", "municipality"})
_NYNORSK = frozenset({"dokument"})


def command(text: str) -> Command | None:
    """The command that a message is; None for a question.

    It begins with a slash. "hjelp", "dokumenter" and "slett" are commands without one, too, where nothing else is said.
    """
    bare = _bare(text.strip(" \t\n.!?").casefold())
    if bare is not None:
        return bare
    if not text.strip().startswith("/"):
        return None
    match = _COMMAND.fullmatch(text.strip())
    return _named(match["name"].casefold(), match["words"] or "") if match else Unknown()


def language_of(text: str, otherwise: Language) -> Language:
    """The language that a command is answered in: its own.

    Where a command is of bokmål and nynorsk alike, it is nynorsk for those whose Teams is in nynorsk.
    """
    if command(text) in (None, Unknown()):
        return otherwise
    name = text.strip(" \t\n/.!?").casefold().split()[0]
    if name in _ENGLISH:
        return "en"
    if name in _NYNORSK or (otherwise == "nn" and name != "dokumenter"):
        return "nn"
    return "nb"


def _bare(word: str) -> Command | None:
    if word in _HELP:
        return Help()
    if word in _DOCUMENTS:
        return Documents()
    return Delete() if word in _DELETE else None


def _named(name: str, words: str) -> Command:
    said = shortened(words, LONGEST_WORDS)
    if name in _MEASURES:
        return Measures(said)
    if name in _SCOPE:
        return EveryScope() if said.casefold() in _EVERY else Scope(said or None)
    return _bare(name) or Unknown()
