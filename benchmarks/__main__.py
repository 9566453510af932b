"""`python -m benchmarks [NAME ...] [--json FILE]`: all benchmarks, or those whose name begins so."""

import argparse
import importlib
import json
import pkgutil
from pathlib import Path

import benchmarks
from benchmarks.records import REGISTRY


def main() -> None:
    """Run what was asked for; print a line a figure."""
    parser = argparse.ArgumentParser(prog="./dev bench", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help="the beginning of a figure's name, such as command")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the records to a file as well")
    arguments = parser.parse_args()
    for module in pkgutil.iter_modules(benchmarks.__path__):
        if not module.name.startswith("_"):
            importlib.import_module(f"benchmarks.{module.name}")
    wanted = [name for name in REGISTRY if not arguments.names or any(_makes(name, ask) for ask in arguments.names)]
    if not wanted:
        parser.error(f"no such benchmark; there are: {', '.join(REGISTRY)}")
    records = []
    for function in dict.fromkeys(REGISTRY[name] for name in wanted):
        for record in function():
            if not arguments.names or any(_fits(record.name, ask) for ask in arguments.names):
                print(record.line(), flush=True)
                records.append(record.as_json())
    if arguments.json:
        arguments.json.write_text(json.dumps(records, indent=1) + "\n")


def _fits(name: str, asked: str) -> bool:
    return name.startswith(asked) or asked.startswith(f"{name}.")


def _makes(name: str, asked: str) -> bool:
    """Whether a benchmark makes what is asked for: of two whose names begin it, the one that says more."""
    longer = any(_fits(other, asked) and other.startswith(f"{name}.") for other in REGISTRY)
    return _fits(name, asked) and not (longer and not name.startswith(asked))


if __name__ == "__main__":
    main()
