# SPDX-License-Identifier: EUPL-1.2
"""Facts that are contested, restricted or objected to."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("dossier", "0007_breed")]  # noqa: RUF012 - Django reads a list
    operations = [migrations.RunSQL((SQL / "0008_betwist.sql").read_text("utf-8"))]  # noqa: RUF012
