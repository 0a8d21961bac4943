# SPDX-License-Identifier: EUPL-1.2
"""Work and drafts of a dossier are closed to who is shut out of it."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("dossier", "0001_begin"), ("delen", "0002_belang")]  # noqa: RUF012 - Django reads a list
    operations = [migrations.RunSQL((SQL / "0003_belang.sql").read_text("utf-8"))]  # noqa: RUF012
