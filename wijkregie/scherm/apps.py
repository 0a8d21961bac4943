# SPDX-License-Identifier: EUPL-1.2
from django.apps import AppConfig


class SchermConfig(AppConfig):
    name = "wijkregie.scherm"
    label = "scherm"
    verbose_name = "Scherm"
