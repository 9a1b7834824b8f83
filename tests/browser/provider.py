"""The provider `oidc-provider-mock` as a process of its own, on a free port of the loopback."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import httpx

from tests.servers import free_port

KARI = {"sub": "kari", "name": "Kari Nordmann", "groups": ["drift"]}


@contextmanager
def real_provider() -> Iterator[str]:
    """Its issuer; it is stopped when the context ends."""
    port = free_port()
    command = [sys.executable, "-m", "oidc_provider_mock", "--port", str(port), "--user-claims", json.dumps(KARI)]
    with subprocess.Popen(command, env=os.environ, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            issuer = f"http://127.0.0.1:{port}"
            _wait_for(issuer)
            yield issuer
        finally:
            process.terminate()
            process.wait(10)


def _wait_for(issuer: str) -> None:
    for _ in range(200):
        try:
            httpx.get(f"{issuer}/.well-known/openid-configuration", trust_env=False).raise_for_status()
        except httpx.HTTPError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError("the provider did not start")
