# SPDX-License-Identifier: EUPL-1.2
"""What holds everywhere. Not to be used by itself: `productie` (which you get without a choice), `demo` and `toets` add keys, hosts and databases."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF

from wijkregie.koppelingen.postbus import lees_postbussen
from wijkregie.project.briefhoofden import lees_briefhoofden

DEBUG = False  # nowhere: its error pages show what was sent
DEMO = False  # personas to log in with one click, sample pages
BASIS = Path(__file__).resolve().parents[1]

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "csp",
    "procrastinate.contrib.django",
    "wijkregie.partijen",
    "wijkregie.delen",
    "wijkregie.dossier",
    "wijkregie.privacy",
    "wijkregie.meldingen",
    "wijkregie.overleg",
    "wijkregie.stukken",
    "wijkregie.koppelingen",
    "wijkregie.scherm",
    "wijkregie.project",
]
MIDDLEWARE = [
    "wijkregie.project.tussenlaag.schrijf_op",
    "wijkregie.project.tussenlaag.lengte",
    "wijkregie.project.tussenlaag.herkomst",
    "wijkregie.project.gezond.gezond",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "wijkregie.project.tussenlaag.kopregels",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "wijkregie.scherm.drukte.drempel",
    "wijkregie.project.tussenlaag.pagina_bij_405",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "wijkregie.partijen.aanmeldingen.bewaak",
    "django_htmx.middleware.HtmxMiddleware",
]
ROOT_URLCONF = "wijkregie.project.urls"
WSGI_APPLICATION = "wijkregie.project.wsgi.application"
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [BASIS / "scherm" / "templates"],
        "APP_DIRS": False,
        "OPTIONS": {"environment": "wijkregie.scherm.jinja.omgeving", "context_processors": ["wijkregie.scherm.jinja.eenmaal"]},
    }
]

# Language and time
LANGUAGE_CODE = "nl"
TIME_ZONE = "Europe/Amsterdam"
USE_I18N = True
USE_TZ = True

# Databases: `default` answers pages, `kern` derives and stores, `eigenaar` migrates. Never one that may do all.
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
PROCRASTINATE_DATABASE_ALIAS = "kern"
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "taken"

# Whereto the read log is sent: nowhere, until production says so
LOGBOEK: dict[str, str] | None = None

# Logging in
AUTH_USER_MODEL = "partijen.Login"
AUTHENTICATION_BACKENDS = ["wijkregie.partijen.inlog.Inlog"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
TWEEDE_FACTOR = True  # a password alone lets nobody in; the demo is the exception
OIDC_ZONDER_TLS = False  # a provider on http: in tests only
SLEUTELS_INLOG: tuple[str, ...] = ()  # encrypt second factors and client secrets; the first is used, the others are former ones
CSRF_FAILURE_VIEW = "wijkregie.scherm.fouten.te_oud"
AANTAL_PROXIES = 0  # how many of our own stand in front; only what they wrote about where a request comes from is believed
ADRESKOP = ""  # the header in which they write that, by a name of our own that no visitor knows
LOGIN_URL = "/inloggen/"
LOGIN_REDIRECT_URL = "/"
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_NAME = "wijkregie"
SESSIE_DUUR = timedelta(hours=8)  # a working day, however busy
SESSIE_STIL = True  # a session without an act ends; after how many minutes is the municipality's
SESSION_COOKIE_AGE = int(SESSIE_DUUR.total_seconds())
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"  # a cookie would carry names about

# Reports of residents (docs/howto/meldformulier-instellen.md)
_eigen = os.environ.get
MELDEN_GEMEENTE = _eigen("WIJKREGIE_MELDEN_GEMEENTE", "")  # the code of the municipality whose form this is; empty: the only one that has a form
DRADEN = int(_eigen("WIJKREGIE_DRADEN", "4"))  # requests at once in this process, as the web server says; public pages use at most half
MELDEN_TEGELIJK = int(_eigen("WIJKREGIE_MELDEN_TEGELIJK", "1"))  # reports that one process stores at once: the rest wait their turn
MELDEN_WACHT = 5  # seconds that a report that is inside waits for its turn
MELDEN_PER_ADRES = int(_eigen("WIJKREGIE_MELDEN_PER_ADRES", "30"))  # reports from one address in 15 minutes
MELDCODES_PER_ADRES = 20  # wrong codes from one address in 15 minutes
AGENDA_PER_KWARTIER = 30  # how often a calendar may ask for one feed in 15 minutes
MELDCODE_DAGEN = int(_eigen("WIJKREGIE_MELDCODE_DAGEN", "365"))  # how long the code of a report holds
MELDCODE_MINUTEN = 15  # how long a page behind a code stays open without an act
MELDTEKSTEN = Path(x) if (x := _eigen("WIJKREGIE_MELDTEKSTEN")) else None  # a folder with texts of one's own; else those of this version
MELDEN_WEG = _eigen("WIJKREGIE_MELDEN_WEG", "https://www.knmi.nl/")  # where *Snel weg* leads: a page that says nothing of who looks at it
MELDEN_BELLEN = _eigen("WIJKREGIE_MELDEN_BELLEN", "14 020")  # who would rather call
BESTAND_SCANNER = _eigen("WIJKREGIE_BESTAND_SCANNER")  # looks for malware in files: a function (content, media type) -> what is wrong, or None
CLAMAV = _eigen("WIJKREGIE_CLAMAV", "")  # where clamd listens, for the scanner wijkregie.koppelingen.clamav.scan
POSTBUSSEN = lees_postbussen(_eigen("WIJKREGIE_POSTBUS", ""))  # mailboxes that bring reports (docs/howto/meldingen-per-mail.md)

# Mail: without a server nothing goes out, and the page says so
MAIL_GAAT_UIT = False
EIGEN_ADRES = ""  # where people open Wijkregie: links in mail that no page sends begin with it
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
EMAIL_TIMEOUT = 10

# What stands above a letter under the name of the organisation: its address and how to reach it, by that name
BRIEFHOOFDEN: dict[str, tuple[str, ...]] = lees_briefhoofden(os.environ.get("WIJKREGIE_BRIEFHOOFDEN"))

# The secure mail service that takes letters: a function (wijkregie.stukken.haak.Zending) -> None, or none
BRIEF_MAILHAAK = _eigen("WIJKREGIE_BRIEF_MAILHAAK")
BRIEF_MAIL_ADRES = _eigen("WIJKREGIE_BRIEF_MAIL", "")  # of wijkregie.koppelingen.veilige_mail.verstuur: where the service listens, and its key
BRIEF_MAIL_KOP = _eigen("WIJKREGIE_BRIEF_MAIL_KOP", "")
BRIEF_MAIL_ZONDER_TLS = False  # a service on http: in tests only

# What the browser may do
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "object-src": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"

# Uploads: a file of 25 MB goes to disk, a form is small
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500
DATA_UPLOAD_MAX_NUMBER_FILES = 10
FILE_UPLOAD_MAX_MEMORY_SIZE = 256 * 1024
FILE_UPLOAD_PERMISSIONS = 0o600

STATIC_URL = "/statisch/"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

VERZOEKEN_OPSCHRIJVEN = os.environ.get("WIJKREGIE_VERZOEKEN") == "1"  # every request in the log, by its page: `wijkregie dien --logboek`

# Logs tell what broke and where, never about whom
LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"stil": {"()": "wijkregie.project.logboek.Stil", "format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"uit": {"class": "logging.StreamHandler", "formatter": "stil"}},
    "root": {"handlers": ["uit"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["uit"], "level": "WARNING", "propagate": False},
        "django.server": {"handlers": [], "level": "CRITICAL", "propagate": False},
        "procrastinate": {"handlers": ["uit"], "level": "WARNING", "propagate": False},
        "wijkregie": {"handlers": ["uit"], "level": "INFO", "propagate": False},
    },
}
