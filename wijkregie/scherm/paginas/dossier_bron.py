# SPDX-License-Identifier: EUPL-1.2
"""Everything a dossier page is made of, read once through the session's own connection."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db import connections
from django.http import Http404

from wijkregie.dossier import afspraken, lezen, lezen_feiten, lezen_kop, lezen_taken, lezen_wie
from wijkregie.dossier.bijwerken import MELDING
from wijkregie.dossier.meelezers import Maskers, meelezers
from wijkregie.dossier.toetsing import BETROKKEN
from wijkregie.norm.afleiding.regelset import Regels
from wijkregie.partijen.omgeving import Streek, gebied_en_ouders
from wijkregie.partijen.sessie import Sessie
from wijkregie.scherm.beelden import WaaromLink
from wijkregie.scherm.paginas.taakrij import Rijmaker
from wijkregie.scherm.paginas.tijdlijn import Feiten


@dataclass
class Bron:
    """A dossier on a day, for one session."""

    sessie: Sessie
    dag: date
    d: lezen_kop.Dossier
    regels: Regels
    feiten: Feiten
    taken: list[lezen_taken.Taak]
    fasen: list[lezen.Fase]
    regie: list[lezen.Regie]
    partijen: list[lezen.Partij]
    breuken: Mapping[UUID, list[lezen.Breuk]]
    bestanden: list[lezen.Bestand]
    organisaties: Mapping[int, lezen_wie.Organisatie]
    gebieden: Mapping[int, Streek]
    behandelaar: tuple[int, str] | None
    links: list[lezen.Link]
    ander: Mapping[UUID, lezen_kop.Kop]
    bekend_op: date | None = None

    def waarom(self, wat: str, over: str) -> WaaromLink:
        dan = f"?bekend_op={self.bekend_op.isoformat()}" if self.bekend_op else ""
        return WaaromLink(f"/dossier/{self.d.nummer}/waarom/{wat}/{dan}", over)

    def titel(self, protocol: str) -> str:
        v = next((v for v in self.regels.versies if v.naam == protocol), None)
        return v.kop.titel if v is not None else protocol.replace("_", " ")

    @property
    def heeft_regie(self) -> bool:
        return any(r.organisatie == self.sessie.organisatie for r in self.regie)

    @cached_property
    def meelezers(self) -> Maskers:
        """The organisations that can open this page too, and what they see; only for who may know who is involved, and not looking back."""
        bits = self.feiten.bits
        if self.bekend_op is not None or not self.d.bestaat >> bits.bit[self.feiten.wereld.feiten[BETROKKEN].categorie] & 1:
            return {}
        doelen = [bits.doel[x] for x in afspraken.deur(self.sessie.gemeente_code, "dossier")]
        return meelezers(self.sessie, self.d.id, doelen, self.d.bestaat)

    def rijmaker(self) -> Rijmaker:
        ids = {self.d.id: self.behandelaar} if self.behandelaar else {}
        dingen = {t.ding: tekst for t in self.taken if t.ding is not None and (tekst := self.feiten.ding(str(t.ding)))}
        hier = {self.d.id: gebied_en_ouders(self.gebieden, self.d.gebied)}
        return Rijmaker(self.sessie, self.dag, self.organisaties, ids, lezen_wie.waarneming_tot(self.sessie, self.dag), hier, dingen)


def vind(sessie: Sessie, nummer: str) -> lezen_kop.Dossier:
    """A dossier by its number. Raises Http404: absent and hidden are the same."""
    d = lezen_kop.dossier(sessie, nummer)
    if d is None:
        raise Http404
    return d


def lees(sessie: Sessie, nummer: str, dag: date) -> Bron:
    """Read a dossier as it stands now. Raises Http404."""
    d = vind(sessie, nummer)
    return Bron(
        **omgeving(sessie, d, dag),
        taken=lezen_taken.lopende(sessie, d.id),
        fasen=lezen.fasen(sessie, d.id),
        regie=lezen.regie(sessie, d.id),
        partijen=lezen.partijen(sessie, d.id),
        breuken=lezen.breuken(sessie, d.id),
        bestanden=lezen.bestanden(sessie, d.id),
    )


def omgeving(sessie: Sessie, d: lezen_kop.Dossier, dag: date) -> dict[str, Any]:
    """What is the same for a dossier now and as it was known on a day: who it is about, who takes part, and its facts."""
    code = sessie.gemeente_code
    regels = afspraken.regelset(code, d.protocollen).op(dag, d.begonnen)
    links = lezen.verbonden(sessie, d.id) + (lezen.zaken_met(sessie, d.id) if d.soort == MELDING else [])
    koppen = lezen_kop.koppen(sessie, [x.ander for x in links])
    organisaties = lezen_wie.organisaties(sessie, dag)
    with connections["default"].cursor() as c:
        bits = afspraken.bits(c, sessie.gemeente)
    namen = {str(k.id): k.nummer for k in (d, *koppen.values())}
    zicht = lezen_feiten.feiten(sessie, d.id)
    feiten = Feiten(sessie, afspraken.wereld(code), regels, bits, d, zicht, zicht.kaders, organisaties, dag, namen)
    return {
        "sessie": sessie,
        "dag": dag,
        "d": d,
        "regels": regels,
        "feiten": feiten,
        "organisaties": organisaties,
        "gebieden": lezen_wie.gebieden(sessie),
        "behandelaar": lezen_wie.behandelaars(sessie, [d.id]).get(d.id),
        "links": links,
        "ander": koppen,
    }
