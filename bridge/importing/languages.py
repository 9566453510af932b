"""Which language a text is in, well enough to file it: by script, by letters of one language, by frequent words."""

from __future__ import annotations

import re
from collections.abc import Mapping

_WORD = re.compile(r"[^\W\d_]+(?:[ʻʼ'’][^\W\d_]+)*")

# Letters that only this language of its script uses; looked at in this order.
_CYRILLIC = (("kk", "әұһі"), ("tg", "ӣӯҷ"), ("uz", "ўҳ"), ("kk", "қғ"), ("ky", "ң"))
_ARABIC = (("ps", "ټډړښځڅېۍګڼ"), ("ur", "ٹڈڑےںھہ"))
_LATIN = (("az", "ə"), ("tk", "ňžý"), ("uz", "ʻ"))

_FREQUENT: Mapping[str, str] = {
    "en": "the a an of and to for in is are with we our by on that this from your as it be can at all their you",
    "az": "və üçün ilə bir olan bu üzrə edir olunur həm daha onlayn platforması layihəsi vasitəsilə",
    "uz": "va uchun bilan bu bir orqali biz boʻlgan ham qilish yordamida hamda kerak yangi o'z",
    "tk": "we üçin bilen bir bu hem boýunça biz arkaly hyzmatlary",
    "tr": "ve için ile bir bu olan biz daha gibi çok olarak sizin yeni platformu",
    "ru": "и в на для с по не из мы что как это от к наш при или а также который позволяет",
    "ky": "жана үчүн менен бул бир биз аркылуу болгон кыргызстан керек жаңы боюнча деген",
    "mn": "нь ба бол энэ юм болон байна тул бид дээр хэрэглэгч монгол",
    "kk": "және үшін мен бұл бір біз арқылы",
    "tg": "ва барои бо ки дар ин аз мо",
}
_FREQUENT_WORDS = {lang: frozenset(text.split()) for lang, text in _FREQUENT.items()}
_LATIN_LANGUAGES = ("en", "az", "uz", "tk", "tr")
_CYRILLIC_LANGUAGES = ("ru", "ky", "mn", "kk", "tg")


def language_of(text: str) -> str:
    """The code of the likeliest language; English for a text without letters."""
    lowered = text.replace("İ", "i").lower()
    scripts = {
        "arabic": sum("\u0600" <= c <= "\u06ff" for c in lowered),
        "cyrillic": sum("\u0400" <= c <= "\u04ff" for c in lowered),
        "georgian": sum("\u10a0" <= c <= "\u10ff" for c in lowered),
        "chinese": sum("\u4e00" <= c <= "\u9fff" for c in lowered),
        "latin": sum("a" <= c <= "z" or "\u00c0" <= c <= "\u024f" or c == "ə" for c in lowered),
    }
    script = max(scripts, key=scripts.__getitem__)
    if scripts[script] == 0:
        return "en"
    if script == "georgian":
        return "ka"
    if script == "chinese":
        return "zh"
    if script == "arabic":
        return _by_letters(lowered, _ARABIC) or "fa"
    if script == "cyrillic":
        return _by_letters(lowered, _CYRILLIC) or _by_words(lowered, _CYRILLIC_LANGUAGES)
    return _by_letters(lowered, _LATIN) or _by_words(lowered.replace("‘", "'"), _LATIN_LANGUAGES)


def _by_letters(lowered: str, table: tuple[tuple[str, str], ...]) -> str | None:
    # More than one letter in two hundred: a single foreign name does not make a text foreign.
    for lang, letters in table:
        found = sum(lowered.count(letter) for letter in letters)
        if found and found * 200 >= len(lowered):
            return lang
    return None


def _by_words(lowered: str, languages: tuple[str, ...]) -> str:
    found = _WORD.findall(lowered)
    return max(languages, key=lambda lang: sum(word in _FREQUENT_WORDS[lang] for word in found))
