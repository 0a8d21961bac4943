# SPDX-License-Identifier: EUPL-1.2
"""What is typed in a meeting and not recorded yet, and the order of an agenda; both go with their case, and drafts with their item."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parents[1] / "sql"
BESTANDEN = ("concepten", "vernietigd")


class Migration(migrations.Migration):
    initial = True
    dependencies = [("dossier", "0002_gegevens"), ("privacy", "0002_gegevens")]  # noqa: RUF012 - Django reads a list
    operations = [migrations.RunSQL((SQL / f"{b}.sql").read_text("utf-8")) for b in BESTANDEN]  # noqa: RUF012
