# SPDX-License-Identifier: EUPL-1.2
"""What stands in no list (persons, addresses, requests) is found by its number too: through the keys of the session, as what does."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("delen", "0001_begin")]  # noqa: RUF012 - Django reads a list
    operations = [  # noqa: RUF012
        migrations.RunSQL("create index delen_toegang_nummer on delen_toegang (gemeente, sleutel, volgorde) where lijst = 0")
    ]
