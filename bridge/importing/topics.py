"""Sectors and technologies that a description talks about, found conservatively: a strong word up front, or several."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files

from events.vocabulary.fold import words

ENOUGH = 2  # one word in the headline, or two different ones below it
# In 'subut.ai' the ending is an address, not a subject.
_ADDRESS = re.compile(r"\b[\w-]+(?:\.[\w-]+)*\.[a-z]{2,4}\b(?=\W|$)")


def topics(kind: str, headline: str, text: str, *, enough: int = ENOUGH) -> list[str]:
    """Codes of `kind` ('sectors' or 'technologies') that the texts name clearly, the clearest first."""
    front, all_of_it = _padded(headline), _padded(f"{headline} {text}")
    scores = {}
    for code, pattern in _patterns()[kind].items():
        found = set(pattern.findall(all_of_it))
        score = len(found) + len(found.intersection(pattern.findall(front)))
        if score >= enough:
            scores[code] = score
    return sorted(scores, key=lambda code: -scores[code])


@cache
def _patterns() -> Mapping[str, Mapping[str, re.Pattern[str]]]:
    text = files("bridge.importing").joinpath("topics.json").read_text(encoding="utf-8")
    return {kind: {code: _pattern(of) for code, of in codes.items()} for kind, codes in json.loads(text).items()}


def _pattern(topic_words: Iterable[str]) -> re.Pattern[str]:
    # Longer ones first: 'solar panel' is one word of a text, not also 'solar'.
    ordered = sorted(topic_words, key=lambda topic: -len(topic))
    return re.compile("(?<= )(" + "|".join(map(_as_regex, ordered)) + ")(?= )")


def _as_regex(topic: str) -> str:
    """'deliver*' is the beginning of a word; the words of a phrase stand side by side."""
    parts = []
    for part in topic.split():
        folded = words(part.rstrip("*"))
        parts.append(" ".join(map(re.escape, folded)) + ("[^ ]*" if part.endswith("*") else ""))
    return " ".join(parts)


def _padded(text: str) -> str:
    return f" {' '.join(words(_ADDRESS.sub(' ', text)))} "
