"""Plans for all who wait: asked for by a person, made by a worker, read by who decides."""

from django.db import models
from django.db.models import Q

from lgnet.domain.housing.enums import PlanState
from lgnet.lib.ids import new_id
from lgnet.lib.pii import classify
from lgnet.lib.tenancy.models import TenantModel
from lgnet.lib.tenancy.policies import NETWORK, Policy

_UNDER_WAY = Q(state__in=[PlanState.ASKED, PlanState.RUNNING])
_PLAIN = (
    "id state asked_at began_at moved_at ended_at stop_asked_at seconds waiting proven rule_set"
    " solver seed input_hash figures first_come"
)


class PlanWork(models.Model):
    """A plan for everybody who waits on a day, as far as it is made; it keeps nothing for anybody.

    ``figures`` and ``first_come`` say what the plan and what the order of arrival achieve, also
    while it is still being made: the best so far.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    state = models.CharField(max_length=8, choices=PlanState.choices, default=PlanState.ASKED)
    asked_at = models.DateTimeField()
    asked_by = models.UUIDField(null=True)
    began_at = models.DateTimeField(null=True)
    moved_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    stop_asked_at = models.DateTimeField(null=True)
    seconds = models.FloatField(default=0)
    waiting = models.PositiveIntegerField(default=0)
    proven = models.BooleanField(default=False)
    rule_set = models.CharField(max_length=40, blank=True)
    solver = models.CharField(max_length=40, blank=True)
    seed = models.PositiveIntegerField(default=0)
    input_hash = models.CharField(max_length=64, blank=True)
    figures = models.JSONField(default=dict)
    first_come = models.JSONField(default=dict)

    class Meta:
        abstract = True


class PlanRun(TenantModel, PlanWork):
    """A city's plan: its own, or its part of one of the network.

    ``lines`` holds, for each request, where the plan and where the order of arrival would take it;
    ``arrivals`` who might come from another city: how many, when, to which unit, and nothing else.
    """

    classified = classify(none=f"{_PLAIN} of_network", link="lines arrivals", staff="asked_by")

    of_network = models.BooleanField(default=False)
    lines = models.JSONField(default=list)
    arrivals = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["municipality"], condition=_UNDER_WAY, name="plan_one_at_a_time"
            )
        ]
        indexes = [models.Index(fields=["municipality", "-asked_at"], name="plan_latest")]


class NetworkPlan(PlanWork):
    """The plan of the whole network: figures, never who."""

    db_policy = Policy(read=NETWORK, write=NETWORK)
    classified = classify(none=f"{_PLAIN} cities moves", staff="asked_by")

    cities = models.JSONField(default=list)
    moves = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                models.Value(1), condition=_UNDER_WAY, name="network_plan_one_at_a_time"
            )
        ]
        indexes = [models.Index(fields=["-asked_at"], name="network_plan_latest")]
