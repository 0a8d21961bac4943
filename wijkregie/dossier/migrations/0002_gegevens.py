# SPDX-License-Identifier: EUPL-1.2
"""The proof that the content of single facts was destroyed."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("dossier", "0001_begin")]  # noqa: RUF012 - Django reads a list
    operations = [migrations.RunSQL((SQL / "gegevens.sql").read_text("utf-8"))]  # noqa: RUF012
