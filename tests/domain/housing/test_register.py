"""The open register: application, examination, accreditation, conventions one at a time."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from lgnet.domain.housing import operations, queries
from lgnet.domain.housing.models import Convention, Facility, RegisterStep
from lgnet.domain.security.enums import Role
from lgnet.lib.errors import Invalid, NotAllowed, NotFound, Refused
from lgnet.lib.ids import new_id
from lgnet.lib.vault.fields import EncryptedText
from tests.builders import acting
from tests.housing_builders import MAN, NOW, TODAY, make_hold, make_stay, make_unit, night

pytestmark = pytest.mark.django_db


def _apply(**facts: Any) -> Facility:
    with acting(Role.HOUSING_COORDINATOR):
        return operations.apply_facility(
            **{"name": "Casa Nuova", "kind": "HOST", "at": NOW, "applicant": "Famiglia", **facts}
        )


def _sign(facility: Facility, **values: Any) -> Convention:
    with acting(Role.HOUSING_COORDINATOR):
        return operations.sign_convention(
            **{
                "facility_id": facility.pk,
                "cig": "B1A2C3D4E5",
                "places": 4,
                "daily_rate": Decimal("32.50"),
                "from_on": TODAY,
                "to_on": date(2027, 6, 1),
                "at": NOW,
                **values,
            }
        )


def _accredited(code: str = "CASA") -> Facility:
    with acting():
        return make_unit(beds=2, code=code).facility


PLAIN = [
    field.attname
    for field in Facility._meta.concrete_fields
    if not isinstance(field, EncryptedText)
]


def test_an_application_is_examined_and_accredited_by_somebody_else() -> None:
    facility = _apply()
    assert (facility.state, facility.external_id) == ("APPLIED", "REG-0001")
    with acting(Role.HOUSING_COORDINATOR):
        assert not queries.list_facilities(at=NOW)  # no beds to give yet
        operations.examine_facility(facility_id=facility.pk, at=NOW)
        with pytest.raises(NotAllowed):
            operations.accredit_facility(facility_id=facility.pk, at=NOW)
    with acting(Role.CITY_MANAGER):
        operations.accredit_facility(facility_id=facility.pk, at=NOW)
        facility.refresh_from_db()
        assert facility.active
        steps = RegisterStep.objects.order_by("at", "id").values_list("state", flat=True)
        assert list(steps) == ["APPLIED", "EXAMINED", "ACCREDITED"]


def test_a_refusal_says_why_and_leaves_the_way_open() -> None:
    facility = _apply()
    with acting(Role.HOUSING_COORDINATOR):
        operations.examine_facility(facility_id=facility.pk, at=NOW)
    with acting(Role.CITY_MANAGER):
        with pytest.raises(Invalid, match=r"housing\.reason_required"):
            operations.refuse_facility(facility_id=facility.pk, reason=" ", at=NOW)
        operations.refuse_facility(facility_id=facility.pk, reason="Scale ripide", at=NOW)
        assert RegisterStep.objects.get(state="REFUSED").reason == "Scale ripide"
    with acting(Role.HOUSING_COORDINATOR):
        assert operations.reapply_facility(facility_id=facility.pk, at=NOW).state == "APPLIED"


def test_steps_are_not_skipped() -> None:
    facility = _apply()
    with acting(Role.CITY_MANAGER), pytest.raises(Refused, match=r"state\.no_such_move"):
        operations.accredit_facility(facility_id=facility.pk, at=NOW)


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"age_from": 40, "age_to": 18}, "age_to"),
        ({"contribution_eur": Decimal("-1")}, "contribution_eur"),
        ({"contribution_eur": Decimal("1.005")}, "contribution_eur"),
        ({"contact_email": "nessuno"}, "contact_email"),
        ({"declared_places": 0}, "declared_places"),
        ({"latitude": 43.7}, "latitude"),
        ({"kind": "HUT"}, "kind"),
        ({"name": "  "}, "name"),
        ({"languages": ["italiano"]}, "languages"),
    ],
)
def test_facts_that_cannot_be_change_nothing(facts: dict[str, Any], field: str) -> None:
    facility = _apply()
    with acting(Role.HOUSING_COORDINATOR):
        before = Facility.objects.filter(pk=facility.pk).values(*PLAIN).get()
        with pytest.raises(Invalid) as told:
            operations.keep_facts(facility_id=facility.pk, at=NOW, **facts)
        assert told.value.params["field"] == field
        assert Facility.objects.filter(pk=facility.pk).values(*PLAIN).get() == before


def test_facts_are_kept_and_unknown_stays_unknown() -> None:
    facility = _apply(pets=True, enters_from=None)
    with acting(Role.HOUSING_COORDINATOR):
        operations.keep_facts(
            facility_id=facility.pk,
            at=NOW,
            pets=None,
            smoking=False,
            age_from=18,
            languages=["ita"],
        )
        kept = Facility.objects.get(pk=facility.pk)
        assert (kept.pets, kept.smoking, kept.age_from, kept.age_to) == (None, False, 18, None)


def test_who_is_not_accredited_has_no_convention() -> None:
    with pytest.raises(Refused, match=r"housing\.not_accredited"):
        _sign(_apply())


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"cig": "B1A2C3D4E"}, "housing.cig"),
        ({"cig": "B1A2C3D4-5"}, "housing.cig"),
        ({"cig": "", "no_cig": ""}, "housing.cig_or_why"),
        ({"no_cig": "NOT_DUE"}, "housing.cig_or_why"),
        ({"cig": "", "no_cig": "SO"}, "housing.cig_or_why"),
        ({"places": 0}, "housing.places"),
        ({"daily_rate": Decimal("-0.01")}, "housing.daily_rate"),
        ({"daily_rate": Decimal("1.001")}, "housing.daily_rate"),
        ({"to_on": TODAY}, "housing.convention_span"),
        ({"to_on": date(2040, 1, 1)}, "housing.convention_span"),
    ],
)
def test_a_convention_that_cannot_be_is_not_signed(values: dict[str, Any], code: str) -> None:
    facility = _accredited()
    with pytest.raises(Invalid, match=code.replace(".", r"\.") + "$"):
        _sign(facility, **values)
    with acting():
        assert not Convention.objects.exists()


def test_a_cig_is_kept_as_it_is_written_officially() -> None:
    assert _sign(_accredited(), cig=" b1a2c 3d4e5 ").cig == "B1A2C3D4E5"
    assert _sign(_accredited("ALTRA"), cig="", no_cig="NOT_DUE").cig == ""


def test_conventions_follow_each_other_and_never_overlap() -> None:
    facility = _accredited()
    first = _sign(facility)
    with pytest.raises(Refused, match=r"housing\.convention_overlaps"):
        _sign(facility, from_on=date(2027, 5, 31), to_on=date(2028, 1, 1))
    second = _sign(facility, from_on=first.to_on, to_on=date(2028, 1, 1), renews_id=first.pk)
    assert second.renews_id == first.pk
    with pytest.raises(Refused, match=r"housing\.renewed_already"):
        _sign(facility, from_on=date(2028, 1, 1), to_on=date(2029, 1, 1), renews_id=first.pk)


def test_the_database_too_refuses_two_at_a_time() -> None:
    made = _sign(_accredited())
    with acting():
        again = Convention.objects.get(pk=made.pk)
        again.pk, again._state.adding = new_id(), True
        with pytest.raises(IntegrityError, match="convention_one_at_a_time"), transaction.atomic():
            again.save(force_insert=True)


def test_one_that_ended_early_makes_room_for_the_next() -> None:
    facility = _accredited()
    first = _sign(facility)
    with acting(Role.HOUSING_COORDINATOR):
        end = {"facility_id": facility.pk, "convention_id": first.pk, "at": NOW}
        with pytest.raises(Invalid, match=r"housing\.convention_end"):
            operations.end_convention(on=first.to_on, reason="EARLY", **end)
        operations.end_convention(on=night(10), reason="EARLY", **end)
        with pytest.raises(Refused, match=r"housing\.convention_over"):
            operations.end_convention(on=night(12), reason="EARLY", **end)
    assert _sign(facility, from_on=night(10), cig="C1A2C3D4E5").pk


def test_a_convention_written_by_mistake_never_held() -> None:
    facility = _accredited()
    wrong = _sign(facility)
    with acting(Role.HOUSING_COORDINATOR):
        operations.end_convention(
            facility_id=facility.pk, convention_id=wrong.pk, on=TODAY, reason="ERROR", at=NOW
        )
    assert _sign(facility, cig="C1A2C3D4E5").pk


def test_a_convention_of_another_facility_is_not_found() -> None:
    mine, other = _sign(_accredited()), _accredited("ALTRA")
    with acting(Role.HOUSING_COORDINATOR), pytest.raises(NotFound):
        operations.end_convention(
            facility_id=other.pk, convention_id=mine.pk, on=TODAY, reason="ERROR", at=NOW
        )


def test_beds_people_sleep_in_do_not_leave_the_register() -> None:
    with acting():
        unit = make_unit(beds=2)
        make_stay(unit, MAN)
        make_hold(unit, MAN)
    with acting(Role.CITY_MANAGER):
        with pytest.raises(Refused, match=r"housing\.facility_in_use") as told:
            operations.end_facility(facility_id=unit.facility_id, reason="Chiude", at=NOW)
        assert told.value.params["n"] == 2
        assert Facility.objects.get().active


def test_a_facility_leaves_the_register_when_nothing_binds_it() -> None:
    facility = _accredited()
    made = _sign(facility)
    with acting(Role.CITY_MANAGER), pytest.raises(Refused, match=r"housing\.convention_holds"):
        operations.end_facility(facility_id=facility.pk, reason="Chiude", at=NOW)
    with acting(Role.HOUSING_COORDINATOR):
        operations.end_convention(
            facility_id=facility.pk, convention_id=made.pk, on=TODAY, reason="EARLY", at=NOW
        )
    with acting(Role.CITY_MANAGER):
        operations.end_facility(facility_id=facility.pk, reason="Chiude", at=NOW)
        assert not queries.list_facilities(at=NOW)


def test_a_room_is_added_with_its_beds() -> None:
    facility = _accredited()
    with acting(Role.HOUSING_COORDINATOR):
        unit = operations.add_unit(facility_id=facility.pk, name="Camera 9", beds=3, at=NOW)
        assert [bed.label for bed in unit.beds.order_by("label")] == ["A", "B", "C"]
        for values in ({"name": "camera 9", "beds": 1}, {"name": "X", "beds": 0}):
            with pytest.raises(Invalid):
                operations.add_unit(facility_id=facility.pk, at=NOW, **values)
