# SPDX-License-Identifier: EUPL-1.2
"""Calendar feeds, and who is mailed what."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    initial = True
    dependencies = [("partijen", "0009_voorstel_met_termijn"), ("dossier", "0002_gegevens")]  # noqa: RUF012 - Django reads a list
    operations = [migrations.RunSQL((SQL / "agenda.sql").read_text("utf-8"))]  # noqa: RUF012
