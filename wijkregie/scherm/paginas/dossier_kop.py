# SPDX-License-Identifier: EUPL-1.2
"""The top of a dossier: phase, regie, next term, and the track drawn as steps with what would bring the next one."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import groupby

from wijkregie.dossier.lezen import Fase, Regie
from wijkregie.dossier.lezen_taken import LOOPT, Taak
from wijkregie.dossier.openers import nodig
from wijkregie.norm.afleiding.regels import OvergangRegel, SpoorRegel
from wijkregie.norm.protocol.normtekst import normtekst
from wijkregie.scherm.beelden import Kenmerk, Ladder, RegieDeel, Tab, Trede
from wijkregie.scherm.paginas.dossier_bron import Bron
from wijkregie.scherm.paginas.taakrij import Rijmaker, hoofdletter, kleine_letter, tot
from wijkregie.scherm.taal import MAANDEN, dag_lang, en


def kenmerken(b: Bron, maker: Rijmaker) -> tuple[Kenmerk, ...]:
    uit = []
    sporen = [(f, s) for f in b.fasen if f.ding is None and (s := b.regels.sporen.get(f.spoor)) is not None]
    for f, s in sporen:
        sinds = f"sinds {dag_lang(f.sinds, met_jaar=f.sinds.year != b.dag.year)}" if f.sinds else "vanaf het begin"
        naam = hoofdletter(s.fasen.get(f.fase) or f.fase.replace("_", " "))
        label = "Fase" if len(sporen) == 1 else f"Fase ({kleine_letter(s.wat or f.spoor.replace('_', ' '))})"
        uit.append(Kenmerk(label, naam, sinds, b.waarom(f"fase/{f.spoor}", f"Fase {naam}")))
    for r in b.regie:
        if r.ding is None and (r.rol is not None or r.organisatie is not None):
            wie = houder(b, r)
            label = "Regie" if sum(x.ding is None for x in b.regie) == 1 else f"Regie ({r.soort})"
            uit.append(Kenmerk(label, wie, _bij(b, r), b.waarom(f"regie/{r.spoor}/{r.soort}", f"Regie bij {wie}")))
    uit += _volgende(b, maker)
    return tuple(uit)


def houder(b: Bron, r: Regie) -> str:
    """Who has regie: the organisation, or the role where nobody fills it."""
    o = b.organisaties.get(r.organisatie or 0)
    return o.naam if o is not None else hoofdletter(b.feiten.rol(r.rol)) if r.rol else "Niemand"


def _bij(b: Bron, r: Regie) -> str:
    if r.organisatie == b.sessie.organisatie and b.behandelaar is not None:
        return b.behandelaar[1]
    return b.feiten.rol(r.rol) if r.rol else ""


def _volgende(b: Bron, maker: Rijmaker) -> list[Kenmerk]:
    """The first deadline that the session may see, of whomever."""
    met = [t for t in b.taken if t.status == LOOPT and t.uiterlijk is not None]
    if not met:
        return [] if b.d.gesloten_op else [Kenmerk("Volgende termijn", "Geen vaste datum", "er loopt nu geen termijn")]
    t: Taak = min(met, key=lambda t: t.volgorde)
    wanneer = tot(t, b.dag, maker.kal)
    wie = maker.wie(t)
    sub = f"{wie.naam if wie else ''}: {kleine_letter(t.wat)}".removeprefix(": ")
    dichtbij = wanneer.soort == "" or not wanneer.sub
    waarde = wanneer.tekst if dichtbij else f"{wanneer.sub}, {wanneer.tekst}"
    return [Kenmerk("Volgende termijn", waarde, sub, b.waarom(f"plicht/{t.id}", f"Termijn {wanneer.tekst}"), wanneer.soort)]


def tabs(b: Bron) -> tuple[Tab, ...]:
    """The parts of a dossier; looking back there is only the one."""
    hier = f"/dossier/{b.d.nummer}/"
    return () if b.bekend_op is not None else (Tab("Overzicht", hier, actief=True), Tab("Delen", f"{hier}delen/"))


# the drawn track


def ladders(b: Bron) -> tuple[Ladder, ...]:
    uit = []
    for f in b.fasen:
        s = b.regels.sporen.get(f.spoor)
        if f.ding is None and s is not None and len(stappen := [x for x in s.fasen if x != s.begin]) > 1:
            uit.append(_keuze(b, s, f, stappen) if s.zonder_volgorde else _ladder(b, s, f, stappen))
    return tuple(uit)


def _keuze(b: Bron, s: SpoorRegel, f: Fase, fasen: list[str]) -> Ladder:
    """Phases without an order, beside each other: which it is, and what it can be."""
    treden = []
    for fase in fasen:
        hier = fase == f.fase
        sinds = f"sinds {dag_lang(f.sinds, met_jaar=f.sinds.year != b.dag.year)}" if hier and f.sinds else ""
        treden.append(
            Trede("Nu" if hier else "Kan ook" if f.fase in fasen else "Kan worden", _namen(s, fase, 0)[1], "nu" if hier else "straks", sinds)
        )
    nu = next((t.naam for t in treden if t.stand == "nu"), "")
    stand = f"Dit is: {nu}." if nu else "Dat is nog niet bepaald."
    return Ladder(f"Wat een dossier met {b.titel(s.protocol)} kan worden. {stand}", tuple(treden), keuze=True)


def _ladder(b: Bron, s: SpoorRegel, f: Fase, stappen: list[str]) -> Ladder:
    nu = stappen.index(f.fase) if f.fase in stappen else -1
    gezet: dict[str, date] = {}
    for op, fase, _ in f.stappen:
        gezet = {} if fase == s.begin else {**gezet, fase: op}  # from the beginning again: earlier steps count no more
    treden = []
    for i, fase in enumerate(stappen):
        label, naam = _namen(s, fase, i)
        toen = gezet.get(fase)
        dag = f"{toen.day} {MAANDEN[toen.month - 1]}{f' {toen.year}' if toen.year != b.dag.year else ''}" if toen else ""
        stand = "nu" if i == nu else "straks" if i > nu else "klaar" if toen else "overgeslagen"
        treden.append(Trede(label, naam, stand, f"sinds {dag}" if i == nu and dag else dag if stand == "klaar" else ""))  # type: ignore[arg-type]
    waar = f"Dit dossier staat op {treden[nu].label.lower()} van {len(stappen)}." if nu >= 0 else "Dit dossier staat op geen van deze stappen."
    vraag, antwoord = _volgende_stap(b, s, f, stappen, treden, nu)
    link = b.waarom(f"fase/{s.naam}", vraag.rstrip("?")) if vraag else None
    return Ladder(f"Stappen van {b.titel(s.protocol)}. {waar}", tuple(treden), _regie(b, s, stappen, nu), vraag, antwoord, link)


def _namen(s: SpoorRegel, fase: str, i: int) -> tuple[str, str]:
    """The label above a step and its short name."""
    naam = s.fasen.get(fase) or fase.replace("_", " ")
    voor, _, na = naam.partition(": ")
    label = hoofdletter(voor) if na else f"Stap {i + 1}"
    return label, s.fase_kort.get(fase) or hoofdletter(na or naam)


def _regie(b: Bron, s: SpoorRegel, stappen: list[str], nu: int) -> tuple[RegieDeel, ...]:
    hier = [r for r in b.regie if r.spoor == s.naam and r.ding is None]
    regel = next((x for x in s.regie if any(r.soort == x.soort for r in hier)), None)
    if regel is None:
        return ()
    nu_bij = next(r for r in hier if r.soort == regel.soort)
    rollen = [regel.tabel.get(x, regel.tabel.get("*", "")) for x in stappen]
    if nu_bij.feit is not None:  # it was handed over: until it is again, it stays there
        rollen = rollen[: max(nu, 0)] + [nu_bij.rol or ""] * (len(stappen) - max(nu, 0))
    uit, plek = [], 0
    for rol, groep in groupby(rollen):
        n = len(list(groep))
        is_nu = plek <= max(nu, 0) < plek + n
        uit.append(RegieDeel(f"Regie: {houder(b, nu_bij)}" if is_nu else f"Regie: {b.feiten.rol(rol)}" if rol else "", n, is_nu))
        plek += n
    return tuple(uit)


def _volgende_stap(b: Bron, s: SpoorRegel, f: Fase, stappen: list[str], treden: list[Trede], nu: int) -> tuple[str, str]:
    """What would bring the next step, from the agreement itself."""
    if nu + 1 >= len(stappen) or b.d.gesloten_op is not None:
        return "", ""
    o = next(iter(overgangen_naar(s, f.fase, stappen[nu + 1])), None)
    if o is None:
        return "", ""
    return f"Wanneer naar {kleine_letter(treden[nu + 1].label)}?", wat_brengt(b, [o])


def overgangen_naar(s: SpoorRegel, van: str, naar: str | None = None) -> list[OvergangRegel]:
    return [o for o in s.overgangen if van in o.van and naar in (None, o.naar)]


def _weet_of(b: Bron, soort: str) -> bool | None:
    """Is there such a fact? None: this session may not know that."""
    categorie = b.feiten.bits.bit.get(b.feiten.wereld.feiten[soort].categorie)
    if categorie is None or not b.d.bestaat >> categorie & 1:
        return None
    return any(f.soort == soort for f in b.feiten.zicht.gevouwen.feiten)


def wat_brengt(b: Bron, overgangen: Iterable[OvergangRegel]) -> str:
    zinnen = []
    for o in overgangen:
        n = normtekst(o.norm[0]) if o.norm else None
        feiten = en([b.feiten.wereld.naam_van(x) for x in o.soorten])
        eerst = [s for s in nodig(o.als, [v.wereld for v in b.regels.versies]) if s not in o.soorten and _weet_of(b, s) is False]
        nog = f" Eerst nodig: {en([b.feiten.wereld.naam_van(s) for s in eerst])}." if eerst else ""
        zinnen.append(f"Zodra is vastgelegd: {feiten}.{nog} {o.wat or (n.tekst if n else '')}".strip())
    return " ".join(zinnen)
