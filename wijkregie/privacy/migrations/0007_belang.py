# SPDX-License-Identifier: EUPL-1.2
"""The read log is shut too for who has an interest of his own."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("privacy", "0006_verzoeken")]  # noqa: RUF012 - Django reads a list
    operations = [migrations.RunSQL((SQL / "0007_belang.sql").read_text("utf-8"))]  # noqa: RUF012
