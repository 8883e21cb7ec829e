"""Who is hidden or frozen is so with every record merged into theirs, and all its keys."""

from importlib import import_module

from django.db import migrations

_ACT = """
CREATE OR REPLACE FUNCTION lgnet_act(place text, who text, how text) RETURNS void
LANGUAGE plpgsql AS $act$
DECLARE
    hidden uuid[];
    frozen uuid[];
BEGIN
    PERFORM set_config('lgnet.municipality', place, true), set_config('lgnet.user', who, true),
        set_config('lgnet.scope', how, true), set_config('lgnet.hidden', '{}', true),
        set_config('lgnet.frozen', '{}', true);
    IF how <> 'city' OR place = '' THEN
        RETURN;
    END IF;
    SELECT array_agg(key) INTO frozen
    FROM people_retentionhold held
    JOIN people_person p ON p.id = held.person_id
        OR (p.municipality_id = place AND p.merged_into_id = held.person_id)
    CROSS JOIN LATERAL (VALUES (p.id), (p.vault_key)) AS keys (key)
    WHERE held.municipality_id = place AND held.reason = 'LIMIT' AND held.ended_at IS NULL;
    SELECT array_agg(key) INTO hidden
    FROM privacy_seclusion s
    JOIN people_person p ON p.id = s.person_id
        OR (p.municipality_id = place AND p.merged_into_id = s.person_id)
    CROSS JOIN LATERAL (VALUES (p.id), (p.vault_key)) AS keys (key)
    WHERE s.municipality_id = place AND s.ended_at IS NULL
        AND NOT EXISTS (
            SELECT FROM cases_casefile c
            WHERE c.person_id = s.person_id AND c.case_worker = nullif(who, '')::uuid
        )
        AND NOT EXISTS (
            SELECT FROM privacy_namedreader n
            WHERE n.person_id = s.person_id AND n.user_id = nullif(who, '')::uuid
                AND n.ended_at IS NULL
        )
        AND NOT EXISTS (
            SELECT FROM privacy_breakglass b
            WHERE b.person_id = s.person_id AND b.user_id = nullif(who, '')::uuid
                AND b.closed_at IS NULL AND clock_timestamp() < b.until
        );
    PERFORM set_config('lgnet.hidden', coalesce(hidden, '{}')::text, true),
        set_config('lgnet.frozen', coalesce(frozen, '{}')::text, true);
END
$act$
"""
_BEFORE = import_module("lgnet.domain.privacy.migrations.0002_lgnet_act")._ACT


class Migration(migrations.Migration):
    dependencies = [("people", "0003_register"), ("privacy", "0002_lgnet_act")]

    operations = [migrations.RunSQL(_ACT, _BEFORE)]
