# SPDX-License-Identifier: EUPL-1.2
"""The room of the parties as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class Partijen(AppConfig):
    name = "wijkregie.partijen"
    label = "partijen"
    default_auto_field = "django.db.models.AutoField"

    def ready(self) -> None:
        from wijkregie.partijen import aanmeldingen  # noqa: F401 - it listens to every log-in
