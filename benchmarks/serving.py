"""Requests a second through gunicorn with two processes, beside a bare Flask page of the same size on the same."""

import io
import os
import socket
import subprocess
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import count
from pathlib import Path

from benchmarks.crowds import fill
from benchmarks.houses import house, places
from benchmarks.records import Record, benchmark, beside
from bridge.serving import production_command
from bridge.settings import Settings

STARTUPS, EVENTS = 1_000, 10_000
WORKERS, CONNECTIONS, SECONDS, ROUNDS = 2, 8, 4.0, 3
PAGES_ASKED = 20  # the first pages of a list, for addresses that ask for one
# The API answers a caller 120 times a minute: every line is another's, as from a crowd.
A_CALLER = 100
_callers = count()
PAGES = {
    "home": "/",
    "directory": "/startups",
    "startup": "/startups/startup-1",  # one page that many open, as a link that is shared
    "startups": "/startups/startup-{n}",  # each opens another
    "api": "/api/v1/startups?limit=20",
}
# The floor: the same server and the same number of bytes, without a database, a template or a session.
BARE = """
from flask import Flask, Response
app = Flask('bare')
body = b'x' * {size}
@app.route('/', defaults={{'path': ''}})
@app.route('/<path:path>')
def page(path):
    return Response(body, mimetype='{mimetype}')
"""


@benchmark("serve")
def serving() -> Iterator[Record]:
    """serve.{home,directory,startup,startups,api}.{sqlite,postgres} (requests/s)"""
    with places() as kinds:
        for kind, place in kinds.items():
            url = place.fresh()
            bridge = house(url, place.folder)
            fill(bridge, STARTUPS, EVENTS)
            bridge.close()
            place.settle(url)
            settings = Settings.load({"BRIDGE_ENV": "testing", "BRIDGE_DATA": str(place.folder)})
            with served(production_command(replace(settings, port=free_port()), WORKERS), url, place.folder) as ours:
                for name, address in PAGES.items():
                    size, mimetype = look(ours, address.format(n=1))
                    bare = place.folder / f"bare_{name}_{kind}.py"
                    bare.write_text(BARE.format(size=size, mimetype=mimetype))
                    command = production_command(replace(settings, port=free_port()), WORKERS)
                    command[-1] = f"{bare.stem}:app"
                    command[command.index("--chdir") + 1] = str(place.folder)
                    with served(command, url, place.folder) as floor:
                        rounds = [(rate(ours, address), rate(floor, address)) for _ in range(ROUNDS)]
                    values, floors = zip(*rounds, strict=True)
                    yield beside(f"serve.{name}.{kind}", "requests/s", values, floors, kilobytes=size / 1024)


@contextmanager
def served(command: list[str], url: str, folder: Path) -> Iterator[int]:
    """Run a server until it is not needed any more; answers its port."""
    port = int(command[command.index("--bind") + 1].rpartition(":")[2])
    own = {"BRIDGE_ENV": "testing", "BRIDGE_DATA": str(folder), "DATABASE_URL": url}
    environment = {**os.environ, **own, "PYTHONPATH": f"{Path.cwd()}{os.pathsep}{folder}"}
    with (folder / "served.log").open("w") as log:
        process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=log)
    try:
        for _ in range(300):
            if process.poll() is not None:
                raise RuntimeError((folder / "served.log").read_text()[-2000:])
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{port}/"):
                    break
            except OSError:
                time.sleep(0.1)
        yield port
    finally:
        process.terminate()
        process.wait(20)


def look(port: int, address: str) -> tuple[int, str]:
    """How many bytes a page has, and its type."""
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{address}") as answer:
        return len(answer.read()), str(answer.headers.get_content_type())


def rate(port: int, address: str) -> float:
    """Requests a second over some kept connections, each asking again as soon as it is answered."""
    until = time.perf_counter() + SECONDS
    counts = [0] * CONNECTIONS
    problems: list[str] = []

    def ask(own: int) -> None:
        while time.perf_counter() < until and not problems:
            number = next(_callers)
            caller = f"127.{1 + number // 62_500}.{number // 250 % 250}.{1 + number % 250}"
            line = socket.create_connection(("127.0.0.1", port), source_address=(caller, 0))
            with line, line.makefile("rb") as stream:
                for _ in range(A_CALLER):
                    # A worker that has answered many requests makes room for a fresh one: then its lines end.
                    if time.perf_counter() > until or (problem := _ask(line, stream, own)) == "":
                        break
                    problems.extend([problem] if problem else [])
                    counts[own] += 1

    def _ask(line: socket.socket, stream: io.BufferedReader, own: int) -> str | None:
        """None for a good answer, "" for a line that has ended."""
        number = (own + CONNECTIONS * counts[own]) % STARTUPS
        path = address.format(n=number, page=number % PAGES_ASKED + 1)
        line.sendall(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n".encode())
        status = stream.readline()
        if b" 200 " not in status:
            return f"{path} answered {status!r}" if status else ""
        length = 0
        while (header := stream.readline()) != b"\r\n":
            if header[:15].lower() == b"content-length:":
                length = int(header[15:])
        stream.read(length)
        return None

    begin = time.perf_counter()
    threads = [threading.Thread(target=ask, args=(own,)) for own in range(CONNECTIONS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if problems:
        raise RuntimeError(problems[0])
    return sum(counts) / (time.perf_counter() - begin)


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
