"""Replies that stand for others: another's, passed on to whoever asked, or that of a model which was not asked."""

from collections.abc import Iterator

from assistant.language_model.model import Outcome, Reply, Trouble, Usage


class Relayed:
    """Another reply, as it comes; those that build on it do something of their own while it comes or when it ends."""

    def __init__(self, reply: Reply) -> None:
        self._reply = reply

    def __iter__(self) -> Iterator[str]:
        return iter(self._reply)

    def close(self) -> None:
        """Closes the other."""
        self._reply.close()

    @property
    def outcome(self) -> Outcome:
        """The other's."""
        return self._reply.outcome

    @property
    def usage(self) -> Usage:
        """The other's."""
        return self._reply.usage

    @property
    def trouble(self) -> Trouble | None:
        """The other's."""
        return self._reply.trouble


class Unasked:
    """A reply of a model that was not asked."""

    outcome: Outcome = "away"
    usage = Usage()

    def __init__(self, trouble: Trouble) -> None:
        self.trouble: Trouble | None = trouble

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def close(self) -> None:
        """There is nothing to stop."""
