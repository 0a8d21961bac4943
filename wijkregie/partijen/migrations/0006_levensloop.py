# SPDX-License-Identifier: EUPL-1.2
"""The life of a login: proposals with four eyes, invitations, what administrators did, and who sleeps."""

from importlib import import_module
from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parents[1] / "sql" / "0006_levensloop.sql"
_eerder = import_module("wijkregie.partijen.migrations.0002_afscherming")
DAG = "nullif(current_setting('app.dag', true), '')::date"


class Migration(migrations.Migration):
    dependencies = [("partijen", "0005_aanmeldingen")]  # noqa: RUF012 - Django reads a list
    operations = [  # noqa: RUF012
        migrations.RunSQL(SQL.read_text("utf-8").replace("{LOGIN}", _eerder.LOGIN).replace("{GEMEENTE}", _eerder.GEMEENTE).replace("{DAG}", DAG))
    ]
