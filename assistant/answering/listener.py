"""Who waits for an answer: told what is going on, and of a written answer what of it is verified already."""

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


SILENT = Listener()
"""For who only wants the answer."""
