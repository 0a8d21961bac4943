# SPDX-License-Identifier: EUPL-1.2
"""What nobody handles is found by an index."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("dossier", "0009_belang_verbonden")]  # noqa: RUF012 - Django reads a list
    operations = [migrations.RunSQL((SQL / "0010_van_niemand.sql").read_text("utf-8"))]  # noqa: RUF012
