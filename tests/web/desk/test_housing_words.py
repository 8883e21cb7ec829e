"""Every code the placement core and the operations can emit has a sentence, in both languages."""

import re
from pathlib import Path

import pytest
from django.urls import get_resolver
from django.utils import translation

import lgnet
from lgnet.domain.housing.classes import TABLES
from lgnet.domain.housing.enums import DeclineReason
from lgnet.domain.housing.needs import RULES
from lgnet.domain.housing.queries import LANGUAGES
from lgnet.web.desk import housing_words as words
from lgnet.web.desk import stay_words
from lgnet.web.messages import known_codes
from lgnet.web.public.offer_texts import TEXTS

SOURCE = Path(lgnet.__file__).parent
PLACEMENT = SOURCE / "cores" / "placement"
_CODE = re.compile(r'(?:Reason\.of|\badd|\bConcession)\(\s*"([A-Z_]+)"')

PARAMS = {
    "days": 3, "beds": 4, "persons": 5, "minutes": 12, "max_minutes": 25, "language": "tir",
    "nights": 7, "planned": 9, "kept_for": "WOMEN", "max_nights": 15, "until": "2026-12-03",
    "free": 1, "n": 2,
}  # fmt: skip


def _codes(*files: str) -> set[str]:
    paths = [path for name in files for path in PLACEMENT.glob(name)]
    text = "\n".join(path.read_text() for path in paths)
    return set(_CODE.findall(text)) | set(re.findall(r'code = "([A-Z_]+)" if', text))


def test_codes_are_found() -> None:
    assert {"UNIT_TOO_SMALL", "SEX_NOT_DECLARED"} <= _codes("rules/*.py")
    assert {"FREE_TODAY", "NIGHTS_WITHOUT_PLACE"} <= _codes("preferences.py")
    assert {"ENTER_LATER", "ACCEPT_SHARED_ROOM"} <= _codes("concessions.py")


@pytest.mark.parametrize("language", ["it", "en"])
def test_every_reason_has_a_sentence(language: str) -> None:
    codes = _codes("rules/*.py", "preferences.py")
    missing = codes - words.REASONS.keys()
    assert not missing
    with translation.override(language):
        for code in codes:
            said = words.reason_sentence({"code": code, "params": PARAMS})
            assert said
            assert "{" not in said


def test_every_exclusion_can_be_counted() -> None:
    missing = _codes("rules/*.py") - words.EXCLUDED.keys()
    assert not missing
    assert words.count_excluded(["TOO_FAR", "UNIT_TAKEN", "TOO_FAR"])[0] == (
        "TOO_FAR",
        "2 troppo lontane",
    )


def test_every_what_if_has_words() -> None:
    missing = _codes("concessions.py") - words.WHAT_IFS.keys()
    assert not missing
    assert words.what_if_words("ENTER_LATER", {"nights": 1}) == "1 notte più tardi"


def test_every_refusal_of_housing_has_a_sentence() -> None:
    found: set[str] = set()
    for path in (SOURCE / "domain" / "housing" / "operations").glob("*.py"):
        for match in re.finditer(r'(?:Invalid|Refused)\(\s*"(housing\.[a-z_]+)"', path.read_text()):
            found.add(match.group(1))
    assert {"housing.bed_taken", "housing.hold_expired"} <= found
    assert get_resolver().url_patterns, "sentences are registered by the pages that say them"
    assert not found - known_codes()


def test_unknown_ends_are_said() -> None:
    taken = {"code": "UNIT_TAKEN", "params": {"until": None}}
    assert words.reason_sentence(taken) == "Occupata, uscita non nota"


def test_every_line_value_and_source_of_the_tables_has_words() -> None:
    for table in TABLES:
        assert {line.code for line in table.lines} <= stay_words.CLASS_LINES.keys()
        assert table.source in stay_words.SOURCES
    assert {
        value for rule in RULES.values() for value in rule.values
    } == stay_words.NEED_VALUES.keys()


def test_every_language_says_the_whole_offer() -> None:
    assert set(LANGUAGES) == set(TEXTS)
    assert len(LANGUAGES) >= 10
    for language, texts in TEXTS.items():
        assert set(texts) == set(TEXTS["it"]), language
        assert {*DeclineReason.values} <= set(texts)
        assert all(text for name, text in texts.items() if name != "reviewed"), language
