# SPDX-License-Identifier: EUPL-1.2
"""Linting rules that compile and still cannot be meant: facts nobody may record, conditions that decide nothing, grants that give nothing."""

from __future__ import annotations

from typing import Final

from wijkregie.norm.afleiding import regels
from wijkregie.norm.lint.lezing import Lezing, uitdrukkingen
from wijkregie.norm.lint.vaste_uitkomst import lege_lijst, vaste_uitkomst

INZAGE: Final = "inzage"
_GEWOON_VAST: Final = frozenset({"grond_is", "geldig", "aangenomen", "waarde"})
"""Places where a constant is an ordinary answer."""

_GEVOLG: Final = {
    ("eis", True): " De eis doet niets.",
    ("eis", False): " Niemand kan aan de eis voldoen.",
    ("houdt", False): " De plicht eindigt nooit.",
    ("houdt", True): " De plicht bestaat nooit.",
    ("als", False): " De regel geldt nooit.",
    ("indien", False): " De eis geldt nooit.",
    ("zolang", False): " De plicht bestaat nooit.",
}


def kijk_vastleggen(z: Lezing, mag: set[str]) -> None:
    """A fact that a rule waits for must be somebody's to record. One message per fact, if need be at the duty that it ends."""
    gemeld: set[str] = set()
    for gewicht in ("doe", "lees"):
        for sleutel, r in z.regels:
            for s in sorted(_soorten(r, gewicht)):
                if s not in mag and s not in gemeld and s in z.w.feiten:
                    gemeld.add(s)
                    wat = f"{s} beëindigt deze plicht" if gewicht == "doe" else f"Deze regel kijkt naar {s}"
                    herstel = "Zet door: bij dit feit in de lijst met feiten, of geef een rol het recht onder rechten."
                    z.meld(r, f"{sleutel}.{r.naam}", f"{wat}, maar niemand mag dat feit vastleggen.", herstel)


def _soorten(r: regels.Basisregel, gewicht: str) -> set[str]:
    if gewicht == "doe":
        return set(r.doe_soorten) if isinstance(r, regels.PlichtRegel) else set()
    uit = {s for _, _, u in uitdrukkingen(r) for s in u.leest}
    if not isinstance(r, regels.RechtRegel):
        uit |= set(getattr(r, "soorten", ()))
    return uit


def kijk_vast(z: Lezing) -> None:
    """Conditions and gates that decide nothing."""
    gezien: set[int] = set()
    for sleutel, r in z.regels:
        for eigen, naam, u in uitdrukkingen(r):
            if id(u) in gezien or naam in _GEWOON_VAST or eigen.niet_mogelijk:  # its author says what cannot happen
                continue
            gezien.add(id(u))
            x = vaste_uitkomst(u.knoop, z.w)
            if x is not None:
                melding = f"'{u.tekst}' is altijd {'ja' if x else 'nee'}, wat er ook is vastgelegd.{_GEVOLG.get((naam, x), '')}"
                z.meld(eigen, f"{sleutel}.{r.naam}.{naam}", melding, "Schrijf de voorwaarde die bedoeld is, of haal haar weg.")
            elif lege_lijst(u.knoop) and not getattr(eigen, "leeg", False):
                melding = f"'{u.tekst}' gaat over een lege lijst en wordt nooit ja."
                z.meld(eigen, f"{sleutel}.{r.naam}.{naam}", melding, "Zet in de lijst over wie of wat het gaat.")
        if isinstance(r, regels.ToetsRegel) and r.bladen and all(b.hardheid == "advies" for b in r.bladen) and not _noot(z, r.naam):
            melding = "Alle voorwaarden van deze toets zijn advies: zij houdt nooit iets tegen."
            herstel = "Zet bij een voorwaarde hardheid: hard of doorgaans. Is advies bedoeld, zet dan met noot bij de toets waarom."
            z.meld(r, f"toetsen.{r.naam}", melding, herstel)


def _noot(z: Lezing, toets: str) -> bool:
    return any(h.toetsen[toets].noot for _, h in z.hoofdstukken if toets in h.toetsen)


def kijk_delen(z: Lezing) -> None:
    """A grant of which a prohibition without a condition leaves nothing."""
    altijd = [d for d in z.v.delen if d.verbod and d.als is None and d.grond is None]
    for g in z.v.delen:
        if g.verbod or g.grond_uit:
            continue
        raakt = [v for v in altijd if (v.weg == ("inzage",) or set(g.weg) <= set(v.weg)) and (not v.doelen or set(g.doelen) <= set(v.doelen))]
        if all(any(rol in v.rollen and cat in v.categorieen for v in raakt) for rol in g.rollen for cat in g.categorieen):
            namen = " en ".join(v.naam for v in raakt if set(v.rollen) & set(g.rollen) and set(v.categorieen) & set(g.categorieen))
            melding = f"Wat hier mag worden gedeeld, verbiedt {namen} altijd. Deze regel werkt dus nooit."
            z.meld(g, f"delen.{g.naam}", melding, "Haal deze regel weg, of zet bij het verbod een voorwaarde (als) of een doel.")


def kijk_deuren(z: Lezing) -> None:
    """A purpose for which something may be shared and that no door serves: nobody ever sees it. What is read on pages has a page as its door,
    every other way is a door by its own name. A vocabulary without doors is shown on no pages."""
    deuren = z.w.voc.deuren
    if not deuren:
        return
    wegen = {w for d in z.v.delen for w in d.weg} - {INZAGE}
    gemeld: set[tuple[str, str]] = set()
    for g in z.v.delen:
        if g.verbod or g.grond_uit:
            continue
        for weg in g.weg:
            eigen = [x for n, x in deuren.items() if (n not in wegen if weg == INZAGE else n == weg)]
            for doel in g.doelen:
                if (doel, weg) not in gemeld and not any(doel in x for x in eigen):
                    gemeld.add((doel, weg))
                    waar = "bij een pagina" if weg == INZAGE else f"bij {weg}"
                    z.meld(
                        g,
                        f"delen.{g.naam}.doel",
                        f"Geen deur dient het doel {doel} ({weg}): niemand krijgt dit te zien.",
                        f"Zet {doel} onder deuren {waar}.",
                    )


def kijk_namen(z: Lezing) -> None:
    """Advice: the text of a duty is seen by its owner, also where the category that it speaks of is not shared with him."""
    for p in z.v.plichten.values():
        for rol in p.wie.rollen:
            verraadt = sorted(_niet_gegund(z, p, rol)) if rol in z.w.rollen else ()
            if verraadt:
                melding = f"De naam van deze plicht kan {rol} iets vertellen over {', '.join(verraadt)}, en geen regel deelt dat."
                herstel = "Kies woorden die dat niet verraden, of leg vast dat het gedeeld mag worden."
                z.meld(p, f"plichten.{p.naam}.wat", melding, herstel)


def _niet_gegund(z: Lezing, p: regels.PlichtRegel, rol: str) -> set[str]:
    soort = z.w.soort_van_rol(rol)
    gegund = {c for d in z.v.delen if not d.verbod for r in d.rollen if rol in z.w.rollen_onder(r) for c in d.categorieen}
    feiten = [z.w.feiten[s] for s in (*p.soorten, *p.doe_soorten)]
    vreemd = [f for f in feiten if not any(r == rol or (soort and z.w.soort_van_rol(r) == soort) for r in f.door)]
    return {f.categorie for f in vreemd if f.categorie} - gegund
