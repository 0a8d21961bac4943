# SPDX-License-Identifier: EUPL-1.2
from django.apps import AppConfig


class StukkenConfig(AppConfig):
    name = "wijkregie.stukken"
    label = "stukken"
