"""What imports say in codes, in the reader's language: about files, rows, columns and what became of them."""

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from bridge.importing.report import Finding
from bridge.web.messages import add_sentences, sentence

FIELDS: dict[str, LazyString] = {
    "name": _l("Name of the startup"), "country": _l("Country"), "id": _l("Number of the row in your list"),
    "city": _l("City"), "one_liner": _l("In one line"), "description": _l("Description"), "industry": _l("Sector"),
    "subindustry": _l("Second sector"), "technologies": _l("Technologies"), "tags": _l("Tags"), "stage": _l("Stage"),
    "founded": _l("Founded in"), "team_size": _l("People in the team"), "site": _l("Web site"),
    "source": _l("List that the row is from"),
}  # fmt: skip
ENCODINGS: dict[str, LazyString] = {
    "utf-8": _l("Unicode (UTF-8)"), "utf-16": _l("Unicode (UTF-16)"), "windows-1251": _l("Cyrillic (Windows-1251)"),
    "windows-1252": _l("Western (Windows-1252)"), "windows-1254": _l("Turkish (Windows-1254)"),
    "windows-1256": _l("Arabic and Urdu (Windows-1256)"),
}  # fmt: skip
DELIMITERS: dict[str, LazyString] = {
    "comma": _l("Comma ,"), "semicolon": _l("Semicolon ;"), "tab": _l("Tab"), "bar": _l("Bar |")
}  # fmt: skip
OUTCOMES: dict[str, LazyString] = {
    "new": _l("New"), "updated": _l("Changed"), "same": _l("Same as before"), "alike": _l("Looks like one of yours"),
    "kept": _l("Left to its founders"), "skipped": _l("Passed over"), "refused": _l("Refused"),
}  # fmt: skip
STATES: dict[str, tuple[LazyString, str]] = {
    "mapping": (_l("Waits for its columns"), "apricot"), "checking": (_l("Being checked"), "apricot"),
    "checked": (_l("Checked"), "lapis"), "unreadable": (_l("Cannot be read"), "red"),
    "running": (_l("At work"), "apricot"), "stopped": (_l("Stands still"), "red"), "done": (_l("Brought in"), "green"),
    "undoing": (_l("At work"), "apricot"), "undone": (_l("Undone"), "plain"),
}  # fmt: skip
NOTES: dict[str, LazyString] = {
    "macros_ignored": _l("The file has macros. They were neither read nor run."),
    "merged_filled": _l("Cells that are joined over several rows count for each of these rows."),
    "formulas_without_values": _l(
        "Some cells are formulas without a stored result. Open the file in your spreadsheet program and save it again."
    ),
}
FILES: dict[str, LazyString] = {
    "no_file": _l("Please choose a file."),
    "list_too_large": _l("The file is too big: at most %(most)s MB. Split the list into two files."),
    "file_empty": _l("There are no rows in this file."),
    "file_damaged": _l(
        "This file cannot be opened: it is damaged. Open it in your spreadsheet program and save it again."
    ),
    "file_encrypted": _l("This file has a password. Save it without one and send it again."),
    "old_spreadsheet": _l("This is an old Excel file (.xls). Save it as .xlsx and send that."),
    "other_spreadsheet": _l("This is a spreadsheet of another kind. Save it as .xlsx or CSV and send that."),
    "html_not_spreadsheet": _l(
        "This is a web page that is only named like a spreadsheet. Open it in your spreadsheet program, save it as "
        ".xlsx and send that."
    ),
    "not_a_list": _l("This is no spreadsheet and no CSV file."),
    "unpacks_too_large": _l("Unpacked, this file is far too large for a list of startups."),
    "takes_too_long": _l("Reading this file takes too long. Save only the sheet with the list, and send that."),
    "too_many_sheets": _l("This file has more than %(most)s sheets. Save the one with the list by itself."),
    "too_many_rows": _l("A list may have at most %(most)s rows. Split it into several files."),
    "file_too_wide": _l("A list may have at most %(most)s columns."),
    "file_too_large": _l("The file is too big."),
    "spreadsheet_not_csv": _l("This is a spreadsheet, not a CSV file."),
    "file_removed": _l("The file is not here any more. Please send it again."),
    "no_name_column": _l("Say which column holds the names of the startups."),
    "no_country": _l("Say which column holds the country, or choose one country for the whole list."),
    "import_broke": _l("This broke, and it is our fault. It has been noted. What was in already is in; you can go on."),
    "import_running_here": _l("Another list is being brought in here. Start this one when that has ended."),
    "import_check_again": _l(
        "Another list was brought in here since these rows were checked. Go back to the columns and check them again."
    ),
    "import_not_stopped": _l("This import does not stand still."),
    "import_not_finished": _l("This import has not ended yet."),
    "import_undone": _l("This import was undone already."),
    "import_touched": _l("Some rows were changed since. Say whether they may stay."),
    "import_moved_on": _l("This import has gone on meanwhile. Please look at the page again."),
    "claimed_profile": _l("The people of this startup have taken the profile over."),
    "too_many_waiting": _l("%(most)s files wait here already. Bring them in or remove them first."),
    "column_twice": _l("Another column is this already."),
    # rows
    "unclosed_quote": _l("a quotation mark is opened and never closed"),
    "cell_too_long": _l("a cell is too long to be one"),
    "too_many_columns": _l("there are %(found)s columns where the header has %(expected)s"),
    "duplicate_row": _l("this is the same startup as row %(first)s"),
    "no_value": _l("the formula has no result"),
}
add_sentences(FILES)
# What forms say of a field speaks to whoever fills it in; a row of a list is only told about.
ROWS: dict[str, LazyString] = {
    "required": _l("is missing"),
    "unknown_code": _l("is none of the known values"),
    "out_of_range": _l("must be a number from %(low)s to %(high)s"),
    "not_a_number": _l("is not a whole number"),
    "not_an_address": _l("is not a web address"),
    "too_long": _l("is too long: %(length)s characters, at most %(most)s fit"),
    "too_short": _l("is too short: at least %(least)s characters"),
    "direction_mark": _l("has invisible marks that turn the direction of text"),
    "taken": _l("has no free address left"),
}


def reason(problem: Mapping[str, Any]) -> str:
    """Why a row was refused: the column as the list names it, and what is wrong there."""
    code, params = str(problem["code"]), problem["params"]
    said = str(ROWS[code]) % params if code in ROWS else sentence(code, params)
    return f"{problem['column']}: {said}" if problem["column"] else said


def of_finding(finding: Finding) -> str:
    """The same for a finding that comes right from the reader."""
    return reason({"column": finding.column, "code": finding.code, "params": finding.params})
