# SPDX-License-Identifier: EUPL-1.2
"""The code of who reported something."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    initial = True
    dependencies = [("delen", "0001_begin")]  # noqa: RUF012 - Django reads a list
    operations = [migrations.RunSQL((SQL / "code.sql").read_text("utf-8"))]  # noqa: RUF012
