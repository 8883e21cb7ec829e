"""Law as data: every item has its dates, a source or the word that it is to be verified."""

from datetime import date

import pytest
from stdnum.it import codicefiscale

from lgnet.domain.people import sai, values
from lgnet.domain.people.titles import BY_CODE, TITLES

ON = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("title", "letter"), [("SPEC", "lett. a"), ("CS_2212Q", "lett. e"), ("LAV", None)]
)
def test_title_answers_to_a_letter_of_the_law(title, letter):
    found = sai.ground_of(title, on=ON)
    assert (found.letter if found else None) == letter


def test_grounds_name_titles_there_are_each_once_and_hold_from_their_day():
    named = [title for ground in sai.GROUNDS for title in ground.titles]
    assert len(named) == len(set(named))
    assert set(named) <= set(BY_CODE)
    assert sai.ground_of("SPEC", on=date(2023, 5, 5)) is None


def test_title_without_a_named_norm_says_whether_it_was_verified():
    assert {title.code for title in TITLES if not title.law and not title.verified} <= {
        "LAV",
        "STUDIO",
        "NESSUNO",
    }


@pytest.mark.parametrize(
    ("kind", "value", "odd"),
    [
        ("CUI", "05XYZ12", False),
        ("CUI", "05XY", True),
        ("VESTANET", "FI0012345", False),
        ("VESTANET", "12", True),
        ("PERMIT", "I12345678", False),
        ("PERMIT", "IN RINNOVO", True),
        ("RECEIPT", "059912345678", False),
        ("RECEIPT", "ricevuta", True),
        ("PASSPORT", "YA1234567", False),
        ("PASSPORT", "YA12345678901", True),
        ("CF", "RSSMRA80A01H501U", False),
    ],
)
def test_a_number_of_an_unusual_form_is_kept_and_said(kind, value, odd):
    kept = values.identifier(kind, value)
    assert values.is_unusual(kind, kept) is odd


@pytest.mark.parametrize(
    ("code", "right"),
    [
        ("RSSMRA80A01H501U", True),
        ("RSSMRA80A01H501X", False),
        ("RSSMRA80A01H5LMU", False),  # omocodia with the check letter of the plain code
        ("RSSMRA80A01H50MX", None),
    ],
)
def test_tax_code_with_letters_for_figures_has_its_own_check_letter(code, right):

    if right is None:
        code = code[:15] + codicefiscale.calc_check_digit(code[:15])
        right = True
    assert codicefiscale.is_valid(code) is right
    try:
        values.identifier("CF", code)
        taken = True
    except Exception:  # noqa: BLE001
        taken = False
    assert taken is right
