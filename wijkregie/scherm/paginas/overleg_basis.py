# SPDX-License-Identifier: EUPL-1.2
"""What the pages of a meeting share: finding it, its bar, its agenda, and who is in the room."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Final
from uuid import UUID

from django.http import Http404

from wijkregie.dossier import afspraken, lezen_feiten, lezen_kop, lezen_wie
from wijkregie.dossier.lezen import rijen
from wijkregie.norm.feiten.feit import Feit
from wijkregie.norm.protocol.normtekst import normtekst
from wijkregie.norm.taal.wereld import Wereld
from wijkregie.overleg import agenda, lezen, zaal
from wijkregie.overleg import woorden as w
from wijkregie.overleg.lezen import Aanwezige, Agendapunt, Bijeenkomst, Reeks, naam_van
from wijkregie.overleg.punt import Punt, alleen_aan_tafel, zaak_van
from wijkregie.overleg.punt import punt as lees_punt
from wijkregie.overleg.weg import aan_tafel
from wijkregie.partijen.sessie import Sessie
from wijkregie.scherm.beelden import Keuze
from wijkregie.scherm.beelden.overleg import Balk, Stap, Stoel, Zaal
from wijkregie.scherm.paginas.vragen import rolnaam
from wijkregie.scherm.taal import dag_lang, en, tijd

ADRES: Final = "/overleggen/"
_WAAROM: Final = {
    "geen_lid": "Hoort niet bij dit overleg.",
    "convenant": "Valt niet onder het convenant.",
    "deel": "Is niet bij dit deel.",
}


@dataclass
class Overleg:
    """A meeting as one session sees it."""

    sessie: Sessie
    reeks: Reeks
    bijeenkomst: Bijeenkomst

    @property
    def adres(self) -> str:
        return f"/overleg/{self.reeks.nummer}/{self.bijeenkomst.id}/"

    @cached_property
    def wereld(self) -> Wereld:
        return afspraken.wereld(self.sessie.gemeente_code)

    @cached_property
    def streken(self) -> dict[int, str]:
        return {s.id: s.naam for s in lezen_wie.gebieden(self.sessie).values()}

    @cached_property
    def organisaties(self) -> dict[int, lezen_wie.Organisatie]:
        return lezen_wie.organisaties(self.sessie, self.sessie.dag)

    @property
    def naam(self) -> str:
        return naam_van(self.reeks, self.streken)

    @property
    def mag(self) -> bool:
        """May this session lead: put cases on the agenda, and say who is there? If and only if it may place a case, and the minutes are not fixed."""
        return w.mag(self.sessie, w.GEPLAATST) and self.bijeenkomst.verslag is None

    @cached_property
    def punten(self) -> list[Agendapunt]:
        """In the order of the chair, then of placing; what was dropped comes out."""
        plaats = agenda.plaatsen(self.reeks)
        lijst = sorted(self.bijeenkomst.punten, key=lambda p: (plaats.get(p.id, 10_000), p.feit.sleutel))
        return [p for p in lijst if not agenda.afgevoerd(self.sessie, self.zaken[p.id], p.id)]

    @cached_property
    def zaken(self) -> dict[str, UUID | None]:
        """The case of each item: known if and only if the session reads it by its page, or its organisation is at the item and reads it there."""
        uit = {p.id: zaak_van(self.reeks, p) for p in self.bijeenkomst.punten}
        if any(p.id in self.aan_tafel for p in self.bijeenkomst.punten):
            with aan_tafel(self.sessie):
                uit |= {p.id: zaak_van(self.reeks, p) for p in self.bijeenkomst.punten if p.id in self.aan_tafel}
        return uit

    @cached_property
    def aan_tafel(self) -> frozenset[str]:
        """The items that the session reads by the way of a meeting: if and only if its organisation is at the item, or was as it ended, and the
        case is there for it in no other way. A rule that lets something be said in a meeting says it to who is there."""
        hier = (p for p in self.bijeenkomst.punten if self.sessie.organisatie in {a.organisatie for a in p.erbij()})
        return frozenset(p.id for p in hier if alleen_aan_tafel(self.reeks, p))

    @cached_property
    def koppen(self) -> dict[UUID, lezen_kop.Kop]:
        ids = [z for z in self.zaken.values() if z is not None]
        uit = lezen_kop.koppen(self.sessie, ids)
        if self.aan_tafel:
            with aan_tafel(self.sessie):
                uit = lezen_kop.koppen(self.sessie, ids) | uit
        return uit

    def punt(self, id_: str) -> Punt | None:
        """An item with what the session may read of its case: by the way of a meeting if and only if it sits at it and its page shows it nothing."""
        if id_ not in self.aan_tafel:
            return lees_punt(self.reeks, self.bijeenkomst, id_)
        with aan_tafel(self.sessie):
            return lees_punt(self.reeks, self.bijeenkomst, id_)

    def verslagen(self, p: Punt) -> list[Feit]:
        """The minutes of a part: given one by one, they are read by a page, also by who hears the case at the table."""
        zicht = lezen_feiten.feiten(self.sessie, p.zaak) if p.agendapunt.id in self.aan_tafel else p.zicht
        return [f for f in zicht.gevouwen.feiten if p.agendapunt.id in f.over and f.soort == w.naam(self.sessie, w.VERSLAG)]

    @property
    def open(self) -> list[Punt]:
        """The items that were opened today and are not finished, as far as the session sees their case."""
        begonnen = [p for p in self.punten if p.geopend(self.sessie.dag) and p.id not in self.klaar]
        return [p for x in begonnen if (p := self.punt(x.id)) is not None]

    @cached_property
    def klaar(self) -> set[str]:
        """The items that were discussed, as far as the session sees that."""
        vraag = "select over from dossier_feit where gemeente = %s and soort = %s and dossier = any(%s)"
        waarden = [self.sessie.gemeente, w.naam(self.sessie, w.BESPROKEN), [z for z in self.zaken.values() if z is not None]]
        gevonden = rijen(vraag, waarden)
        if self.aan_tafel:
            with aan_tafel(self.sessie):
                gevonden += rijen(vraag, waarden)
        return {str(d) for (over,) in gevonden for d in over}

    def nummer(self, p: Agendapunt) -> str:
        """What an item is called: a number, no name."""
        zaak = self.zaken[p.id]
        return self.koppen[zaak].nummer if zaak in self.koppen else "Een andere zaak"

    def deel(self, p: Agendapunt) -> str:
        """Which part of the meeting an item is, if it has parts."""
        delen = self.reeks.vorm.model.delen
        return delen[p.deel].naam if p.deel in delen else ""

    def waarom(self, p: Agendapunt) -> str:
        """What an item is about, or why it stands on the agenda."""
        return self.deel(p) or self.reden(p.reden)

    def reden(self, reden: str) -> str:
        veld = w.model(self.sessie, w.GEPLAATST).velden.get("agendareden")
        return veld.tekst(reden) if veld is not None and reden else ""

    def balk(self, bewaard: str = "") -> Balk:
        rol = self.reeks.voorzitter
        wie = "nog niet gekozen" if rol is None else "u" if self.reeks.zit_voor else rolnaam(self.wereld, rol)
        uur = f", {self.bijeenkomst.tijd} uur" if self.bijeenkomst.tijd else ""
        return Balk(self.naam, f"{dag_lang(self.bijeenkomst.op)}{uur} · voorzitter: {wie}", self.adres, bewaard)

    def stappen(self, nu: str = "") -> tuple[Stap, ...]:
        uit = []
        for n, p in enumerate(self.punten, 1):
            stand = "nu" if p.id == nu else "klaar" if p.id in self.klaar else "straks"
            adres = f"{self.adres}punt/{p.id}/" if self.zaken[p.id] in self.koppen else ""
            uit.append(Stap(n, self.nummer(p), self.waarom(p), adres, stand))  # type: ignore[arg-type]
        return tuple(uit)

    # the room

    def stoel(self, a: Aanwezige, sub: str = "", *, vast: bool = False, weg: str = "") -> Stoel:
        o = self.organisaties.get(a.organisatie)
        naam, rol = o.kort if o else "een organisatie", rolnaam(self.wereld, a.rol)
        return Stoel(a.sleutel, naam, sub or a.persoon or ("" if rol.casefold() == naam.casefold() else rol), vast, weg)

    def zaal(self, terug: str, deel: str | None = None) -> Zaal | None:
        """Who is in the room; None: not for this session to know."""
        if not self.reeks.ziet_wie:
            return None
        hier = self.bijeenkomst.aanwezig()
        weg = {m.wie.sleutel: m for m in zaal.moeten_weg(self.reeks, hier, deel)}
        alle = zaal.leden(self.reeks, self.bijeenkomst)
        er = {a.sleutel for a in hier}
        was = [(a, f) for a, f in self.bijeenkomst.vertrokken()]
        leeg = {a.sleutel for a, _ in was}
        ontbreekt = [rolnaam(self.wereld, r) for r in zaal.ontbreken(self.reeks, hier)]
        delen = [f"{len(hier)} {'partij' if len(hier) == 1 else 'partijen'}"]
        delen += [f"{len(weg)} moet weg" if len(weg) == 1 else f"{len(weg)} moeten weg"] if weg else []
        delen += [f"er ontbreekt: {en(ontbreekt)}"] if ontbreekt else ["alle vaste partijen zijn er"]
        gasten = [o for o in self.organisaties.values() if o.id not in {a.organisatie for a, _ in alle} | {a.organisatie for a in hier}]
        return Zaal(
            ", ".join(delen),
            f"{self.adres}aanwezig/",
            terug,
            tuple(self.stoel(a) for a in hier if a.sleutel not in weg),
            tuple(self.stoel(m.wie, weg=_WAAROM[m.waarom]) for m in weg.values()),
            tuple(self.stoel(a, f"weg om {_tijd(f.tijd)}") for a, f in was),
            tuple(self.stoel(a, vast=v) for a, v in alle if a.sleutel not in er and a.sleutel not in leeg),
            tuple(Keuze(f"{o.soort}-{o.id}", o.kort) for o in gasten),
            self.mag and self.bijeenkomst.gehouden is None,
        )

    def aanwezige(self, sleutel: str) -> Aanwezige | None:
        """Who a form means: a seat, or a guest by the kind of his organisation."""
        rol, _, nr = sleutel.rpartition("-")
        o = self.organisaties.get(int(nr)) if nr.isascii() and nr.isdecimal() and len(nr) < 10 else None
        if o is None:
            return None
        bekend = {
            a.sleutel: a
            for a in (*self.bijeenkomst.aanwezig(), *(a for a, _ in zaal.leden(self.reeks)), *(a for a, _ in self.bijeenkomst.vertrokken()))
        }
        if sleutel in bekend:
            return bekend[sleutel]
        eigen = next((n for n, r in self.wereld.rollen.items() if r.soort == o.soort and r.onder is None), None)
        return Aanwezige(eigen, o.id) if eigen is not None and rol == o.soort else None


def norm_zin(normen: tuple[str, ...]) -> str:
    """What the agreement says, in its words."""
    t = next((t for n in normen if (t := normtekst(n)) is not None), None)
    return t.tekst if t is not None else ""


def _tijd(minuten: int | None) -> str:
    return f"{minuten // 60}.{minuten % 60:02d} uur" if minuten is not None else "een onbekende tijd"


def vind(sessie: Sessie, nummer: str, bijeenkomst: object) -> Overleg:
    """Raises Http404: absent and hidden are the same."""
    r = lezen.reeks(sessie, nummer)
    r = r or next((x for x in lezen.van_zaak(sessie, nummer) if str(bijeenkomst) in x.bijeenkomsten), None)
    b = r.bijeenkomsten.get(str(bijeenkomst)) if r is not None else None
    if r is None or b is None:
        raise Http404
    return Overleg(sessie, lezen.met_aanwezigen(r) if r.eigen else r, b)


__all__ = ["ADRES", "Overleg", "naam_van", "norm_zin", "tijd", "vind"]
