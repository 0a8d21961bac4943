# SPDX-License-Identifier: EUPL-1.2
"""Production: everything from the environment, and no start when something is missing or unsafe. All faults are told at once, without values."""

from __future__ import annotations

import os

from wijkregie.project.instellingen import *  # noqa: F403
from wijkregie.project.keuring import keur

_keuring = keur(os.environ)

SECRET_KEY = _keuring.geheim
HOOFDSLEUTELS = _keuring.hoofdsleutels
ALLOWED_HOSTS = _keuring.hosts
CSRF_TRUSTED_ORIGINS = _keuring.adressen
DATABASES = _keuring.databanken

SECURE_SSL_REDIRECT = True
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-wijkregie"
CSRF_COOKIE_NAME = "__Host-csrf"
AANTAL_PROXIES = _keuring.proxies
if AANTAL_PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

STATIC_ROOT = _keuring.statisch
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
