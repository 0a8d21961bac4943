# SPDX-License-Identifier: EUPL-1.2
"""The read log, requests of the person concerned, and destroying. What the database enforces is in the files of sql/, in this order."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parents[1] / "sql"
BESTANDEN = ("toezicht", "leeslog", "verzoeken", "vernietigen")


class Migration(migrations.Migration):
    initial = True
    dependencies = [("dossier", "0001_begin")]  # noqa: RUF012 - Django reads a list
    operations = [migrations.RunSQL((SQL / f"{b}.sql").read_text("utf-8")) for b in BESTANDEN]  # noqa: RUF012
