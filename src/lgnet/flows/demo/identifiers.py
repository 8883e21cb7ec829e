"""Invented numbers of documents and telephones, well formed so that forms accept them."""

from datetime import date
from random import Random

from lgnet.flows.demo.names import PersonName
from lgnet.flows.demo.origins import Origin

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_MONTHS = "ABCDEHLMPRST"
_ODD = (
    1,
    0,
    5,
    7,
    9,
    13,
    15,
    17,
    19,
    21,
    2,
    4,
    18,
    20,
    11,
    3,
    6,
    8,
    12,
    14,
    16,
    10,
    22,
    25,
    24,
    23,
)

CUI, VESTANET, FISCAL_CODE, PERMIT, RECEIPT = "CUI", "VESTANET", "CF", "PERMIT", "RECEIPT"
KINDS = (CUI, VESTANET, FISCAL_CODE, PERMIT, RECEIPT)


def make_cui(rng: Random) -> str:
    """Write a seven-character code of the identification records, such as 05K7Q2B."""
    body = "".join(rng.choice(_LETTERS + "0123456789") for _ in range(4))
    return f"0{rng.randrange(1, 9)}{body}{rng.choice(_LETTERS)}"


def make_vestanet(rng: Random, province: str) -> str:
    """Write a number of the asylum register, such as FI0012345."""
    return f"{province}{rng.randrange(1000, 99999):07d}"


def make_permit(rng: Random) -> str:
    """Write the number printed on a residence permit, such as I12345678."""
    return f"I{rng.randrange(10_000_000, 99_999_999)}"


def make_receipt(rng: Random) -> str:
    """Write the twelve digits of a postal receipt for a first issue or a renewal."""
    return f"06{rng.randrange(10**9, 10**10)}"


def make_phone(rng: Random) -> str:
    """Write an Italian mobile number under a prefix (399) that we know no operator to use."""
    return f"+39399{rng.randrange(1_000_000, 9_999_999)}"


def make_provisional_fiscal_code(rng: Random) -> str:
    """Write the eleven-digit provisional fiscal code of asylum applicants, check digit included."""
    body = f"{rng.randrange(10**6, 10**7)}{rng.randrange(1, 101):03d}"
    odd = sum(int(digit) for digit in body[::2])
    even = sum(sum(divmod(int(digit) * 2, 10)) for digit in body[1::2])
    return f"{body}{-(odd + even) % 10}"


def make_fiscal_code(name: PersonName, *, sex: str, birth_on: date, origin: Origin) -> str:
    """Compute the sixteen-character fiscal code of a person born abroad."""
    day = birth_on.day + (40 if sex == "F" else 0)
    body = (
        _three(name.family, given=False)
        + _three(name.given, given=True)
        + f"{birth_on.year % 100:02d}{_MONTHS[birth_on.month - 1]}{day:02d}"
        + origin.belfiore
    )
    return body + check_letter(body)


def check_letter(body: str) -> str:
    """Return the control letter of the fifteen characters of a fiscal code."""
    total = 0
    for position, sign in enumerate(body):
        value = int(sign) if sign.isdigit() else _LETTERS.index(sign)
        total += _ODD[value] if position % 2 == 0 else value
    return _LETTERS[total % 26]


def _three(text: str, *, given: bool) -> str:
    folded = "".join(_FOLD.get(sign, sign) for sign in text.upper())
    letters = [sign for sign in folded if sign in _LETTERS]
    vowels = [sign for sign in letters if sign in "AEIOU"]
    consonants = [sign for sign in letters if sign not in "AEIOU"]
    if given and len(consonants) > 3:
        consonants = [consonants[0], *consonants[2:4]]
    return "".join([*consonants, *vowels, "X", "X", "X"][:3])


_FOLD = dict(zip("ÀÁÂÃÈÉÊËÌÍÎÏİÒÓÔÕÖÙÚÛÜÇĞŞŠÑ", "AAAAEEEEIIIIIOOOOOUUUUCGSSN", strict=True))
