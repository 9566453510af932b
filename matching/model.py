"""What is learned from a corpus and then stays as it is until the next fit: terms, topics, concepts, landmarks."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import chain

import numpy as np

from matching.fields import Fields
from matching.profile import Lexicon, Profile
from matching.sparse import Padded
from matching.vectors import Encoded, Floats, Space, Weights, exact
from matching.words import Reader, Token, concept_token

CONCEPTS = 24
MENTIONED, GUESSED, BROAD = 0.25, 0.5, 0.4
MEANS = frozenset(
    "saas ai_data ai_ml hardware iot mobile_apps web_apps cloud low_code open_source data_analytics simulation".split()
)
"""How a product is made rather than what it is for: sharing this alone is little reason to meet."""
CONCEPT_SLACK, CONCEPT_PRIOR = 2.0, (200, 5)
LANDMARKS, NEIGHBOURS = 512, 10
WORD_SHARE, TOPIC_SHARE = np.float32(0.5), np.float32(0.5)


@dataclass(frozen=True, slots=True)
class Reading:
    """A profile read: its text, what it says that it seeks, its concepts, and how much it is like everybody."""

    text: Encoded
    seeks: Floats
    concepts: Encoded
    crowd: np.float32


class Model:
    """Reads profiles into vectors; the same profile always becomes the same vectors."""

    def __init__(self, lexicon: Lexicon, profiles: Sequence[Profile]) -> None:
        self.reader = Reader(lexicon)
        profiles = sorted(profiles, key=lambda profile: profile.id)
        documents = [self._text(profile) for profile in profiles]
        self.space = Space([*documents, *self.reader.documents().values()])
        encoded = [self.space.encode(document) for document in documents]
        vocabulary = self.reader.documents()
        self.fields = Fields(
            [text.topics for text in encoded]
            + [self.space.encode(vocabulary[code]).topics for code in vocabulary if code not in MEANS],
            [self._named(profile) for profile in profiles] + [[code] for code in vocabulary if code not in MEANS],
        )
        codes = [self._concepts(profile, text) for profile, text in zip(profiles, encoded, strict=True)]
        self.concepts = Weights(codes, CONCEPT_SLACK, CONCEPT_PRIOR)
        chosen = sorted(range(len(profiles)), key=lambda row: blake2b(profiles[row].id.encode()).digest())[:LANDMARKS]
        self.landmarks = np.array([profiles[row].id for row in chosen])
        self.landmark_texts = Padded(Space.WIDTH)
        self.landmark_texts.grow(len(chosen))
        self.landmark_topics = np.zeros((len(chosen), Space.TOPICS), np.float32)
        for place, row in enumerate(chosen):
            self.landmark_texts.set(place, encoded[row])
            self.landmark_topics[place] = encoded[row].topics

    def read(self, profile: Profile) -> Reading:
        """All vectors of a profile."""
        text = self.space.encode(self._text(profile))
        seeks = [self.reader.read(need.text) for need in profile.needs]
        kept, columns, weights = self.concepts.strongest(self._concepts(profile, text), CONCEPTS)
        return Reading(
            text,
            # A need is said in a few words: they count as a full text.
            exact(self.space.encode(list(chain.from_iterable(seeks))).topics),
            Encoded(columns, weights, exact(np.zeros(0, np.float32)), tuple(kept)),
            self._crowd(profile.id, text),
        )

    def _text(self, profile: Profile) -> list[Token]:
        tokens = self.reader.read(profile.texts)
        for offer in profile.offers:
            tokens += self.reader.read(offer.text)
        concepts = {"=" + code: concept_token(code) for code in (*profile.sectors, *profile.technologies)}
        words = [token for token in tokens if not token.stem.startswith("=")]
        concepts |= {token.stem: token for token in tokens if token.stem.startswith("=")}
        for tag in profile.tags:
            words += self.reader.read({"en": tag})
        return words + [concepts[stem] for stem in sorted(concepts)]

    def _named(self, profile: Profile) -> list[str]:
        return [
            code
            for code in {*profile.sectors, *profile.technologies}
            if code in self.reader.lexicon.words and code not in MEANS
        ]

    def _concepts(self, profile: Profile, text: Encoded) -> dict[str, float]:
        """What the startup named counts fully, what its text is guessed to be about or mentions in part."""
        known = self.space.concept_terms
        mentioned = {word for term, word in zip(text.terms.tolist(), text.words, strict=True) if term in known}
        guessed = dict.fromkeys(sorted(mentioned - MEANS), MENTIONED) | dict.fromkeys(
            self.fields.guess(text.topics, mentioned), GUESSED
        )
        named = (*profile.sectors, *profile.technologies, *map(self.reader.concept, profile.tags))
        return guessed | {code: BROAD if code in MEANS else 1.0 for code in named}

    def _crowd(self, own: str, text: Encoded) -> np.float32:
        """Mean likeness to the nearest landmarks: high for a text that is near to everything."""
        near = WORD_SHARE * self.landmark_texts.likeness(text) + TOPIC_SHARE * (self.landmark_topics @ text.topics)
        nearest = np.sort(near[self.landmarks != own])[::-1][:NEIGHBOURS]
        return np.float32(nearest.sum() / NEIGHBOURS)
