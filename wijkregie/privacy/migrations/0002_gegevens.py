# SPDX-License-Identifier: EUPL-1.2
"""Single facts to destroy: the list, who agreed, and the function that empties."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("privacy", "0001_begin"), ("dossier", "0002_gegevens")]  # noqa: RUF012 - Django reads a list
    operations = [migrations.RunSQL((SQL / "gegevens.sql").read_text("utf-8"))]  # noqa: RUF012
