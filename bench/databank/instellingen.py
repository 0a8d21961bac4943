# SPDX-License-Identifier: EUPL-1.2
"""Settings of the measurements: those of every installation, on the server that WIJKREGIE_MAP names, with its pool of connections."""

from __future__ import annotations

from wijkregie.databank import server
from wijkregie.project.databanken import met_pool, van_server
from wijkregie.project.instellingen import *  # noqa: F403

ALLOWED_HOSTS = ["localhost"]
SECRET_KEY = "alleen-voor-metingen-" + 40 * "x"
HOOFDSLEUTELS = (b"alleen-voor-metingen".ljust(32, b"x"),)
DATABASES = met_pool(van_server(server()))
for naam in ("wijkregie", "django"):  # no line for each fact and each page that is not there
    LOGGING["loggers"][naam]["level"] = "ERROR"  # noqa: F405
