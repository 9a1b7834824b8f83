"""Those who write in Teams: who each is here, how often they may ask, and the log of what was done for them."""

from collections.abc import Callable
from dataclasses import dataclass

from assistant.api.auditing import Audit
from assistant.api.rates import Budget, Rates, known_caller
from assistant.auth.user import Permission, User
from assistant.teams.identity import Refusal
from assistant.teams.incoming import Incoming

Identify = Callable[[Incoming], User | Refusal]
"""Who somebody in Teams is here, or why nobody who is answered. Called in any thread."""


@dataclass(frozen=True)
class Callers:
    """What is asked of whoever writes; its methods may be called in any thread."""

    identify: Identify
    rates: Rates
    audit: Audit

    def user(self, incoming: Incoming) -> User | None:
        """Who wrote, whatever they may do; None for whom nobody knows."""
        found = self.identify(incoming)
        return found if isinstance(found, User) else None

    def reader(self, incoming: Incoming) -> User | None:
        """Who wrote, where they may read the plans."""
        found = self.user(incoming)
        return found if found is not None and found.may(Permission.READ) else None

    def wait(self, budget: Budget, user: User) -> int | None:
        """The seconds until a user may do so again; None where that is now, and then it is counted."""
        return self.rates.wait(budget, known_caller(user))
