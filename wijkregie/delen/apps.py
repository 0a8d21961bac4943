# SPDX-License-Identifier: EUPL-1.2
from django.apps import AppConfig

from wijkregie.delen.masker import aanmelden


class DelenConfig(AppConfig):
    name = "wijkregie.delen"
    label = "delen"

    def ready(self) -> None:
        aanmelden()
