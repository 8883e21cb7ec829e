"""Titles to stay, as data with dates: a law changes a row here, never the code.

``law`` names the norm; ``verified`` says whether the wording was read in a source, or stands on
general knowledge until somebody checks it (normattiva.it). ``months`` is the usual duration and
only fills a form in. A receipt is not a title of its own: it keeps the place of one.
"""

from dataclasses import dataclass
from datetime import date

from lgnet.lib.errors import Invalid


@dataclass(frozen=True, slots=True)
class Title:
    """One title to stay."""

    code: str
    it: str
    en: str
    law: str = ""
    months: int | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    applicant: bool = False
    holder: bool = False
    receipt: bool = False
    verified: bool = False

    def held(self, *, on: date) -> bool:
        """Tell whether the title existed on a day."""
        started = self.valid_from is None or self.valid_from <= on
        return started and (self.valid_to is None or on < self.valid_to)

    def label(self, language: str) -> str:
        """Return its name in Italian, or in English for any other language."""
        return self.it if language.startswith("it") else self.en


TITLES: tuple[Title, ...] = (
    Title(
        "RICH_ASILO",
        "richiesta asilo",
        "asylum application",
        "art. 4 d.lgs. 142/2015",
        months=6,
        applicant=True,
    ),
    Title(
        "ASILO",
        "asilo (status di rifugiato)",
        "asylum (refugee status)",
        "d.lgs. 251/2007 art. 23",
        months=60,
        holder=True,
    ),
    Title(
        "SUSS",
        "protezione sussidiaria",
        "subsidiary protection",
        "d.lgs. 251/2007 art. 23",
        months=60,
        holder=True,
    ),
    Title(
        "SPEC",
        "protezione speciale",
        "special protection",
        "art. 32 c. 3 d.lgs. 25/2008; art. 19 c. 1 e 1.1 d.lgs. 286/1998",
        months=24,
        verified=True,
    ),
    Title(
        "UMAN",
        "motivi umanitari",
        "humanitarian grounds",
        "art. 5 c. 6 d.lgs. 286/1998 prima del d.l. 113/2018",
        valid_to=date(2018, 10, 5),
        verified=True,
    ),
    Title(
        "CS_TRANS",
        "casi speciali (transitorio, ex umanitario)",
        "special cases (transitional, formerly humanitarian)",
        "art. 1 c. 9 d.l. 113/2018",
        verified=True,
    ),
    Title(
        "CS_18",
        "casi speciali: protezione sociale",
        "special cases: social protection",
        "art. 18 d.lgs. 286/1998",
        months=6,
        verified=True,
    ),
    Title(
        "CS_18BIS",
        "casi speciali: violenza domestica",
        "special cases: domestic violence",
        "art. 18-bis d.lgs. 286/1998",
        months=12,
        verified=True,
    ),
    Title(
        "CS_2212Q",
        "casi speciali: particolare sfruttamento lavorativo",
        "special cases: severe labour exploitation",
        "art. 22 c. 12-quater d.lgs. 286/1998",
    ),
    Title(
        "CURE",
        "cure mediche",
        "medical treatment",
        "art. 19 c. 2 lett. d-bis d.lgs. 286/1998",
        verified=True,
    ),
    Title(
        "CALAM",
        "calamità",
        "natural disaster",
        "art. 20-bis d.lgs. 286/1998",
        months=6,
        verified=True,
    ),
    Title(
        "VALCIV",
        "atti di particolare valore civile",
        "acts of particular civic value",
        "art. 42-bis d.lgs. 286/1998",
        months=24,
        verified=True,
    ),
    Title(
        "PTEMP",
        "protezione temporanea",
        "temporary protection",
        "dir. 2001/55/CE; d.lgs. 85/2003; dec. (UE) 2022/382; d.P.C.M. 28/03/2022",
    ),
    Title("MINETA", "minore età", "minor age", "L. 47/2017 art. 10"),
    Title("INTMIN", "integrazione minore", "integration of a minor", "", verified=True),
    Title(
        "PROS",
        "prosieguo amministrativo",
        "administrative continuation after 18",
        "L. 47/2017 art. 13",
        verified=True,
    ),
    Title(
        "PROS_RICH",
        "prosieguo amministrativo: richiedente",
        "administrative continuation: asylum applicant",
        "",
        applicant=True,
        verified=True,
    ),
    Title(
        "PROS_TIT",
        "prosieguo amministrativo: titolare",
        "administrative continuation: protection holder",
        "",
        verified=True,
    ),
    Title("FAM", "motivi familiari o coesione", "family reasons", "art. 30 d.lgs. 286/1998"),
    Title("ASSMIN", "assistenza minore", "assistance to a minor", "art. 31 c. 3 d.lgs. 286/1998"),
    Title(
        "LAV",
        "lavoro subordinato, autonomo o stagionale",
        "employed, self-employed or seasonal work",
        "",
    ),
    Title("ATTOCC", "attesa occupazione", "seeking work", "art. 22 c. 11 d.lgs. 286/1998"),
    Title("STUDIO", "studio o formazione", "study or training", ""),
    Title(
        "UELP",
        "soggiornante UE di lungo periodo",
        "EU long-term resident",
        "art. 9 d.lgs. 286/1998",
    ),
    Title("GIUST", "motivi di giustizia", "reasons of justice", "", verified=True),
    Title("APOL", "apolidia", "statelessness", "", verified=True),
    Title(
        "RIC_RILASCIO",
        "ricevuta: primo rilascio",
        "receipt: first permit being issued",
        "",
        receipt=True,
        verified=True,
    ),
    Title(
        "RIC_RINNOVO",
        "ricevuta: rinnovo",
        "receipt: permit being renewed",
        "",
        receipt=True,
        verified=True,
    ),
    Title("NESSUNO", "nessun titolo, o non dichiarato", "no title, or not declared", ""),
)
BY_CODE = {title.code: title for title in TITLES}
NONE = "NESSUNO"


def title(code: str) -> Title:
    """Return a title by its code, or raise :class:`Invalid` ``people.unknown_title``."""
    if code not in BY_CODE:
        raise Invalid("people.unknown_title", field="title")
    return BY_CODE[code]
