"""Names that are one name although no rule of sound says so, by language. Data only.

Each line is one family, its first spelling the name of the family. Hand-made from what Italian
offices write and from the demonstration's lists of names. STATE OF EVERY LINE: TO BE REVIEWED BY
CULTURAL MEDIATORS of the language; a wrong line shows two people as candidates of each other,
it never joins them. A line belongs here only when ``folding`` cannot bring the spellings together.
"""

from __future__ import annotations

# language -> families; spellings are plain Latin words as `text.words` gives them.
FAMILIES: dict[str, tuple[str, ...]] = {
    "ar": (
        "mohamed mohammed muhammad mohammad muhammed mohamad muhamad mohd md mhmd "
        "mehmed mehmet mahamed mahammad mohamadou mouhamed muhamed mhamed maxamed",
        "ahmed ahmad achmed ahamed ahmet axmed",
        "abdelrahman abdurrahman abdulrahman abderrahmane abdirahman abdirahmaan cabdiraxmaan "
        "abdurahman abdulrehman abdrahman abdarrahman abdrhman",
        "abdullah abdallah abdalla abdellah abdoulaye abdulai abdoulie abdullahi cabdullahi abdulla "
        "abdelilah",
        "hussein hussain houcine hocine hossain hossen hosain xuseen husein husayn hosseini",
        "mahmoud mahmud mahmood mehmood mahmut mahamud",
        "hassan hasan hassen xasan alhassan alassane alhassane",
        "yusuf youssef yousef yousif yousuf yousaf issouf joseph josef iosif yosef iusuf",
        "ibrahim brahim ibrahima ebrima abraham abreham ebrahim avraham ibraahim",
        "suleiman slimane soliman sulaiman souleymane sulayman solomon selemun salomon",
        "musa moussa moses moise muuse mussie",
        "isa issa eissa essa iisa jesus",
        "yahya yaya yahia johannes yohannes john jean giovanni ivan yohanes",
        "mikhail mikael michael mikail mykhailo michele miguel",
        "ismail ismael ismaila ismaaciil smail",
        "fatima fatma fatema fatoumata fatou fatumata faduma fadumo faadumo fatumo fatimah fatim",
        "aisha aicha ayesha aysha caasho asha aissatou aissata isatou aishat aysatou",
        "khadija khadidja khadiga khadija kadiatou kadijatou khadiatu kadiatu khadiza kadija "
        "khadijo karidja",
        "maryam mariam mariama miriam myriam meriem maryan moriom maria marie",
        "zainab zeinab zineb djeneba jainaba zaynab saynab jenaba",
        "amina aminata ameena amna amena aminatta",
        "hawa awa haoua eva",
        "abubakar aboubacar boubacar bubacarr babucarr bakary boubakar abubakr",
        "ali aly cali aliou alieu",
        "umar omar oumar omer cumar umer",
        "uthman othman osman ousmane usman cismaan ousman athaman",
        "said saeed sayed saiid saciid seydou saidou seidu",
        "idris driss drissa idrissa iddrisu edris",
        "sheikh cheikh shaikh sheik cheick shekh sk",
        "jamal gamal djamel jamel kamal",
        "george gerges guirguis girgis giorgi giorgos heorhii georgi yuriy yuri",
    ),
    "ff mnk wo": (
        "diallo jallow jalloh djallo jaloh dialo",
        "cisse ceesay sesay cissay sisay",
        "traore trawally tarawally traoure terawally",
        "toure touray turay tore",
        "keita kaita keyta",
        "kone konneh conneh konny",
        "ndiaye njie njay ndjaye",
        "diop jobe diope job",
        "gueye gaye guye",
        "sissoko suso sissokho cissoko sisoko",
        "diarra jarra jara diara",
        "konate konateh conateh",
        "conteh conte konte conde konde",
        "sagna sanyang sanyan sagnia",
        "diatta jatta djatta",
        "bodian bojang bodiang",
        "badji badjie bagie bajie",
        "diabate jabateh jabati jabate",
        "djibril jibril gibril djiby",
        "sekou saikou seku sheku",
        "kebba keba",
        "fode foday",
        "barry bari barrie bah",
        "dembele dembeleh",
    ),
    "ti am": (
        "gebre ghebre gebru gabra ghebru",
        "tesfay tesfai tesfaye tasfai",
        "hailu haile hayle hailie",
        "wolde welde ualde weldu woldu uoldu",
        "yonas jonas ionas",
        "dawit david dauit dawid daud dawood daoud daouda dawda",
        "yordanos jordanos iordanos",
        "tsega zega tsegay zegai",
        "tsehay zehai tsehaye",
        "kidane chidane kidhane",
        "kebede chebede",
        "tekle teclé techle tecle",
        "petros pietros petrus pietro",
        "pawlos paulos paolos paul",
        "mehari mahari meharì",
        "senait senayt sennait",
    ),
    "bn": (
        "chowdhury choudhury chaudhury chaudhry choudhry chaudhary choudhary chowdhry ch",
        "zahid jahid",
        "mizan mijan mizanur mijanur",
        "nazrul nojrul",
        "farzana farjana",
        "nazma najma",
        "majumder mazumder mojumder",
        "kazi kaji quazi qazi",
        "haque hoque huq haq hak hok",
        "begum begom",
        "akter akhter aktar akther",
        "miah mia miya meah",
        "uddin udin ouddin",
        "biswas bishwas",
        "bhuiyan bhuiya bhuyan",
        "rahman rohman rehman rahmen",
        "syed sayed said sayeed seyed",
    ),
    "ur ps fa": (
        "qureshi quraishi kureshi ghoreishi koreshi",
        "khan kan",
        "javed jawaid javaid javid djavid",
        "malik malek malick",
        "siddiqui siddiqi sidiqi siddique sediqi seddiqi",
        "hosseini husseini hussaini",
    ),
    "ru uk": (
        "oleksandr aleksandr alexander oleksander alexandr alessandro iskandar",
        "olena elena helena alena yelena",
        "kateryna ekaterina katerina yekaterina",
        "mykola nikolai nikolay nicola mikola nicolae",
        "dmytro dmitri dmitriy dmitry dimitri dmitro",
        "serhii sergei sergey sergii serhiy serghei",
        "oleksii aleksei alexey alexei oleksiy",
        "volodymyr vladimir wladimir volodimir",
        "yevhen evgeny evgeniy yevgeny ievgen eugen eugene yevhenii evghenii",
        "yevheniia evgenia yevgenia ievgeniia",
        "andrii andrei andrey andriy andrea",
        "ihor igor",
        "oleh oleg",
        "hanna anna ganna",
        "tetiana tatiana tetyana tatyana",
        "natalia nataliia natalya nataliya",
        "iryna irina",
        "pavlo pavel paul paolo",
        "mykhailo mihail michail",
        "yuliia julia yulia iuliia giulia",
        "yurii yuri iurii yuriy jurij",
        "anastasiia anastasia nastya",
        "vasyl vasili vasily vasile",
        "petro petr pyotr pietro",
        "mariia mariya",
    ),
    "tr ku": ("mehmet mehmed", "huseyin husein", "yusuf yusif", "shivan shvan", "rojin rozhin"),
}


def _index() -> dict[str, str]:
    table: dict[str, str] = {}
    for families in FAMILIES.values():
        for family in families:
            name, *spellings = family.split()
            key = f"={table.get(name, name).lstrip('=')}"
            for spelling in (name, *spellings):
                table.setdefault(spelling, key)
    return table


FAMILY_OF: dict[str, str] = _index()
"""Plain spelling -> key of its family, ``=`` and its name: no fold has that sign."""
