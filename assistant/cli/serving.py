"""The command that starts the server."""

import gc
from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Any

import typer

from assistant.cli.errors import UserError
from assistant.cli.first_start import build_missing_model
from corpus.complaints import quoted, system_complaint

if TYPE_CHECKING:
    import socket

    import uvicorn

    from assistant.cli.workers import Parent
    from assistant.config import Settings

_MOST_OF_HEADERS = 64 * 2**10
"""Bytes; the longest address, that of a page with 4,000 characters to be marked, has less than half of them."""

_MOST_CONNECTIONS = 500
"""Those beyond are answered with 503; each takes one of the 1,024 files that a process may have open by default."""


def serve(
    host: Annotated[str | None, typer.Option(help="Adressen det lyttes på.")] = None,
    port: Annotated[int | None, typer.Option(min=0, max=65535, help="Porten; 0 tar en ledig.")] = None,
    workers: Annotated[
        int | None,
        typer.Option(min=1, max=64, help="Antall prosesser; flere trenger PostgreSQL og Chroma-tjeneste."),
    ] = None,
) -> None:
    """Start tjenesten."""
    gc.disable()  # nearly all that a start makes stays: looking for what does not took a seventh of its time
    try:
        _start(host, port, workers)
    finally:
        gc.enable()


def _start(host: str | None, port: int | None, workers: int | None) -> None:
    import asyncio
    import os

    from assistant import logs
    from assistant.api.machine import is_loopback
    from assistant.auth.modes import check
    from assistant.cli.workers import Parent, Workers, handed_on
    from assistant.config import UNSHARED, load_settings
    from assistant.metrics.shared import shared_metrics

    handed = handed_on()
    parent = Parent() if handed is not None else None
    settings = load_settings()
    logs.set_up(settings.log_level, settings.log_format, str(os.getpid()) if handed is not None else None)
    changes = {"host": host or settings.host, "port": settings.port if port is None else port}
    settings = settings.model_copy(update=changes)
    number = workers or settings.workers
    if number > 1 and not settings.is_shared:
        raise UserError(UNSHARED)
    check(settings, is_loopback=is_loopback(settings.host))
    if settings.teams_playground:
        from assistant.teams import playground

        playground.check(settings, is_loopback=is_loopback(settings.host))
    build_missing_model(settings)
    with handed or _listening(settings) as listening:
        if number > 1 and handed is None:
            with shared_metrics():
                raise typer.Exit(Workers(listening, number).run())
        asyncio.run(_serve(settings, listening, parent))


def server_config(application: Callable[..., Any], trusted_proxies: str = "") -> "uvicorn.Config":
    """How the application is served: of the two parsers that uvicorn has, by the one that lets no headers grow without
    end. Questions stand in the addresses of the page: no access log. The lifespan is run by who serves.

    Whom a request is from, and whether it came by https, only `trusted_proxies` are believed about.
    """
    import uvicorn

    from assistant.cli.patience import PatientProtocol

    return uvicorn.Config(
        application,
        http=PatientProtocol,
        limit_concurrency=_MOST_CONNECTIONS,
        h11_max_incomplete_event_size=_MOST_OF_HEADERS,
        lifespan="off",
        access_log=False,
        log_config=None,
        log_level="warning",
        proxy_headers=bool(trusted_proxies),
        forwarded_allow_ips=trusted_proxies,  # else that of the environment, or 127.0.0.1
        server_header=False,
    )


def _listening(settings: "Settings") -> "socket.socket":
    """The socket that is listened on."""
    import socket

    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    try:
        return socket.create_server((settings.host, settings.port), family=family)
    except OSError as error:
        raise UserError(
            f"det går ikke å lytte på port {settings.port} på {quoted(settings.host)} ({system_complaint(error)}); "
            "velg en annen med --host og --port"
        ) from error


async def _serve(settings: "Settings", listening: "socket.socket", parent: "Parent | None") -> None:
    """Serves until a signal; the application opens before the server starts, so that its errors are told plainly."""
    import asyncio
    import os
    import signal

    import uvicorn

    from assistant.app import create_app
    from assistant.web.assets import MISSING, is_installed

    settings = settings.model_copy(update={"port": listening.getsockname()[1]})
    if not is_installed():
        typer.echo(f"advarsel: {MISSING}", err=True)
    application = create_app(settings)
    server = uvicorn.Server(server_config(application, settings.trusted_proxies))
    async with application.router.lifespan_context(application):
        gc.enable()
        which = f" (prosess {os.getpid()})" if parent is not None else ""
        typer.echo(f"Planassistenten svarer på {settings.address}{which}")
        # Uvicorn raises a signal again once it has stopped; the library must still be closed then.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        watching = asyncio.create_task(_end_with(parent, server)) if parent is not None else None
        await server.serve(sockets=[listening])
        if watching is not None:
            watching.cancel()
        signal.signal(signal.SIGINT, signal.default_int_handler)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)


async def _end_with(parent: "Parent", server: "uvicorn.Server") -> None:
    """Stops once the process that looks after this one is gone, however it went."""
    await parent.gone()
    server.should_exit = True
