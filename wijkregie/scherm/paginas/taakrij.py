# SPDX-License-Identifier: EUPL-1.2
"""One duty as a row: when, what, why, for whom, and the one button that does it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import Final
from uuid import UUID

from wijkregie.dossier import afspraken
from wijkregie.dossier.grond_dicht import regeling
from wijkregie.dossier.lezen_taken import LOOPT, MOGELIJK, OPGESCHORT, Taak
from wijkregie.dossier.lezen_werk import kalender
from wijkregie.dossier.lezen_wie import Organisatie, aangewezen
from wijkregie.dossier.taakregel import ding_zegt_het, houden
from wijkregie.norm.afleiding.uitleg import beslist_door
from wijkregie.norm.protocol.normtekst import NormTekst, normtekst
from wijkregie.norm.tijd.kalender import Kalender
from wijkregie.partijen.sessie import Sessie
from wijkregie.scherm.beelden import DossierVerwijzing, Knop, PlichtRij, Tot, WaaromLink, Wie
from wijkregie.scherm.taal import aantal, dag_kort, dag_lang, en, over, tot_streef, tot_van

U = Wie("U")
_PLAATS: Final = re.compile(r"^(Actie|Categorie|Rij|Stap) \d+[a-z]?( altijd| \([^)]*\))?: ")  # where it stands in its source says nothing in a row
_EERSTE_ZIN: Final = re.compile(r"(?<=[a-z)])[.;] ")
_RIJ: Final = 130


def op_volgorde(taken: Iterable[Taak], dag: date) -> list[Taak]:
    """In one dossier: what is due within a week, as soon as possible, what comes later. A target of months is not what comes first."""
    straks = dag + timedelta(weeks=1)

    def plaats(t: Taak) -> tuple[int, tuple[int, date, date, str, UUID]]:
        soort, wanneer, *_ = t.volgorde
        return (3 if soort == 2 else 1 if soort == 1 else 2 if wanneer > straks else 0), t.volgorde

    return sorted(taken, key=plaats)


def wanneer_eerst(uiterlijk: date | None, streef: date | None, dag: date) -> str:
    """By when the first thing must be done, in a sentence. A target is hoped for; what has passed is done as soon as possible."""
    if uiterlijk is not None:
        return f"vóór het einde van {dag_lang(uiterlijk, met_jaar=False)}" if uiterlijk >= dag else "zo snel mogelijk"
    return f"liefst uiterlijk {dag_lang(streef, met_jaar=streef.year != dag.year)}" if streef is not None and streef >= dag else "zo snel mogelijk"


def hoofdletter(tekst: str) -> str:
    return tekst[:1].upper() + tekst[1:]


def kleine_letter(tekst: str) -> str:
    return tekst[:1].lower() + tekst[1:]


def norm_zin(norm: str) -> str:
    """The leading norm in our own words: its first sentence, short enough for a row. The rest stands under *waarom?*."""
    n = normtekst(norm)
    if n is None:
        return ""
    kort = _EERSTE_ZIN.split(_PLAATS.sub("", n.tekst), maxsplit=1)[0].rstrip(".")
    if len(kort) > _RIJ:
        kort = kort[:_RIJ].rsplit(" ", 1)[0].rstrip(",;:") + " …"
        return hoofdletter(kort)
    return f"{hoofdletter(kort)}."


def andere_normen(t: Taak) -> list[NormTekst]:
    """The other norms that the same act meets, as *waarom?* lists them: one without text, or that only explains, is not counted either."""
    return [n for x in t.normen if x != t.norm and (n := normtekst(x)) is not None and n.hardheid]


def tot(t: Taak, vandaag: date, kal: Kalender) -> Tot:
    """What stands where the date stands."""
    if t.status == MOGELIJK:
        return Tot("Misschien", "nog niet zeker")
    if t.status == OPGESCHORT:
        dag = ("werkdag", "werkdagen") if t.termijn and "werkdag" in t.termijn else ("dag", "dagen")
        return Tot("Stilgezet", f"nog {aantal(t.rest, *dag)} over" if t.rest is not None else "de tijd loopt nu niet")
    if t.te_laat(vandaag) and t.uiterlijk is not None:
        te_laat = kal.tel_werkdagen(t.uiterlijk + timedelta(days=1), vandaag)
        return tot_van(t.uiterlijk, vandaag, werkdagen_te_laat=te_laat or None)
    if t.moment is not None:
        return Tot(f"rond {dag_kort(t.moment, vandaag)}", over(t.moment, vandaag) if t.moment >= vandaag else "dit kan nu", t.moment)
    if t.uiterlijk is not None:
        return tot_van(t.uiterlijk, vandaag, dreigt=t.dreigt(vandaag), niet_voor=t.niet_voor)
    return tot_streef(t.streef, vandaag) if t.streef is not None else tot_van(None, vandaag)


@dataclass
class Rijmaker:
    """What all rows of a page share, so that none of them asks the database anything."""

    sessie: Sessie
    vandaag: date
    organisaties: Mapping[int, Organisatie]
    behandelaars: Mapping[UUID, tuple[int, str]] = field(default_factory=dict)
    waarneming: Mapping[int, date | None] = field(default_factory=dict)
    gebieden: Mapping[UUID, tuple[int, ...]] = field(default_factory=dict)
    dingen: Mapping[UUID, str] = field(default_factory=dict)  # a thing in words, as far as it may be seen
    zonder_behandelaar: bool = False  # say so where nobody of the organisation handles the dossier
    te_laat_eerst: bool = True  # the button of what is too late is filled

    @property
    def kal(self) -> Kalender:
        return kalender(self.sessie.gemeente_code)

    def rij(self, t: Taak, nummer: str, dossier: DossierVerwijzing | None = None) -> PlichtRij:
        over = self.dingen.get(t.ding, "") if t.ding is not None else ""
        titel = f"{hoofdletter(t.wat)} ({over})" if over else hoofdletter(t.wat)  # two complaints give the same duty twice
        plek = f"/dossier/{nummer}/"
        feit = self.handeling(t)
        doen = f"{plek}handeling/{feit}/?plicht={t.id}" if feit is not None else ""
        eigen = t.van_mij or self._namens(t)
        knop = (
            Knop(self.knoptekst(feit), doen, eerst=self.te_laat_eerst and t.van_mij and t.te_laat(self.vandaag))
            if feit is not None and eigen
            else None
        )
        return PlichtRij(
            tot(t, self.vandaag, self.kal),
            titel,
            doen if knop is not None else plek if dossier is not None else "",
            norm_zin(t.norm),
            len(andere_normen(t)),
            WaaromLink(f"{plek}waarom/plicht/{t.id}/", titel),
            dossier,
            self.wie(t),
            knop if knop is not None or dossier is None else Knop("Dossier openen", plek),
            self.noot(t),
        )

    def handeling(self, t: Taak) -> str | None:
        """The act that does it: the first that the session's roles may record, else the first."""
        soorten = [s for s in t.doe if s in afspraken.wereld(self.sessie.gemeente_code).feiten]
        if not soorten:  # a state ends it: of what brings that about only what is for this session
            return next((s for s in houden(self.sessie.gemeente_code, t.protocol, t.regel) if self._mijn(s)), None)
        return next((s for s in soorten if self._mijn(s)), next(iter(soorten), None))

    def _mijn(self, feit: str) -> bool:
        """Does the vocabulary say that a role of this session records it?"""
        w = afspraken.wereld(self.sessie.gemeente_code)
        return any(not set(self.sessie.rollen).isdisjoint(w._onder.get(r, {r})) for r in w.feiten[feit].door)

    def knoptekst(self, feit: str | None) -> str:
        return afspraken.wereld(self.sessie.gemeente_code).knop_van(feit) if feit is not None else ""

    def _namens(self, t: Taak) -> bool:
        """Of who never logs in others record the acts: an organisation, or the resident, of whom the act says which roles record it."""
        o = self.organisaties.get(t.organisatie or 0)
        if o is not None:
            return not o.logt_in
        feit = self.handeling(t) if t.organisatie is None else None
        return feit is not None and afspraken.wereld(self.sessie.gemeente_code).feiten[feit].namens and self._mijn(feit)

    def wie(self, t: Taak) -> Wie | None:
        if not t.van_mij:
            return self._ander(t)
        lid, naam = self.behandelaars.get(t.dossier, (0, ""))
        samen = self.samen(t)
        if lid in self.sessie.neemt_waar:
            einde = self.waarneming.get(lid)
            return Wie(naam, f"u neemt waar tot en met {dag_kort(einde, self.vandaag)}" if einde else "u neemt waar")
        if lid and lid != self.sessie.lidmaatschap:
            return Wie(naam, samen)
        return Wie("U", samen)

    def samen(self, t: Taak) -> str:
        if len(t.wie) < 2:
            return ""
        w = afspraken.wereld(self.sessie.gemeente_code)
        anderen = [r for r in t.wie if w.soort_van_rol(r) != self.sessie.soort]
        return f"{'samen met' if t.samen else 'of'} de {en([self.rolnaam(r) for r in anderen])}" if anderen else ""

    def _ander(self, t: Taak) -> Wie:
        o = self.organisaties.get(t.organisatie or 0)
        if o is None:
            return Wie(hoofdletter(en([self.rolnaam(r) for r in t.wie])), "" if t.samen or len(t.wie) < 2 else "een van deze")
        c = o.contact(self.gebieden.get(t.dossier, ()))
        naam = c.naam if c is not None else ""
        if not o.logt_in:
            bereik = (c.bereik if c is not None else "") or o.bereik
            return Wie(o.kort, ", ".join(x for x in (naam, bereik) if x))
        return Wie(o.kort, naam or (self.rolnaam(t.wie[0]) if t.wie else ""))

    def rolnaam(self, rol: str) -> str:
        r = afspraken.wereld(self.sessie.gemeente_code).rollen.get(rol)
        return (r.naam if r is not None else "") or rol.replace("_", " ")

    def noot(self, t: Taak) -> str:
        voor = self.rolnaam(t.voor) if t.voor is not None and t.voor in afspraken.wereld(self.sessie.gemeente_code).rollen else ""
        return " ".join(x for x in (f"Voor: {voor}." if voor else "", self._noot(t)) if x)

    def _noot(self, t: Taak) -> str:
        if t.van_mij and not t.grond:
            return "" if self.weet(t) else self._dicht(t)
        if t.status == MOGELIJK:
            return self._hangt_af(t)
        if self.zonder_behandelaar and t.van_mij and t.dossier not in self.behandelaars:
            return f"Niemand van {self.sessie.organisatie_naam} behandelt dit dossier."
        if t.status == LOOPT and t.uiterlijk is not None and t.streef is not None and t.streef < t.uiterlijk and not t.te_laat(self.vandaag):
            return f"Streefdatum: {dag_kort(t.streef, self.vandaag)}."
        return ""

    def weet(self, t: Taak) -> bool:
        """May the session read the opening of the thing that the duty is about, and is that what it rests on?"""
        return t.ding in self.dingen and ding_zegt_het(self.sessie.gemeente_code, t.protocol, t.regel)

    def _dicht(self, t: Taak) -> str:
        """Why the owner of a duty cannot see what it rests on, and whom to ask: from the agreement and the appointments alone."""
        r = regeling(self.sessie.gemeente_code, t.protocol, t.regel, frozenset(self.sessie.rollen))
        vraag = f"{self._vraag_na(t, r.geeft or t.wie)} Noem alleen het dossiernummer.".strip()
        if not r.norm:
            return f"Waar dit over gaat, wordt niet met u gedeeld. {vraag}"
        return f"Waar dit over gaat, is nog niet voor u open: zo staat het in de afspraak ({r.norm}). {vraag}"

    def _vraag_na(self, t: Taak, rollen: Iterable[str]) -> str:
        """Whom to ring: who is appointed here, if that is one; else the role. Never who takes part: that may be hidden too."""
        w = afspraken.wereld(self.sessie.gemeente_code)
        anderen = [r for r in rollen if r in w.rollen and w.soort_van_rol(r) != self.sessie.soort]
        hier = {None, *self.gebieden.get(t.dossier, ())}
        wie = {o for r, o, g in self.aangewezen if r in anderen and g in hier} - {self.sessie.organisatie}
        o = self.organisaties.get(next(iter(wie))) if len(wie) == 1 else None
        if o is not None:
            c = o.contact(self.gebieden.get(t.dossier, ()))
            bereik = (c.bereik if c is not None else "") or o.bereik
            return f"Vraag het aan {o.naam}{f' ({bereik})' if bereik else ''}."
        namen = [self.rolnaam(r) for r in anderen]
        if len(namen) > 1:
            return f"Vraag het aan een van deze partijen: {', '.join(namen[:-1])} of {namen[-1]}."
        return f"Vraag het aan de {namen[0]}." if namen else ""

    @cached_property
    def aangewezen(self) -> list[tuple[str, int, int | None]]:
        return aangewezen(self.sessie)

    def _hangt_af(self, t: Taak) -> str:
        """Which fact settles whether this must be done; only for who may see what the duty rests on."""
        p = next((x for v in afspraken.bibliotheek().alles() if v.naam == t.protocol for x in [v.plichten.get(t.regel)] if x is not None), None)
        if not t.grond or p is None or p.als is None:
            return "Of dit moet, is nog niet bekend."
        w = afspraken.wereld(self.sessie.gemeente_code)
        soorten = [w.naam_van(s) for s in beslist_door(p.als) if s in w.feiten]
        return f"Of dit moet, volgt uit: {en(soorten)}." if soorten else "Of dit moet, is nog niet bekend."
