# SPDX-License-Identifier: EUPL-1.2
"""Proposals end after a week and with the rights of who made them; every organisation reads of a new start."""

from importlib import import_module
from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parents[1] / "sql" / "0009_voorstel_met_termijn.sql"
_eerder = import_module("wijkregie.partijen.migrations.0002_afscherming")
DAG = import_module("wijkregie.partijen.migrations.0006_levensloop").DAG


class Migration(migrations.Migration):
    dependencies = [("partijen", "0008_herstel_samen")]  # noqa: RUF012 - Django reads a list
    operations = [  # noqa: RUF012
        migrations.RunSQL(SQL.read_text("utf-8").replace("{LOGIN}", _eerder.LOGIN).replace("{GEMEENTE}", _eerder.GEMEENTE).replace("{DAG}", DAG))
    ]
