# SPDX-License-Identifier: EUPL-1.2
"""Keys of one dossier can end on their first day."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("delen", "0003_zaaksleutel")]  # noqa: RUF012 - Django reads a list
    operations = [migrations.RunSQL((SQL / "zaaksleutel_einde.sql").read_text("utf-8"))]  # noqa: RUF012
