# SPDX-License-Identifier: EUPL-1.2
"""Linting rings: rules that hang on their own outcome, replace one another, or look two dossiers far."""

from __future__ import annotations

from collections.abc import Iterable

from wijkregie.norm.afleiding import regels
from wijkregie.norm.fouten import Fout
from wijkregie.norm.lint.lezing import Lezing, uitdrukkingen
from wijkregie.norm.taal.bereik import Bereik
from wijkregie.norm.taal.vertaler import Vertaler


def _kringen(takken: dict[str, set[str]]) -> list[list[str]]:
    """One path for every group of nodes that lead back to themselves."""
    uit: list[list[str]] = []
    klaar: set[str] = set()
    for begin in takken:
        pad, stapel = [begin], [iter(sorted(takken[begin]))]
        while stapel and begin not in klaar:
            x = next(stapel[-1], None)
            if x is None:
                klaar.add(pad.pop())
                stapel.pop()
            elif x in pad:
                uit.append(pad[pad.index(x) :])
                klaar.update(pad)
                break
            elif x not in klaar and x in takken:
                pad.append(x)
                stapel.append(iter(sorted(takken[x])))
    return uit


def vervangkringen(versies: list[regels.Versie]) -> list[Fout]:
    """Rules of different protocols that replace one another in a ring (two that do are refused by the loader)."""
    plichten = {f"{v.gemeente}/{v.naam}/{p.naam}": p for v in versies for p in v.plichten.values()}

    def vervangt(n: str, m: str) -> bool:
        p, q = plichten[n], plichten[m]
        return n.split("/")[0] == m.split("/")[0] and p.protocol != q.protocol and q.norm[:1] != () and q.norm[0] in p.vervangt

    uit = []
    for kring in _kringen({n: {m for m in plichten if vervangt(n, m)} for n, p in plichten.items() if p.vervangt}):
        p = plichten[kring[0]]
        bestand, _, regel = p.bron.rpartition(":")
        melding = f"Deze plichten vervangen elkaar in een kring: {' > '.join(plichten[n].naam for n in [*kring, kring[0]])}."
        uit.append(Fout(bestand, int(regel), f"plichten.{p.naam}.vervangt", melding, "Haal één keer vervangt weg."))
    return uit


def kijk_kringen(z: Lezing) -> None:
    """Rules that hang on each other, also through named facts, and values that hang on what others publish."""
    takken: dict[str, set[str]] = {}
    van: dict[str, tuple[str, regels.Basisregel]] = {}
    for sleutel, r in z.regels:
        knoop = {"plichten": "#plicht", "zorg_dat": "#plicht", "toetsen": "#toets", "sporen": "#spoor"}.get(sleutel)
        if knoop is not None:
            van[f"{knoop}.{r.naam}"] = sleutel, r
            takken[f"{knoop}.{r.naam}"] = _hangt_af_van(z, r)
    for kring in _kringen(takken):
        sleutel, r = van[kring[0]]
        namen = " > ".join(n.lstrip("#").replace(".", " ") for n in [*kring, kring[0]])
        herstel = "Laat één van de regels naar feiten kijken in plaats van naar de volgende regel."
        z.meld(r, f"{sleutel}.{r.naam}", f"Deze regels hangen van elkaar af in een kring: {namen}.", herstel)
    for p in z.v.publiceert:
        if _leest_verbonden(p.waarde.merken, takken):
            melding = "Deze waarde hangt af van wat een verbonden dossier publiceert: dat gaat twee stappen ver."
            z.meld(p, f"publiceert.{p.naam}", melding, "Publiceer alleen wat uit het eigen dossier volgt.")


def _hangt_af_van(z: Lezing, r: regels.Basisregel) -> set[str]:
    uit = {m for _, _, u in uitdrukkingen(r) for m in u.merken}
    namen: set[str] = set()
    for _, h in z.hoofdstukken:
        if isinstance(r, regels.PlichtRegel) and (p := h.plichten.get(r.naam)):
            namen |= {*p.bij, p.bij_besluit or "", *(p.bij_de_nde.feit if p.bij_de_nde else ()), *(d.feit for d in p.doe)}
            uit |= {f"#plicht.{r.gemist[0]}"} if r.gemist else set()
            uit |= {f"#spoor.{r.fase[0]}"} if r.fase else set()
        elif isinstance(r, regels.ToetsRegel) and (t := h.toetsen.get(r.naam)):
            namen |= {n for b in t.bewaakt for n in b.feit}
        elif isinstance(r, regels.SpoorRegel) and (s := h.sporen.get(r.naam)):
            namen |= {n for o in s.overgangen for n in o.bij}
    for n in namen & set(z.w.feitensets):
        uit |= Vertaler(z.w).vertaal(f"bestaat {n}", Bereik()).merken
    return {m for m in uit if m == "#verbonden" or m.startswith(("#plicht.", "#toets.", "#spoor."))}


def _leest_verbonden(merken: Iterable[str], takken: dict[str, set[str]]) -> bool:
    rij, gezien = list(merken), set(merken)
    while rij:
        m = rij.pop()
        if m == "#verbonden":
            return True
        nieuw = takken.get(m, set()) - gezien
        gezien |= nieuw
        rij += nieuw
    return False
