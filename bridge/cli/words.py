"""What the domain and the imports answer in codes, as English sentences for a terminal."""

from collections.abc import Mapping

from events.errors import Broken, DomainError, Invalid, Missing, Problem, Refused, Stale

SENTENCES: Mapping[str, str] = {
    # what was written
    "required": "is missing",
    "too_short": "is too short (at least {least} characters)",
    "too_long": "is too long ({length} characters, at most {most} fit)",
    "too_many": "has too many entries (at most {most})",
    "not_text": "is not text",
    "direction_mark": "has invisible marks that turn the direction of text",
    "control_character": "has control characters",
    "unknown_code": "is not one of the known values",
    "not_a_number": "is not a whole number",
    "out_of_range": "must be a number from {low} to {high}",
    "not_an_address": "is not a web address",
    "not_an_email": "is not an e-mail address",
    "not_a_date": "is not a date",
    "taken": "is taken already",
    "twice": "names the same thing twice",
    # rows of a list
    "shortened": "was shortened to {most} characters",
    "not_in_text": "{word} is said in the list, but not in the text",
    "unclosed_quote": "a quotation mark is opened and never closed",
    "cell_too_long": "a cell is too long to be one",
    "too_many_columns": "has {found} columns where the header has {expected}",
    "no_value": "is a formula without a result",
    "duplicate_row": "is the same startup as row {first}",
    "already_imported": "was imported already",
    "column_not_used": "is not a column that is known; nothing was read from it",
    "unknown_word": "'{word}' is not in the vocabulary and became a tag",
    "control_characters_removed": "had invisible characters, which were removed",
    "closed": "says that the startup has closed",
    # files
    "no_name_column": "No column holds the names of the startups: say which with --map COLUMN=name.",
    "no_country": "No column holds the country: say which with --map COLUMN=country, or give --country CC.",
    "file_empty": "There is nothing in the file.",
    "file_too_large": "The file is too large: at most {most} bytes.",
    "spreadsheet_not_csv": "This is a spreadsheet, not a CSV file: save it as CSV first.",
    "file_damaged": "The file cannot be opened: it is damaged. Open it in a spreadsheet program and save it again.",
    "file_encrypted": "The file has a password: save it without one.",
    "old_spreadsheet": "This is an old Excel file (.xls): save it as .xlsx.",
    "other_spreadsheet": "This is a spreadsheet of another kind: save it as .xlsx or CSV.",
    "html_not_spreadsheet": "This is a web page named like a spreadsheet: open it, save it as .xlsx.",
    "not_a_list": "This is no spreadsheet and no CSV file.",
    "unpacks_too_large": "Unpacked, this file is far too large for a list of startups.",
    "takes_too_long": "Reading this file takes too long: save only the sheet with the list.",
    "too_many_sheets": "The file has more than {most} sheets: save the one with the list by itself.",
    "too_many_rows": "A list may have at most {most} rows: split it.",
    "file_too_wide": "A list may have at most {most} columns.",
    # what may not be
    "no_demo_here": "Demo data has no place in production.",
    "not_an_administrator": "Only an administrator may do this.",
    "system_only": "Only the system itself does this.",
    "already_granted": "This role is granted already.",
    "not_granted": "This role is not granted.",
}


def said(code: str, params: Mapping[str, object] | None = None) -> str:
    """The sentence of a code; one that nobody described is told as it is."""
    text = SENTENCES.get(code)
    values = dict(params or {})
    if text is None:
        return code.replace("_", " ") + "".join(f", {name} {value}" for name, value in values.items())
    try:
        return text.format(**values)
    except KeyError:
        return text


def sentences(error: DomainError) -> str:
    """An expected error of the domain in words."""
    match error:
        case Invalid(problems=problems):
            return "\n".join(_problem(problem) for problem in problems)
        case Refused(code=code, params=params) | Broken(code=code, params=params):
            return said(code, params)
        case Missing(kind=kind, id=id):
            return f"There is no {kind} {id}."
        case Stale(kind=kind):
            return f"Somebody else changed this {kind} just now: try again."
    return str(error)


def _problem(problem: Problem) -> str:
    return f"{problem.field}: {said(problem.code, problem.params)}"
