# SPDX-License-Identifier: EUPL-1.2
"""Facts, files and what is derived from them, with who may read each row."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    initial = True
    dependencies = [("delen", "0001_begin"), ("partijen", "0001_begin")]  # noqa: RUF012 - Django reads a list
    operations = [  # noqa: RUF012
        migrations.RunSQL((SQL / "0001_tabellen.sql").read_text("utf-8")),
        migrations.RunSQL((SQL / "0002_rechten.sql").read_text("utf-8")),
    ]
