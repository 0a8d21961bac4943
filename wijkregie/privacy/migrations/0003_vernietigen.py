# SPDX-License-Identifier: EUPL-1.2
"""The list of dossiers whose term is over, decisions about them, and destroying."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("privacy", "0002_belang"), ("dossier", "0006_vernietiging")]  # noqa: RUF012 - Django reads a list
    operations = [migrations.RunSQL((SQL / "0003_vernietigen.sql").read_text("utf-8"))]  # noqa: RUF012
