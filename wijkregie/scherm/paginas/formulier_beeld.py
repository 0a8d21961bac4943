# SPDX-License-Identifier: EUPL-1.2
"""The page of a form: why, for whom and until when; the questions; what differs from the agreement; what follows."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import Final
from uuid import uuid4

from wijkregie.dossier import lezen, vooraf
from wijkregie.dossier.lezen_feiten import gemerkte
from wijkregie.dossier.lezen_taken import Taak
from wijkregie.dossier.vooraf import Dicht
from wijkregie.dossier.voorbeeld import Houder, Regiewissel
from wijkregie.norm.proef.invoer import moment as lees_tijdstip
from wijkregie.scherm.beelden import (
    Afwijking,
    DitVolgt,
    DossierVerwijzing,
    EerstDoen,
    Formulier,
    Fout,
    Gevolg,
    HandelingFormulier,
    Link,
    NormTekst,
    Optie,
    Tot,
    Vraag,
    WaaromLink,
    fouten_van,
)  # fmt: skip
from wijkregie.scherm.paginas import partijen_in_dossier as pid
from wijkregie.scherm.paginas.formulier import BEVESTIGD, NIET_VOOR_U, TERUG_NAAR, Form, is_brief, norm_van
from wijkregie.scherm.paginas.tijdlijn import OP_TWIJFEL
from wijkregie.scherm.paginas.volgorde import ertussen, volgorde_zin
from wijkregie.scherm.paginas.volgt import regiezin, volgt
from wijkregie.scherm.paginas.vragen import een, groep_van, naam_van, rolnaam, vraag_van
from wijkregie.scherm.taal import en, tot_streef, tot_van

REDEN: Final = "Waarom gaat u toch door?"
TOCH: Final = "Toch vastleggen"
TERUG: Final = "Terug zonder vast te leggen"
VEEL: Final = 12
EERST: Final = "eerst-"
"""The value of `stap` that keeps what was typed and goes to an act that must come first."""


class Formulierpagina(Form):
    """A form with its page."""

    def beeld(self) -> HandelingFormulier:
        vragen, overige = self._vragen()
        eerste = self.lopend[0] if self.lopend else None
        dicht = (
            [] if self.vooraf.rollen else [Afwijking(NormTekst("Deze handeling kan niet vanuit uw rol."), "In het dossier staat wie het wel kan.")]
        )
        return HandelingFormulier(
            titel=self.titel,
            formulier=self._formulier(vragen),
            dossier=DossierVerwijzing(self.kop.nummer, self.terug.adres, self.kop.adres),
            voor_wie=self.kop.titel,
            tot=self._tot(eerste),
            norm=norm_van((eerste.norm,), eerste.wat).tekst if eerste else "",
            meer=len(eerste.normen) - 1 if eerste else 0,
            waarom=WaaromLink(f"/dossier/{self.kop.nummer}/waarom/plicht/{eerste.id}/", eerste.wat) if eerste else None,
            uitleg=self.model.uitleg or "",
            aanwijzingen=tuple(replace(norm_van((n,), t), tekst=t) for n, t in self.vooraf.aanwijzingen),
            dingen=self._dingvraag(),
            overige=overige,
            herkomst=self._herkomst(),
            afwijkingen=self._afwijkingvragen(),
            geweigerd=(*dicht, *self._hard_dicht(), *self.geweigerd),
            bijlagen=self._bijlagen(),
            volgt=self.dit_volgt(),
            eerst=self._eerst(),
            bevestig=tuple(Afwijking(norm_van(x.norm, x.wat), x.wat) for x in self.bevestig),
        )  # fmt: skip

    def _formulier(self, vragen: tuple[Vraag, ...]) -> Formulier:
        sleutel, kenmerk = een(self.ingevuld, "sleutel") or str(uuid4()), een(self.ingevuld, "kenmerk") or self.vooraf.kenmerk
        knoppen = [("concept", "Bewaar als concept"), *([("brief", "Bekijk de brief")] if is_brief(self.sessie, self.kop, self.feit) else [])]
        fouten = (*self.algemeen, *(Fout(t) for k, t in self.fouten.items() if k == "stap"))
        gevraagd = dict.fromkeys((*self.ingevuld.get(BEVESTIGD, ()), *(x.merk for x in self.bevestig)))
        vast = (("sleutel", sleutel), ("kenmerk", kenmerk), *((BEVESTIGD, m) for m in gevraagd))
        knop = TOCH if self.bevestig and not self.fouten and not self.algemeen else self.titel
        niet_doen = Link(TERUG, self.terug.adres)
        if naar := self.terug_naar:
            vast += ((TERUG_NAAR, naar),)
            niet_doen = Link(f"Terug naar: {self.w.knop_van(naar)}", self.adres_van(naar))
        return Formulier(self.adres_met(sleutel), knop, vragen, vast, fouten, niet_doen, True, tuple(knoppen))

    def dit_volgt(self) -> DitVolgt:
        nog = self._eerst_nodig() if self.volgt is not None else ""
        aside = volgt(None if self.fouten else self.volgt, self.vooraf.regels, self.w, self.org, self.sessie.dag, f"{self.adres}volgt/", nog)
        zin = self._volgorde()
        return replace(aside, gevolgen=(Gevolg("In welke volgorde dit telt", zin, let=True), *aside.gevolgen)) if zin else aside

    def _volgorde(self) -> str:
        """What else is known of the same day, when a time would settle which came first."""
        if self.volgt is None or self.fouten or not self.stand.op or not (self.model.opent or self.stand.over):
            return ""
        op, tijd = lees_tijdstip(self.stand.op)
        return volgorde_zin(op, tijd, ertussen(op, tijd, self.zicht.gevouwen.feiten), self.w)

    @property
    def openers(self) -> dict[str, str]:
        """The acts that shut gates wait for, each once, with what it opens."""
        uit: dict[str, str] = {}
        for d in self._zichtbaar_dicht():
            for f in d.opent:
                if f != self.feit:
                    uit.setdefault(f, d.wat)
        return uit

    def _eerst(self) -> tuple[EerstDoen, ...]:
        return tuple(self._opener(f, wat) for f, wat in self.openers.items())

    def _opener(self, feit: str, wat: str) -> EerstDoen:
        regels, door = self.vooraf.regels, self.w.feiten[feit].door
        if any(not regels.onder(r).isdisjoint(self.sessie.rollen) for r in door):
            return EerstDoen(self.w.knop_van(feit), f"{wat}.", f"{EERST}{feit}")
        wie = en([rolnaam(self.w, r) for r in door])
        return EerstDoen(self.w.knop_van(feit), f"{wat}.{f' Dat doet: {wie}.' if wie else ''}")

    def _eerst_nodig(self) -> str:
        """In one line what keeps the core from saying what follows."""
        assert self.volgt is not None
        open_ = [n for n, v in self.model.velden.items() if v.verplicht and n not in self.stand.velden and naam_van(n) not in self.fouten]
        if self.fouten:
            vragen = (*self._dingvraag(), *(v for deel in self._vragen() for v in deel))
            return next((f.tekst for f in fouten_van(vragen)), next(iter(self.fouten.values())))
        if open_ and not pid.is_partij(self.feit, self.w):
            return f"Beantwoord eerst: {' '.join(self.w.vraag_van(self.feit, n) for n in open_)}"
        return next((b.melding for b in self.volgt.bezwaren if b.soort in ("veld", "recht")), "")

    def regie(self) -> dict[tuple[str, str], Houder]:
        """Who has regie now, where this act is one that hands it over."""
        if not any(self.feit in r.overdracht for s in self.vooraf.regels.sporen.values() for r in s.regie):
            return {}
        return {(r.spoor, r.soort): Houder(r.rol, r.organisatie) for r in lezen.regie(self.sessie, self.kop.id) if r.ding is None}

    def regiezinnen(self, eerst: dict[tuple[str, str], Houder]) -> list[str]:
        """From whom to whom it went, now that the act is recorded."""
        nu = self.regie()
        return [f"{regiezin(Regiewissel(s[1], h, nu[s]), self.w, self.org, voorbij=True)}." for s, h in eerst.items() if s in nu]

    def _tot(self, p: Taak | None) -> Tot | None:
        if p is None:
            return None
        dag = self.sessie.dag
        if p.status == "opgeschort":
            return Tot("Stilgezet")
        if p.uiterlijk is None and p.streef is not None:
            return tot_streef(p.streef, dag)
        return tot_van(p.uiterlijk or p.moment, dag, dreigt=p.dreigt_vanaf is not None and p.dreigt_vanaf <= dag, niet_voor=p.niet_voor)

    def _vragen(self) -> tuple[tuple[Vraag, ...], tuple[Vraag, ...]]:
        """What must or may matter, and the rest that is folded."""
        o = self.omgeving()
        gelezen = vooraf.gelezen_velden(self.sessie.gemeente_code, self.kop.protocollen)
        eerst: list[Vraag] = [self._wanneer()]
        rest: list[Vraag] = []
        if pid.is_partij(self.feit, self.w):
            naam = pid.ROL_EN_ORGANISATIE
            waarde, fout = een(self.ingevuld, naam), self.fouten.get(naam, "")
            ziet = self.ziet(self.model.categorie)
            eerst.append(Vraag(naam, "Welke organisatie?", "organisatie", "", waarde, self.partij_opties, fout=fout, ziet=ziet))
        namen = [n for n in self.model.velden if not (pid.is_partij(self.feit, self.w) and n in ("rol", "organisatie"))]
        vast = self.vaste_keuzes
        vragen = {n: vraag_van(self.feit, n, self.model, self.ingevuld, o) for n in namen}
        # A list of many choices of which none is needed would bury the questions around it.
        lang = {n for n, v in vragen.items() if v.soort == "lijst" and len(v.opties) > VEEL and not v.verplicht}
        vooraan = [n for n in namen if n in vast or self.model.velden[n].verplicht or (n in gelezen and n not in lang)]
        groepen = {n: (naam, g) for naam, g in self.model.groepen.items() for n in g.velden}
        for n, v in vragen.items():
            if n in groepen:
                naam, groep = groepen[n]
                if n == groep.velden[0]:
                    eerst.append(groep_van(naam, groep, [vragen[x] for x in groep.velden]))
                continue
            if n in gelezen and n not in lang:  # it may stay open, but then what a norm asks is not done: beside the form stands what lacks
                v = replace(v, verplicht=True)
            verhaal = self.model.velden[n].soort == "tekst" and v.soort == "lang"  # what people came to write down is never folded
            (eerst if n in vooraan or verhaal or (not vooraan and not self.partij_opties) else rest).append(v)
        for extra in (self._wie(), self._namens(), self._rol(), self._bestandsoort()):
            if extra is not None:
                rest.append(extra)
        return tuple(eerst), tuple(rest)

    def _wanneer(self) -> Vraag:
        delen = (
            Vraag("op", "Dag", "datum", waarde=een(self.ingevuld, "op"), fout=self.fouten.get("op", "")),
            Vraag("tijd", "Tijd", "tijd", waarde=een(self.ingevuld, "tijd"), fout=self.fouten.get("tijd", ""), verplicht=False),
        )
        return Vraag(
            "wanneer",
            "Wanneer was dit?",
            "groep",
            "Was het eerder dan vandaag? Vul dan die dag in.",
            delen=delen,
            ziet=self.ziet(self.model.categorie),
        )

    def _dingvraag(self) -> tuple[Vraag, ...]:
        if not self.ding_opties:
            return ()
        gekozen = self.ingevuld.get("ding", [])
        opties = tuple(replace(o, gekozen=o.waarde in gekozen) for o in self.ding_opties)
        return (Vraag("ding", "Waar gaat het over?", "lijst", "Kies alles waar dit over gaat.", opties=opties, fout=self.fouten.get("ding", "")),)

    def _herkomst(self) -> Vraag | None:
        if self.model.herkomst != "beide":
            return None
        opties = (Optie("buiten", "Het is al gebeurd", "U schrijft op wat buiten Wijkregie gebeurde."),
                  Optie("systeem", "Het gebeurt nu, met dit formulier", "Vastleggen is de handeling zelf."))  # fmt: skip
        return Vraag("herkomst", "Is dit al gebeurd?", "keuze", opties=opties, waarde=een(self.ingevuld, "herkomst") or "buiten")

    def _wie(self) -> Vraag | None:
        if not self.buiten_opties:
            return None
        opties = (Optie("", "Mijn eigen organisatie"), *self.buiten_opties)
        uitleg = "Een organisatie die zelf niet inlogt, kan dit gedaan hebben. U legt het dan voor haar vast."
        return Vraag("wie", "Wie deed dit?", "organisatie", uitleg, een(self.ingevuld, "wie"), opties[1:], verplicht=False)

    def _namens(self) -> Vraag | None:
        if not self.model.namens:
            return None
        rollen = [r for r in self.model.door if r in self.w.rollen and not set(self.sessie.rollen) & self.vooraf.regels.onder(r)]
        opties = tuple(Optie(r, rolnaam(self.w, r)) for r in rollen)
        return Vraag(
            "namens", "Deed u dit namens een ander?", "rol", "Laat leeg als u het zelf deed.", een(self.ingevuld, "namens"), opties, verplicht=False
        )

    def _rol(self) -> Vraag | None:
        if len(self.vooraf.rollen) < 2:
            return None
        opties = tuple(Optie(r, rolnaam(self.w, r)) for r in self.vooraf.rollen)
        return Vraag("rol", "In welke rol deed u dit?", "rol", "", een(self.ingevuld, "rol") or self.vooraf.rollen[0], opties, verplicht=False)

    def _bijlagen(self) -> Vraag:
        return Vraag(
            "bestand", "Foto of bestand toevoegen", "bestand", "Pdf, jpeg, png of docx, elk ten hoogste 25 MB.", fout=self.fouten.get("bestand", ""),
            verplicht=False, ziet=self.ziet(self.model.categorie),
        )  # fmt: skip

    def _bestandsoort(self) -> Vraag | None:
        if len(self.categorieen) < 2:
            return None
        namen = {c: self.w.voc.categorieen[c].naam if c in self.w.voc.categorieen else c for c in self.categorieen}
        opties = tuple(Optie(c, f"{n[:1].upper()}{n[1:]}", z.tekst if (z := self.ziet(c)) is not None else "") for c, n in namen.items())
        waarde = een(self.ingevuld, "bestandsoort") or self.model.categorie
        return Vraag("bestandsoort", "Waar gaan de bestanden over?", "rol", "Dit bepaalt wie ze ziet.", waarde, opties, verplicht=False)

    def _afwijkingvragen(self) -> tuple[Afwijking, ...]:
        """What differs from the agreement, whatever will be filled in or as the core found; its reason is then asked, and must be given."""
        uit: dict[str, Afwijking] = {}
        for d in self._zichtbaar_dicht():
            if not self._is_systeem:
                uit[d.wat] = self._reden("reden", d.norm, d.wat, self._rust(d))
            elif d.hardheid == "doorgaans" and d.norm:
                uit[d.wat] = self._reden(f"afwijken-{d.norm[0]}", d.norm, d.wat, self._rust(d)) if self._mag_afwijken(d) else self._van_anderen(d)
        for naam, b in self.redenen.items():
            uit[b.melding] = self._reden(naam, b.norm, b.melding)
        een_reden = False
        lijst = []
        for a in uit.values():  # one reason serves all
            if a.reden is not None and a.reden.naam == "reden":
                a = replace(a, reden=None) if een_reden or "reden" in self.model.velden else a
                een_reden = True
            lijst.append(a)
        return tuple(lijst)

    @property
    def _is_systeem(self) -> bool:
        """Is recording it the act itself? Then a gate keeps it closed; what already happened is recorded with a reason."""
        return self.model.herkomst == "systeem" or (self.model.herkomst == "beide" and een(self.ingevuld, "herkomst") == "systeem")

    def _mag_afwijken(self, d: Dicht) -> bool:
        return any(not self.vooraf.regels.onder(r).isdisjoint(self.sessie.rollen) for r in d.afwijken)

    def _van_anderen(self, d: Dicht) -> Afwijking:
        wie = en([rolnaam(self.w, r) for r in sorted(d.afwijken)])
        return Afwijking(norm_van(d.norm, d.wat), nog_niet(d.wat) + self._rust(d) + (f" Afwijken met een reden kan alleen: {wie}." if wie else ""))

    def _rust(self, d: Dicht) -> str:
        """That it rests on a contested or restricted fact, to who may know of that fact."""
        return f" {OP_TWIJFEL}" if d.rust_op and not self._gemerkt.isdisjoint(d.rust_op) else ""

    @cached_property
    def _gemerkt(self) -> set[str]:
        return gemerkte(self.sessie, self.kop.id)

    def _reden(self, naam: str, norm: tuple[str, ...], wat: str, erbij: str = "") -> Afwijking:
        ziet = self.ziet(self.model.categorie)
        vraag = Vraag(naam, REDEN, "lang", waarde=een(self.ingevuld, naam), fout=self.fouten.get(naam, ""), ziet=ziet)
        return Afwijking(norm_van(norm, wat), nog_niet(wat) + erbij, vraag)

    def _zichtbaar_dicht(self) -> list[Dicht]:
        return [d for d in self.vooraf.dicht if d.masker & ~self.masker == 0]

    def _hard_dicht(self) -> list[Afwijking]:
        if not self._is_systeem:
            return []
        uit = [Afwijking(norm_van(d.norm, d.wat), nog_niet(d.wat) + self._rust(d)) for d in self._zichtbaar_dicht() if d.hardheid == "hard"]
        if len(self._zichtbaar_dicht()) < len(self.vooraf.dicht) and not uit:
            uit.append(Afwijking(NormTekst(NIET_VOOR_U)))
        return uit


def nog_niet(wat: str) -> str:
    """What a gate asks, said so that nobody takes it for what is so."""
    return f"Dit staat nog niet vast: {wat[:1].lower()}{wat[1:]}."
