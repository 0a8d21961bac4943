# SPDX-License-Identifier: EUPL-1.2
"""An item of a meeting as data: what those present may see together, the questions, the votes, the actions."""

from __future__ import annotations

from functools import cached_property
from typing import Any
from uuid import uuid4

from wijkregie.norm.feiten.feit import Feit
from wijkregie.overleg import woorden as w
from wijkregie.overleg import zaal
from wijkregie.overleg.concepten import Botsing, Veld, laatst, ook
from wijkregie.overleg.lezen import Aanwezige
from wijkregie.overleg.punt import Beslissing, Punt, aan_stoel, stemmers, vragen, zorg
from wijkregie.partijen.sessie import Sessie
from wijkregie.scherm.beelden import Fout, Keuze, Link, Optie, Vraag
from wijkregie.scherm.beelden.overleg import Ander, Gesloten, PuntBeeld, StemRij, StemVraag, Uitslag
from wijkregie.scherm.paginas.overleg_basis import Overleg, norm_zin
from wijkregie.scherm.paginas.overleg_invoer import ZORG, gevraagd, rijen_van
from wijkregie.scherm.paginas.volgt import categorienaam
from wijkregie.scherm.paginas.vragen import Ingevuld, Omgeving, een, leesbare_waarde, naam_van, rolnaam, vraag_van
from wijkregie.scherm.taal import en, tijd

_ELK = "Elke organisatie heeft één stem. Eén veto houdt het besluit tegen."
_MANDAAT = "Een stem telt alleen van wie mandaat heeft. Kijk dat nu na."
_GEEN_MANDAAT = "Of iemand mandaat moet hebben, staat niet in de afspraak. Uw gemeente vraagt er niet naar."
_ICOON = {w.VOOR: "Voor", w.VETO: "Veto", w.ONTHOUDING: "Onthouding"}


class Puntpagina:
    """One item for one session."""

    def __init__(self, o: Overleg, p: Punt) -> None:
        self.o, self.p = o, p
        self.adres = f"{o.adres}punt/{p.agendapunt.id}/"
        self.rij = [x.id for x in o.punten]
        self.nummer = self.rij.index(p.agendapunt.id) + 1 if p.agendapunt.id in self.rij else 0
        self.concept: dict[str, Veld] = {}
        self.eigen: Ingevuld = {}
        self.fouten: dict[str, str] = {}
        self.algemeen: tuple[Fout, ...] = ()
        self.botsingen: list[Botsing] = []
        self.uitslag: list[Beslissing] = []
        self.vooraf: tuple[tuple[str, str], ...] = ()
        self.hier = o.bijeenkomst.aanwezig()
        self.weg = zaal.moeten_weg(o.reeks, self.hier, p.agendapunt.deel)

    @cached_property
    def samen(self) -> zaal.Samen:
        """Of who may stay: what is open between them."""
        blijft = [a for a in self.hier if not any(m.wie.sleutel == a.sleutel for m in self.weg)]
        return zaal.samen(self.o.reeks, self.p.zaak, self.p.zicht, blijft)

    # around it

    @property
    def na(self) -> str:
        """The next item that this session may open and that was not discussed."""
        later = [x for x in self.o.stappen() if x.nummer > self.nummer and x.adres and x.stand != "klaar"]
        return later[0].adres if later else ""

    def beeld(self) -> PuntBeeld:
        o, p = self.o, self.p
        nummer = o.nummer(p.agendapunt)
        stappen = o.stappen(p.agendapunt.id)
        vorige = next((x for x in reversed(stappen) if x.nummer < self.nummer and x.adres), None)
        volgende = next((x for x in stappen if x.nummer > self.nummer and x.adres), None)
        basis: dict[str, Any] = {
            "agenda": stappen,
            "regel": f"Punt {self.nummer} van {len(self.rij)} · {nummer}",
            "adres": self.adres,
            "zaal": o.zaal(self.adres, p.agendapunt.deel),
            "vorige": Link(f"Naar punt {vorige.nummer}", vorige.adres) if vorige else None,
            "volgende": Link(f"Naar punt {volgende.nummer}", volgende.adres) if volgende else None,
        }
        if p.besproken is not None:
            klaar = tuple(self._klaar(p.besproken))
            return PuntBeeld(o.balk(), titel="Dit punt is afgerond", dossier=self._dossier(nummer), klaar=klaar, **basis)
        if o.bijeenkomst.gehouden is not None:
            return PuntBeeld(o.balk(), titel="Dit punt is niet besproken", **basis)
        if self.weg or not p.open or not self.hier:
            return PuntBeeld(o.balk(), titel="Dit punt is nog dicht", dicht=self._dicht(), **basis, **self._samen())
        balk, dossier = o.balk(bewaard_zin(self.concept, o.sessie)), self._dossier(nummer)
        return PuntBeeld(balk, titel=self._titel(), dossier=dossier, gevraagd=p.gevraagd, **basis, **self._samen(), **self._invoer())

    def _dossier(self, nummer: str) -> Link:
        return Link(nummer, f"/dossier/{nummer}/")

    def _titel(self) -> str:
        """What the item is about. A name stands here only where all who are there may see it."""
        reden = self.o.waarom(self.p.agendapunt)
        return f"{reden[:1].upper()}{reden[1:]}" if reden else "Zaak bespreken"

    def _samen(self) -> dict[str, Any]:
        s = self.samen
        return {
            "open": tuple(categorienaam(c, self.o.wereld) for c in s.open),
            "niet_open": tuple(categorienaam(c, self.o.wereld) for c in s.dicht),
        }

    def _dicht(self) -> Gesloten:
        o = self.o
        if not o.reeks.ziet_wie:
            return Gesloten("", "Wie het overleg leidt, opent dit punt als iedereen die er is erbij mag zijn.", "", "", "")
        if self.weg:
            namen = [
                f"{x.sub} van {x.naam}" if x.sub and x.sub != rolnaam(o.wereld, m.wie.rol) else x.naam for m in self.weg for x in [o.stoel(m.wie)]
            ]
            wie = "moet 1 deelnemer" if len(namen) == 1 else f"moeten {len(namen)} deelnemers"
            zin = "Een partij die niet onder het convenant valt, krijgt geen persoonsgegevens."
            lijst = {"convenant": zin}
            norm = lijst.get(self.weg[0].waarom) or norm_zin(self.weg[0].norm)
            knop = f"{en([o.stoel(m.wie).naam for m in self.weg])} {'is' if len(self.weg) == 1 else 'zijn'} weg, open punt {self.nummer}"
            return Gesloten("", f"Eerst {wie} weg:", en(namen), norm, "", knop if self.p.mag else "")
        if not self.hier:
            return Gesloten("", "Leg eerst vast wie er is.", "", "", "Zolang er niemand is, blijft dit punt dicht.")
        knop = f"Open punt {self.nummer}" if self.p.mag else ""
        uitleg = "Wie er nu is, wordt bij dit punt vastgelegd." if knop else "Wie het overleg leidt, opent dit punt."
        return Gesloten("", "Iedereen die er is, mag bij dit punt zijn.", "", "", uitleg, knop)

    # what is put in

    def waarde(self, naam: str) -> str:
        return een(self.eigen, naam) if naam in self.eigen else self.concept[naam].tekst if naam in self.concept else ""

    def versie(self, naam: str) -> int:
        return self.concept[naam].versie if naam in self.concept else 0

    def _invoer(self) -> dict[str, Any]:
        o, p = self.o, self.p
        if not p.mag:
            return {}
        systeem, namen = gevraagd(p)
        model, feit = w.model(o.sessie, systeem), w.naam(o.sessie, systeem)
        om = Omgeving(o.wereld, fouten=self.fouten)
        ingevuld = {naam_van(n): [self.waarde(naam_van(n))] for n in namen}
        v = tuple((vraag_van(feit, n, model, ingevuld, om, met_ziet=False), self.versie(naam_van(n))) for n in namen)
        categorie = next((c for n in namen if (c := model.velden[n].categorie)), model.categorie)
        alles = {n: x.tekst for n, x in self.concept.items()} | {n: x[0] for n, x in self.eigen.items() if x}
        return {
            "concept": f"{self.adres}concept/",
            "blad": een(self.eigen, "blad") or str(uuid4()),
            "lezers": self._lezers(categorie),
            "vooraf": self.vooraf if self._allen_lezen(categorie) else (),
            "vragen": v,
            "stemmen": self._stemmen(),
            "uitslag": tuple(Uitslag(u.zin, u.telling, u.soort) for u in self.uitslag),  # type: ignore[arg-type]
            "acties": tuple(self._actie(n) for n in range(rijen_van(alles))),
            "knop": f"Punt {self.nummer} afronden",
            "anders": tuple(self._ander(b) for b in self.botsingen),
            "fouten": (*self.algemeen, *(Fout(t, f"v-{n}") for n, t in self.fouten.items() if n.startswith("stem-"))),
        }

    def _lezers(self, categorie: str) -> str:
        """Who reads the notes afterwards. Who hears them at the table does not always read them tomorrow, when the minutes are there."""
        if categorie in self.samen.blijft:
            return "Iedereen die nu aanwezig is, mag dit ook later in het verslag lezen."
        if self._allen_lezen(categorie):
            return "Iedereen die nu aanwezig is, mag dit vandaag lezen. Vanaf morgen ziet elke partij in het verslag alleen wat zij dan nog mag zien."
        return "Niet iedereen die er is, mag dit lezen. In het verslag ziet elke partij alleen wat zij mag zien."

    def _allen_lezen(self, categorie: str) -> bool:
        """May all who are there read this? What one left before the meeting is on a screen that all of them see."""
        return categorie in self.samen.open

    def _stemmen(self) -> tuple[StemVraag, ...]:
        o = self.o
        partijen = stemmers(o.reeks) if vragen(o.reeks) else []
        veld = w.model(o.sessie, w.STEM).velden.get("stemvraag")
        uit = []
        for n, v in enumerate(vragen(o.reeks)):
            rijen = tuple(self._stem(zetels, v.vraag, n == 0 and o.reeks.met_mandaat) for zetels in partijen)
            kop = f"Stemming per partij: {veld.tekst(v.vraag) if veld else v.vraag}"
            vouw = n > 0 and not any(k.gekozen and k.waarde for r in rijen for k in r.keuzes)  # a further question is put on top of the first
            uit.append(StemVraag(kop, rijen, "" if n else f"{_ELK} {_MANDAAT if o.reeks.met_mandaat else _GEEN_MANDAAT}", vouw))
        return tuple(uit)

    def _stem(self, zetels: list[Aanwezige], vraag: str, mandaat: bool) -> StemRij:
        s, o = f"{zetels[0].organisatie}-{vraag}", self.o
        stoel, rollen = o.stoel(zetels[0]), en([rolnaam(o.wereld, a.rol) for a in zetels])
        sub = f"{rollen}: samen één stem" if len(zetels) > 1 else stoel.sub
        if aan_stoel(o.reeks, o.bijeenkomst, zetels) is None:
            return StemRij(f"stem-{s}", stoel.naam, sub if len(zetels) > 1 else rollen, afwezig="afwezig: telt niet als voor")
        nu = self.waarde(f"stem-{s}")
        reden = Vraag(
            f"reden-{s}", "Grond van het veto", "tekst", waarde=self.waarde(f"reden-{s}"), fout=self.fouten.get(f"reden-{s}", ""), groot=1000
        )
        keuzes = (*(Keuze(x, _ICOON[x], nu == x) for x in w.STEMMEN), Keuze("", "Geen stem", nu not in w.STEMMEN))
        gemachtigd = self.waarde(f"mandaat-{zetels[0].organisatie}") == "ja"
        met_zorg = zorg(self.p) is not None
        versie = self.versie(f"stem-{s}")
        return StemRij(
            f"stem-{s}",
            stoel.naam,
            sub,
            keuzes,
            "",
            reden,
            met_zorg,
            self.waarde(f"{ZORG}{s}"),
            gemachtigd,
            versie,
            f"mandaat-{zetels[0].organisatie}" if mandaat else "",
        )

    def _actie(self, n: int) -> tuple[tuple[Vraag, int], ...]:
        def v(deel: str, vraag: str, soort: Any, **meer: Any) -> tuple[Vraag, int]:
            naam = f"actie-{n}-{deel}"
            return Vraag(naam, vraag, soort, waarde=self.waarde(naam), fout=self.fouten.get(naam, ""), verplicht=True, **meer), self.versie(naam)

        rollen = [*self.o.reeks.vorm.model.vast, *self.o.reeks.vorm.model.flexibel]
        opties = tuple(Optie(r, rolnaam(self.o.wereld, r)) for r in dict.fromkeys(rollen))
        return (v("wat", "Wat", "tekst", groot=400), v("wie", "Wie", "rol", opties=opties), v("op", "Uiterlijk", "datum", groot=20))

    def _ander(self, b: Botsing) -> Ander:
        vraag = next((v.vraag for v in self._vragen() if v.naam == b.veld), "Dit veld")
        return Ander(b.veld, vraag, b.ander.schreef(self.o.sessie), b.ander.tekst, een(self.eigen, b.veld))

    def _vragen(self) -> list[Vraag]:
        systeem, namen = gevraagd(self.p)
        model, feit, om = w.model(self.o.sessie, systeem), w.naam(self.o.sessie, systeem), Omgeving(self.o.wereld)
        return [vraag_van(feit, n, model, {}, om, met_ziet=False) for n in namen]

    def _klaar(self, besproken: Feit) -> list[tuple[str, str]]:
        return gezegd_in(self.o, self.p, besproken)


def gezegd_in(o: Overleg, p: Punt, besproken: Feit) -> list[tuple[str, str]]:
    """What was said at an item, as far as the session may read it: in the discussion, and in the minutes of its part."""
    om, uit = Omgeving(o.wereld), []
    for f in (besproken, *o.verslagen(p)):
        model = o.wereld.feiten[f.soort]
        velden = ((model.velden[n], x) for n, x in f.velden.items() if n in model.velden and n != "overlegvorm")
        uit += [(v.kort or v.vraag or "", leesbare_waarde(x, v, om)) for v, x in velden]
    return uit


def bewaard_zin(velden: dict[str, Veld], sessie: Sessie) -> str:
    """*Bewaard om 10.47 uur. Ook Tess schrijft mee.*"""
    toen, anderen = laatst(velden.values()), ook(velden.values(), sessie)
    zin = f"Bewaard om {tijd(toen)}." if toen is not None else ""
    meer = f" Ook {en(anderen)} {'schrijft' if len(anderen) == 1 else 'schrijven'} mee." if anderen else ""
    return (zin + meer).strip()
