"""The chain of a hackathon's judging: whatever is changed is named, and what is written anew is contradicted."""

import subprocess
import sys
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.judging_chain import SCRIPT, Chain, Receipt, Sealed, commit, export, opaque, verify
from events.judging_chain.commitments import SALT
from events.judging_chain.verifying import main

MORNING = datetime(2026, 9, 5, 9, tzinfo=UTC)
LENGTH = 12


def chain(length: int = LENGTH, **changed: int) -> Chain:
    """A chain of sheets; `at` and `score` change one of them before it is written."""
    made = Chain("h-1", MORNING)
    for number in range(1, length + 1):
        score = changed["score"] if number == changed.get("at") else number % 10
        facts = {"judge": f"j{number % 3}", "project": f"p{number}", "scores": {"idea": score, "team": 7}}
        made.add("sheet.submitted", MORNING + timedelta(minutes=number), facts)
    return made


def lines(made: Chain) -> list[str]:
    return list(export(made))


def named(text: Iterable[str]) -> set[tuple[str, int | None]]:
    return {(finding.problem, finding.number) for finding in verify(text).findings}


def test_what_was_written_is_whole_and_its_root_and_receipts_fit() -> None:
    made = chain()
    outcome = verify(lines(made), made.root, [entry.receipt for entry in made])
    assert outcome.whole
    assert (outcome.entries, outcome.root, outcome.root_fits) == (LENGTH, made.root, True)
    assert outcome.sentences() == [f"Whole: {LENGTH} entries. Root: {made.root}"]


@given(st.integers(0, LENGTH), st.data())
def test_any_letter_that_is_changed_is_named(number: int, data: st.DataObject) -> None:
    text = lines(chain())
    place = data.draw(st.integers(0, len(text[number]) - 2))
    letter = data.draw(st.sampled_from('0af5"{}: ,xn9').filter(lambda one: one != text[number][place]))
    text[number] = text[number][:place] + letter + text[number][place + 1 :]
    assert named(text) == {("altered", number)}


@given(st.integers(0, LENGTH))
def test_an_entry_that_was_written_anew_with_its_hash_is_named_where_the_next_one_does_not_follow(number: int) -> None:
    text = lines(chain())
    other = [entry.line for entry in Chain("h-2", MORNING)] + lines(chain(at=number, score=10))[1:]
    text[number] = other[number].rstrip("\n") + "\n"
    assert named(text) == {("altered", number if number < LENGTH else None)}


@given(st.integers(0, LENGTH - 1), st.integers(1, 3))
def test_entries_that_are_taken_out_are_named(number: int, many: int) -> None:
    text = lines(chain())
    gone = range(number, min(number + many, LENGTH + 1))
    del text[gone.start : gone.stop]
    assert named(text) == {("missing", one) for one in gone}


@given(st.integers(0, LENGTH), st.integers(0, LENGTH))
def test_entries_that_change_places_are_named(one: int, other: int) -> None:
    text = lines(chain())
    text[one], text[other] = text[other], text[one]
    found = named(text)
    assert {problem for problem, _ in found} <= {"moved"}
    assert bool(found) == (one != other)
    assert one == other or {number for _, number in found} & {one, other}


@given(st.integers(0, LENGTH), st.integers(1, LENGTH + 1))
def test_an_entry_that_is_put_in_is_named(copied: int, place: int) -> None:
    text = lines(chain())
    text.insert(place, text[copied])
    assert ("added", copied) in named(text)
    assert all(number == copied for _, number in named(text))


@given(st.integers(1, LENGTH))
def test_a_forged_entry_that_follows_rightly_but_that_nothing_follows_is_named(place: int) -> None:
    text = lines(chain())
    text.insert(place, lines(chain(place, at=place, score=10))[place])
    assert named(text) == {("added", place)}


def test_a_last_line_that_is_gone_moved_or_of_another_file_is_named() -> None:
    text = lines(chain())
    assert named(text[:-1]) == {("missing", None)}
    assert named([text[-1], *text[:-1]]) == {("moved", None)}
    assert named([*text[:-1], lines(chain(3))[-1]]) == {("added", number) for number in range(4, LENGTH + 1)}
    assert named([*text[:-1], text[-1].replace(f'"entries":{LENGTH}', '"entries":3')]) == {("altered", None)}
    assert named([]) == {("missing", None)}


@given(st.integers(1, LENGTH), st.sets(st.integers(1, LENGTH)))
def test_after_a_full_rehash_the_root_differs_and_the_earliest_contradicted_receipt_bounds_the_change(
    at: int, kept: set[int]
) -> None:
    true, forged = chain(), chain(at=at, score=10)
    receipts = [true.entries[number].receipt for number in kept]
    outcome = verify(lines(forged), true.root, receipts)
    assert outcome.findings == []
    assert outcome.root_fits is False
    assert not outcome.whole
    assert [receipt.number for receipt in outcome.contradicted] == sorted(number for number in kept if number >= at)
    assert f"The root differs: this file ends in {forged.root}." in outcome.sentences()
    if outcome.contradicted:
        earliest = min(number for number in kept if number >= at)
        before = max((number for number in kept if number < at), default=-1)
        assert f"So something was changed in the entries {before + 1} to {earliest}." in outcome.sentences()


def test_a_printed_root_still_fits_after_a_correction_was_added() -> None:
    made = chain()
    printed = made.root
    made.add("results.published", MORNING + timedelta(days=1), {"publication": 2})
    assert verify(lines(made), printed).whole
    assert verify(lines(made), printed.upper()).whole


def test_an_export_that_ends_early_is_contradicted_by_root_and_receipt() -> None:
    made, short = chain(), chain(5)
    outcome = verify(lines(short), made.root, [made.entries[9].receipt])
    assert (outcome.root_fits, [receipt.number for receipt in outcome.contradicted]) == (False, [9])


def test_a_receipt_is_read_as_people_say_and_type_it() -> None:
    receipt = chain().entries[7].receipt
    assert Receipt.read(str(receipt)) == receipt
    assert Receipt.read(f" 7-{receipt.code.lower()[:3]} {receipt.code[3:]} ") == receipt
    assert Receipt.read("7-OIL00-00000").code == "0110000000"
    assert Receipt.read(f"7:{chain().entries[7].hash}") == receipt
    for wrong in ("", "7", "7-ABC", "x-ABCDEFGHJK", "7-ABCDEFGHJU", "٧-ABCDEFGHJK"):
        with pytest.raises(ValueError):
            Receipt.read(wrong)


@pytest.mark.parametrize(
    "facts",
    [
        {"note": "I know this team."},
        {"judge": "Айгүл"},
        {"judge": "a@b.kg"},
        {"score": 7.5},
        {"a b": 1},
        {"x": [["é"]]},
    ],
)
def test_words_names_addresses_and_fractions_do_not_get_into_the_chain(facts: dict[str, object]) -> None:
    made = chain(1)
    with pytest.raises((ValueError, TypeError)):
        made.add("sheet.submitted", MORNING, facts)
    assert len(made.entries) == 2


def test_the_same_facts_give_the_same_root_wherever_the_clock_stands() -> None:
    tashkent = Chain("h-1", MORNING.astimezone(timezone(timedelta(hours=5))))
    assert tashkent.root == Chain("h-1", MORNING).root
    with pytest.raises(ValueError):
        Chain("h-1", datetime(2026, 9, 5))  # noqa: DTZ001  # without a zone: that is what is refused


def test_a_seal_fits_its_text_and_salt_only() -> None:
    own, other = b"1" * SALT, b"2" * SALT
    seals = [commit("Too early", own), commit("Too late", own), commit("Too early", other)]
    assert commit("Too early", own) == seals[0]
    assert len(set(seals)) == 3
    with pytest.raises(ValueError, match="salt"):
        commit("Too early", b"short")


def test_a_judge_has_one_name_in_one_hackathon_and_another_in_the_next() -> None:
    assert opaque(b"k1", "judge", "17") == opaque(b"k1", "judge", "17")
    assert len({opaque(b"k1", "judge", "17"), opaque(b"k2", "judge", "17"), opaque(b"k1", "project", "17")}) == 3


def test_the_file_that_the_public_downloads_answers_alone(tmp_path: Path) -> None:
    made = chain()
    script, file = tmp_path / "verify_judging.py", tmp_path / "judging.jsonl"
    script.write_bytes(SCRIPT.read_bytes())
    file.write_text("".join(lines(made)))
    receipt = str(made.entries[3].receipt)
    asked = [sys.executable, "-I", "-S", str(script), str(file), "--root", made.root, "--receipt", receipt]
    answer = subprocess.run(asked, capture_output=True, text=True, check=False)
    assert (answer.returncode, answer.stdout) == (0, f"Whole: {LENGTH} entries. Root: {made.root}\n")


def test_the_command_says_what_is_wrong_and_how_it_ended(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "judging.jsonl"
    file.write_text("".join(lines(chain())).replace('"n":5', '"n":55'))
    assert main([str(file)]) == 1
    assert capsys.readouterr().out == "Entry 5 is altered.\n"
    file.write_bytes(b"\xff\xfe")
    assert main([str(file)]) == 2
    assert main([str(tmp_path / "nothing")]) == 2
    with pytest.raises(SystemExit):
        main([str(file), "--receipt", "rubbish"])
    assert "rubbish is no receipt" in capsys.readouterr().err


def test_what_was_under_a_seal_is_told_later_and_nothing_else_can_be_told() -> None:
    made = Chain("h-1", MORNING)
    sealed = Sealed.of({"values": {"idea": 7}}, b"k" * 16, 1)
    entry = made.add("scorecard.scores_submitted", MORNING, {"judge": "j1", "seal": sealed.seal})
    assert "7" not in entry.body.replace(sealed.seal, "").split('"facts":')[1].split('"kind"')[0]
    shut = verify(export(made))
    assert (shut.whole, shut.sealed) == (True, 1)
    told = verify(export([made.entries[0], replace(entry, opened=sealed)]), made.root, [entry.receipt])
    assert (told.whole, told.sealed, told.root) == (True, 0, made.root)
    for other in (Sealed('{"values":{"idea":9}}', sealed.salt), Sealed(sealed.said, "0" * 32)):
        assert named(export([made.entries[0], replace(entry, opened=other)])) == {("altered", 1)}


def test_the_same_scores_have_another_seal_in_another_entry_and_another_hackathon() -> None:
    facts = {"values": {"idea": 7}}
    seals = {Sealed.of(facts, key, number).seal for key in (b"a" * 16, b"b" * 16) for number in (1, 2)}
    assert len(seals) == 4
