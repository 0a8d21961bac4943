# SPDX-License-Identifier: EUPL-1.2
"""Masks of 256 bits, in the access table and in every derived row."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("dossier", "0006_vernietiging"), ("delen", "0004_breed")]  # noqa: RUF012 - Django reads a list
    operations = [migrations.RunSQL((SQL / "0007_breed.sql").read_text("utf-8"))]  # noqa: RUF012
