# SPDX-License-Identifier: EUPL-1.2
"""Log-in at the provider of an organisation."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("partijen", "0003_tweede_factor")]  # noqa: RUF012 - Django reads a list
    operations = [migrations.RunSQL((SQL / "0004_openid_connect.sql").read_text("utf-8"))]  # noqa: RUF012
