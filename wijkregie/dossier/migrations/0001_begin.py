# SPDX-License-Identifier: EUPL-1.2
"""Facts, files and what is derived from them, with who may read each row. What the database enforces is in the files of sql/, in this order."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parents[1] / "sql"
BESTANDEN = ("tabellen", "afgeleid", "rechten", "dicht", "behandeld", "sleutels", "zoeken", "belang", "vernietiging")


class Migration(migrations.Migration):
    initial = True
    dependencies = [("delen", "0001_begin"), ("partijen", "0001_begin")]  # noqa: RUF012 - Django reads a list
    operations = [migrations.RunSQL((SQL / f"{b}.sql").read_text("utf-8")) for b in BESTANDEN]  # noqa: RUF012
