# SPDX-License-Identifier: EUPL-1.2
"""Letters that are on their way, and when one was first opened."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    initial = True
    dependencies = [("dossier", "0002_gegevens")]  # noqa: RUF012 - Django reads a list
    operations = [migrations.RunSQL((SQL / "zendingen.sql").read_text("utf-8"))]  # noqa: RUF012
