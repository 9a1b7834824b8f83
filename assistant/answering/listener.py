"""Who waits for an answer: told what is going on, and of a written answer what of it is verified already."""

from collections.abc import Callable
from typing import Literal

from assistant.answering.answer import Answer

Stage = Literal["searching", "reading", "writing", "checking"]
"""What is going on: passages are looked for, what was found is read, a language model writes from it, each quote is
checked against its page.
"""


class Listener:
    """One that hears nothing and stays to the end; others do more."""

    def stage(self, stage: Stage) -> None:
        """A stage begins; where documents are compared, for each of them."""

    def told(self, answer: Answer) -> None:
        """What can be told already: the answer that comes begins with this text and has these citations first."""

    def has_left(self) -> bool:
        """Whether nobody waits any more: what costs is given up then."""
        return False


class Watched(Listener):
    """Passes on what it hears of a question; others watch besides what becomes of it."""

    def __init__(self, listener: Listener) -> None:
        self._listener = listener

    def stage(self, stage: Stage) -> None:
        """Passes it on."""
        self._listener.stage(stage)

    def told(self, answer: Answer) -> None:
        """Passes it on."""
        self._listener.told(answer)

    def has_left(self) -> bool:
        """Whether whoever waits has."""
        return self._listener.has_left()

    def answered(self, answer: Answer) -> Answer:
        """Gives the answer back, as it is given to whoever waits."""
        return answer


Watch = Callable[[Listener], Watched]
"""What watches each question: begun with who waits for its answer."""

SILENT = Listener()
"""For who only wants the answer."""
