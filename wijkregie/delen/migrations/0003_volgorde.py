# SPDX-License-Identifier: EUPL-1.2
"""Lists in the order of their index."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("delen", "0002_belang")]  # noqa: RUF012 - Django reads a list
    operations = [migrations.RunSQL((SQL / "0003_volgorde.sql").read_text("utf-8"))]  # noqa: RUF012
