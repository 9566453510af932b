"""Running things at the same time, with what they raised."""

import multiprocessing
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from typing import Any, TypeVar

T = TypeVar("T")
PATIENCE = 30


def together(work: Callable[[int], T], times: int) -> list[T | BaseException]:
    """Run it so many times at once, in threads that start together; answers or errors in order."""
    start = threading.Barrier(times)

    def one(number: int) -> T:
        start.wait(PATIENCE)
        return work(number)

    with ThreadPoolExecutor(times) as pool:
        futures: list[Future[T]] = [pool.submit(one, number) for number in range(times)]
        wait(futures, PATIENCE)
        return [future.exception() or future.result() for future in futures]


def in_processes(work: Callable[[], object], times: int = 1) -> list[int | None]:
    """Run it in forked processes at once; their exit codes, None for one that hung."""
    fork = multiprocessing.get_context("fork")
    processes: list[Any] = [fork.Process(target=work) for _ in range(times)]
    for process in processes:
        process.start()
    for process in processes:
        process.join(PATIENCE)
        if process.exitcode is None:
            process.kill()
    return [process.exitcode for process in processes]


def eventually(true: Callable[[], object], timeout: float = PATIENCE) -> bool:
    """Look until it is so; False when it was not by the timeout."""
    ends = time.monotonic() + timeout
    while not true():
        if time.monotonic() > ends:
            return False
        threading.Event().wait(0.002)
    return True
