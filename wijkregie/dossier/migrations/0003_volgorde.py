# SPDX-License-Identifier: EUPL-1.2
"""Lists of work in the order of their index."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("dossier", "0002_belang")]  # noqa: RUF012 - Django reads a list
    operations = [migrations.RunSQL((SQL / "0004_volgorde.sql").read_text("utf-8"))]  # noqa: RUF012
