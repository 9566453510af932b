"""Imports of the planted incubator, each at another step, brought there by the follower as it does on the site."""

from functools import partial
from uuid import UUID

from bridge.followers.importer import IMPORTER, Importer
from bridge.importing.columns import mapping
from bridge.importing.jobs import header_hash
from tests.permissions import roles
from tests.permissions.world import World

LIST = "id,Name,Country,Phone\n{id},{name},PK,+92 300 5550000\n,,Nowhere,+92 300 5550001\n"


def imports(world: World) -> None:
    """One that waits for its columns, one to be thrown away, one that is checked, one that stands still, one done."""
    for number, step in enumerate(("mapping", "drop", "checked", "stopped", "done")):
        world.names[f"import_{step}"] = str(_import(world, step, LIST.format(id=f"i{number}", name=f"Kiln {step}")))


def _import(world: World, step: str, text: str) -> UUID:
    bridge, account, incubator = world.bridge, world.accounts[roles.MANAGER], world.id("center")
    headers = text.partition("\n")[0].split(",")
    job = bridge.import_jobs.upload(incubator, account, "kilns.csv", text.encode())
    columns = ["id", "name", "country", None]
    assert mapping(headers) == [*columns[:3], "ignored"]
    values = {"columns": columns, "headers": header_hash(headers), "settings": {"list": "kilns", "undecided": "skip"}}
    bridge.import_jobs.change(job.id, ("mapping",), **values)
    if step in ("mapping", "drop"):
        return job.id
    bridge.import_jobs.change(job.id, ("mapping",), state="checking")
    _work(world)
    if step != "checked":
        bridge.imports.start(world.actor(roles.MANAGER), job.id, incubator, digest=job.digest, rows=2)
        bridge.import_jobs.change(job.id, ("checked",), state="running", done=0)
    if step == "done":
        _work(world)
    elif step == "stopped":
        problem = {"code": "import_broke", "params": {}, "during": "running"}
        moved = partial(bridge.import_jobs.move, id=job.id, states=("running",), state="stopped", problem=problem)
        bridge.imports.stop(IMPORTER, job.id, account, "running", "import_broke", moved)
    return job.id


def _work(world: World) -> None:
    importer = Importer(world.bridge)
    while importer.step():
        pass
