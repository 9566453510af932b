"""A whole list as an Excel workbook. Loaded only when one is asked for: openpyxl brings numpy along, 30 MB in all."""

from datetime import UTC, date, datetime
from typing import IO, TYPE_CHECKING, Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from bridge.web.twins.words import Cell, headings

if TYPE_CHECKING:
    from bridge.web.twins.files import Whole

LONGEST_CELL = 32_767  # characters: more than that, and Excel offers to repair the file
_WIDTHS = {"id": 38, "number": 10, "flag": 10, "day": 12, "moment": 18, "texts": 60, "address": 44}
_WIDTH = 24
_TYPED = ("=", "#")  # openpyxl would take these texts for formulas and for errors
_BOLD = Font(bold=True)
_FORMATS = {"moment": "yyyy-mm-dd hh:mm", "day": "yyyy-mm-dd"}


def write(whole: "Whole", file: IO[bytes]) -> None:
    """One sheet; openpyxl keeps its rows in a file of its own, not in memory. Texts are typed as texts."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(whole.listing.name)
    sheet.freeze_panes = "A2"
    sheet.sheet_view.rightToLeft = whole.right_to_left
    for number, column in enumerate(whole.columns, 1):
        sheet.column_dimensions[get_column_letter(number)].width = _WIDTHS.get(column.kind, _WIDTH)
    sheet.append([_cell(sheet, heading, "text", _BOLD) for heading in headings(whole.columns)])
    for row in whole.rows():
        sheet.append([_cell(sheet, column.cell(row), column.kind) for column in whole.columns])
    book.save(file)


def _cell(sheet: Any, value: Cell, kind: str, font: Font | None = None) -> Any:
    if isinstance(value, str):
        text: str = ILLEGAL_CHARACTERS_RE.sub("", value)[:LONGEST_CELL]
        if font is None and not text.startswith(_TYPED):
            return text or None  # taken as a text anyway; a cell of its own would only cost time
        value = text
    elif isinstance(value, datetime):
        value = value.astimezone(UTC).replace(tzinfo=None)
    elif not isinstance(value, date):
        return value
    cell = WriteOnlyCell(sheet)
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"  # whatever it begins with
    elif kind in _FORMATS:
        cell.number_format = _FORMATS[kind]
    if font is not None:
        cell.font = font
    return cell
