# SPDX-License-Identifier: EUPL-1.2
"""A new start for who works for two organisations, approved by the other one."""

from importlib import import_module
from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parents[1] / "sql" / "0008_herstel_samen.sql"
_eerder = import_module("wijkregie.partijen.migrations.0002_afscherming")
DAG = import_module("wijkregie.partijen.migrations.0006_levensloop").DAG


class Migration(migrations.Migration):
    dependencies = [("partijen", "0007_gebeurtenissen")]  # noqa: RUF012 - Django reads a list
    operations = [  # noqa: RUF012
        migrations.RunSQL(SQL.read_text("utf-8").replace("{LOGIN}", _eerder.LOGIN).replace("{GEMEENTE}", _eerder.GEMEENTE).replace("{DAG}", DAG))
    ]
