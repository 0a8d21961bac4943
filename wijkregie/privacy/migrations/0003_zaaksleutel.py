# SPDX-License-Identifier: EUPL-1.2
"""Destroying a dossier takes its keys of one dossier along."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("privacy", "0002_gegevens"), ("delen", "0003_zaaksleutel")]  # noqa: RUF012 - Django reads a list
    operations = [migrations.RunSQL((SQL / "zaaksleutel.sql").read_text("utf-8"))]  # noqa: RUF012
