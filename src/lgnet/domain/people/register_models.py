"""Keeping the register clean: records joined, parted and compared, and lists brought in."""

from typing import Any

from django.db import models
from django.db.models import F, Q

from lgnet.domain.people.enums import PlaceKind, RegisterActKind
from lgnet.lib.ids import new_id
from lgnet.lib.pii import classify
from lgnet.lib.tenancy.models import TenantModel, TenantObject
from lgnet.lib.tenancy.policies import TENANT, TENANT_APPEND_ONLY, TENANT_DELETABLE
from lgnet.lib.vault.fields import EncryptedText, VaultModel


class RegisterAct(TenantObject, VaultModel):
    """Two records joined, taken apart again, or one record split in two; written once.

    ``kept`` stays the person; ``other`` became an alias of it (a merge), stands by itself again
    (an undone merge) or came out of it (a split). The reason is sealed with the key of ``kept``.
    """

    db_policy = TENANT_APPEND_ONLY.of("kept_id", "other_id").only_system("UPDATE")
    classified = classify(
        none="id vault_key kind undoes at", identity="reason", link="kept other", staff="by"
    )

    kind = models.CharField(max_length=7, choices=RegisterActKind.choices)
    kept = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    other = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    undoes = models.OneToOneField(
        "people.RegisterAct", models.PROTECT, null=True, related_name="undone_by"
    )
    reason = EncryptedText(null=True)
    at = models.DateTimeField()
    by = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(kept=F("other")), name="act_on_two_records"),
            models.CheckConstraint(
                condition=Q(kind=RegisterActKind.UNMERGE, undoes__isnull=False)
                | (~Q(kind=RegisterActKind.UNMERGE) & Q(undoes=None)),
                name="act_undoes_what_it_says",
            ),
        ]
        indexes = [
            models.Index(fields=["municipality", "kept", "-at"], name="act_kept"),
            models.Index(fields=["municipality", "other", "-at"], name="act_other"),
        ]


class MovedRow(TenantModel):
    """A row an act changed, with its columns before and after: ids, codes and days, no texts.

    An earlier identity is written once: one that was somebody else's is only noted here.
    """

    db_policy = TENANT_APPEND_ONLY
    classified = classify(none="id act model", link="row before after")

    id = models.BigAutoField(primary_key=True)
    act = models.ForeignKey("people.RegisterAct", models.PROTECT, related_name="moved")
    model = models.CharField(max_length=60)
    row = models.UUIDField()
    before: Any = models.JSONField()
    after: Any = models.JSONField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["act", "model", "row"], name="moved_once")]
        indexes = [models.Index(fields=["municipality", "row"], name="moved_row")]


class LookAlike(TenantObject):
    """Two records that look alike and wait for somebody to look; goes when they have decided."""

    db_policy = TENANT_DELETABLE.of("first_id", "second_id", unfrozen=("DELETE",))
    classified = classify(none="id bits reasons found_at later_until", link="first second")

    first = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    second = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    bits = models.FloatField()
    reasons: Any = models.JSONField(default=list)
    found_at = models.DateTimeField()
    later_until = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="look_alike_once"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="look_alike_in_order"),
        ]
        indexes = [models.Index(fields=["municipality", "-bits", "-id"], name="look_alike_queue")]


class ListedPerson(TenantModel):
    """Which person a line of an imported list is, by the list's own number under a key.

    ``digest`` is a keyed digest of the line as it was last read: an equal line changes nothing. A line
    of somebody secluded is known too, or reading the list again would register them once more, in
    sight; who they are is told by no other table.
    """

    db_policy = TENANT.only_system("DELETE")
    classified = classify(none="id token digest read_at", link="person")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    token = models.BinaryField(max_length=16)
    digest = models.BinaryField(max_length=16)
    read_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["municipality", "token"], name="listed_person_once")
        ]


class EarlierPlace(TenantObject, VaultModel):
    """A place of reception before this network's own, as the person or a paper tells it.

    Each end lies between two days: equal when the day is known, both empty when nothing is.
    """

    db_policy = TENANT.of("person_id").only_system("DELETE")
    classified = classify(
        none="id vault_key recorded_at withdrawn_at",
        identity="place source",
        special="kind",
        location="from_on from_to to_on to_to",
        link="person",
    )

    person = models.ForeignKey("people.Person", models.PROTECT, related_name="earlier_places")
    kind = models.CharField(max_length=8, choices=PlaceKind.choices)
    place = EncryptedText(null=True)
    source = EncryptedText(null=True)
    from_on = models.DateField(null=True)
    from_to = models.DateField(null=True)
    to_on = models.DateField(null=True)
    to_to = models.DateField(null=True)
    recorded_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=(Q(from_on=None, from_to=None) | Q(from_to__gte=F("from_on")))
                & (Q(to_on=None, to_to=None) | Q(to_to__gte=F("to_on"))),
                name="earlier_place_ends_in_order",
            ),
            models.CheckConstraint(
                condition=Q(from_on=None) | Q(to_to=None) | Q(to_to__gte=F("from_on")),
                name="earlier_place_in_order",
            ),
        ]
        indexes = [models.Index(fields=["municipality", "person"], name="earlier_place_person")]
