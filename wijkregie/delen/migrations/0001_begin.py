# SPDX-License-Identifier: EUPL-1.2
"""Access tables and the context of a transaction."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parents[1] / "sql" / "0001_begin.sql"


class Migration(migrations.Migration):
    initial = True
    dependencies = []  # noqa: RUF012 - Django reads a list
    operations = [migrations.RunSQL(SQL.read_text("utf-8"))]  # noqa: RUF012
