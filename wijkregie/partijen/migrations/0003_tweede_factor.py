# SPDX-License-Identifier: EUPL-1.2
"""Second factors: apps, passkeys and recovery codes."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("partijen", "0002_afscherming")]  # noqa: RUF012 - Django reads a list
    operations = [migrations.RunSQL((SQL / "0003_tweede_factor.sql").read_text("utf-8"))]  # noqa: RUF012
