# SPDX-License-Identifier: EUPL-1.2
"""Requests of the person concerned: what was found, what was decided about it, and the package."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("privacy", "0005_logboek"), ("dossier", "0008_betwist")]  # noqa: RUF012 - Django reads a list
    operations = [migrations.RunSQL((SQL / "0006_verzoeken.sql").read_text("utf-8"))]  # noqa: RUF012
