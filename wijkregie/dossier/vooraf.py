# SPDX-License-Identifier: EUPL-1.2
"""What the form of an act must know before it is filled in: who will read it, may it, what must come first, and which questions a norm reads.

It holds masks and ids, never texts of facts; who shows it leaves out what the session may not know.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Final
from uuid import UUID

from wijkregie.dossier import afspraken, kenmerk, kern
from wijkregie.dossier.meelezers import per_organisatie
from wijkregie.dossier.opdracht import Geweigerd, Onbekend, Opdracht
from wijkregie.dossier.openers import nodig
from wijkregie.norm.afleiding.handelingen import handelingen_van
from wijkregie.norm.afleiding.leid_af import Afleider, afleider
from wijkregie.norm.afleiding.regels import PlichtRegel, ToetsKnoop, ToetsRegel
from wijkregie.norm.afleiding.regelset import Regels
from wijkregie.norm.afleiding.toetsen import Blad
from wijkregie.norm.taal.bereik import Uitdrukking
from wijkregie.norm.taal.tekens import Knoop
from wijkregie.norm.waarden import VRIJ
from wijkregie.partijen.sessie import Sessie

log = logging.getLogger("wijkregie.kern")
_VELD: Final = re.compile(r"\.([a-z_]\w*)")


Lezers = tuple[dict[str, frozenset[int]], dict[str, frozenset[int]]]
"""Category -> other organisations that may read it in full, and those that may know only that there is something."""


@dataclass(frozen=True, slots=True)
class Dicht:
    """A leaf that an act breaks, whatever it will say. `afwijken`: who may deviate."""

    norm: tuple[str, ...]
    wat: str
    hardheid: str
    onbekend: bool
    afwijken: frozenset[str]
    masker: int
    opent: tuple[str, ...] = ()  # the acts that it waits for
    rust_op: tuple[str, ...] = ()  # contested or restricted facts without which it would not hold; shown to who sees them


@dataclass(frozen=True, slots=True)
class Vooraf:
    """The form of an act, before it is filled in."""

    kenmerk: str
    rollen: tuple[str, ...]  # roles of the session that may record it, gates apart
    lezers: Mapping[str, frozenset[int]]  # category -> other organisations that may read it in full now
    weten: Mapping[str, frozenset[int]]  # the same for who may know only that there is something
    dicht: tuple[Dicht, ...]
    aanwijzingen: tuple[tuple[str, str], ...]  # (norm, text)
    regels: Regels


def vooraf(sessie: Sessie, dossier: UUID, feit: str, masker: int) -> Vooraf:
    """What the form of an act must know. Raises Onbekend. `masker`: what the session may know of the dossier, by its own connection."""
    with kern.in_kern(sessie.gemeente, sessie.gemeente_code) as k:
        g = k.laad_voor(sessie, dossier)
        a = afleider(afspraken.regelset(g.code, g.protocollen), g.feiten, k.dag, None, k.omstandigheden(g))
        hier = [h for h in handelingen_van(a, feit, frozenset(sessie.rollen)) if all(w is True or w is VRIJ for _, w in h.rechten)]
        rollen = tuple(r for r in sessie.rollen if any(r in h.rollen for h in hier))
        dicht: dict[tuple[Any, ...], Dicht] = {}
        for t in (t for h in hier if h.ding is None for t in h.toetsen if t.door is not True and _bewaakt(a, t.regel, feit, h.rollen)):
            for b in _sluiters(t.regel.boom, {x.regel.naam: x for x in t.bladen}):
                d = Dicht(
                    b.regel.norm or t.regel.norm, b.regel.wat or t.regel.wat, b.regel.hardheid, b.uitkomst is None, b.regel.afwijken,
                    k.bits.masker(c for c in b.regel.categorieen if c), () if b.rust_op else nodig(b.regel.eis, [v.wereld for v in a.regels.versies]),
                    b.rust_op,
                )  # fmt: skip
                dicht[d.norm, d.wat] = d
        log.info("formulier login=%s dossier=%s", sessie.login, dossier)
        return Vooraf(
            kenmerk.maak(g.id, g.laatste_nr), rollen, *lezers(k, dossier, sessie.organisatie), tuple(dicht.values()),
            _aanwijzingen(a, feit, k.bits.masker, masker), a.regels,
        )  # fmt: skip


def _bewaakt(a: Afleider, t: ToetsRegel, feit: str, rollen: Iterable[str]) -> bool:
    """Does this gate stand on the act whatever the act will say? A guard with a condition on a blank field does so for some answers only."""
    hier = set(rollen)
    c = a.ctx(a.peildatum)
    c.dit = VRIJ
    wachten = [w for w in t.wachten if feit in w.soorten and (w.rollen is None or not hier.isdisjoint(w.rollen))]
    return any(w.als is None or w.als.fn(c) in (True, None) for w in wachten)


def _sluiters(k: ToetsKnoop, bladen: Mapping[str, Blad]) -> list[Blad]:
    """The leaves of a gate read blank that keep it closed; not those of a branch beside one that is open."""
    if k.blad is not None:
        b = bladen.get(k.blad.naam)
        return [b] if b is not None and b.door is not True and (b.uitkomst is False or b.uitkomst is None) else []
    delen = [_sluiters(d, bladen) for d in (k.takken.values() if k.soort == "kies" else k.delen)]
    nodig = {"alle": len(delen), "minstens": k.n}.get(k.soort, 1)
    return [b for d in delen for b in d] if sum(not d for d in delen) < nodig else []


def lezers(k: kern.Kern, dossier: UUID, zelf: int) -> Lezers:
    """Which other organisations may read each category in full now, and which may know that there is something of it."""
    per = [(o, inhoud, bestaat) for o, (inhoud, bestaat) in per_organisatie(k, dossier).items() if o != zelf]
    bits = k.bits.bit.items()
    return {c: frozenset(o for o, m, _ in per if m >> b & 1) for c, b in bits}, {c: frozenset(o for o, _, m in per if m >> b & 1) for c, b in bits}


def bij_begin(sessie: Sessie, opdracht: Opdracht, zaak: UUID) -> Lezers | None:
    """The same of a case that this command would begin; nothing of what it may not record. Nothing is stored."""
    try:
        return kern.probeer_begin(sessie, opdracht, lambda k: lezers(k, zaak, sessie.organisatie))
    except (Geweigerd, Onbekend):
        return None


def _aanwijzingen(a: Afleider, feit: str, maak: Any, mag: int) -> tuple[tuple[str, str], ...]:
    """The texts that belong to this act, if what they hang on may be known."""
    uit = []
    for x in a.regels.aanwijzingen:
        plicht = a.regels.plichten.get(x.plicht) if x.plicht is not None else None
        if feit not in x.feit and (plicht is None or feit not in plicht.doe_soorten):
            continue
        if x.als is not None and (maak(c for c in x.categorieen if c) & ~mag or x.als.fn(a.ctx(a.peildatum)) is not True):
            continue
        uit.append((x.norm[0] if x.norm else "", x.model.tekst))
    return tuple(dict.fromkeys(uit))  # two protocols may say the same


# which fields a norm reads


@cache
def gelezen_velden(gemeente: str, protocollen: tuple[str, ...]) -> frozenset[str]:
    """The names of the fields that some rule of these protocols reads, or names as its own."""
    regelset = afspraken.regelset(gemeente, protocollen)
    uit: set[str] = set()
    gezien: set[int] = set()
    stapel: list[Any] = [v for reeks in regelset.versies.values() for v in reeks]
    for v in stapel:  # notions are read where they are used, as text
        uit |= {naam for tekst, _ in v.wereld.begrippen.values() for naam in _VELD.findall(tekst)}
    normen = {n for v in stapel for n in v.normen}
    while stapel:
        x = stapel.pop()
        if id(x) in gezien or isinstance(x, (str, int, date, type(None))):
            continue
        gezien.add(id(x))
        if isinstance(x, Knoop) and x.soort == "veld" and isinstance(x.arg[1], str):  # else a notion of a thing: walked below
            uit.add(x.arg[1])
        if isinstance(x, Uitdrukking):
            stapel.append(x.knoop)
        elif isinstance(x, Mapping):
            stapel += x.values()
        elif isinstance(x, (list, tuple)):
            stapel += x
        elif type(x).__module__.startswith("wijkregie.norm.") and type(x).__name__ not in ("Wereld", "Kalender"):
            velden = {s for t in type(x).__mro__ for s in getattr(t, "__slots__", ())} | set(getattr(x, "__dict__", ()))
            stapel += [getattr(x, s, None) for s in velden]
    wereld = afspraken.wereld(gemeente)
    return frozenset(uit) | {n for f in wereld.feiten.values() for n, v in f.velden.items() if normen.intersection(v.norm)}


def noemt(p: PlichtRegel) -> frozenset[str]:
    """The fields of the act in which a duty towards each of several looks for the one it is for: *elk_een in f.aan*."""
    uit: set[str] = set()
    stapel: list[Any] = [e.eis.knoop for e in p.eisen] + [d.waar.knoop for d in p.doe if d.waar is not None]
    while stapel:
        x = stapel.pop()
        if isinstance(x, Knoop):
            if x.soort in ("in", "vergelijk") and any(is_naam(y, "elk_een") for y in x.arg):
                uit |= {y.arg[1] for y in x.arg if isinstance(y, Knoop) and y.soort == "veld" and is_naam(y.arg[0], "f")}
            stapel += x.arg
        elif isinstance(x, tuple):
            stapel += x
    return frozenset(uit)


def is_naam(x: Any, naam: str) -> bool:
    return isinstance(x, Knoop) and x.soort == "naam" and x.arg[0] == naam
