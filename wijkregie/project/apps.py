# SPDX-License-Identifier: EUPL-1.2
"""The project as an app: after every migration it gives the roles what they need of tables that are not ours."""

from __future__ import annotations

from typing import Any

from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate


class Project(AppConfig):
    name = "wijkregie.project"
    label = "project"

    def ready(self) -> None:
        from wijkregie.project.rechten import geef_rechten

        def na_migreren(using: str, **_: Any) -> None:
            geef_rechten(using)

        # Django signals only apps with models, after all migrations; one of them is enough.
        post_migrate.connect(na_migreren, sender=apps.get_app_config("sessions"), weak=False)
