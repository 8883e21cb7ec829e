"""Choices about people."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Sex(TextChoices):
    """Sex as declared by the person."""

    FEMALE = "F", _("donna")
    MALE = "M", _("uomo")
    OTHER = "X", _("altro")
    UNKNOWN = "U", _("non noto")


class BirthPrecision(TextChoices):
    """How well the date of birth is known."""

    DAY = "DAY", _("data")
    YEAR = "YEAR", _("anno")
    BAND = "BAND", _("età apparente")
    UNKNOWN = "UNKNOWN", _("non nota")


class IdentityStage(TextChoices):
    """How far an identity has come."""

    STREET = "STREET", _("di strada")
    DECLARED = "DECLARED", _("dichiarata")
    DOCUMENTED = "DOCUMENTED", _("documentata")


class IdentifierKind(TextChoices):
    """Numbers that name a person."""

    TAX_CODE = "CF", _("codice fiscale")
    CUI = "CUI", _("CUI")
    VESTANET = "VESTANET", _("VESTANET")
    PERMIT = "PERMIT", _("numero del permesso")
    RECEIPT = "RECEIPT", _("ricevuta")
    PASSPORT = "PASSPORT", _("passaporto")


class HouseholdRole(TextChoices):
    """A person's place in the household."""

    HEAD = "HEAD", _("riferimento")
    PARTNER = "PARTNER", _("partner")
    CHILD = "CHILD", _("figlio o figlia")
    RELATIVE = "RELATIVE", _("familiare")
    OTHER = "OTHER", _("altro")


class MatchAnswer(TextChoices):
    """What a person decided about two records."""

    SAME = "SAME", _("la stessa persona")
    DIFFERENT = "DIFFERENT", _("persone diverse")


class RegisterActKind(TextChoices):
    """What was done to two records."""

    MERGE = "MERGE", _("unione")
    UNMERGE = "UNMERGE", _("unione annullata")
    SPLIT = "SPLIT", _("separazione")


class PlaceKind(TextChoices):
    """Kinds of reception a person may have been in before."""

    HOTSPOT = "HOTSPOT", _("hotspot o primo soccorso")
    FIRST = "CPA", _("centro governativo di prima accoglienza")
    CAS = "CAS", _("CAS (accoglienza straordinaria)")
    SAI = "SAI", _("SAI (già SPRAR, SIPROIMI)")
    MINORS = "MINORS", _("comunità per minori")
    DETENTION = "CPR", _("centro di permanenza per il rimpatrio")
    MUNICIPAL = "CITY", _("accoglienza del Comune")
    PRIVATE = "PRIVATE", _("associazione, parrocchia o famiglia")
    ABROAD = "ABROAD", _("accoglienza in un altro paese")
    OTHER = "OTHER", _("altro")


class UnknownReason(TextChoices):
    """Why something is not known; unknown is an answer, never a made-up value."""

    NOT_ASKED = "NOT_ASKED", _("non ancora chiesto")
    NOT_SHOWN = "NOT_SHOWN", _("documento non mostrato")
    LOST = "LOST", _("smarrito o rubato")
    NEVER_ISSUED = "NEVER_ISSUED", _("mai rilasciato")
    RENEWAL = "RENEWAL", _("in fase di rinnovo")
    NOT_TOLD = "NOT_TOLD", _("la persona preferisce non dirlo")


class ErasureReason(TextChoices):
    """Why a person's texts are to be destroyed (GDPR art. 17 c. 1)."""

    REQUEST = "REQUEST", _("richiesta dell’interessato")
    NO_LONGER_NEEDED = "EXPIRED", _("termine di conservazione scaduto")
    UNLAWFUL = "UNLAWFUL", _("trattamento illecito")
    OBLIGATION = "LAW", _("obbligo di legge")


class ErasureState(TextChoices):
    """Where a proposal to erase stands."""

    PROPOSED = "PROPOSED", _("proposta")
    ERASED = "ERASED", _("eseguita")
    DECLINED = "DECLINED", _("respinta")


ERASURE_MOVES = {
    ErasureState.PROPOSED: frozenset({ErasureState.ERASED, ErasureState.DECLINED}),
    ErasureState.ERASED: frozenset(),
    ErasureState.DECLINED: frozenset(),
}


class HoldReason(TextChoices):
    """Why a person's texts must be kept for now (GDPR art. 17 c. 3, art. 18)."""

    CLAIM = "CLAIM", _("difesa di un diritto in giudizio")
    INQUIRY = "INQUIRY", _("richiesta dell’autorità giudiziaria")
    RESTRICTION = "LIMIT", _("limitazione chiesta dall’interessato")
    CONTROL = "CONTROL", _("controllo della spesa in corso")


class MatchReason(TextChoices):
    """Why a record was found; the order is from strong to weak."""

    CODE = "CODE", _("codice")
    IDENTIFIER = "IDENTIFIER", _("identificativo")
    PHONE = "PHONE", _("telefono")
    IDENTIFIER_NEAR = "IDENTIFIER_NEAR", _("identificativo quasi uguale")
    SAME_NAME = "SAME_NAME", _("stesso nome")
    ALIAS = "ALIAS", _("alias")
    EARLIER_NAME = "EARLIER_NAME", _("nome usato prima")
    NAME_PART = "NAME_PART", _("parte del nome")
    STARTS_ALIKE = "STARTS_ALIKE", _("inizia così")
    SOUNDS_ALIKE = "SOUNDS_ALIKE", _("suona uguale")
    BIRTH_YEAR = "BIRTH_YEAR", _("anno di nascita")
    SAME_BIRTH = "SAME_BIRTH", _("stessa data di nascita")
