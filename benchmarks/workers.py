"""How long a web worker takes to start and how much memory it holds after its first page."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.records import Record, benchmark

PROGRAM = """
import time, sys
begin = time.perf_counter()
from wsgi import app
first = time.perf_counter() - begin
from werkzeug.test import Client
assert Client(app).get('/startups').status_code == 200
pages = open('/proc/self/status').read()
kilobytes = int(pages.split('VmRSS:')[1].split()[0])
print(first, kilobytes / 1000, any(m.split('.')[0] in ('sklearn', 'scipy', 'matching') for m in sys.modules))
"""


@benchmark("worker")
def workers() -> Iterator[Record]:
    """worker.start (s), worker.memory (MB)"""
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "BRIDGE_ENV": "testing", "BRIDGE_DATA": folder, "PYTHONPATH": "."}
        root = Path(__file__).resolve().parent.parent
        migrate = [sys.executable, "-m", "bridge.cli", "migrate"]
        subprocess.run(migrate, check=True, env=environment, cwd=root, capture_output=True)
        runs = []
        for _ in range(5):
            done = subprocess.run(
                [sys.executable, "-c", PROGRAM], check=True, env=environment, cwd=root, capture_output=True, text=True
            )
            runs.append(done.stdout.split())
    if any(run[2] == "True" for run in runs):
        raise RuntimeError("a web worker imports the engine")
    starts = sorted(float(run[0]) for run in runs)
    yield Record("worker.start", starts[len(starts) // 2], "s", peers={"slowest": starts[-1]})
    yield Record("worker.memory", max(float(run[1]) for run in runs), "MB")
