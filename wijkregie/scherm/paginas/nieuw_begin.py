# SPDX-License-Identifier: EUPL-1.2
"""What a new dossier begins with: the person, the address, the parties, the first fact; from what was typed to one command."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import Final
from uuid import UUID, uuid4

from wijkregie.dossier import afspraken, lezen_wie, personen, vooraf
from wijkregie.dossier.behandelaars import overnemers
from wijkregie.dossier.meedoen import eigen_deelname, eigen_rol
from wijkregie.dossier.opdracht import Begin as BeginDossier
from wijkregie.dossier.opdracht import Bezwaar, Nieuw, Opdracht
from wijkregie.dossier.personen import ADRES, GEGEVENS, PERSOON
from wijkregie.dossier.toestemming import GEGEVEN
from wijkregie.dossier.toetsing import BETROKKEN
from wijkregie.dossier.vooraf import Lezers, bij_begin
from wijkregie.dossier.zoeken import ZAAK
from wijkregie.scherm.beelden import Fout, KandidaatKeuze, Optie, Vraag, Ziet
from wijkregie.scherm.paginas.dossier_doen import MELDING
from wijkregie.scherm.paginas.invoer import lees_moment, lees_velden
from wijkregie.scherm.paginas.meelezen import ziet
from wijkregie.scherm.paginas.nieuw_wie import WIJK, WieEnWaar
from wijkregie.scherm.paginas.vragen import Omgeving, een, naam_van, rolnaam, vraag_van
from wijkregie.scherm.taal import schrijf_datum

STAPPEN: Final = ("Wie", "Waar", "Afspraak en partijen", "Wat er gebeurde")
EERST, PROTOCOL, GEEN = "eerst", "protocol", "geen"
BEHANDELAAR, NIEMAND = "behandelaar", "niemand"
_WIE_ZIET: Final = {PERSOON: "Wie het is", ADRES: "Waar het is"}
EERSTE: Final = (MELDING, GEGEVEN)
ZONDER: Final = (
    "Wat hieronder staat over wie het ziet, is zonder de toestemming die u nu vastlegt. Met die toestemming kunnen ook andere organisaties"
    " gegevens zien. Welke, ziet u daarna in het dossier."
)


class Begin(WieEnWaar):
    """A dossier that is being started."""

    @property
    def eerste_feit(self) -> str | None:
        """The fact type that the case begins with, if one was chosen."""
        gekozen = een(self.ingevuld, EERST)
        return self.soort(gekozen) if gekozen in EERSTE else None

    # steps

    def lees(self, stap: int) -> None:
        """Check one step."""
        if stap == 1:
            self._lees_kind(PERSOON)
        elif stap == 2:
            self._gekozen(PERSOON, "Kies of het een van deze personen is.")
            self._lees_kind(ADRES)
            if een(self.ingevuld, WIJK) not in self.wijken:
                self.fouten[WIJK] = "Kies de wijk. Die bepaalt wie er meedoet."
        elif stap == 3:
            self._gekozen(ADRES, "Kies of een adres erbij hoort." if self.zonder_adres else "Kies of het een van deze adressen is.")
            if not self.protocollen():
                self.fouten[PROTOCOL] = "Kies minstens een afspraak."
            if een(self.ingevuld, EERST) not in (*EERSTE, GEEN):
                self.fouten[EERST] = "Kies wat er het eerst is gebeurd."
            for rol, opties in self.open_rollen().items():
                if een(self.ingevuld, f"rol-{rol}") not in {"", *(o.waarde for o in opties)}:
                    self.fouten[f"rol-{rol}"] = "Kies een organisatie uit de lijst."
            if self.behandelaar() not in {o.waarde for o in self._behandelaars()}:
                self.fouten[BEHANDELAAR] = "Kies een collega uit de lijst."
        elif (feit := self.eerste_feit) is not None:
            self.op = lees_moment(self.ingevuld, self.sessie.dag, self.fouten)
            g = lees_velden(self.w.feiten[feit], self.ingevuld, self.w)
            self.velden[EERST] = g.velden
            self.fouten |= g.fouten

    def vragen(self, stap: int) -> tuple[tuple[Vraag, ...], tuple[KandidaatKeuze, ...]]:
        if stap == 1:
            return self._vragen_van(GEGEVENS[PERSOON]), ()
        if stap == 2:
            wijk = Vraag(
                WIJK, "In welke wijk is dat?", "rol", opties=tuple(Optie(w, n) for w, n in self.wijken.items()), waarde=een(self.ingevuld, WIJK),
                fout=self.fouten.get(WIJK, ""),
            )  # fmt: skip
            return (*self._vragen_van(GEGEVENS[ADRES]), wijk), self._keuze(PERSOON, "Is het een van deze personen?", "Nee, dit is iemand anders")
        if stap == 3:
            if self.zonder_adres:
                kop = "Hoort dit adres erbij?" if len(self.kandidaten(ADRES)) == 1 else "Hoort een van deze adressen erbij?"
                return self._vragen_afspraak(), self._keuze(ADRES, kop, "Nee, geen adres")
            return self._vragen_afspraak(), self._keuze(ADRES, "Is het een van deze adressen?", "Nee, dit is een ander adres")
        return self._vragen_eerst(), ()

    def _vragen_afspraak(self) -> tuple[Vraag, ...]:
        gekozen = self.protocollen() or self._voorstel()
        opties = tuple(Optie(n, t, gekozen=n in gekozen) for n, t in personen.protocollen_van_zaak(self.sessie.gemeente_code))
        uit = [Vraag(PROTOCOL, "Welke afspraken gelden?", "lijst", "Kies er een of meer.", opties=opties, fout=self.fouten.get(PROTOCOL, ""))]
        for rol, organisaties in self.open_rollen().items():
            waarde = een(self.ingevuld, f"rol-{rol}") or (organisaties[0].waarde if len(organisaties) == 1 else "")
            naam = rolnaam(self.w, rol)
            uit.append(
                Vraag(
                    f"rol-{rol}",
                    f"Welke {naam} doet mee?",
                    "organisatie",
                    opties=organisaties,
                    waarde=waarde,
                    fout=self.fouten.get(f"rol-{rol}", ""),
                    verplicht=False,
                )
            )
        wie = Vraag(
            BEHANDELAAR,
            f"Wie behandelt dit dossier bij {self.org[self.sessie.organisatie].kort}?",
            "organisatie",
            "Die vindt de taken bij ‘Van mij’. Kiest u niemand, dan staat het dossier bij uw team onder ‘Nog van niemand’.",
            opties=self._behandelaars(),
            waarde=self.behandelaar(),
            fout=self.fouten.get(BEHANDELAAR, ""),
        )
        uit.append(wie)
        eerst = tuple(Optie(s, self.w.naam_van(self.soort(s)).capitalize(), self.w.feiten[self.soort(s)].uitleg or "") for s in EERSTE)
        uit.append(
            Vraag(
                EERST,
                "Wat is er het eerst gebeurd?",
                "keuze",
                opties=(*eerst, Optie(GEEN, "Iets anders", "Dat legt u daarna vast.")),
                waarde=een(self.ingevuld, EERST),
                fout=self.fouten.get(EERST, ""),
            )
        )
        return tuple(uit)

    def behandelaar(self) -> str:
        """Who will handle it: the one who starts it, unless chosen otherwise."""
        return een(self.ingevuld, BEHANDELAAR) or str(self.sessie.lidmaatschap)

    def _behandelaars(self) -> tuple[Optie, ...]:
        zelf = self.sessie.lidmaatschap
        collegas = tuple(Optie(str(c.lidmaatschap), c.naam) for c in overnemers(self.sessie) if c.lidmaatschap != zelf)
        return (Optie(str(zelf), f"{self.sessie.naam} (u)"), *collegas, Optie(NIEMAND, "Nog niemand"))

    def _vragen_eerst(self) -> tuple[Vraag, ...]:
        feit = self.eerste_feit
        if feit is None:
            return ()
        model = self.w.feiten[feit]
        o = Omgeving(self.w, fouten=self.fouten, ziet=lambda c: self._ziet(c, model.categorie))
        gelezen = vooraf.gelezen_velden(self.sessie.gemeente_code, self.protocollen())  # asked as the form of this act asks it
        later = {n for g in model.groepen.values() if g.vouw for n in g.velden}  # what narrows it is for the form of the act itself
        namen = [n for n in model.velden if n not in later]
        vragen = [vraag_van(feit, n, model, self.ingevuld, o) for n in namen]
        wanneer = Vraag(
            "wanneer", "Wanneer was dit?", "groep",
            delen=(
                Vraag("op", "Dag", "datum", waarde=een(self.ingevuld, "op") or schrijf_datum(self.sessie.dag), fout=self.fouten.get("op", "")),
                Vraag("tijd", "Tijd", "tijd", waarde=een(self.ingevuld, "tijd"), fout=self.fouten.get("tijd", ""), verplicht=False),
            ),
            ziet=self._ziet(model.categorie, model.categorie),
        )  # fmt: skip
        return (wanneer, *(replace(v, verplicht=True) if n in gelezen else v for n, v in zip(namen, vragen, strict=True)))

    # agreement and parties

    def protocollen(self) -> tuple[str, ...]:
        gekozen = self.ingevuld.get(PROTOCOL, [])
        return tuple(n for n, _ in personen.protocollen_van_zaak(self.sessie.gemeente_code) if n in gekozen)

    def _voorstel(self) -> tuple[str, ...]:
        """The agreement that does the most with a first report."""
        feit = self.soort(EERSTE[0])

        def hoe_vaak(naam: str) -> int:
            versies = afspraken.regelset(self.sessie.gemeente_code, (naam,)).versies.values()
            return sum(feit in p.soorten for v in versies for p in v[-1].plichten.values())

        return (max((n for n, _ in personen.protocollen_van_zaak(self.sessie.gemeente_code)), key=hoe_vaak),)

    def open_rollen(self) -> dict[str, tuple[Optie, ...]]:
        """The roles that a running agreement needs and that no appointment fills here, with who could."""
        vervuld = self._vervuld()
        nodig: dict[str, None] = {}
        for naam in self.protocollen() or self._voorstel():
            for v in afspraken.regelset(self.sessie.gemeente_code, (naam,)).versies.values():
                nodig.update((self._top(r), None) for p in v[-1].plichten.values() for r in p.wie.rollen if r in self.w.rollen)
        uit = {}
        for rol in nodig:
            wie = tuple(Optie(str(i), o.kort) for i, o in self.org.items() if o.soort == self.w.soort_van_rol(rol))
            if wie and rol not in vervuld and rol != eigen_rol(self.sessie):
                uit[rol] = wie
        return uit

    def _top(self, rol: str) -> str:
        return (rol, *self.w.boven(rol))[-1]

    def _vervuld(self) -> set[str]:
        """The roles that an organisation is appointed to in this area."""
        gebied = int(een(self.ingevuld, WIJK)) if een(self.ingevuld, WIJK) in self.wijken else None
        hier: set[int | None] = {None}
        while gebied is not None and gebied not in hier:
            hier.add(gebied)
            gebied = self.gebied_ouder.get(gebied)
        return {r for r, _, g in lezen_wie.aangewezen(self.sessie) if g in hier}

    # the command

    def opdracht(self, sleutel: UUID, *, zaak: UUID | None = None, met_eerste: bool = True) -> Opdracht:
        zaak = zaak or uuid4()
        begin: list[BeginDossier] = []
        feiten: list[Nieuw] = []
        wijk = int(een(self.ingevuld, WIJK))
        ids = {}
        for kind in (PERSOON, ADRES):
            bekend = self.bestaand(kind)
            if bekend is not None or kind == PERSOON or not self.zonder_adres:
                ids[kind] = bekend or self._nieuw_kind(kind, begin, feiten, wijk)
        wie = self.behandelaar()
        begin.append(BeginDossier(zaak, ZAAK, self.protocollen(), wijk, None if wie == NIEMAND else int(wie)))
        feiten += [Nieuw(zaak, uuid4(), f) for f in eigen_deelname(self.sessie)]
        for rol, opties in self.open_rollen().items():
            gekozen = een(self.ingevuld, f"rol-{rol}")
            if gekozen in {o.waarde for o in opties}:
                feiten.append(self._feit(zaak, BETROKKEN, {"rol": rol, "organisatie": gekozen}))
        verbonden, relaties = self.soort("dossier.verbonden"), dict(zip((PERSOON, ADRES), self.relaties(), strict=True))
        feiten += [self._feit(zaak, verbonden, {"ander": str(i), "relatie": relaties[kind]}) for kind, i in ids.items()]
        if met_eerste and (eerst := self.eerste_feit) is not None:
            model = self.w.feiten[eerst]
            ruw = {"feit": eerst, "op": self.op, "velden": self.velden.get(EERST, {})}
            feiten.append(Nieuw(zaak, uuid4(), ruw, uuid4() if model.opent else None))
        return Opdracht(sleutel, tuple(feiten), tuple(begin))

    @cached_property
    def _lezers(self) -> tuple[Lezers | None, bool]:
        """Who will read what of this case, from the rule of sight: the command as it stands, looked at and thrown away. And whether the first fact,
        that may open it for others, was part of it: not while it cannot be read."""
        zaak = uuid4()
        if self.eerste_feit is not None and EERST in self.velden and not self.fouten:
            met = bij_begin(self.sessie, self.opdracht(uuid4(), zaak=zaak), zaak)
            if met is not None:
                return met, True
        return bij_begin(self.sessie, self.opdracht(uuid4(), zaak=zaak, met_eerste=False), zaak), False

    @property
    def _zonder_toestemming(self) -> bool:
        """Is the consent that this form asks not in what it tells?"""
        return een(self.ingevuld, EERST) == GEGEVEN and not self._lezers[1]

    def _ziet(self, categorie: str, hoofd: str) -> Ziet | None:
        lezers, _ = self._lezers
        if lezers is None:
            return None
        return ziet(categorie, hoofd, *lezers, self.sessie.organisatie, self.org, self.w)

    def bezwaar(self, bezwaren: list[Bezwaar]) -> None:
        model = self.w.feiten[self.eerste_feit].velden if self.eerste_feit is not None else {}
        for b in bezwaren:
            if b.veld in model:
                self.fouten.setdefault(naam_van(str(b.veld)), b.melding)
            else:
                self.algemeen.append(Fout(b.melding))
        self.algemeen = list(dict.fromkeys(self.algemeen))

    # what was said so far

    def samenvatting(self, stap: int) -> tuple[tuple[str, str], ...]:
        uit = []
        if stap > 2:
            uit.append(("Wie", self._naam(PERSOON)))
        if stap > 3:
            uit.append(("Waar", f"{self._naam(ADRES) or 'geen adres'}, {self.wijken.get(een(self.ingevuld, WIJK), '')}"))
            titels = dict(personen.protocollen_van_zaak(self.sessie.gemeente_code))
            uit.append(("Afspraak", ", ".join(titels[p] for p in self.protocollen())))
            partijen = [self.org[self.sessie.organisatie].kort] + [
                self.org[int(w)].kort for r in self.open_rollen() if (w := een(self.ingevuld, f"rol-{r}")).isdecimal() and int(w) in self.org
            ]
            uit.append(("Doet mee", ", ".join(dict.fromkeys(partijen))))
            uit += [(kop, z.tekst) for kind, kop in _WIE_ZIET.items() if (z := self._ziet(*[self._categorie(kind)] * 2)) is not None]
            uit.append(("Behandelaar", next((o.tekst for o in self._behandelaars() if o.waarde == self.behandelaar()), "")))
        return tuple(uit)

    def vooraf(self, stap: int) -> str:
        """Once, above: what is told under each question is told without the consent that this form asks."""
        return ZONDER if stap == 4 and self._zonder_toestemming else ""

    def noot(self, stap: int) -> str:
        if stap == 1:
            return "Wie iets meldt, vult u later in. Kent uw organisatie deze persoon al? Dan ziet u dat in de volgende stap."
        if stap == 2:
            return "Laat straat en nummer leeg als het adres er niet toe doet, of al bekend is. Een bekend adres kiest u in de volgende stap."
        if stap == 3:
            return "Wie in deze wijk vast is aangewezen, zoals het meldpunt, doet vanzelf mee."
        return "" if self.eerste_feit is not None or stap < 4 else "U legt in het dossier vast wat er is gebeurd."
