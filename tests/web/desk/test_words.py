"""Words kept for the next row are those of its own value and language."""

from datetime import date, timedelta

import pytest
from django.utils.translation import override

from lgnet.domain.cases.enums import CaseState, NeedState
from lgnet.domain.people.birth import Birth
from lgnet.web.desk.words import age_words, days_since, distance, label

TODAY = date(2026, 11, 22)


def test_equal_codes_of_different_choices_keep_their_own_names() -> None:
    for choice in (CaseState.OPEN, NeedState.OPEN, CaseState.OPEN):
        for language in ("it", "en"):
            with override(language):
                assert label(choice) == str(choice.label)


@pytest.mark.parametrize(
    ("days", "italian", "english"),
    [(0, "oggi", "today"), (-3, "3 giorni fa", "3 days ago"), (1, "domani", "tomorrow")],
)
def test_a_distance_is_said_in_the_language_of_the_page(
    days: int, italian: str, english: str
) -> None:
    for language, words in (("it", italian), ("en", english), ("it", italian)):
        with override(language):
            assert distance(TODAY + timedelta(days=days), on=TODAY) == words


def test_ages_and_spans_are_those_of_each_row() -> None:
    with override("it"):
        ages = [age_words(Birth.on_day(date(year, 1, 1)), on=TODAY) for year in (1990, 2000, 1990)]
        spans = [days_since(TODAY - timedelta(days=days), on=TODAY) for days in (0, 5, 1)]
    assert ages == ["36 anni", "26 anni", "36 anni"]
    assert spans == ["da oggi", "da 5 giorni", "da 1 giorno"]
