# SPDX-License-Identifier: EUPL-1.2
"""The outbox through which the read log goes to a collector."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("privacy", "0004_breed")]  # noqa: RUF012 - Django reads a list
    operations = [migrations.RunSQL((SQL / "0005_logboek.sql").read_text("utf-8"))]  # noqa: RUF012
