# SPDX-License-Identifier: EUPL-1.2
"""Drafts go with their case when that is destroyed, and all of an item when that is recorded."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("overleg", "0001_overleg_concepten")]  # noqa: RUF012 - Django reads a list
    operations = [migrations.RunSQL((SQL / "vernietigd.sql").read_text("utf-8"))]  # noqa: RUF012
