# SPDX-License-Identifier: EUPL-1.2
"""Production: everything from the environment, and no start when something is missing or unsafe. All faults are told at once, without values."""

from __future__ import annotations

import os
from urllib.parse import unquote

from wijkregie.project.doorsturen import uit_omgeving
from wijkregie.project.instellingen import *  # noqa: F403
from wijkregie.project.keuring import keur

_keuring = keur(os.environ)

SECRET_KEY = _keuring.geheim
SLEUTELS_INLOG = _keuring.sleutels_inlog
HOOFDSLEUTELS = _keuring.hoofdsleutels
ALLOWED_HOSTS = _keuring.hosts
CSRF_TRUSTED_ORIGINS = _keuring.adressen
DATABASES = _keuring.databanken
LOGBOEK = uit_omgeving(os.environ)

SECURE_SSL_REDIRECT = True
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-wijkregie"
CSRF_COOKIE_NAME = "__Host-csrf"
AANTAL_PROXIES = _keuring.proxies
ADRESKOP = _keuring.adreskop
if AANTAL_PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

MAIL_GAAT_UIT = _keuring.mail is not None
EIGEN_ADRES = _keuring.adressen[0].rstrip("/")
if _keuring.mail:
    EMAIL_BACKEND = "wijkregie.koppelingen.mailserver.Backend"
    EMAIL_HOST = _keuring.mail.hostname or ""
    EMAIL_PORT = _keuring.mail.port or 465
    EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = unquote(_keuring.mail.username or ""), unquote(_keuring.mail.password or "")
    EMAIL_USE_SSL = True
    DEFAULT_FROM_EMAIL = _keuring.mail_van

STATIC_ROOT = _keuring.statisch
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
