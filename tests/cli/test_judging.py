"""The command that checks an export of a judging, without a database and without settings."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from bridge.cli import main
from events.judging_chain import Chain, export


@pytest.fixture
def chain() -> Chain:
    made = Chain("h-1", datetime(2026, 9, 5, tzinfo=UTC))
    for number in range(1, 6):
        made.add("sheet.submitted", datetime(2026, 9, 5, 9, number, tzinfo=UTC), {"project": f"p{number}"})
    return made


def test_an_export_is_checked_against_root_and_receipts(chain: Chain, tmp_path: Path) -> None:
    file = tmp_path / "judging.jsonl"
    file.write_text("".join(export(chain)))
    receipts = [f"--receipt={chain.entries[number].receipt}" for number in (2, 4)]
    whole = CliRunner().invoke(main, ["judging-verify", str(file), "--root", chain.root, *receipts], env={})
    assert (whole.exit_code, whole.output) == (0, f"Whole: 5 entries. Root: {chain.root}\n")
    file.write_text(file.read_text().replace("p3", "p9"))
    altered = CliRunner().invoke(main, ["judging-verify", str(file)], env={})
    assert (altered.exit_code, altered.output) == (1, "Entry 3 is altered.\n")


def test_a_receipt_that_nobody_can_read_is_refused(chain: Chain, tmp_path: Path) -> None:
    file = tmp_path / "judging.jsonl"
    file.write_text("".join(export(chain)))
    answer = CliRunner().invoke(main, ["judging-verify", str(file), "--receipt", "twelve"])
    assert answer.exit_code == 2
    assert "twelve is no receipt" in answer.output
