# SPDX-License-Identifier: EUPL-1.2
from django.apps import AppConfig


class MeldingenConfig(AppConfig):
    name = "wijkregie.meldingen"
    label = "meldingen"
