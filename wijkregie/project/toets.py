# SPDX-License-Identifier: EUPL-1.2
"""Settings of tests and of mypy: a throwaway server that conftest starts, a database per worker, no pool."""

from __future__ import annotations

import os
from pathlib import Path

from wijkregie.databank import server
from wijkregie.project.databanken import van_server
from wijkregie.project.instellingen import *  # noqa: F403

DEMO = True
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "testserver"]
SECRET_KEY = "alleen-voor-toetsen-" + 40 * "x"
HOOFDSLEUTELS = (b"alleen-voor-toetsen-".ljust(32, b"x"),)
TOETSMAP = "WIJKREGIE_TOETSMAP"
TOETSDATABANK = f"wijkregie_{os.environ.get('PYTEST_XDIST_WORKER', 'hoofd')}"
DATABASES = van_server(server(Path(os.environ.get(TOETSMAP, "/nonexistent/wijkregie"))), TOETSDATABANK)
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher", "django.contrib.auth.hashers.Argon2PasswordHasher"]  # hundreds of log-ins
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
