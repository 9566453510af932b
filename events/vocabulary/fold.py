"""Fold text of any script into keys that compare equal when people mean the same word."""

from __future__ import annotations

import re
import unicodedata

_CYRILLIC = str.maketrans(
    {
        "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "e", "ж": "j", "з": "z", "и": "i", "й": "y",
        "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f",
        "х": "x", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "sh", "ъ": "", "ы": "i", "ь": "", "э": "e", "ю": "yu",
        "я": "ya", "ә": "a", "ғ": "g", "қ": "q", "ң": "n", "ө": "o", "ү": "u", "ұ": "u", "һ": "h", "і": "i", "ў": "o",
        "ҳ": "h", "ӣ": "i", "ӯ": "u", "ҷ": "j",
    }
)  # fmt: skip
# Letters that Unicode does not decompose, and the Arabic twins of Urdu letters that other keyboards type.
_LETTERS = str.maketrans(
    {"ı": "i", "ə": "e", "ø": "o", "ł": "l", "ß": "ss", "ي": "ی", "ى": "ی", "ك": "ک", "ه": "ہ", "ة": "ہ", "ۃ": "ہ"}
)
# Apostrophes are part of a letter in Uzbek (oʻ, gʻ) and never part it; joiners are invisible.
_DROPPED = re.compile("['`´ʹʻʼʽˈ‘’‛′\u200b-\u200f\u2060\ufeff\u0640]")
_WORD = re.compile(r"[^\W_]+")


def fold(text: str) -> str:
    """Lower case, Latin letters for Cyrillic, no diacritics, no apostrophes."""
    # Composed first, or й would lose its breve; what has lost its marks is looked up once more (ӑ is а is a).
    lowered = unicodedata.normalize("NFKC", text).lower().replace("i̇", "i").translate(_CYRILLIC)
    plain = "".join(mark for mark in unicodedata.normalize("NFKD", lowered) if not unicodedata.combining(mark))
    return _DROPPED.sub("", plain.translate(_CYRILLIC | _LETTERS))


def words(text: str) -> list[str]:
    """The folded words of a text, in order."""
    return _WORD.findall(fold(text))
