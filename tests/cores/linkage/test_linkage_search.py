"""What a typed text asks for, and which tokens are read for it."""

from datetime import date

import pytest

from lgnet.cores.linkage import (
    MOST_TOKENS,
    Birth,
    Code,
    Identifier,
    Kind,
    Name,
    NameKind,
    Record,
    Token,
    identifier_tokens,
    matching_tokens,
    rank,
    tokens,
    understand,
)
from lgnet.cores.linkage.blocking import asked_pieces

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
    assert understand(text, on=ON).tokens.keys() & tokens(SELAM)


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
    kinds = {token.kind for token in tokens(SELAM) & matching_tokens(other).keys()}
    assert {Kind.SOUND, Kind.PAIR, Kind.INITIAL, Kind.YEAR} <= kinds


@pytest.mark.parametrize(
    "typed", ["05A1B2D", "50A1B2C", "051AB2C", "05A1BC", "05A1B22C", "05A2B2C"]
)
def test_a_number_with_one_slip_is_found_and_said_to_be_near(typed):
    assert understand(typed, on=ON).tokens.keys() & tokens(SELAM)
    assert Code.IDENTIFIER_NEAR in _codes(typed)


@pytest.mark.parametrize("typed", ["05A1999", "99A1B2D"])
def test_part_of_a_number_in_common_is_nobodys(typed):
    assert _codes(typed) == set()


def _slips(number):
    """Return every slip of one figure or letter: wrong, left out, put in, changed places."""
    for at in range(len(number)):
        yield number[:at] + "Z" + number[at + 1 :]
        yield number[:at] + number[at + 1 :]
        yield number[:at] + "Z" + number[at:]
        yield number[:at] + number[at : at + 2][::-1] + number[at + 2 :]
    yield number + "Z"


@pytest.mark.parametrize("number", ["05A1B2C", "I7700012", "I77000012", "RSSMRA80A01H501U"])
def test_any_slip_in_a_number_leaves_a_piece_to_find_it_by(number):
    stored = identifier_tokens(number)
    for typed in _slips(number):
        assert asked_pieces(typed) & stored or typed == number, typed


def test_pieces_bring_no_two_files_together():
    assert Kind.PIECES not in {token.kind for token in matching_tokens(SELAM)}


def test_a_year_typed_one_off_costs_little_and_more_costs_more():
    typed = ["Selam Weldu 1995", "Selam Weldu 1994", "Selam Weldu 1993", "Selam Weldu 1985"]
    bits = [rank(understand(text, on=ON), [SELAM])[0].bits for text in typed]
    assert bits == sorted(bits, reverse=True)
    assert bits[0] - bits[1] < 4 < bits[1] - bits[2] < bits[1] - bits[3]


def test_the_first_of_january_is_no_token_and_a_band_has_no_year():
    first = Record("3", (Name("Ali"),), Birth.on(date(1990, 1, 1)))
    assert Kind.DAY not in {token.kind for token in tokens(first)}
    assert Kind.YEAR in {token.kind for token in tokens(first)}


def _promise(text, name, day):
    """Return what meeting a question says of a record nobody has opened."""
    lookup = understand(text, on=ON).lookup()
    record = Record("4", (Name(name),), Birth.on(day))
    met = tokens(record) & lookup.tokens.keys()
    return lookup.of_name(met) + lookup.of_known_birth(record.birth, lookup.of_birth(met))


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("Selam Weldu", "Selam Weldu", "Selam Tesfay"),
        ("Selam Weldu", "Selam Woldu", "Selam Wase"),
        ("Selam Weldu 1995", "Selam Wase", "Selam Tesfay"),
        ("Lina", "Lina", "Lina Tesfay"),
        ("Lina 1995", "Lina", "Lina Tesfay"),
    ],
)
def test_who_shares_more_of_the_name_promises_more(text, first, second):
    day = date(1995, 3, 4)
    assert _promise(text, first, day) > _promise(text, second, day)


def test_births_promise_in_the_order_they_agree():
    days = [
        date(1995, 3, 4),
        date(1995, 4, 3),
        date(1995, 8, 9),
        date(1994, 8, 9),
        date(1980, 8, 9),
    ]
    said = [_promise("Selam Weldu 4/3/1995", "Selam Weldu", day) for day in days]
    assert said == sorted(said, reverse=True)
    assert len(set(said)) == len(said)


def test_a_birth_told_earlier_counts_although_another_is_known_today():
    lookup = understand("Selam Weldu 4/3/1995", on=ON).lookup()
    met = [Token(Kind.DAY, "1995-03-04")]
    today = Birth.on(date(1980, 8, 9))
    assert lookup.of_known_birth(today, lookup.of_birth(met)) > 0
    assert lookup.of_known_birth(today, lookup.of_birth([])) < 0


def test_a_question_asks_a_bounded_number_of_tokens_the_day_first():
    lookup = understand("Khalil Ghasemi Zahid Javed Chebede Jawaid 13/5/1994", on=ON).lookup()
    asked = lookup.most_telling()
    assert len(asked) == MOST_TOKENS < len(lookup.tokens)
    assert asked[0] == Token(Kind.DAY, "1994-05-13")


def test_a_record_has_about_twenty_five_tokens():
    assert 20 <= len(tokens(SELAM)) <= 40
