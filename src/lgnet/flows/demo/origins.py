"""Where people come from, and the mixes of sex, age and household they are drawn with.

Weights are first-instance asylum applications lodged in Italy in 2021 by new applicants
(UNHCR Refugee Data Finder, CC BY 4.0): 43,815 in all. Sex and age shares follow the SAI
annual report 2022 (23.6 % women; 28.8 % minors, 30.8 % aged 18-25, 32.2 % aged 26-40).
What is not in those sources (share of 1 January dates, of people alone, of women among
them) is an assumption, kept here as a number that can be changed.
"""

from dataclasses import dataclass

APPLICATIONS_2021 = 43_815
WOMEN_SHARE = 0.236
AGE_SHARES = {"0-17": 0.288, "18-25": 0.308, "26-40": 0.322, "41+": 0.082}
SINGLE_SHARE = 0.69


@dataclass(frozen=True)
class Origin:
    """A country of origin with what the generator needs to draw a person of it.

    `alone`, `women`, `minors` and `first_january` are shares: households of one person,
    women among adults alone, unaccompanied minors among people alone, birth dates
    registered as 1 January. `family` names the pool in `names`.
    """

    iso3: str
    applications: int
    name_it: str
    name_en: str
    belfiore: str
    family: str
    languages: tuple[tuple[str, float], ...]
    alone: float
    women: float
    minors: float
    first_january: float


_TABLE = """
PAK|6882|Pakistan|Pakistan|Z236|urdu|ur:1 pa:.5 ps:.1 en:.2|0.78|0.01|0.08|0.26
BGD|6638|Bangladesh|Bangladesh|Z249|bengali|bn:1 en:0.2|0.80|0.01|0.10|0.34
TUN|6374|Tunisia|Tunisia|Z352|tunisian|ar:1 fr:0.35|0.75|0.03|0.12|0.08
AFG|4358|Afghanistan|Afghanistan|Z200|afghan|fa:0.8 ps:0.5 en:0.2|0.53|0.03|0.16|0.48
EGY|2683|Egitto|Egypt|Z336|egyptian|ar:1|0.84|0.01|0.36|0.10
MAR|1589|Marocco|Morocco|Z330|moroccan|ar:1 fr:0.35|0.70|0.05|0.06|0.09
GEO|1334|Georgia|Georgia|Z254|georgian|ka:1 ru:0.6|0.57|0.26|0.01|0.08
NGA|1280|Nigeria|Nigeria|Z335|nigerian|en:1 pcm:.6 bin:.5 ig:.25 yo:.15 ha:.1|.48|.18|.02|.18
SOM|1144|Somalia|Somalia|Z345|somali|so:1 ar:0.3 en:0.15|0.64|0.10|0.12|0.50
CIV|1015|Costa d'Avorio|Côte d'Ivoire|Z313|ivorian|fr:0.7 bm:0.5 dyu:0.3|0.59|0.11|0.12|0.28
MLI|804|Mali|Mali|Z329|mande_fr|fr:0.7 bm:0.5 dyu:0.3|0.88|0.02|0.08|0.42
ALB|758|Albania|Albania|Z100|albanian|sq:1 it:0.4|0.50|0.06|0.34|0.08
SLV|610|El Salvador|El Salvador|Z506|latin|es:1|0.46|0.16|0.01|0.08
PER|573|Perù|Peru|Z611|latin|es:1|0.48|0.18|0.01|0.08
UKR|528|Ucraina|Ukraine|Z138|ukrainian|uk:1 ru:0.7|0.30|0.32|0.04|0.08
VEN|457|Venezuela|Venezuela|Z614|latin|es:1|0.44|0.18|0.01|0.08
SEN|436|Senegal|Senegal|Z343|mande_fr|wo:1 fr:0.6 ff:0.3|0.84|0.02|0.06|0.25
IRQ|425|Iraq|Iraq|Z225|levantine|ku:0.7 ar:0.7|0.55|0.03|0.04|0.22
GHA|420|Ghana|Ghana|Z318|ghanaian|en:1 tw:0.7|0.82|0.04|0.03|0.16
GIN|391|Guinea|Guinea|Z319|mande_fr|fr:0.7 ff:0.7 mnk:0.4|0.82|0.05|0.22|0.36
COL|377|Colombia|Colombia|Z604|latin|es:1|0.46|0.19|0.01|0.08
SRB|366|Serbia e Kosovo|Serbia and Kosovo|Z158|albanian|sq:0.7 sr:0.5|0.44|0.08|0.06|0.08
TUR|349|Turchia|Türkiye|Z243|turkish|tr:0.8 ku:0.8|0.68|0.03|0.03|0.14
CMR|335|Camerun|Cameroon|Z306|cameroonian|fr:0.8 en:0.4|0.60|0.18|0.05|0.15
BFA|209|Burkina Faso|Burkina Faso|Z354|mande_fr|fr:0.7 bm:0.5 dyu:0.3|0.82|0.03|0.10|0.32
LBY|206|Libia|Libya|Z326|libyan|ar:1|0.50|0.03|0.04|0.12
GMB|191|Gambia|The Gambia|Z317|mande_en|en:0.6 mnk:0.8 wo:0.4 ff:0.3|0.90|0.02|0.15|0.38
SDN|171|Sudan|Sudan|Z348|sudanese|ar:1|0.80|0.02|0.12|0.46
DZA|168|Algeria|Algeria|Z301|algerian|ar:1 fr:0.35|0.82|0.03|0.06|0.08
MDA|144|Moldova|Moldova|Z140|russian|ro:1 ru:0.8|0.50|0.26|0.01|0.08
ERI|89|Eritrea|Eritrea|Z368|geez|ti:1 am:0.3 ar:0.25|0.66|0.14|0.14|0.44
IRN|84|Iran|Iran|Z224|iranian|fa:1 en:0.4|0.55|0.10|0.02|0.10
SYR|76|Siria|Syria|Z240|levantine|ar:1 ku:0.2|0.30|0.03|0.05|0.20
BLR|70|Bielorussia|Belarus|Z139|russian|ru:1|0.50|0.23|0.01|0.08
ETH|70|Etiopia|Ethiopia|Z315|geez|am:1 ti:0.2|0.62|0.18|0.06|0.42
"""


def _read(line: str) -> Origin:
    iso3, applications, name_it, name_en, belfiore, family, languages, *shares = (
        cell.strip() for cell in line.split("|")
    )
    spoken = tuple(
        (code, float(weight)) for code, weight in (pair.split(":") for pair in languages.split())
    )
    alone, women, minors, first_january = (float(share) for share in shares)
    return Origin(
        iso3,
        int(applications),
        name_it,
        name_en,
        belfiore,
        family,
        spoken,
        alone,
        women,
        minors,
        first_january,
    )


# code | applications | Italian | English | Belfiore | names | languages:chance
#      | alone | women among adults alone | minors among people alone | 1 January
ORIGINS: tuple[Origin, ...] = tuple(_read(line) for line in _TABLE.strip().splitlines())
BY_ISO3 = {origin.iso3: origin for origin in ORIGINS}
WEIGHTS: tuple[tuple[Origin, float], ...] = tuple(
    (origin, float(origin.applications)) for origin in ORIGINS
)

LANGUAGES: dict[str, tuple[str, str]] = {
    "am": ("amarico", "Amharic"),
    "ar": ("arabo", "Arabic"),
    "bin": ("edo", "Edo"),
    "bm": ("bambara", "Bambara"),
    "bn": ("bengalese", "Bengali"),
    "dyu": ("diula", "Dyula"),
    "en": ("inglese", "English"),
    "es": ("spagnolo", "Spanish"),
    "fa": ("persiano o dari", "Persian or Dari"),
    "ff": ("pular", "Fula"),
    "fr": ("francese", "French"),
    "ha": ("hausa", "Hausa"),
    "ig": ("igbo", "Igbo"),
    "it": ("italiano", "Italian"),
    "ka": ("georgiano", "Georgian"),
    "ku": ("curdo", "Kurdish"),
    "mnk": ("mandinga", "Mandinka"),
    "pa": ("punjabi", "Punjabi"),
    "pcm": ("pidgin", "Nigerian Pidgin"),
    "ps": ("pashto", "Pashto"),
    "ro": ("romeno", "Romanian"),
    "ru": ("russo", "Russian"),
    "so": ("somalo", "Somali"),
    "sq": ("albanese", "Albanian"),
    "sr": ("serbo", "Serbian"),
    "ti": ("tigrino", "Tigrinya"),
    "tr": ("turco", "Turkish"),
    "tw": ("twi", "Twi"),
    "uk": ("ucraino", "Ukrainian"),
    "ur": ("urdu", "Urdu"),
    "wo": ("wolof", "Wolof"),
    "yo": ("yoruba", "Yoruba"),
}
