# SPDX-License-Identifier: EUPL-1.2
"""The life of a login: proposals with four eyes, invitations, what administrators did, and who sleeps."""

from datetime import timedelta
from importlib import import_module
from pathlib import Path

from django.contrib.postgres.constraints import ExclusionConstraint
from django.db import migrations, models

from wijkregie.partijen.models.basis import Periode

SQL = Path(__file__).resolve().parents[1] / "sql" / "0006_levensloop.sql"
_eerder = import_module("wijkregie.partijen.migrations.0002_afscherming")
DAG = "nullif(current_setting('app.dag', true), '')::date"


class Migration(migrations.Migration):
    dependencies = [("partijen", "0005_aanmeldingen")]  # noqa: RUF012 - Django reads a list
    operations = [  # noqa: RUF012
        migrations.RunSQL(SQL.read_text("utf-8").replace("{LOGIN}", _eerder.LOGIN).replace("{GEMEENTE}", _eerder.GEMEENTE).replace("{DAG}", DAG)),
        # A membership that ended on its first day has an empty period: it held on no day, and stands in nothing's way.
        migrations.RemoveConstraint("lidmaatschap", "partijen_lidmaatschap_periode"),
        migrations.RemoveConstraint("lidmaatschap", "partijen_lidmaatschap_dubbel"),
        migrations.AddConstraint(
            "lidmaatschap",
            models.CheckConstraint(
                name="partijen_lidmaatschap_periode",
                condition=models.Q(tot__isnull=True) | models.Q(tot__gte=models.F("van") - timedelta(days=1)),
                violation_error_message="De einddatum ligt voor de begindatum. Kies een einddatum op of na de begindatum.",
            ),
        ),
        migrations.AddConstraint(
            "lidmaatschap",
            ExclusionConstraint(
                name="partijen_lidmaatschap_dubbel",
                expressions=[("login", "="), ("organisatie", "="), (Periode("van", "tot"), "&&")],
                condition=models.Q(tot__isnull=True) | models.Q(tot__gte=models.F("van")),
                violation_error_message="Deze persoon werkt al bij deze organisatie in (een deel van) deze periode.",
            ),
        ),
    ]
