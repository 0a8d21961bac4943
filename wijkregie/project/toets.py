# SPDX-License-Identifier: EUPL-1.2
"""Settings of tests and of mypy: a throwaway server that conftest starts, a database per worker, no pool."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

from wijkregie.databank import server
from wijkregie.project.databanken import van_server
from wijkregie.project.instellingen import *  # noqa: F403

DEMO = True
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "testserver"]
SECRET_KEY = "alleen-voor-toetsen-" + 40 * "x"
SLEUTELS_INLOG = ("alleen-voor-toetsen",)
TWEEDE_FACTOR = False  # tests of log-in turn it on
SESSIE_DUUR = timedelta(days=36_500)  # tests move the clock; those of sessions set both back
SESSIE_STIL = False
OIDC_ZONDER_TLS = True
MAIL_GAAT_UIT = True
EIGEN_ADRES = "https://wijkregie.duinveste.example"
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
DEFAULT_FROM_EMAIL = "wijkregie@duinveste.example"
HOOFDSLEUTELS = (b"alleen-voor-toetsen-".ljust(32, b"x"),)
TOETSMAP = "WIJKREGIE_TOETSMAP"
TOETSDATABANK = f"wijkregie_{os.environ.get('PYTEST_XDIST_WORKER', 'hoofd')}"
DATABASES = van_server(server(Path(os.environ.get(TOETSMAP, "/nonexistent/wijkregie"))), TOETSDATABANK)
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher", "django.contrib.auth.hashers.Argon2PasswordHasher"]  # hundreds of log-ins
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
