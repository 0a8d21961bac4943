# SPDX-License-Identifier: EUPL-1.2
"""Proof that a norm is carried out: take out what it alone adds, play the scenarios that name it, and something must visibly differ."""

from __future__ import annotations

import copy
from collections.abc import Iterable
from typing import Any, Final

from wijkregie.norm.fouten import InvoerFout
from wijkregie.norm.proef.scenario import Scenario
from wijkregie.norm.protocol.deelpad import haal, volg
from wijkregie.norm.protocol.lader import Bibliotheek

# What is left out of a comparison: ids of norms and texts are no proof.
_GEEN_BEWIJS: Final = frozenset({"norm", "normen", "waarom", "wat", "mist", "regels", "regel", "reden"})
_GEZIEN: Final = (
    "plichten",
    "fasen",
    "regie",
    "toetsen",
    "handelingen",
    "zicht",
    "schendingen",
    "besluiten",
    "uitkomsten",
    "formulier",
    "gepubliceerd",
    "buiten_route",
)
_NEUTRAAL: Final = {"plichten": ("als", "nee"), "zorg_dat": ("zolang", "nee"), "besluiten": ("geldig", "nee")}
"""Rules that others may name are not deleted but made to do nothing."""


def kaal(x: Any) -> Any:
    """A state without ids of norms and without texts."""
    if isinstance(x, dict):
        return {k: kaal(v) for k, v in x.items() if k not in _GEEN_BEWIJS}
    if isinstance(x, list):
        return [kaal(v) for v in x]
    return x


def zichtbaar(s: Scenario) -> list[Any]:
    """All that people see in the states that a scenario asks about."""
    uit = []
    for op, bekend, dossier in s.dagen():
        stand = s.stand(op, bekend, dossier, kort=True)
        uit.append({k: kaal(stand[k]) for k in _GEZIEN})
    return uit


class Bewijs:
    """Proves norms of one library against its scenarios."""

    def __init__(self, bibliotheek: Bibliotheek, scenarios: Iterable[tuple[str, Any]]) -> None:
        """`scenarios`: (file, parsed data)."""
        self.bib = bibliotheek
        self.scenarios = list(scenarios)
        self.per_norm: dict[str, list[int]] = {}
        for i, (_, data) in enumerate(self.scenarios):
            for n in data.get("toont") or []:
                self.per_norm.setdefault(str(n), []).append(i)
        self._basis: dict[int, tuple[list[Any], bool]] = {}

    def basis(self, i: int) -> tuple[list[Any], bool]:
        """The untouched state of a scenario, and whether it holds."""
        if i not in self._basis:
            bestand, data = self.scenarios[i]
            s = Scenario.uit_data(data, self.bib, bestand)
            self._basis[i] = (zichtbaar(s), not s.controleer())
        return self._basis[i]

    def bewijs(self, norm: str, plaatsen: Iterable[str]) -> tuple[bool, str]:
        """(proven, by which scenario or why not)."""
        lijst = self.per_norm.get(norm)
        if not lijst:
            return False, "geen scenario toont deze norm"
        try:
            zonder, velden = self.zonder(norm, plaatsen)
        except InvoerFout as e:
            return False, f"zonder deze norm laadt het protocol niet: {e.fouten[0]}"
        reden = "geen verschil in wat mensen zien"
        for i in lijst:
            bestand, data = self.scenarios[i]
            voor, goed = self.basis(i)
            if not goed:
                reden = f"{bestand} klopt zelf niet"
                continue
            try:
                s = Scenario.uit_data(_zonder_velden(data, velden), zonder, bestand, namen=False)
                na = zichtbaar(s)
            except InvoerFout as e:
                reden = f"{bestand} is niet te lezen zonder deze norm: {e.fouten[0].melding}"
                continue
            beantwoord = any(f.get("feit") == soort and veld in f for f in data.get("feiten") or [] for soort, veld in velden)
            if beantwoord:
                na = [_zonder_formulier(x, velden) for x in na]
            if na == voor:
                continue
            if not s.controleer() and not beantwoord:
                reden = f"{bestand} merkt het verschil niet op"
                continue
            return True, bestand
        return False, reden

    def zonder(self, norm: str, plaatsen: Iterable[str]) -> tuple[Bibliotheek, set[tuple[str, str]]]:
        """The library without what the norm alone adds, and the fields of forms that go with it."""
        data = dict(self.bib.data)
        geraakt: set[str] = set()
        velden: set[tuple[str, str]] = set()
        weg: list[tuple[str, list[str]]] = []
        for plaats in plaatsen:
            bestand, _, pad = plaats.partition(":")
            sleutels = pad.split(".")
            if sleutels[0] == "feiten":  # of the vocabulary, in whichever of its files
                velden.add((sleutels[1], sleutels[-1]))
                continue
            if bestand not in data or not pad or pad == "norm":
                continue
            if bestand not in geraakt:
                data[bestand] = copy.deepcopy(data[bestand])
                geraakt.add(bestand)
            weg.append((bestand, sleutels))
        # later places first, so that list positions stay true while items are taken out
        for bestand, sleutels in sorted(weg, key=lambda w: (w[0], [(len(s), s) for s in w[1]]), reverse=True):
            haal_weg(data[bestand], sleutels, norm)
        bib = copy.copy(self.bib)
        bib.data = data
        bib._regelsets = {}
        mappen = {b.rsplit("/", 1)[0] for b in geraakt}
        bib._gebouwd = {k: v for k, v in self.bib._gebouwd.items() if v.bestand.rsplit("/", 1)[0] not in mappen}
        for (g, p), reeks in bib.versies.items():
            for d, _ in reeks:
                if f"{g}/{p}/{d.isoformat()}" in mappen:
                    bib.versie(g, p, d)
        return bib, velden


def haal_weg(data: Any, pad: list[str], norm: str) -> None:
    """Take a norm out of one rule: the parts its `deel` names; the norm that leads takes the whole rule with it.

    A further norm without `deel` adds nothing by itself, so nothing goes.
    """
    regel = volg(data, pad)
    if not isinstance(regel, dict):
        return
    delen = (regel.get("deel") or {}).get(norm)
    if delen is not None:
        for deel in delen if isinstance(delen, list) else [delen]:
            haal(regel, str(deel))
        regel.pop("deel")  # what others add may have gone with it, and a part must exist
        return
    normen = regel.get("norm")
    if isinstance(normen, list) and normen and normen[0] != norm:
        return
    ouder = volg(data, pad[:-1])
    soort = pad[0]
    if len(pad) == 2 and soort in _NEUTRAAL:
        sleutel, waarde = _NEUTRAAL[soort]
        regel[sleutel] = waarde
    elif len(pad) == 2 and soort == "begrippen":
        _leeg_begrip(regel)
    elif len(pad) == 2 and soort == "sporen":
        regel["overgangen"] = []
    elif len(pad) == 2 and soort == "tabellen":
        for rij in regel["rijen"]:
            _nooit(rij)
    elif soort == "tabellen":
        _nooit(regel)
    elif len(pad) == 2 and soort == "toetsen":
        for k in ("alle", "een_van", "minstens", "kies"):
            regel.pop(k, None)
        regel["alle"] = [{"eis": "ja"}]
    elif isinstance(ouder, list):
        ouder.pop(int(pad[-1]))
        if not ouder and pad[-2] in ("alle", "een_van", "van"):
            ouder.append({"eis": "ja"})
    elif isinstance(ouder, dict):
        if "takken" in pad:
            ouder[pad[-1]] = {"eis": "ja"}
        else:
            ouder.pop(pad[-1], None)


def _leeg_begrip(regel: Any) -> None:
    """A notion without its norm: a set of facts loses its condition; a value is unknown."""
    if regel.get("feiten"):
        regel.pop("waar", None)
    else:
        regel["is"] = "onbekend"


def _nooit(rij: Any) -> None:
    """A row that is never chosen; its outcome stays a known word."""
    rij["als"] = ["nooit" for _ in rij["als"]]


def _zonder_velden(data: Any, velden: set[tuple[str, str]]) -> Any:
    """A scenario in which nobody can fill in these fields."""
    if not velden:
        return data
    uit = copy.deepcopy(data)
    for f in uit.get("feiten") or []:
        for soort, veld in velden:
            if f.get("feit") == soort:
                f.pop(veld, None)
    return uit


def _zonder_formulier(stand: dict[str, Any], velden: set[tuple[str, str]]) -> dict[str, Any]:
    return {**stand, "formulier": [r for r in stand["formulier"] if (r["feit"], r["veld"]) not in velden]}
