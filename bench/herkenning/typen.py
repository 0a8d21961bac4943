# SPDX-License-Identifier: EUPL-1.2
"""How people type streets, numbers and names: the same for all reports, true or not."""

from __future__ import annotations

import random
from typing import Final

from bench.herkenning.stad import GANG, Adres, Persoon

KLANK: Final = (
    ("ij", "ei"),
    ("ij", "y"),
    ("ei", "ij"),
    ("au", "ou"),
    ("ou", "au"),
    ("k", "c"),
    ("z", "s"),
    ("v", "f"),
    ("d", "t"),
    ("s", "z"),
    ("f", "v"),
)


def tikfout(rng: random.Random, woord: str) -> str:
    """Two letters swapped, one twice, or one gone; not the first."""
    if len(woord) < 4:
        return woord
    i = rng.randrange(1, len(woord) - 1)
    return rng.choice((woord[:i] + woord[i + 1] + woord[i] + woord[i + 2 :], woord[:i] + woord[i] + woord[i:], woord[:i] + woord[i + 1 :]))


def gehoord(rng: random.Random, naam: str) -> str:
    """A name written as heard."""
    kan = [(a, b) for a, b in KLANK if a in naam[1:]]
    if not kan:
        return tikfout(rng, naam)
    a, b = rng.choice(kan)
    return naam[0] + naam[1:].replace(a, b, 1)


def straat(rng: random.Random, naam: str) -> str:
    """A street: right in three of four."""
    kans = rng.random()
    if kans < 0.75:
        return naam if kans < 0.6 else naam.lower()
    gang = next(g for g in GANG if naam.endswith(g))
    stam = naam[: -len(gang)]
    if kans < 0.83:
        kort = {"straat": "str", "laan": "ln", "weg": "wg", "plein": "pln", "singel": "sngl"}.get(gang, gang[:2])
        return stam + kort + rng.choice((".", ""))
    if kans < 0.89:
        return f"de {stam}"
    return stam + rng.choice(GANG) if kans < 0.92 else tikfout(rng, naam)


def nummer(rng: random.Random, adres: Adres) -> tuple[str, str, bool]:
    """House number and addition, and whether the number is right."""
    nr, toev = adres.nr, adres.toev
    if rng.random() < 0.25:
        toev = "" if toev else rng.choice(("A", "-2", " hs", "a", " II"))
    elif toev and rng.random() < 0.3:
        toev = {"A": "a", "B": " b", " hs": "hs"}.get(toev, toev.replace("-", " "))
    juist = rng.random() >= 1 / 9
    if not juist:
        nr = nr + 2 if nr < 3 else nr + rng.choice((-2, 2))
    if toev and rng.random() < 0.4:
        return f"{nr}{toev}", "", juist
    return str(nr), toev.strip(), juist


def adres(rng: random.Random, waar: Adres) -> tuple[str, bool]:
    """A whole address in one line, and whether its number is right."""
    nr, toev, juist = nummer(rng, waar)
    return f"{straat(rng, waar.straat)} {nr}{toev if not toev or toev[0] == '-' else ' ' + toev}", juist


def achternaam(rng: random.Random, naam: str) -> str:
    kans = rng.random()
    return naam if kans < 0.67 else gehoord(rng, naam) if kans < 0.9 else tikfout(rng, naam)


def naam(rng: random.Random, wie: Persoon) -> str:
    """A name in one of the ways in which people write it."""
    achter = achternaam(rng, wie.achternaam)
    vorm = rng.random()
    if vorm < 0.4:
        return f"{wie.voornaam} {achter}"
    if vorm < 0.65:
        return f"{wie.voornaam[0]}. {achter}"
    return f"{wie.titel} {achter}" if vorm < 0.9 else achter
