# SPDX-License-Identifier: EUPL-1.2
"""The context of a transaction, access, and who is shut out of it. What the database enforces is in the files of sql/, in this order."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parents[1] / "sql"
BESTANDEN = ("context", "toegang", "belang", "nood", "zaaksleutel")


class Migration(migrations.Migration):
    initial = True
    dependencies = []  # noqa: RUF012 - Django reads a list
    operations = [migrations.RunSQL((SQL / f"{b}.sql").read_text("utf-8")) for b in BESTANDEN]  # noqa: RUF012
