# SPDX-License-Identifier: EUPL-1.2
"""More categories than the bits of a number."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("delen", "0003_volgorde")]  # noqa: RUF012 - Django reads a list
    operations = [migrations.RunSQL((SQL / "0004_breed.sql").read_text("utf-8"))]  # noqa: RUF012
