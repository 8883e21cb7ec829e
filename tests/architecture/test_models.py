"""Every model declares its policy and classifies every field."""

import pytest
from django.apps import apps
from django.db import models

from lgnet.lib.pii import Pii
from lgnet.lib.tenancy.models import TenantModel, policy_of
from lgnet.lib.vault.fields import EncryptedText

# Sealed by hand: a whole file of an import waits under a key derived from the root key.
SEALED_BY_HAND = {("sheets.PendingUpload", "content"), ("sheets.PendingUpload", "about")}

OURS = [model for model in apps.get_models() if model.__module__.startswith("lgnet.")]


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_every_model_declares_its_policy(model: type[models.Model]) -> None:
    assert policy_of(model) is not None


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_every_field_is_classified(model: type[models.Model]) -> None:
    classified: dict[str, Pii] = model.classified  # type: ignore[attr-defined]
    names = {field.name for field in model._meta.concrete_fields}
    if issubclass(model, TenantModel):
        names.discard("municipality")
    assert names == set(classified)


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_identity_is_sealed_and_nothing_else_is(model: type[models.Model]) -> None:
    classified: dict[str, Pii] = model.classified  # type: ignore[attr-defined]
    for field in model._meta.concrete_fields:
        by_hand = (model._meta.label, field.name) in SEALED_BY_HAND
        sealed = isinstance(field, EncryptedText) or by_hand
        assert sealed == (classified.get(field.name) is Pii.IDENTITY), field.name
