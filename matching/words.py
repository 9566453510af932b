"""Words of many languages become stems of one: English stems, so that texts can be compared across the border."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

import snowballstemmer

from matching.profile import Lexicon

WORD = re.compile(r"[^\W\d_]+(?:['’ʻʼ-][^\W\d_]+)*|\d*[^\W_]*[^\W\d_][^\W_]*")
ADDRESS = re.compile(r"https?://\S+|www\.\S+|\S+@\S+|\b[\w-]+\.(?:com|net|org|pk|kz|kg|az|uz|io|ai|ru|app)\b", re.I)
CYRILLIC = re.compile(r"[\u0400-\u04ff]")
AZERBAIJANI = re.compile(r"[əığşçöü]")
SUFFIXING = frozenset({"az", "uz", "ky", "kk", "tk", "tr"})
"""Languages that pile endings on a word: compared by the beginnings of words."""
BEGINNING = 6
LONGEST_PHRASE = 4


@dataclass(frozen=True, slots=True)
class Token:
    """A stem, whether it says something about the topic, and the word it was read from.

    A concept of the vocabulary is a stem that begins with '='."""

    stem: str
    telling: bool
    word: str


def concept_token(code: str) -> Token:
    """The token of a code of the vocabulary."""
    return Token("=" + code, True, code)


def _table(name: str) -> Iterator[tuple[str, list[str]]]:
    for line in files("matching").joinpath("data", name).read_text(encoding="utf-8").splitlines():
        key, _, values = line.partition("\t")
        if key and not key.startswith("#"):
            yield key, values.split()


def fold(text: str) -> str:
    """Lower case, ё as е, one form of each letter, without the marks that writers leave out."""
    text = unicodedata.normalize("NFKC", text.replace("İ", "i")).lower().replace("ё", "е")
    return re.sub(r"[\u064b-\u0652\u0670\u200c-\u200f\u00ad\u0307\ufeff]", "", text)


@cache
def synonyms() -> Mapping[str, str]:
    """English stem -> the stem by which it is compared."""
    return {_stem("en", word): _stem("en", first) for first, words in _table("synonyms_en.tsv") for word in words}


def english(word: str) -> str:
    """The stem by which an English word is compared."""
    stem = _stem("en", word.lower().removesuffix("'s").removesuffix("’s"))
    return synonyms().get(stem, stem)


_stemmers = {lang: snowballstemmer.stemmer(name) for lang, name in (("en", "english"), ("ru", "russian"))}


@lru_cache(50_000)
def _stem(lang: str, word: str) -> str:
    return str(_stemmers[lang].stemWord(word))


@cache
def russian() -> Mapping[str, str]:
    """Russian stem -> English stem: of several, the one that names the word first."""
    best: dict[str, tuple[int, str]] = {}
    for name, words in _table("glossary_en_ru.tsv"):
        for place, word in enumerate(words):
            stem = _stem("ru", fold(word))
            if stem not in best or place < best[stem][0]:
                best[stem] = (place, english(name))
    return {stem: found for stem, (_, found) in best.items()}


@cache
def azerbaijani() -> Mapping[str, str]:
    """Beginning of an Azerbaijani word -> English stem."""
    return {fold(word): english(name) for word, (name, *_) in _table("glossary_az_en.tsv")}


@cache
def boilerplate() -> Mapping[str, frozenset[str]]:
    """What every startup says, and names of places: English and Russian stems, and whole words of any language."""
    found: dict[str, set[str]] = {"en": set(), "ru": set(), "": set()}
    for lang, words in _table("boilerplate.tsv"):
        for word in map(fold, words):
            if lang in ("en", "ru"):
                found[lang].add(_stem(lang, word))
            else:
                found[""].add(word)
    return {lang: frozenset(stems) for lang, stems in found.items()}


def _longest_beginning(word: str, table: Mapping[str, str]) -> str | None:
    for end in range(len(word), 1, -1):
        if (found := table.get(word[:end])) and (end >= 4 or len(word) - end <= 2):
            return found
    return None


@lru_cache(200_000)
def stem_of(written: str, lang: str) -> tuple[str, bool]:
    """The stem by which a word is compared, and whether it says something about the topic."""
    word = fold(written)
    telling = len(word) > 1 and word not in boilerplate()[""]
    if (lang == "az" or AZERBAIJANI.search(word)) and (found := _longest_beginning(word, azerbaijani())):
        return found, telling
    if CYRILLIC.search(word):
        stem = _stem("ru", word)
        known = russian().get(stem)
        return known or (word[:BEGINNING] if lang in SUFFIXING else stem), telling and stem not in boilerplate()["ru"]
    if lang in SUFFIXING:
        return word[:BEGINNING], telling
    if word.isascii():
        return english(word), telling and _stem("en", word) not in boilerplate()["en"]
    return word, telling


class Reader:
    """Reads texts into tokens, and finds the vocabulary's concepts in them."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.phrases: dict[tuple[str, ...], str] = {}
        for code in sorted(lexicon.words):
            for lang, phrases in lexicon.words[code].items():
                for phrase in phrases:
                    tokens = self._tokens(phrase, lang)
                    stems = tuple(token.stem for token in tokens)
                    if len(stems) <= LONGEST_PHRASE and any(token.telling for token in tokens):
                        self.phrases.setdefault(stems, code)
        self.lengths: dict[str, set[int]] = {}
        for stems in self.phrases:
            self.lengths.setdefault(stems[0], set()).add(len(stems))

    def _tokens(self, text: str, lang: str) -> list[Token]:
        return [Token(*stem_of(word, lang), word) for word in WORD.findall(ADDRESS.sub(" ", text))]

    def read(self, texts: Mapping[str, str]) -> list[Token]:
        """Tokens of texts in any languages, boilerplate left out, each concept once."""
        tokens: list[Token] = []
        concepts: dict[str, Token] = {}
        for lang in sorted(texts):
            found = self._tokens(texts[lang], lang)
            for code in self._concepts([token.stem for token in found]):
                concepts[code] = concept_token(code)
            tokens += [token for token in found if token.telling]
        return tokens + [concepts[code] for code in sorted(concepts)]

    def concept(self, tag: str) -> str:
        """The code that a free tag means, or the tag itself as a folded phrase."""
        lang = "ru" if CYRILLIC.search(tag) else "en"
        stems = tuple(token.stem for token in self._tokens(tag, lang))
        return self.phrases.get(stems) or "#" + " ".join(stems)

    def documents(self) -> dict[str, list[Token]]:
        """The vocabulary as texts: words of one concept belong together before any startup has used them."""
        words = self.lexicon.words
        return {code: [concept_token(code), *self.read(_joined(words[code]))] for code in sorted(words)}

    def _concepts(self, stems: list[str]) -> Iterator[str]:
        for start, stem in enumerate(stems):
            for length in self.lengths.get(stem, ()):
                if code := self.phrases.get(tuple(stems[start : start + length])):
                    yield code


def _joined(words: Mapping[str, Iterable[str]]) -> dict[str, str]:
    return {lang: " ; ".join(phrases) for lang, phrases in words.items()}
