# SPDX-License-Identifier: EUPL-1.2
"""Packages under the ring of master keys."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("privacy", "0007_belang")]  # noqa: RUF012 - Django reads a list
    operations = [migrations.RunSQL((SQL / "0008_pakketsleutel.sql").read_text("utf-8"))]  # noqa: RUF012
