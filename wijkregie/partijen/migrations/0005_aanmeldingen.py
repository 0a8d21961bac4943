# SPDX-License-Identifier: EUPL-1.2
"""Where somebody is logged in, and per municipality after how many quiet minutes that ends."""

from pathlib import Path

from django.db import migrations, models

SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("partijen", "0004_openid_connect")]  # noqa: RUF012 - Django reads a list
    operations = [  # noqa: RUF012
        migrations.AddField("gemeente", "stil_minuten", models.SmallIntegerField(default=15)),
        migrations.AddConstraint(
            "gemeente", models.CheckConstraint(name="partijen_gemeente_stil", condition=models.Q(stil_minuten__gte=5, stil_minuten__lte=60))
        ),
        migrations.RunSQL((SQL / "0005_aanmeldingen.sql").read_text("utf-8")),
    ]
