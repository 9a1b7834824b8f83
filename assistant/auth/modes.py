"""Whom a server answers, by its settings: whether it may start so, and what whoever starts it is warned of."""

from collections.abc import Iterator

from assistant.config import Settings
from assistant.login_settings import EVERYBODY


class OpenToAllError(Exception):
    """The server would listen where others can reach it, and nothing says who they are."""

    def __init__(self, host: str) -> None:
        super().__init__(
            f"{host} kan nås fra andre maskiner, og ingenting sier hvem som får bruke tjenesten: sett opp innlogging "
            "(PLANASSISTENT_OIDC_ISSUER med mer), eller la alle lese det åpne med PLANASSISTENT_OPEN_READING=true; "
            "docs/access.md viser begge. Uten --host svarer den bare på denne maskinen"
        )


class UnansweredTeamsError(Exception):
    """The server would take messages of Teams, and nothing says who may be answered."""

    def __init__(self) -> None:
        super().__init__(
            "Teams er satt opp (PLANASSISTENT_TEAMS_APP_ID), og ingenting sier hvem som får svar der: sett opp "
            "innlogging (PLANASSISTENT_OIDC_ISSUER med mer), eller la alle lese det åpne med "
            "PLANASSISTENT_OPEN_READING=true; docs/teams.md viser begge"
        )


def check(settings: Settings, *, is_loopback: bool) -> None:
    """Raises OpenToAllError where others reach a server that knows nobody, UnansweredTeamsError where Teams does."""
    check_teams(settings)
    if not (is_loopback or settings.has_login or settings.open_reading):
        raise OpenToAllError(settings.host)


def check_teams(settings: Settings) -> None:
    """Raises UnansweredTeamsError where users of Teams would reach a server that knows nobody."""
    if settings.has_teams and not (settings.has_login or settings.open_reading):
        raise UnansweredTeamsError


def warnings(settings: Settings) -> Iterator[str]:
    """What whoever starts the server should know; for the log."""
    if settings.open_reading:
        yield (
            "ÅPEN LESING: alle som når tjenesten kan lese samlingen «open» og spørre i den uten å logge inn "
            "(PLANASSISTENT_OPEN_READING); utkast og administrasjon er stengt for dem"
        )
    if settings.has_login and not settings.administrator_groups:
        yield (
            "ingen gruppe er administrator (PLANASSISTENT_ADMINISTRATOR_GROUPS): bare kommandoer på denne maskinen "
            "kan administrere"
        )
    if settings.has_login and EVERYBODY in {*settings.editor_groups, *settings.administrator_groups}:
        yield "alle som logger inn kan endre planene: «*» står i gruppene til redaktører eller administratorer"
    if settings.teams_playground:
        yield (
            "AGENTS PLAYGROUND: programmer på denne maskinen kan skrive til assistenten som om de var Teams "
            "(PLANASSISTENT_TEAMS_PLAYGROUND); bare til utprøving"
        )
    if settings.has_login and not settings.is_secure:
        yield "PLANASSISTENT_PUBLIC_URL er uten https: innlogging virker bare fra denne maskinen, til utprøving"
