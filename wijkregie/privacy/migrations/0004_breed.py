# SPDX-License-Identifier: EUPL-1.2
"""Masks of 256 bits in the read log."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("privacy", "0003_vernietigen"), ("delen", "0004_breed")]  # noqa: RUF012 - Django reads a list
    operations = [migrations.RunSQL((SQL / "0004_breed.sql").read_text("utf-8"))]  # noqa: RUF012
