# SPDX-License-Identifier: EUPL-1.2
"""Keys of one dossier."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("delen", "0002_op_nummer")]  # noqa: RUF012 - Django reads a list
    operations = [migrations.RunSQL((SQL / "zaaksleutel.sql").read_text("utf-8"))]  # noqa: RUF012
