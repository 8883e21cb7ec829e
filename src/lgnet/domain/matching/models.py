"""Tables of matching. What crosses a city's wall is in ``Print`` and ``Hint``, and nowhere else."""

from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from lgnet.domain.matching.enums import Band, DeclineReason, InquiryState, Purpose, Side
from lgnet.lib.pii import classify
from lgnet.lib.tenancy.models import TenantModel, TenantObject
from lgnet.lib.tenancy.policies import JOB, MATCHER, OWN, TENANT, Policy
from lgnet.lib.vault.fields import EncryptedText, VaultModel


class Handle(TenantObject):
    """The random name under which a person was fingerprinted; it never leaves their city.

    ``digest`` tells, under the city's key, whether what was fingerprinted has changed.
    """

    db_policy = TENANT.of("person_id").only_system("INSERT", "UPDATE", "DELETE")
    classified = classify(none="id epoch digest written_at", link="person")

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)  # says not even when
    person = models.OneToOneField("people.Person", models.PROTECT, related_name="handle")
    epoch = models.CharField(max_length=16)
    digest = models.BinaryField(max_length=16)
    written_at = models.DateTimeField()


class Print(TenantModel):
    """A fingerprint under a handle: read by who compares, and by no user of any city."""

    db_policy = Policy(
        read=f"{JOB} OR {MATCHER}", write=JOB, verbs=("SELECT", "INSERT", "UPDATE", "DELETE")
    )
    classified = classify(none="epoch written_at", link="handle", trait="bits numbers")

    handle = models.UUIDField(primary_key=True)
    epoch = models.CharField(max_length=16)
    bits = models.BinaryField(max_length=128)
    numbers = ArrayField(models.BinaryField(max_length=16), default=list)
    written_at = models.DateTimeField()


class Hint(TenantObject):
    """What one city is told: a handle of its own may be known to a partner.

    The partner's row has the same ``meeting`` and its own handle. Neither city reads the other's.
    """

    db_policy = Policy(
        read=f"({OWN}) OR {MATCHER}",
        write=f"{JOB} OR {MATCHER}",
        verbs=("SELECT", "INSERT", "UPDATE", "DELETE"),
    )
    classified = classify(none="id meeting partner band found_at", link="handle")

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    meeting = models.UUIDField()
    handle = models.UUIDField()
    partner = models.ForeignKey("network.Municipality", models.PROTECT, related_name="+")
    band = models.CharField(max_length=8, choices=Band.choices)
    found_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["municipality", "meeting"], name="hint_once"),
            models.CheckConstraint(
                condition=~Q(municipality=models.F("partner")), name="hint_of_two_cities"
            ),
        ]
        indexes = [models.Index(fields=["municipality", "handle"], name="hint_handle")]


class Inquiry(TenantObject, VaultModel):
    """One city's half of a question to a partner, about its own person; accepted, it is the link.

    Each half is sealed with the key of its own city's person. A refusal is written in the half of
    who refuses: the database keeps it out of the half of who asked.
    """

    db_policy = TENANT.of("person_id")
    classified = classify(
        none="id vault_key exchange meeting side partner purpose asked_at until state answered_at"
        " reason",
        staff="asked_by answered_by",
        link="person",
        trait="known_since",
        identity="text contact",
    )

    exchange = models.UUIDField()
    meeting = models.UUIDField()
    side = models.CharField(max_length=8, choices=Side.choices)
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="inquiries")
    partner = models.ForeignKey("network.Municipality", models.PROTECT, related_name="+")
    purpose = models.CharField(max_length=8, choices=Purpose.choices)
    text = EncryptedText()
    contact = EncryptedText(null=True)  # of the partner's desk
    known_since = models.DateField(null=True)  # to the partner
    asked_by = models.UUIDField()
    asked_at = models.DateTimeField()
    # The last day: of waiting for an answer, then of the link.
    until = models.DateField()
    state = models.CharField(
        max_length=9, choices=InquiryState.choices, default=InquiryState.WAITING
    )
    answered_by = models.UUIDField(null=True)
    answered_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=9, choices=DeclineReason.choices, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["municipality", "exchange"], name="inquiry_once"),
            models.UniqueConstraint(
                fields=["municipality", "meeting", "side"],
                condition=Q(state__in=(InquiryState.WAITING, InquiryState.ACCEPTED)),
                name="inquiry_open_once",
            ),
            models.CheckConstraint(
                condition=~Q(side=Side.SENT)
                | (~Q(state=InquiryState.DECLINED) & Q(answered_by=None, reason="")),
                name="inquiry_no_refusal_crosses",
            ),
            models.CheckConstraint(
                condition=~Q(state=InquiryState.WAITING, side=Side.SENT)
                | Q(answered_at=None, contact__isnull=True, known_since=None),
                name="inquiry_nothing_before_yes",
            ),
        ]
        indexes = [
            models.Index(fields=["municipality", "person"], name="inquiry_person"),
            models.Index(fields=["municipality", "side", "-asked_at"], name="inquiry_recent"),
        ]
