"""What a typed text asks for, and which tokens are read for it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lgnet.cores.linkage import (
    Birth,
    Code,
    Identifier,
    Kind,
    Name,
    NameKind,
    Policy,
    Record,
    Token,
    matching_tokens,
    rank,
    rarity,
    select,
    tokens,
    understand,
)

ON = date(2026, 11, 23)
SELAM = Record(
    "1",
    (Name("Selam Weldu"), Name("Lina", NameKind.ALIAS)),
    Birth.on(date(1995, 3, 4)),
    phones=frozenset(("393331234567",)),
    identifiers=frozenset((Identifier("CUI", "05A1B2C"),)),
)


def _codes(text, record=SELAM):
    answers = rank(understand(text, on=ON), [record])
    return {reason.code for reason in answers[0].reasons} if answers else set()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Selam Weldu", Code.NAME_WHOLE),
        ("weldu selam", Code.NAME_WHOLE),
        ("ሰላም", Code.NAME_SAME),
        ("Woldu", Code.NAME_SOUNDS_ALIKE),
        ("wel", Code.NAME_STARTS_ALIKE),
        ("Lina", Code.ALIAS_SAME),
        ("Selam 1995", Code.BIRTH_YEAR_FIRST_JANUARY),
        ("Selam 04/03/1995", Code.BIRTH_SAME_DAY),
        ("Selam 1995-03-04", Code.BIRTH_SAME_DAY),
        ("Selam 3.4.1995", Code.BIRTH_DAY_MONTH_SWAPPED),
        ("333 123 4567", Code.PHONE_SAME),
        ("+39 333-1234567", Code.PHONE_SAME),
        ("05a1b2c", Code.IDENTIFIER_SAME),
    ],
)
def test_a_text_finds_the_record_and_says_why(text, code):
    assert code in _codes(text)
    assert understand(text, on=ON).tokens & tokens(SELAM)


@pytest.mark.parametrize("text", ["", "  ", "%", "'; --", "١٢٣", "a", "31/02/1995"])
def test_odd_text_asks_for_no_name(text):
    assert understand(text, on=ON).name is None


def test_a_wrong_word_counts_against_and_another_person_is_left_out():
    assert rank(understand("Mohamed Diallo", on=ON), [SELAM]) == []
    right, half = (
        rank(understand(text, on=ON), [SELAM])[0].bits
        for text in ("Selam Weldu 1995", "Selam Diallo 1995")
    )
    assert right > half


def test_years_out_of_a_human_life_are_words_of_no_birth():
    assert understand("Selam 1850", on=ON).births == ()
    assert understand("Selam 2051", on=ON).births == ()


def test_the_namesake_of_the_right_day_comes_first():
    days = [date(1980, 3, 4), date(1995, 3, 4), date(1995, 8, 9)]
    records = [Record(str(day), (Name("Selam Weldu"),), Birth.on(day)) for day in days]
    answers = rank(understand("Selam Weldu 4/3/1995", on=ON), records)
    assert answers[0].record.id == "1995-03-04"


def test_a_person_is_found_by_what_another_office_would_write():
    other = Record("2", (Name("Woldu Selem"),), Birth.on(date(1996, 1, 1)))
    kinds = {token.kind for token in tokens(SELAM) & matching_tokens(other)}
    assert {Kind.SOUND, Kind.PAIR, Kind.INITIAL, Kind.YEAR} <= kinds


@pytest.mark.parametrize(
    "typed", ["05A1B2D", "50A1B2C", "051AB2C", "05A1BC", "05A1B22C", "05A2B2C"]
)
def test_a_number_with_one_slip_is_found_and_said_to_be_near(typed):
    assert understand(typed, on=ON).tokens & tokens(SELAM)
    assert Code.IDENTIFIER_NEAR in _codes(typed)


@pytest.mark.parametrize("typed", ["05A1999", "99A1B2D"])
def test_half_a_number_in_common_is_nobodys(typed):
    assert _codes(typed) == set()


def test_halves_bring_no_two_files_together():
    assert Kind.HALF not in {token.kind for token in matching_tokens(SELAM)}


@pytest.mark.parametrize(("year", "most"), [(1994, 1), (1996, 1), (1993, 4), (1985, 8)])
def test_a_year_typed_one_off_costs_little_and_more_costs_more(year, most):
    bare, dated = (
        rank(understand(text, on=ON), [SELAM])[0].bits
        for text in ("Selam Weldu", f"Selam Weldu {year}")
    )
    assert most / 2 - 0.5 <= bare - dated < most


def test_the_first_of_january_is_no_token_and_a_band_has_no_year():
    first = Record("3", (Name("Ali"),), Birth.on(date(1990, 1, 1)))
    assert Kind.DAY not in {token.kind for token in tokens(first)}
    assert Kind.YEAR in {token.kind for token in tokens(first)}


counts = st.dictionaries(
    st.builds(Token, st.sampled_from(Kind), st.text(max_size=3)), st.integers(0, 5000), max_size=12
)


@given(counts, st.integers(1, 3000))
def test_the_rarest_are_read_first_and_within_the_policy(found, rows):
    chosen = select(found, Policy(rows=rows))
    always = {Kind.IDENTIFIER, Kind.PHONE, Kind.CODE}
    assert all(found[token] for token in chosen)
    read = [found[token] for token in chosen if token.kind not in always]
    assert read == sorted(read)
    numbers = sum(found[token] for token in chosen if token.kind in always)
    assert numbers + sum(read) <= max(rows, numbers, max(read, default=0))
    assert {t for t, many in found.items() if many and t.kind in always} <= set(chosen)


def test_meeting_in_a_rare_token_says_more():
    assert rarity(1, 1000) > rarity(500, 1000) > 0
