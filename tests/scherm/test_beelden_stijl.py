# SPDX-License-Identifier: EUPL-1.2
"""Style sheets, sprite and templates belong together: a name used in one stands in the other."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from wijkregie import scherm

HUIS = Path(scherm.__file__).parent
SJABLONEN = {p.relative_to(HUIS).as_posix(): p.read_text() for p in sorted((HUIS / "templates").rglob("*.html"))}
CSS = {p.name: p.read_text() for p in sorted((HUIS / "static/scherm/css").glob("*.css"))}
ALLE_CSS = "".join(CSS.values())


def test_utrecht_classes_of_templates_stand_in_the_reduced_file() -> None:
    gebruikt = {k for s in SJABLONEN.values() for k in re.findall(r"utrecht-[a-z0-9-]+", s)}
    assert {k for k in gebruikt if f".{k}" not in CSS["utrecht.css"]} == set()


def test_our_classes_of_templates_have_style() -> None:
    gebruikt = {k for s in SJABLONEN.values() for k in re.findall(r"(?<![a-z-])wr-[a-z0-9_]+(?:-[a-z0-9_]+)*", s)}
    zonder = {k for k in gebruikt if not re.search(rf"\.{re.escape(k)}(?![a-z0-9])", ALLE_CSS)}
    assert zonder <= {"wr-form", "wr-knoptekst", "wr-smalform-ruim", "wr-vw--breed", "wr-bladeren"}, zonder


def test_tokens_that_are_used_are_defined() -> None:
    eigen = "".join(t for n, t in CSS.items() if n != "utrecht.css")
    gebruikt = set(re.findall(r"var\((--wr-[a-z0-9-]+)", eigen))
    assert gebruikt - set(re.findall(r"(--wr-[a-z0-9-]+)\s*:", CSS["thema.css"])) == set()


def test_symbols_that_are_used_are_drawn() -> None:
    tekens = SJABLONEN["templates/scherm/onderdelen/tekens.html"]
    gebruikt = {t for s in SJABLONEN.values() for t in re.findall(r'teken\("([a-z]+)"', s)}
    assert {t for t in gebruikt if f'id="s-{t}"' not in tekens} == set()


def test_templates_that_are_included_exist() -> None:
    genoemd = {n for s in SJABLONEN.values() for n in re.findall(r'{% (?:include|extends|from) "([^"]+)"', s)}
    assert {n for n in genoemd if f"templates/{n}" not in SJABLONEN} == set()


def test_macros_that_are_imported_exist() -> None:
    """One that does not would only be missed where it is called."""
    for naam, sjabloon in SJABLONEN.items():
        for uit, namen in re.findall(r'{% from "([^"]+)" import ([^%]+) %}', sjabloon):
            gemaakt = set(re.findall(r"{% macro (\w+)\(", SJABLONEN[f"templates/{uit}"]))
            assert set(namen.split(", ")) <= gemaakt, naam
            assert all(re.search(rf"[{{ ]{n}\(", sjabloon) for n in namen.split(", ")), f"{naam} imports what it does not use: {namen}"


@pytest.mark.parametrize("naam", [n for n in SJABLONEN if "/onderdelen/" in n])
def test_no_part_is_left_over(naam: str) -> None:
    kort = naam.removeprefix("templates/")
    python = "".join(p.read_text() for p in HUIS.rglob("*.py"))
    assert any(kort in s for s in SJABLONEN.values()) or kort in python


def _licht(kleur: str) -> float:
    waarden = [int(kleur[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    rood, groen, blauw = (w / 12.92 if w <= 0.04045 else ((w + 0.055) / 1.055) ** 2.4 for w in waarden)
    return 0.2126 * rood + 0.7152 * groen + 0.0722 * blauw


TEKST = (
    *((k, g) for k in ("inkt", "inkt-zacht", "accent", "accent-diep", "telaat", "dreigt", "goed") for g in ("vlak", "papier")),
    *((k, "vlak-diep") for k in ("inkt", "accent")),
    *((k, "accent-licht") for k in ("inkt", "accent", "accent-diep", "inkt-zacht")),
    ("telaat", "telaat-licht"),
    ("dreigt", "dreigt-licht"),
    ("goed", "goed-licht"),
    ("accent", "dreigt-licht"),
    ("accent", "goed-licht"),
    ("vlak", "accent"),
)


@pytest.mark.parametrize(("voor", "achter", "eis"), [*((v, a, 4.5) for v, a in TEKST), ("lijn-sterk", "vlak", 3), ("lijn-sterk", "papier", 3)])
def test_contrast(voor: str, achter: str, eis: float) -> None:
    kleur = dict(re.findall(r"--wr-([a-z-]+): (#[0-9a-f]{3,6});", CSS["thema.css"])) | {"vlak": "#ffffff"}
    a, b = sorted((_licht(kleur[voor]), _licht(kleur[achter])), reverse=True)
    assert (a + 0.05) / (b + 0.05) >= eis


def test_a_class_has_its_look_in_one_place() -> None:
    """Two parts that take the same name by chance wear each other's clothes."""
    eigen = "".join(re.sub(r"/\*.*?\*/", "", t, flags=re.S) for n, t in CSS.items() if n != "utrecht.css")
    buiten = re.sub(r"@[a-z-]+[^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}", "", eigen)
    gezien = [s.strip() for kop in re.findall(r"(?:^|\})\s*([^{}]+)\{", buiten) for s in kop.split(",") if re.fullmatch(r"\s*\.wr-[\w-]+\s*", s)]
    assert {s for s in gezien if gezien.count(s) > 1} <= {".wr-bezig"}  # moves only where motion is wanted
