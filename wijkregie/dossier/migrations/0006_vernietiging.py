# SPDX-License-Identifier: EUPL-1.2
"""The proof that a dossier was destroyed, and the narrow right to do it."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("dossier", "0005_sleutels"), ("delen", "0005_nood")]  # noqa: RUF012 - Django reads a list
    operations = [migrations.RunSQL((SQL / "0006_vernietiging.sql").read_text("utf-8"))]  # noqa: RUF012
