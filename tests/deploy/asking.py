"""`python asking.py PROGRAM QUESTION`: serves, and prints as JSON what a browser gets; without the network, and without
anything but Python's own modules, so that it runs in whatever environment PROGRAM was installed in."""

import fcntl
import json
import socket
import struct
import subprocess
import sys
import time
import urllib.request
from typing import Any

SIOCGIFFLAGS, SIOCSIFFLAGS, IFF_UP = 0x8913, 0x8914, 1


def bring_loopback_up() -> None:
    """A process that was cut off has a loopback interface that is down."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        asked = struct.pack("16sH14s", b"lo", 0, b"")
        (flags,) = struct.unpack("16xH14x", fcntl.ioctl(any_socket, SIOCGIFFLAGS, asked))
        fcntl.ioctl(any_socket, SIOCSIFFLAGS, struct.pack("16sH14s", b"lo", flags | IFF_UP, b""))


def is_cut_off() -> bool:
    """Whether no other machine can be reached (198.51.100.1 is nobody's: RFC 5737)."""
    try:
        socket.create_connection(("198.51.100.1", 443), timeout=2).close()
    except OSError as error:
        return not isinstance(error, TimeoutError)
    return False


def fetched(address: str, question: str | None = None) -> Any:
    """The bytes of a page, or the answer to a question."""
    if question is None:
        with urllib.request.urlopen(address, timeout=60) as response:
            return response.read()
    told = json.dumps({"question": question}).encode()
    request = urllib.request.Request(address, told, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=60) as response:
        return json.load(response)


def main(program: str, question: str) -> None:
    """Serves, asks, and stops."""
    bring_loopback_up()
    began = time.monotonic()
    server = subprocess.Popen([program, "serve", "--port", "0"], stdout=subprocess.PIPE, text=True)
    assert server.stdout is not None
    address = server.stdout.readline().strip().rpartition(" ")[2]
    try:
        told = {
            "cut_off": is_cut_off(),
            "seconds_to_start": round(time.monotonic() - began, 1),
            "ready": json.loads(fetched(f"{address}/readyz")),
            "page": fetched(f"{address}/").decode(),
            "style": len(fetched(f"{address}/static/vendor/designsystemet.css")),
            "answer": fetched(f"{address}/api/v1/ask", question),
        }
    finally:
        server.terminate()
        ended = server.wait(60)
    print(json.dumps({**told, "ended": ended}))


if __name__ == "__main__":
    main(*sys.argv[1:])
