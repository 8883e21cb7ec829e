"""The code and the word by which somebody follows what they reported, without an account.

The word is derived from a key and the report's id and kept nowhere; a stolen table yields none.
"""

from uuid import UUID

from lgnet.lib.vault.tokens import same, token

_CONSONANTS = "bcdfglmnprstvz"
_VOWELS = "aeiou"
_SYLLABLES = 5


def follow_word(report_id: UUID) -> str:
    """Return a word that can be said on the phone: five syllables and two digits (38 bits)."""
    number = int.from_bytes(token("follow", str(report_id)), "big")
    word = ""
    for _ in range(_SYLLABLES):
        number, consonant = divmod(number, len(_CONSONANTS))
        number, vowel = divmod(number, len(_VOWELS))
        word += _CONSONANTS[consonant] + _VOWELS[vowel]
    return f"{word}{number % 90 + 10}"


def is_follow_word(report_id: UUID, word: str) -> bool:
    """Tell whether somebody knows the word of a report, in constant time."""
    said = "".join(word.split()).casefold().encode()[:64]
    return same(follow_word(report_id).encode(), said)
