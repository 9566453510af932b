"""A mail server and mailers in processes of their own, to be killed: `python -m tests.mail.killing URL FOLDER MODE`.

Everything is forked from one process that has imported what they need, so that a mailer is at work some milliseconds
after the one before it died. What they tell each other goes through a page of shared memory, which outlives SIGKILL.
"""

import asyncio
import json
import mmap
import os
import random
import signal
import socket
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from pathlib import Path
from typing import NoReturn
from uuid import UUID

from aiosmtpd.smtp import SMTP, Envelope, Session
from sqlalchemy import select

from bridge.mail import Letter, Mailer, Outbox, delivery, outbox
from bridge.mail.outbox import Leased
from bridge.mail.tables import outbox as table
from bridge.mail.transport import Smtp
from bridge.mail.writing import Writer
from events.store import Database, Transaction

SOON = timedelta(milliseconds=30)
ROUNDS = 24
LETTER = Letter("confirm", email="a@people.example", language="en", params={"name": "A"}, path="/account/confirm/x")
WRITER = Writer("https://bridge.example", "Startup Bridge <bridge@bridge.example>")
POINTS = ("leased", "row changed", "last line left", "committed", "answered", "recorded")


class Marks:
    """What a process was at when it died: 17 bytes each for the mailer (its letter, and how far) and the server."""

    def __init__(self) -> None:
        self.page = mmap.mmap(-1, 4096)

    def set(self, who: int, letter: UUID | None, step: int = 0) -> None:
        self.page[who * 32 : who * 32 + 17] = (letter.bytes if letter else bytes(16)) + bytes([step])

    def get(self, who: int) -> tuple[UUID | None, int]:
        seen = self.page[who * 32 : who * 32 + 17]
        return (UUID(bytes=seen[:16]) if any(seen[:16]) else None), seen[16]


MAILER, SERVER = 0, 1
IN_BETWEEN = 2  # the last line may have left, and nothing is committed


class Watched(Outbox):
    """Says where it is, and dies where it is told to."""

    marks: Marks
    dies_at: str | None = None

    def lease(self, most: int = 20) -> list[Leased]:
        batch = super().lease(most)
        if batch:
            self.marks.set(MAILER, batch[0].id, 1)
            self._point("leased")
        return batch

    @contextmanager
    def handing_over(self, leased: Leased) -> Iterator[Transaction]:
        with super().handing_over(leased) as tx:
            self._point("row changed")
            self.marks.set(MAILER, leased.id, IN_BETWEEN)
            yield tx
            self._point("last line left")
        self.marks.set(MAILER, leased.id, 3)
        self._point("committed")

    def sent(self, leased: Leased) -> None:
        self._point("answered")
        super().sent(leased)
        self.marks.set(MAILER, None)
        self._point("recorded")

    def _point(self, name: str) -> None:
        if name == self.dies_at:
            os.kill(os.getpid(), signal.SIGKILL)


class Rig:
    """One database, one mail server, one mailer at a time."""

    def __init__(self, url: str, folder: Path) -> None:
        self.url, self.delivered = url, folder / "delivered"
        self.delivered.touch()
        self.marks = Marks()
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = int(probe.getsockname()[1])
        self.put_so_far = 0
        # Once here, so that no mailer spends its short life on reading templates.
        letter = Leased(UUID(int=1), UUID(int=1), LETTER, _now(), 0)
        WRITER.message(letter, WRITER.write(letter, "en"), "a@people.example", "")

    def fork(self, work: Callable[[], object]) -> int:
        """A child that does this until it is killed."""
        if child := os.fork():
            return child
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        try:
            work()
        except BaseException as error:
            print("a child failed:", repr(error), file=sys.stderr, flush=True)
            os._exit(1)
        os._exit(0)

    def end(self, child: int, how: signal.Signals = signal.SIGKILL) -> None:
        os.kill(child, how)
        os.waitpid(child, 0)

    # -- the children -------------------------------------------------------------------------------------------

    def mailer(self, dies_at: str | None = None, until_empty: bool = False) -> None:
        database = Database(self.url)
        watched = Watched(database, _now, lease=SOON * 10)
        watched.marks, watched.dies_at = self.marks, dies_at
        mailer = Mailer(watched, WRITER, Smtp(f"smtp://127.0.0.1:{self.port}", seconds=5, answer=5), lambda _: None)
        while True:
            if mailer.step() == 0:
                if until_empty and not watched.counts()["waiting"]:
                    return
                time.sleep(0.002)

    def server(self) -> NoReturn:
        """Take a letter, make it durable, then say yes; on SIGTERM finish the answer that is being given."""

        class Taking:
            async def handle_DATA(self, smtp: SMTP, session: Session, envelope: Envelope) -> str:
                content = envelope.content
                assert isinstance(content, bytes)
                letter = UUID(message_from_bytes(content)["Message-ID"].strip("<>").partition("@")[0])
                with delivered.open("a") as file:
                    marks.set(SERVER, letter)
                    file.write(f"{letter.hex}\n")
                    file.flush()
                    os.fsync(file.fileno())
                return "250 taken"

            async def handle_MAIL(
                self, smtp: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
            ) -> str:
                marks.set(SERVER, None)  # the answer to the letter before was heard
                envelope.mail_from = address
                return "250 OK"

        delivered, marks = self.delivered, self.marks
        loop = asyncio.new_event_loop()
        asyncio.set_event_loop(loop)
        handler = Taking()
        listening = loop.create_server(lambda: SMTP(handler, loop=loop), "127.0.0.1", self.port)
        loop.run_until_complete(listening)
        loop.add_signal_handler(signal.SIGTERM, lambda: os._exit(0))  # between two callbacks, never within one
        loop.run_forever()
        os._exit(0)

    # -- the conductor ------------------------------------------------------------------------------------------

    def put(self, count: int) -> list[UUID]:
        database = Database(self.url)
        box = Outbox(database, _now)
        with database.change() as tx:
            for number in range(self.put_so_far, self.put_so_far + count):
                box.put(tx.connection, replace(LETTER, email=f"person{number}@people.example"), key=str(number))
        self.put_so_far += count
        with database.read() as connection:
            ids = list(connection.scalars(select(table.c.id)))
        database.close()
        return ids

    def answers(self) -> None:
        """Wait until the server is there."""
        while True:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.002)

    def at_work(self) -> None:
        """Wait until the mailer has a letter."""
        ends = time.monotonic() + 5
        while self.marks.get(MAILER)[0] is None and time.monotonic() < ends:
            time.sleep(0.001)

    def finish(self) -> dict[str, int]:
        """Send what is left, then call in doubt what nobody heard the end of; answers the state of every letter."""
        os.waitpid(self.fork(lambda: self.mailer(until_empty=True)), 0)
        database = Database(self.url)
        Outbox(database, lambda: _now() + timedelta(days=1)).settle()
        with database.read() as connection:
            states = {row.id.hex: row.state for row in connection.execute(select(table.c.id, table.c.state))}
        database.close()
        return states

    def counted(self) -> Counter[str]:
        return Counter(self.delivered.read_text().split())


def _now() -> datetime:
    return datetime.now(UTC)


def at_random(rig: Rig, seed: int) -> dict[str, object]:
    """Kill mailers at any moment, stop and start the server in between."""
    chance = random.Random(seed)
    told = {"kills": 0, "with a letter": 0, "in between": 0, "stops": 0, "server kills": 0}
    may_be_twice: list[str] = []
    server = rig.fork(rig.server)
    rig.answers()
    for number in range(ROUNDS):
        rig.put(6)
        mailer = rig.fork(rig.mailer)
        if number % 3:  # else also while it comes up
            rig.at_work()
        time.sleep(chance.uniform(0, 0.1))
        if number % 4 == 3:
            how = signal.SIGKILL if number % 8 == 7 else signal.SIGTERM
            rig.end(server, how)
            told["server kills" if how == signal.SIGKILL else "stops"] += 1
            if how == signal.SIGKILL and (stored := rig.marks.get(SERVER)[0]) is not None:
                may_be_twice.append(stored.hex)
            time.sleep(chance.uniform(0, 0.03))
            server = rig.fork(rig.server)
            rig.answers()
            time.sleep(chance.uniform(0, 0.03))
        rig.end(mailer)
        told["kills"] += 1
        letter, step = rig.marks.get(MAILER)
        rig.marks.set(MAILER, None)
        if letter is not None:
            told["with a letter"] += 1
            if step == IN_BETWEEN:
                told["in between"] += 1
                may_be_twice.append(letter.hex)
    states = rig.finish()
    rig.end(server)
    return {"states": states, "delivered": rig.counted(), "may be twice": may_be_twice, **told}


def at_every_point(rig: Rig) -> dict[str, object]:
    """Kill one mailer at each step of a letter's way; what became of the letter in the end."""
    server = rig.fork(rig.server)
    told: dict[str, object] = {}
    rig.answers()
    for point in POINTS:
        before = set(rig.put(0))
        (letter,) = set(rig.put(1)) - before
        os.waitpid(rig.fork(lambda point=point: rig.mailer(dies_at=point)), 0)  # type: ignore[misc]  # it never ends well
        told[point] = [rig.finish()[letter.hex], rig.counted()[letter.hex]]
    rig.end(server)
    return told


def main(url: str, folder: str, mode: str) -> None:
    # A refusal for now and a server that is away are looked at again within the test.
    delivery.RESTS = (SOON,)
    outbox.RETRY_AFTER = (SOON,) * 1000
    rig = Rig(url, Path(folder))
    print(json.dumps(at_every_point(rig) if mode == "points" else at_random(rig, int(mode))))


if __name__ == "__main__":
    main(*sys.argv[1:])
