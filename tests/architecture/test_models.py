"""Every model declares its policy and classifies every field."""

import pytest
from django.apps import apps
from django.db import models

from lgnet.lib.pii import Pii
from lgnet.lib.tenancy.models import TenantModel, policy_of
from lgnet.lib.vault.fields import EncryptedText

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
        sealed = isinstance(field, EncryptedText)
        assert sealed == (classified.get(field.name) is Pii.IDENTITY), field.name
