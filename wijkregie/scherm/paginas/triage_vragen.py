# SPDX-License-Identifier: EUPL-1.2
"""The questions of a decision on a report, and from what was typed to that decision."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import Any, Final
from uuid import UUID

from wijkregie.dossier import afspraken, lezen_kop, lezen_wie, personen, vooraf
from wijkregie.dossier.lezen_kop import Dossier, Kop
from wijkregie.dossier.opdracht import Bezwaar, Opdracht
from wijkregie.dossier.zoeken import ZAAK, nummer_in
from wijkregie.meldingen import triage
from wijkregie.meldingen.kandidaten import Kandidaat
from wijkregie.meldingen.systeem import BEANTWOORD, GETRIEERD, ONTVANGEN
from wijkregie.meldingen.triage import AANSLUITEN, AFSLUITEN, DOORVERWIJZEN, SIGNAAL, STARTEN
from wijkregie.norm.feiten.feit import Feit
from wijkregie.partijen.sessie import Sessie
from wijkregie.scherm.beelden import Fout, Optie, Vraag, Ziet
from wijkregie.scherm.beelden.triage import Uitkomst
from wijkregie.scherm.paginas.invoer import lees_velden, sleutel_van
from wijkregie.scherm.paginas.meelezen import ziet
from wijkregie.scherm.paginas.nieuw_persoon import Persoon
from wijkregie.scherm.paginas.vragen import Omgeving, een, naam_van, vraag_van
from wijkregie.scherm.taal import schrijf_datum

UITKOMST, WELKE, NUMMER, WIJK, AFSPRAAK, ANTWOORDEN = "uitkomst", "zaak", "nummer", "wijk", "afspraak", "antwoorden"
ANDERS: Final = "anders"
EERST: Final = "uitkomst_triage"
WAT: Final = (
    ("Bij welk dossier hoort de melding?", "De melding telt vanaf nu mee in dat dossier. Wie meldde, gaat niet mee."),
    ("Het nieuwe dossier", "Het dossier begint met deze melding. Over wie het gaat, hoeft nog niet bekend te zijn."),
    ("Doorverwijzen", "Bijvoorbeeld een gewone burenruzie naar buurtbemiddeling."),
    ("Afsluiten", "Er volgt nu niets. De melding blijft te vinden."),
)
_BIJ_GEVAAR: Final = "Gebeurt er weer iets? Vertel het ons dan. Bij gevaar belt u 112."
VOORSTEL: Final = (
    f"Wij hebben uw melding bekeken. Wij gaan er samen met andere organisaties mee verder. Uw naam blijft bij ons. {_BIJ_GEVAAR}",
    f"Wij hebben uw melding bekeken. Wij gaan er samen met andere organisaties mee aan de slag. Uw naam blijft bij ons. {_BIJ_GEVAAR}",
    f"Wij hebben uw melding bekeken. Iemand anders kan u hier beter bij helpen. {_BIJ_GEVAAR}",
    f"Wij hebben uw melding bekeken. Wij doen er op dit moment niets mee. {_BIJ_GEVAAR}",
)
"""What the reporter may read: about the report, and nothing about care or about the other."""


class Beslissing:
    """A decision that is being made on one report."""

    def __init__(self, sessie: Sessie, kop: Dossier, feiten: Sequence[Feit], zaken: Sequence[Kandidaat], ingevuld: dict[str, list[str]]) -> None:
        self.sessie, self.kop, self.ingevuld = sessie, kop, ingevuld
        self.code = sessie.gemeente_code
        self.w = afspraken.wereld(self.code)
        self.zaken = {str(z.id): z for z in zaken if not z.dicht}
        ontvangen = afspraken.systeemfeit(self.code, ONTVANGEN)
        self.ontvangen: Mapping[str, Any] = next((f.velden for f in reversed(feiten) if f.soort == ontvangen), {})
        self.vooraf = vooraf.vooraf(sessie, kop.id, afspraken.systeemfeit(self.code, GETRIEERD), kop.bestaat)
        self.org = lezen_wie.organisaties(sessie, sessie.dag)
        self.persoon = Persoon(sessie, ingevuld, str(self.ontvangen.get("wie_doet_het") or ""))
        self.fouten: dict[str, str] = {}
        self.algemeen: list[Fout] = []
        gebieden = lezen_wie.gebieden(sessie)
        self.wijken = {str(g.id): g.naam for g in gebieden.values() if g.id not in {x.ouder for x in gebieden.values()}}

    @property
    def mag(self) -> bool:
        return bool(self.vooraf.rollen)

    @cached_property
    def kan_antwoorden(self) -> bool:
        """Is there somebody to answer: a reporter who is known, or who holds the code?"""
        return self.ontvangen.get("anoniem") is not True or triage.heeft_code(self.sessie, self.kop.id)

    @cached_property
    def afspraken(self) -> tuple[tuple[str, str], ...]:
        met = triage.protocollen_met_signaal(self.code)
        return tuple((n, t) for n, t in personen.protocollen_van_zaak(self.code) if n in met)

    @property
    def uitkomst(self) -> int | None:
        gekozen = een(self.ingevuld, UITKOMST)
        return int(gekozen) if gekozen in ("0", "1", "2", "3") else None

    # questions

    @property
    def keuze(self) -> Vraag:
        v = self._van(GETRIEERD, EERST)
        opties = tuple(Optie(str(i), o.tekst, WAT[i][1]) for i, o in enumerate(v.opties))
        return replace(
            v, naam=UITKOMST, opties=opties, waarde=een(self.ingevuld, UITKOMST), fout=self.fouten.get(UITKOMST, ""), verplicht=True, ziet=None
        )

    @property
    def per_uitkomst(self) -> tuple[Uitkomst, ...]:
        eigen = {
            AANSLUITEN: (*self._welke(), *self._signaal(AANSLUITEN)),
            STARTEN: (*self._nieuw(), *self._signaal(STARTEN)),
            DOORVERWIJZEN: (self._van(GETRIEERD, "verwezen_naar"),),
            AFSLUITEN: (),
        }
        return tuple(Uitkomst(str(i), WAT[i][0], (*eigen[i], *self._antwoord(i))) for i in range(len(WAT)))

    @property
    def altijd(self) -> tuple[Vraag, ...]:
        return tuple(self._van(GETRIEERD, n) for n in triage.model(self.code, GETRIEERD).velden if n not in (EERST, "verwezen_naar"))

    def _van(self, systeem: str, veld: str, bij: int | None = None) -> Vraag:
        """The question of a field; `bij`: as it is asked under one of the decisions."""
        feit, model = afspraken.systeemfeit(self.code, systeem), triage.model(self.code, systeem)
        hier = naam_van(veld) if bij is None else f"{naam_van(veld)}-{bij}"
        gevuld = {naam_van(veld): self.ingevuld.get(hier, [])}
        v = vraag_van(feit, veld, model, gevuld, Omgeving(self.w, ziet=lambda c: self._ziet(c, model.categorie) if systeem == GETRIEERD else None))
        return replace(v, naam=hier, fout=self.fouten.get(hier, ""))

    def _ziet(self, categorie: str, hoofd: str) -> Any:
        return ziet(categorie, hoofd, self.vooraf.lezers, self.vooraf.weten, self.sessie.organisatie, self.org, self.w)

    def _welke(self) -> tuple[Vraag, ...]:
        opties = (*(Optie(i, z.titel, _waarom(z)) for i, z in self.zaken.items()), Optie(ANDERS, "Een ander dossier", "Vul hieronder het nummer in."))
        nummer = Vraag(
            NUMMER, "Wat is het nummer van het dossier?", "tekst", "Bijvoorbeeld WR-2026-0012.", een(self.ingevuld, NUMMER), groot=40,
            fout=self.fouten.get(NUMMER, ""), verplicht=not self.zaken,
        )  # fmt: skip
        if not self.zaken:
            return (nummer,)
        return (
            Vraag(WELKE, "Welk dossier?", "keuze", opties=opties, waarde=een(self.ingevuld, WELKE), fout=self.fouten.get(WELKE, "")),
            nummer,
        )

    def _nieuw(self) -> tuple[Vraag, ...]:
        wijk = Vraag(
            WIJK, "In welke wijk is dat?", "rol", "Die bepaalt wie er meedoet.", opties=tuple(Optie(w, n) for w, n in self.wijken.items()),
            waarde=een(self.ingevuld, WIJK) or str(self.kop.gebied or ""), fout=self.fouten.get(WIJK, ""),
        )  # fmt: skip
        vragen = (*self.persoon.vragen(), wijk)
        if len(self.afspraken) < 2:
            return vragen
        opties = tuple(Optie(n, t) for n, t in self.afspraken)
        return (*vragen, Vraag(AFSPRAAK, "Welke afspraak geldt?", "rol", opties=opties, waarde=self._afspraak(), fout=self.fouten.get(AFSPRAAK, "")))

    def _afspraak(self) -> str:
        return een(self.ingevuld, AFSPRAAK) or (self.afspraken[0][0] if self.afspraken else "")

    def _signaal(self, bij: int) -> tuple[Vraag, ...]:
        uit = []
        for n, v in triage.model(self.code, SIGNAAL).velden.items():
            q = self._van(SIGNAAL, n, bij)
            if v.soort == "datum" and q.naam not in self.ingevuld and isinstance(dag := self.ontvangen.get(n), date):
                q = replace(q, waarde=schrijf_datum(dag))
            if v.soort == "tekst":
                q = replace(q, vraag="Wat mogen de partners in het dossier lezen?", uitleg="Schrijf niets op waaraan iemand ziet wie er meldde.")
            uit.append(replace(q, verplicht=v.soort in ("tekst", "keuze")))
        return tuple(uit)

    def _antwoord(self, bij: int) -> tuple[Vraag, ...]:
        if not self.kan_antwoorden:
            return ()
        v = self._van(BEANTWOORD, "antwoord", bij)
        uitleg = "Dit is een voorstel. Pas het aan. Laat het leeg als u later antwoordt."
        waarde = v.waarde if v.naam in self.ingevuld else VOORSTEL[bij]
        leest = Ziet("De melder leest dit, met de code van de melding.")
        alleen = replace(self._van(BEANTWOORD, "alleen_de_melding", bij), verplicht=bool(waarde))
        return (replace(v, uitleg=uitleg, waarde=waarde, verplicht=False, ziet=leest), alleen)

    # reading

    def opdracht(self) -> Opdracht | None:
        """The command; None when something is not right, which `fouten` then tells."""
        u = self.uitkomst
        if u is None:
            self.fouten[UITKOMST] = "Kies wat er met de melding gebeurt."
            return None
        velden = self._lees(GETRIEERD, None, {EERST} | ({"verwezen_naar"} if u != DOORVERWIJZEN else set()))
        if u == DOORVERWIJZEN and "verwezen_naar" not in velden:
            self.fouten.setdefault(naam_van("verwezen_naar"), "Kies naar wie u verwijst.")
        antwoord = self._lees_antwoord(u)
        zaak, begin, protocollen = self._doel(u)
        signaal = {}
        met_signaal = bool(protocollen) and triage.leest_signaal(self.code, protocollen)
        if u in (AANSLUITEN, STARTEN) and met_signaal:
            signaal = self._lees(SIGNAAL, u, set(), ("tekst", "keuze"))
        if u == STARTEN:
            self.persoon.lees()
            self.fouten |= self.persoon.fouten
        if self.fouten:
            return None
        over, nieuw, feiten = self.persoon.opdracht() if u == STARTEN else (None, [], [])
        b = triage.Besluit(u, velden, signaal, antwoord)
        sleutel = sleutel_van(self.ingevuld)
        return triage.opdracht(
            self.sessie, sleutel, self.kop.id, b, zaak=zaak, met_signaal=met_signaal, begin=begin, over=over, persoon=(nieuw, feiten)
        )

    def _lees(self, systeem: str, bij: int | None, zonder: set[str], verplicht: tuple[str, ...] = ()) -> dict[str, Any]:
        model = triage.model(self.code, systeem)
        namen = {n: naam_van(n) if bij is None else f"{naam_van(n)}-{bij}" for n in model.velden if n not in zonder}
        g = lees_velden(model, {naam_van(n): self.ingevuld.get(hier, []) for n, hier in namen.items()}, self.w)
        for n, hier in namen.items():
            v = model.velden[n]
            if naam_van(n) in g.fouten:
                self.fouten[hier] = g.fouten[naam_van(n)]
            elif (v.verplicht or v.soort in verplicht) and n not in g.velden:
                self.fouten[hier] = "Beantwoord deze vraag." if v.soort in ("janee", "keuze") else "Vul dit in."
        return g.velden

    def _lees_antwoord(self, bij: int) -> dict[str, Any] | None:
        hier = f"{naam_van('antwoord')}-{bij}"
        if not self.kan_antwoorden or not een(self.ingevuld, hier).strip():
            return None
        soort = triage.model(self.code, BEANTWOORD).velden["soort_bericht"].waarden[-1]
        return {**self._lees(BEANTWOORD, bij, {"soort_bericht"}), "soort_bericht": soort}

    def _doel(self, u: int) -> tuple[UUID | None, Any, tuple[str, ...]]:
        """The case that it is joined to or that begins, and its agreements."""
        if u == STARTEN:
            wijk, naam = een(self.ingevuld, WIJK), self._afspraak()
            if wijk not in self.wijken:
                self.fouten[WIJK] = "Kies de wijk. Die bepaalt wie er meedoet."
            if naam not in dict(self.afspraken):
                self.fouten[AFSPRAAK] = "Kies de afspraak."
            if self.fouten:
                return None, None, (naam,)
            return None, triage.nieuwe_zaak(int(wijk), self.sessie.lidmaatschap, (naam,)), (naam,)
        if u != AANSLUITEN:
            return None, None, ()
        k = self._gekozen()
        return (k.id, None, k.protocollen) if k is not None else (None, None, ())

    def _gekozen(self) -> Kop | None:
        gekozen = een(self.ingevuld, WELKE)
        if gekozen in self.zaken:
            return lezen_kop.koppen(self.sessie, [self.zaken[gekozen].id]).get(self.zaken[gekozen].id)
        if self.zaken and gekozen != ANDERS:
            self.fouten[WELKE] = "Kies bij welk dossier de melding hoort."
            return None
        nummers = nummer_in(een(self.ingevuld, NUMMER))
        k = lezen_kop.dossier(self.sessie, nummers[0]) if nummers else None
        if k is None or k.soort != ZAAK:
            self.fouten[NUMMER] = "Dit nummer staat niet bij uw dossiers. Controleer het nummer."
            return None
        if k.gesloten_op is not None:
            self.fouten[NUMMER] = "Dit dossier is gesloten. Open het eerst weer, of kies een ander dossier."
            return None
        return k

    def bezwaar(self, bezwaren: list[Bezwaar]) -> None:
        eigen = triage.model(self.code, GETRIEERD).velden
        for b in bezwaren:
            if b.veld in eigen and b.veld != EERST:
                self.fouten.setdefault(naam_van(str(b.veld)), b.melding)
            else:
                self.algemeen.append(Fout(b.melding))
        self.algemeen = list(dict.fromkeys(self.algemeen))


def _waarom(z: Kandidaat) -> str:
    hoe = "; ".join(a.uitleg for a in z.gelijkenis.aanwijzingen[:2])
    return f"{z.nummer} · {z.gelijkenis.oordeel}{f', door melding {z.via}' if z.via else ''}: {hoe}"
