# SPDX-License-Identifier: EUPL-1.2
"""Who handles which dossier is for who holds a key: an administrator of the same organisation holds none."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("dossier", "0003_volgorde")]  # noqa: RUF012 - Django reads a list
    operations = [  # noqa: RUF012
        migrations.RunSQL("create policy sleutel on dossier_behandelaar as restrictive to wijk_web using (cardinality(app_sleutels()) > 0)")
    ]
