"""Short texts people type, before they are kept."""


def short(text: str, *, most: int) -> str:
    """Return one line of at most so many characters; what cannot be printed or kept goes."""
    kept = "".join(sign if sign.isprintable() else " " for sign in text[: most * 4])
    return " ".join(kept.split())[:most]
