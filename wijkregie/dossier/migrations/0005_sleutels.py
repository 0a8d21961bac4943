# SPDX-License-Identifier: EUPL-1.2
"""Encrypted content and its keys."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("dossier", "0004_beheer_ziet_niets")]  # noqa: RUF012 - Django reads a list
    operations = [migrations.RunSQL((SQL / "0005_sleutels.sql").read_text("utf-8"))]  # noqa: RUF012
