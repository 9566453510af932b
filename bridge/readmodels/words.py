"""Text as search sees it: words folded and stemmed, the same for what is indexed and what is asked."""

import re
import unicodedata
from functools import lru_cache

import snowballstemmer

_WORD = re.compile(r"[^\W_]+")
_english = snowballstemmer.stemmer("english")
_russian = snowballstemmer.stemmer("russian")
_ARABIC = str.maketrans(
    {"ي": "ی", "ى": "ی", "ك": "ک", "ة": "ہ", "ه": "ہ", "أ": "ا", "إ": "ا", "آ": "ا", "ؤ": "و", "ئ": "ی"}
)


@lru_cache(maxsize=50_000)
def _fold(word: str) -> str:
    if "а" <= word[0] <= "ӿ":
        return str(_russian.stemWord(word.replace("ё", "е")))
    if word[0] < "\u0250":
        plain = "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))
        return str(_english.stemWord(plain.replace("ə", "a").replace("ı", "i")))
    return "".join(c for c in word.translate(_ARABIC) if not unicodedata.combining(c))


def folded(text: str) -> list[str]:
    """The words of a text in their searchable form, in order."""
    joined = re.sub("[ʻʼ’']", "", text.casefold())
    return [_fold(word) for word in _WORD.findall(joined)]


def document(*texts: str) -> str:
    """What the search column holds: every folded word, in order, at most 2,000 of them."""
    return " ".join(word for text in texts for word in folded(text))[:20_000]
