"""What processes do with sockets: by Python's audit events, and by the kernel's tables for what is below Python."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from ipaddress import ip_address
from pathlib import Path

HOOK = """
import json, os, sys, threading
_told = open(os.environ["SOCKETS_TOLD"], "a", buffering=1)
_within = threading.local()
def _written(value):
    return value.decode(errors="replace") if isinstance(value, bytes) else repr(value)
def _hook(event, arguments):
    if event.startswith("socket.") and not getattr(_within, "is_so", False):
        _within.is_so = True
        try:
            _told.write(json.dumps([os.getpid(), event, list(arguments)], default=_written) + "\\n")
        finally:
            _within.is_so = False
sys.addaudithook(_hook)
"""
"""A sitecustomize, so that each Python process that is begun with it tells, before any code of ours runs."""

CALLS = ("socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg")
LOOK_UPS = ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr", "socket.getnameinfo")
_SAMPLED_EVERY = 0.2  # seconds; a connection that is refused at once may be missed, one that is tried for long is not
_LISTENING = "0A"


def hooked(folder: Path) -> dict[str, str]:
    """The environment in which processes tell; what they tell is read by `told`."""
    (folder / "sitecustomize.py").write_text(HOOK, encoding="utf-8")
    (folder / "told.jsonl").touch()
    return {"SOCKETS_TOLD": str(folder / "told.jsonl"), "PYTHONPATH": str(folder)}


def told(folder: Path) -> list[tuple[str, list[object]]]:
    """The events so far, each with its arguments."""
    lines = (folder / "told.jsonl").read_text(encoding="utf-8").splitlines()
    return [(event, arguments) for _, event, arguments in map(json.loads, lines)]


def outbound(events: list[tuple[str, list[object]]], allowed: frozenset[str] = frozenset()) -> set[str]:
    """The events that reach, or ask for, anything but this machine and hosts that are allowed."""
    found = set()
    for event, arguments in events:
        if event in CALLS:
            address = arguments[1] if len(arguments) > 1 else None
            host = address[0] if isinstance(address, list) and address else None
            if isinstance(host, str) and not _is_here(host) and host not in allowed:
                found.add(f"{event} {host}")
        elif event in LOOK_UPS:
            host = str(arguments[0])
            if arguments[0] is not None and not _is_here(host) and host not in allowed:
                found.add(f"{event} {host}")
    return found


@contextmanager
def watched(pid: int) -> Iterator[set[str]]:
    """Connections and listeners of a process and its children beyond the loopback, as the kernel has them meanwhile."""
    found: set[str] = set()
    is_over = threading.Event()

    def watch() -> None:
        while not is_over.wait(_SAMPLED_EVERY):
            found.update(beyond(pid))

    thread = threading.Thread(target=watch)
    thread.start()
    try:
        yield found
    finally:
        is_over.set()
        thread.join()


def beyond(pid: int) -> set[str]:
    """What the kernel's tables have now."""
    inodes = {inode for one in _family(pid) for inode in _inodes(one)}
    found = set()
    for table in ("tcp", "tcp6", "udp", "udp6"):
        for line in Path(f"/proc/net/{table}").read_text(encoding="ascii").splitlines()[1:]:
            fields = line.split()
            if fields[9] in inodes:
                address = _address((fields[1] if fields[3] == _LISTENING else fields[2]).partition(":")[0])
                is_nowhere = fields[3] != _LISTENING and ip_address(address).is_unspecified
                if not is_nowhere and not _is_here(address):
                    found.add(f"{table} {address}")
    return found


def _family(pid: int) -> list[int]:
    children: dict[int, list[int]] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            parent = (folder / "stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()[1]
        except OSError:
            continue
        children.setdefault(int(parent), []).append(int(folder.name))
    found = [pid]
    for one in found:
        found += children.get(one, [])
    return found


def _inodes(pid: int) -> set[str]:
    found: set[str] = set()
    try:
        for link in Path(f"/proc/{pid}/fd").iterdir():
            target = str(link.readlink())
            if target.startswith("socket:["):
                found.add(target[8:-1])
    except OSError:
        pass  # it has ended
    return found


def _address(written: str) -> str:
    """An address of the kernel's tables: words of four bytes, each as this machine has them."""
    words = bytes.fromhex(written)
    straight = b"".join(words[at : at + 4][::-1] for at in range(0, len(words), 4))
    address = ip_address(straight)
    return str(getattr(address, "ipv4_mapped", None) or address)


def _is_here(host: str) -> bool:
    if host == "localhost" or host.startswith("/"):
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
