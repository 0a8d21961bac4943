# SPDX-License-Identifier: EUPL-1.2
"""Choices that only the dossier and the municipality know: which roles, which organisation in which role, which norm, which track."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

from wijkregie.dossier import afspraken
from wijkregie.dossier.lezen import Partij, rijen
from wijkregie.dossier.lezen_feiten import Zicht
from wijkregie.dossier.lezen_kop import Kop
from wijkregie.dossier.lezen_taken import Taak
from wijkregie.dossier.lezen_wie import Organisatie
from wijkregie.norm.afleiding.regelset import Regels
from wijkregie.norm.protocol.normtekst import normtekst
from wijkregie.norm.taal.wereld import INGEBOUWD, Wereld
from wijkregie.partijen.sessie import Sessie
from wijkregie.scherm.beelden import Optie
from wijkregie.scherm.paginas.vragen import rolnaam
from wijkregie.scherm.taal import dag_kort, en

Organisaties = Mapping[int, Organisatie]
ROL_EN_ORGANISATIE: Final = "partij"
"""The control that asks a role and an organisation in one choice."""
_WOORD: Final = re.compile(r"[a-z_]\w*")


def organisatie_opties(org: Organisaties, w: Wereld) -> tuple[Optie, ...]:
    return tuple(Optie(str(i), o.kort, soort_naam(w, o.soort)) for i, o in org.items())


def soort_naam(w: Wereld, soort: str) -> str:
    """A kind of organisation in words: as the role of that kind is called."""
    return next((r.naam for r in w.rollen.values() if r.soort == soort and r.naam), soort.replace("_", " "))


def vervult(sessie: Sessie) -> dict[str, list[int]]:
    """Which organisations fill a role today, anywhere in the municipality."""
    uit: dict[str, list[int]] = {}
    for rol, o in rijen(
        "select distinct rol, organisatie from partijen_bezetting where gemeente = %s and van <= %s and (tot is null or tot >= %s)",
        [sessie.gemeente, sessie.dag, sessie.dag],
    ):
        uit.setdefault(rol, []).append(o)
    return uit


def rol_opties(feit: str, regels: Regels, sessie: Sessie, w: Wereld, partijen: Iterable[Partij], org: Organisaties) -> tuple[Optie, ...]:
    """The roles that a form offers: those that the rules on this act name, then those that somebody fills here."""
    wie = vervult(sessie)
    for p in partijen:
        wie.setdefault(p.rol, []).append(p.organisatie)
    genoemd = _genoemd(feit, regels, w)
    rollen = [*genoemd, *(r for r in wie if r in w.rollen and r not in genoemd)]
    return tuple(Optie(r, _hoofd(rolnaam(w, r)), en(list(dict.fromkeys(org[o].kort for o in wie.get(r, ()) if o in org)))) for r in rollen)


def _genoemd(feit: str, regels: Regels, w: Wereld) -> list[str]:
    teksten: list[str] = []
    for p in regels.plichten.values():
        if feit in p.doe_soorten:
            teksten += [
                *(p.voor_elk if isinstance(p.voor_elk, tuple) else ()),
                *(e.eis.tekst for e in p.eisen),
                *(d.waar.tekst for d in p.doe if d.waar),
            ]
    for t in regels.toetsen.values():
        teksten += [b.eis.tekst for b in t.bladen if feit in t.soorten or feit in b.eis.leest]
    return list(dict.fromkeys(x for t in teksten for x in _WOORD.findall(t) if x in w.rollen))


def regie_keuzes(feit: str, regels: Regels, w: Wereld, opties: tuple[Optie, ...]) -> tuple[Optie, ...] | None:
    """Of an act that hands over regie: the roles that the agreement names for it. None: it is no such act, or the agreement names no other."""
    hier = [r for s in regels.sporen.values() for r in s.regie if feit in r.overdracht]
    rollen = {x for r in hier for x in r.tabel.values()}
    bladen = [b for t in regels.toetsen.values() if feit in t.soorten for b in t.bladen]
    for u in [x for b in bladen for x in (b.eis, b.indien) if x is not None]:
        rollen |= {x for x in _WOORD.findall(u.tekst) if x in w.rollen}
    if not hier or len(rollen) < 2:
        return None
    bekend = {o.waarde: o for o in opties}
    return tuple(bekend.get(r) or Optie(r, _hoofd(rolnaam(w, r))) for r in w.rollen if r in rollen)


def _hoofd(t: str) -> str:
    return t[:1].upper() + t[1:]


# one choice of role and organisation


def is_partij(feit: str, w: Wereld) -> bool:
    """Does the core itself read a role and an organisation from this fact type?"""
    velden = INGEBOUWD.get(feit, {}).get("velden", {})
    return {"rol", "organisatie"} <= set(velden)


def partij_opties(feit: str, w: Wereld, org: Organisaties, betrokken: list[Partij]) -> tuple[Optie, ...]:
    """Who can join: each organisation in each role that its kind fills. Who can leave: who takes part now."""
    al = [(p.rol, p.organisatie) for p in betrokken]
    if "persoon" not in w.feiten[feit].velden:  # leaving
        return tuple(Optie(f"{r}/{o}", org[o].kort, rolnaam(w, r)) for r, o in al if o in org)
    uit = []
    for i, o in org.items():
        for r, rol in w.rollen.items():
            if rol.soort == o.soort and rol.onder is None and (r, i) not in al:
                uit.append(Optie(f"{r}/{i}", o.kort, rolnaam(w, r)))
    return tuple(uit)


def lees_partij(tekst: str, opties: Iterable[Optie]) -> dict[str, str] | None:
    """What was chosen; None if it was not offered."""
    if tekst not in {o.waarde for o in opties}:
        return None
    rol, _, organisatie = tekst.partition("/")
    return {"rol": rol, "organisatie": organisatie}


# fields of built-in acts whose choices the dossier knows


def vaste_keuzes(feit: str, sessie: Sessie, kop: Kop, regels: Regels, lopend: list[Taak], zicht: Zicht, w: Wereld) -> dict[str, tuple[Optie, ...]]:
    """Field -> choices, for the fields that hold a name of the agreement, a fact or a protocol."""
    velden = INGEBOUWD.get(feit, {}).get("velden", {})
    uit: dict[str, tuple[Optie, ...]] = {}
    if "norm" in velden:
        uit["norm"] = _normen(feit, sessie, regels, lopend, w)
    if "spoor" in velden:
        uit["spoor"] = tuple(Optie(s.naam, _hoofd(s.wat or s.naam.replace("_", " "))) for s in regels.sporen.values() if s.regie)
        uit["soort"] = tuple(Optie(s, _hoofd(s.replace("_", " "))) for s in dict.fromkeys(r.soort for x in regels.sporen.values() for r in x.regie))
    if "protocol" in velden:
        alle = {v.naam: v.kop.titel for v in afspraken.bibliotheek().alles() if v.gemeente == sessie.gemeente_code}
        uit["protocol"] = tuple(Optie(n, t) for n, t in alle.items() if n not in kop.protocollen)
    if "feit" in velden:
        uit["feit"] = tuple(
            Optie(f.id, f"{dag_kort(f.op, sessie.dag)}, {w.naam_van(f.soort)}")
            for f in reversed(zicht.gevouwen.feiten)
            if zicht.categorieen.get(f.id)
        )
    return uit


def _normen(feit: str, sessie: Sessie, regels: Regels, lopend: list[Taak], w: Wereld) -> tuple[Optie, ...]:
    """The norms that a role of this session may leave aside: of a running duty, or of a gate."""
    rollen = set(sessie.rollen)
    uit: dict[str, str] = {}

    def mag(wie: frozenset[str]) -> bool:
        return any(not rollen.isdisjoint(regels.onder(r)) for r in wie)

    if "tot" in w.feiten[feit].velden:
        for t in regels.toetsen.values():
            uit.update((b.norm[0], b.wat) for b in t.bladen if b.norm and b.hardheid == "doorgaans" and mag(b.afwijken))
    else:
        for q in lopend:
            for n in q.normen:
                for p in regels.plichten.values():
                    if n in p.norm and p.hardheid != "hard" and mag(p.afzien):
                        uit.setdefault(p.norm[0], p.wat)
    return tuple(Optie(n, t or _tekst(n), n) for n, t in uit.items())


def _tekst(norm: str) -> str:
    t = normtekst(norm)
    return t.tekst if t is not None else norm


def buiten_opties(feit: str, sessie: Sessie, w: Wereld, org: Organisaties) -> tuple[Optie, ...]:
    """Who else can have done it: organisations that never log in, in a role that may do this."""
    uit: list[Optie] = []
    for rol in w.feiten[feit].door:
        if rol in w.rollen:
            soort = w.soort_van_rol(rol)
            uit += [
                Optie(f"{i}/{rol}", o.kort, rolnaam(w, rol)) for i, o in org.items() if o.soort == soort and not o.logt_in and i != sessie.organisatie
            ]
    return tuple(uit)


def lees_buiten(tekst: str, opties: Iterable[Optie]) -> tuple[int, str] | None:
    if tekst not in {o.waarde for o in opties}:
        return None
    i, _, rol = tekst.partition("/")
    return int(i), rol


def wie_tekst(wie: tuple[str, ...], organisatie: int | None, van_mij: bool, org: Organisaties, w: Wereld) -> str:
    """Whose duty it is, in words."""
    if van_mij:
        return "u"
    if organisatie is not None and organisatie in org:
        return org[organisatie].kort
    return en([rolnaam(w, r) for r in wie])
