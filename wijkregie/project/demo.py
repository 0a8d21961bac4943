# SPDX-License-Identifier: EUPL-1.2
"""Settings of the demo and of development: a server of our own, this machine only, fictional people. `wijkregie demo` uses them."""

from __future__ import annotations

import os

from wijkregie.databank import server
from wijkregie.project.databanken import VARIABELEN, met_pool, uit_omgeving, van_server
from wijkregie.project.geheim import eigen_geheim, eigen_hoofdsleutel
from wijkregie.project.instellingen import *  # noqa: F403
from wijkregie.project.proces import sterf_met_ouder

DEMO = True
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
_server = server()
SECRET_KEY = eigen_geheim(_server.plek.map)
SLEUTELS_INLOG = (SECRET_KEY,)
TWEEDE_FACTOR = False
HOOFDSLEUTELS = (eigen_hoofdsleutel(_server.plek.map),)
DATABASES = uit_omgeving(os.environ) if all(v in os.environ for v in VARIABELEN.values()) else met_pool(van_server(_server))
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
sterf_met_ouder()
LOGGING["loggers"]["wijkregie"]["level"] = "WARNING"  # noqa: F405 - the terminal is for the one who tries it
