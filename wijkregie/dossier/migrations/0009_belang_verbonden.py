# SPDX-License-Identifier: EUPL-1.2
"""An interest of one's own reaches the people whom a dossier is about, and what else is about them."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("dossier", "0008_betwist")]  # noqa: RUF012 - Django reads a list
    operations = [migrations.RunSQL((SQL / "0009_belang_verbonden.sql").read_text("utf-8"))]  # noqa: RUF012
