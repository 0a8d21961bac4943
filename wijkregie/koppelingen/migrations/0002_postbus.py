# SPDX-License-Identifier: EUPL-1.2
"""How it goes with the mailboxes that bring reports."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("koppelingen", "0001_agenda")]  # noqa: RUF012 - Django reads a list
    operations = [migrations.RunSQL((SQL / "postbus.sql").read_text("utf-8"))]  # noqa: RUF012
