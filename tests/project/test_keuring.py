# SPDX-License-Identifier: EUPL-1.2
"""Production starts with a safe environment only, and a refusal repeats no secret."""

from __future__ import annotations

import os
import subprocess
import sys
from base64 import b64encode

import pytest
from django.core.exceptions import ImproperlyConfigured

from wijkregie.project.keuring import keur

KOP = "X-Adres-9sKe0dLmQ2xZpW7vB"
GOED = {
    "WIJKREGIE_HOOFDSLEUTELS": b64encode(bytes(range(32))).decode(),
    "WIJKREGIE_GEHEIM": "Hj3kd8-verzonnen-voor-de-toets-9sKe0dLmQ2xZpW7vBnTrYuIo",
    "WIJKREGIE_SLEUTEL_INLOG": "Vb7-ook-verzonnen-voor-de-toets-4RtYuIoPaSdFgHjKlZxCv",
    "WIJKREGIE_ADRES": "https://wijkregie.duinveste.example",
    "DATABASE_URL": "postgresql://wijk_eigenaar:a@db.example/wijkregie?sslmode=verify-full",
    "DATABASE_URL_WEB": "postgresql://wijk_web:b@db.example/wijkregie?sslmode=verify-full",
    "DATABASE_URL_KERN": "postgresql://wijk_kern:c@/wijkregie?host=%2Frun%2Fpostgresql",
}


def test_a_safe_environment_passes() -> None:
    k = keur(GOED)
    assert k.hosts == ["wijkregie.duinveste.example"]
    assert [k.databanken[a]["USER"] for a in ("default", "kern", "eigenaar")] == ["wijk_web", "wijk_kern", "wijk_eigenaar"]
    assert k.databanken["default"]["OPTIONS"]["sslmode"] == "verify-full"
    assert k.proxies == 0
    achter = keur({**GOED, "WIJKREGIE_PROXIES": "2", "WIJKREGIE_ADRESKOP": KOP})
    assert (achter.proxies, achter.adreskop) == (2, KOP)


def test_the_web_server_does_without_the_owner_of_the_tables() -> None:
    zonder = {k: v for k, v in GOED.items() if k != "DATABASE_URL"}
    assert set(keur({**zonder, "WIJKREGIE_ALLEEN_PAGINAS": "1"}).databanken) == {"default", "kern"}
    with pytest.raises(ImproperlyConfigured, match="DATABASE_URL ontbreekt"):
        keur(zonder)


@pytest.mark.parametrize(
    ("wijziging", "woord"),
    [
        ({"WIJKREGIE_GEHEIM": ""}, "WIJKREGIE_GEHEIM ontbreekt"),
        ({"WIJKREGIE_HOOFDSLEUTELS": ""}, "WIJKREGIE_HOOFDSLEUTELS ontbreekt"),
        ({"WIJKREGIE_HOOFDSLEUTELS": "kort"}, "WIJKREGIE_HOOFDSLEUTELS is niet goed"),
        ({"WIJKREGIE_HOOFDSLEUTELS": b64encode(bytes(32)).decode()}, "WIJKREGIE_HOOFDSLEUTELS is niet goed"),
        ({"WIJKREGIE_HOOFDSLEUTELS": 2 * (b64encode(bytes(range(32))).decode() + " ")}, "WIJKREGIE_HOOFDSLEUTELS is niet goed"),
        ({"WIJKREGIE_GEHEIM": "kort"}, "te makkelijk te raden"),
        ({"WIJKREGIE_GEHEIM": "a" * 60}, "te makkelijk te raden"),
        ({"WIJKREGIE_SLEUTEL_INLOG": " "}, "WIJKREGIE_SLEUTEL_INLOG ontbreekt"),
        ({"WIJKREGIE_SLEUTEL_INLOG": "kort"}, "WIJKREGIE_SLEUTEL_INLOG is te makkelijk"),
        ({"WIJKREGIE_SLEUTEL_INLOG": GOED["WIJKREGIE_GEHEIM"]}, "geef een eigen tekst"),
        ({"WIJKREGIE_ADRES": ""}, "WIJKREGIE_ADRES ontbreekt"),
        ({"WIJKREGIE_ADRES": "http://wijkregie.example"}, "begint niet met https"),
        ({"WIJKREGIE_ADRES": "https://*.example"}, "geen adres van een website"),
        ({"WIJKREGIE_ADRES": "*"}, "begint niet met https"),
        ({"DATABASE_URL": ""}, "DATABASE_URL ontbreekt"),
        ({"DATABASE_URL_WEB": "geen adres"}, "geen adres van een databank"),
        ({"DATABASE_URL_WEB": GOED["DATABASE_URL"]}, "dezelfde rol"),
        ({"DATABASE_URL_WEB": "postgresql://postgres:x@/wijkregie"}, "rol postgres"),
        ({"DATABASE_URL_WEB": "postgresql://wijk_web:b@db.example/wijkregie"}, "onversleuteld"),
        ({"DATABASE_URL_WEB": "postgresql://wijk_web:b@db.example/wijkregie?sslmode=prefer"}, "onversleuteld"),
        ({"DATABASE_URL_WEB": "postgresql://db.example/?sslmode=require"}, "geen rol of geen databank"),
        ({"WIJKREGIE_NU": "2026-01-01"}, "de klok mag"),
        ({"WIJKREGIE_DEMO": "1"}, "zonder wachtwoord"),
        ({"DEBUG": "0"}, "foutpagina"),
        ({"WIJKREGIE_MAIL": "smtp://mail.example"}, "geen versleutelde mailserver"),
        ({"WIJKREGIE_MAIL": "smtps://mail.example"}, "WIJKREGIE_MAIL_VAN ontbreekt"),
        ({"WIJKREGIE_PROXIES": "ja"}, "geen aantal"),
        ({"WIJKREGIE_PROXIES": "-1"}, "geen aantal"),
        ({"WIJKREGIE_PROXIES": ""}, "geen aantal"),
        ({"WIJKREGIE_PROXIES": "1"}, "WIJKREGIE_ADRESKOP ontbreekt"),
        ({"WIJKREGIE_PROXIES": "1", "WIJKREGIE_ADRESKOP": "X-Forwarded-For"}, "te raden"),
        ({"WIJKREGIE_PROXIES": "1", "WIJKREGIE_ADRESKOP": "X-Adres_9sKe0dLmQ2xZpW7vB"}, "te raden"),
        ({"WIJKREGIE_ADRESKOP": KOP}, "Haal WIJKREGIE_ADRESKOP weg"),
    ],
)
def test_an_unsafe_environment_is_refused(wijziging: dict[str, str], woord: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=woord) as e:
        keur({**GOED, **wijziging})
    tekst = str(e.value)
    assert "productie.md" in tekst
    assert GOED["WIJKREGIE_GEHEIM"] not in tekst and ":b@" not in tekst


def test_all_faults_are_told_at_once() -> None:
    with pytest.raises(ImproperlyConfigured) as e:
        keur({})
    assert str(e.value).count("\n- ") == 7


def draai(code: str, **omgeving: str) -> subprocess.CompletedProcess[str]:
    kaal = {k: v for k, v in os.environ.items() if k in ("PATH", "HOME", "LANG")}
    return subprocess.run([sys.executable, "-c", code], env={**kaal, **omgeving}, capture_output=True, text=True, timeout=60)


def test_who_forgets_everything_gets_production_and_its_refusal() -> None:
    klaar = draai("from wijkregie.opdrachten import main; raise SystemExit(main(['dien', '--poort', '8991']))")
    assert klaar.returncode == 2
    assert "Wijkregie start niet" in klaar.stderr and "Traceback" not in klaar.stderr
    assert "DATABASE_URL_WEB" in klaar.stderr and "DATABASE_URL ontbreekt" not in klaar.stderr


def test_production_settings_are_strict() -> None:
    code = (
        "from django.conf import settings as s\n"
        "assert not s.DEBUG and not s.DEMO and s.SECURE_SSL_REDIRECT and s.SECURE_HSTS_SECONDS > 1e7\n"
        "assert s.SESSION_COOKIE_SECURE and s.CSRF_COOKIE_SECURE\n"
        "assert s.SESSION_COOKIE_HTTPONLY and s.PASSWORD_HASHERS == ['django.contrib.auth.hashers.Argon2PasswordHasher']\n"
        "assert all('unsafe' not in x for d in s.CONTENT_SECURITY_POLICY['DIRECTIVES'].values() for x in d)\n"
        "assert s.DATABASES['default']['OPTIONS']['pool'] and s.DATABASES['default']['CONN_MAX_AGE'] == 0\n"
        "import django; django.setup()\n"
        "from django.core import checks\n"
        "f = [m for m in checks.run_checks(tags=[checks.Tags.security], include_deployment_checks=True)]\n"
        "assert [m.id for m in f] in ([], ['security.W021']), f\n"
    )
    klaar = draai(code, DJANGO_SETTINGS_MODULE="wijkregie.project.productie", **GOED)
    assert klaar.returncode == 0, klaar.stderr


def test_the_read_log_goes_out_encrypted_or_not_at_all() -> None:
    goed = {"WIJKREGIE_LOGBOEK": "https://logboek.example/v1/traces", "WIJKREGIE_LOGBOEK_REGISTER": "https://register.example",
            "WIJKREGIE_LOGBOEK_SLEUTEL": "verzonnen-voor-de-toets-0123456789"}  # fmt: skip
    keur({**GOED, **goed})
    for fout in ({"WIJKREGIE_LOGBOEK": "http://logboek.example"}, {"WIJKREGIE_LOGBOEK": ""}, {"WIJKREGIE_LOGBOEK_REGISTER": ""},
                 {"WIJKREGIE_LOGBOEK_SLEUTEL": "kort"}, {"WIJKREGIE_LOGBOEK_KOP": "zonder dubbele punt"}):  # fmt: skip
        with pytest.raises(ImproperlyConfigured, match="WIJKREGIE_LOGBOEK"):
            keur({**GOED, **goed, **fout})
