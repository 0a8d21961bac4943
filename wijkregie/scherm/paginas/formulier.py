# SPDX-License-Identifier: EUPL-1.2
"""One form of an act, from the vocabulary, the dossier and what was typed, to the page and to facts."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Final
from uuid import uuid4

from wijkregie.dossier import afspraken, voorbeeld, zichtbaar
from wijkregie.dossier.opdracht import Bezwaar, Bijlage, Nieuw
from wijkregie.dossier.toetsing import AFWIJKING
from wijkregie.dossier.voorbeeld import Dicht, Gevolgen
from wijkregie.dossier.zichtbaar import Kop, Lopend, Zicht
from wijkregie.norm.feiten.feit import RECTIFICATIE
from wijkregie.norm.model.vocabulaire import FeitType
from wijkregie.norm.protocol.normtekst import normtekst
from wijkregie.norm.taal.wereld import Wereld
from wijkregie.partijen.sessie import Sessie
from wijkregie.scherm.beelden import (
    Afwijking, DitVolgt, DossierVerwijzing, Formulier, Fout, HandelingFormulier, Link, NormTekst, Optie, Tot, Vraag, WaaromLink, Ziet,
)  # fmt: skip
from wijkregie.scherm.paginas import dingen, partijen_in_dossier as pid
from wijkregie.scherm.paginas.invoer import lees_moment, lees_velden
from wijkregie.scherm.paginas.volgt import volgt
from wijkregie.scherm.paginas.vragen import Omgeving, een, naam_van, rolnaam, vraag_van
from wijkregie.scherm.taal import en, schrijf_datum, tot_streef, tot_van

NIET_VOOR_U: Final = "Er is nog een voorwaarde die u niet mag zien. Vraag het aan wie de regie heeft."
BRIEF: Final = "brief"
REDEN: Final = "Waarom gaat u toch door?"


@dataclass(slots=True)
class _Stand:
    """What was read of the form so far."""

    velden: dict[str, object] = field(default_factory=dict)
    op: str = ""
    over: tuple[str, ...] = ()
    buiten: tuple[int, str] | None = None


def is_brief(w: Wereld, feit: str) -> bool:
    """Is this act a letter: does the vocabulary mark it or the thing that it opens so?"""
    model = w.feiten[feit]
    ding = w.voc.dingen.get(model.opent or "")
    return (model.systeem or "").split(".")[0] == BRIEF or (ding is not None and ding.systeem == BRIEF)


class Form:
    """The form of one fact type in one dossier, for one session."""

    def __init__(self, sessie: Sessie, kop: Kop, feit: str) -> None:
        self.sessie = sessie
        self.kop = kop
        self.feit = feit
        self.w: Wereld = afspraken.wereld(sessie.gemeente_code)
        self.model: FeitType = self.w.feiten[feit]
        self.masker = zichtbaar.masker(sessie, kop.id)
        self.vooraf = voorbeeld.vooraf(sessie, kop.id, feit, self.masker)
        self.org = zichtbaar.organisaties(sessie)
        self.ingevuld: dict[str, list[str]] = {}
        self.fouten: dict[str, str] = {}
        self.algemeen: list[Fout] = []
        self.redenen: dict[str, Bezwaar] = {}  # control -> what asks a reason
        self.geweigerd: list[Afwijking] = []
        self.volgt: Gevolgen | None = None
        self.stand = _Stand()

    @staticmethod
    def bestaat(sessie: Sessie, feit: str) -> bool:
        return feit in afspraken.wereld(sessie.gemeente_code).feiten and feit != RECTIFICATIE

    # what it is about

    @property
    def titel(self) -> str:
        return self.w.knop_van(self.feit)

    @property
    def adres(self) -> str:
        return f"/dossier/{self.kop.nummer}/handeling/{self.feit}/"

    @property
    def terug(self) -> Link:
        return Link(f"Dossier {self.kop.nummer}", f"/dossier/{self.kop.nummer}/")

    @property
    def conceptsleutel(self) -> str:
        return f"handeling|{self.kop.nummer}|{self.feit}"

    @cached_property
    def zicht(self) -> Zicht:
        return zichtbaar.feiten(self.sessie, self.kop.id)

    @cached_property
    def lopend(self) -> list[Lopend]:
        return zichtbaar.lopend(self.sessie, self.kop.id, self.feit)

    @cached_property
    def partijen(self) -> list[tuple[str, int]]:
        return zichtbaar.partijen(self.sessie, self.kop.id)

    @cached_property
    def ding_opties(self) -> tuple[Optie, ...]:
        soorten = tuple(s for s in self.model.over if s != self.model.opent)
        return dingen.opties(self.zicht, soorten, self.lopend, self.w, self.sessie.dag)

    @cached_property
    def partij_opties(self) -> tuple[Optie, ...]:
        return pid.partij_opties(self.feit, self.w, self.org, self.partijen) if pid.is_partij(self.feit, self.w) else ()

    @cached_property
    def buiten_opties(self) -> tuple[Optie, ...]:
        return pid.buiten_opties(self.feit, self.sessie, self.w, self.org)

    @cached_property
    def vaste_keuzes(self) -> dict[str, tuple[Optie, ...]]:
        alle = zichtbaar.lopend(self.sessie, self.kop.id)
        return pid.vaste_keuzes(self.feit, self.sessie, self.kop, self.vooraf.regels, alle, self.zicht, self.w)

    def omgeving(self) -> Omgeving:
        return Omgeving(
            self.w,
            pid.rol_opties(self.feit, self.vooraf.regels, self.sessie, self.w, self.partijen, self.org),
            pid.organisatie_opties(self.org, self.w),
            lambda soort: dingen.opties(self.zicht, (soort,), self.lopend, self.w, self.sessie.dag),
            self.ziet,
            self.vaste_keuzes,
            self.fouten,
        )

    def ziet(self, categorie: str) -> Ziet | None:
        """Who will read what is typed here."""
        hoofd = self.vooraf.lezers.get(self.model.categorie, frozenset())
        lezers = self.vooraf.lezers.get(categorie, frozenset())
        namen = [self.org[o][0] for o in (self.sessie.organisatie, *sorted(lezers)) if o in self.org]
        if not lezers or lezers < hoofd:
            soort = self.w.voc.categorieen.get(categorie)
            bij = f" Dit hoort bij: {soort.naam}." if soort is not None and soort.naam and categorie != self.model.categorie else ""
            return Ziet(f"Dit {'ziet' if len(namen) == 1 else 'zien'} alleen {en(namen)}.{bij}", True)
        return Ziet(f"Dit zien: {', '.join(namen)}")

    # empty

    def beginstand(self, ding: str, plicht: str = "") -> dict[str, list[str]]:
        """What is proposed: today, the thing (of the duty) that was asked for, else those of which a duty of mine runs."""
        gevraagd = next((p for p in self.lopend if str(p.id) == plicht), None)
        if gevraagd is not None:
            self.lopend.sort(key=lambda p: p is not gevraagd)
            ding = gevraagd.ding or ding
        mijn = [p.ding for p in self.lopend if p.ding is not None and p.van_mij]
        bekend = {o.waarde for o in self.ding_opties}
        keuze = [ding] if ding in bekend else [d for d in dict.fromkeys(mijn) if d in bekend]
        if not keuze and len(bekend) == 1:
            keuze = list(bekend)
        return {"op": [schrijf_datum(self.sessie.dag)], "ding": keuze}

    # reading

    def lees(self) -> None:
        """What was typed, checked as far as a form can."""
        g = lees_velden(self.model, self.ingevuld, self.w)
        self.fouten |= g.fouten
        s = _Stand(dict(g.velden), lees_moment(self.ingevuld, self.sessie.dag, self.fouten))
        bekend = {o.waarde for o in self.ding_opties}
        s.over = tuple(dict.fromkeys(d for d in self.ingevuld.get("ding", ()) if d in bekend))
        for veld, opties in self.vaste_keuzes.items():
            if veld in s.velden and s.velden[veld] not in {o.waarde for o in opties}:
                self.fouten[naam_van(veld)] = "Dit antwoord kan hier niet. Kies een van de antwoorden."
        if self.partij_opties or pid.is_partij(self.feit, self.w):
            partij = pid.lees_partij(een(self.ingevuld, pid.ROL_EN_ORGANISATIE), self.partij_opties)
            if partij is None:
                self.fouten[pid.ROL_EN_ORGANISATIE] = "Kies een organisatie uit de lijst."
            else:
                s.velden |= partij
        s.buiten = pid.lees_buiten(een(self.ingevuld, "wie"), self.buiten_opties)
        self.stand = s

    def feiten(self, bijlagen: tuple[Bijlage, ...] = ()) -> tuple[Nieuw, ...]:
        """The facts to record: the act, and before it a deviation for every reason that was given for one."""
        s = self.stand
        ruw: dict[str, object] = {"feit": self.feit, "op": s.op, "over": list(s.over), "velden": s.velden}
        if self.model.herkomst == "beide":
            ruw["herkomst"] = "systeem" if een(self.ingevuld, "herkomst") == "systeem" else "buiten"
        if een(self.ingevuld, "reden") and "reden" not in self.model.velden:
            ruw["reden"] = een(self.ingevuld, "reden")
        if self.model.namens and een(self.ingevuld, "namens") in self.w.rollen:
            ruw["namens"] = een(self.ingevuld, "namens")
        rol = een(self.ingevuld, "rol")
        organisatie = None
        if s.buiten is not None:
            organisatie, rol = s.buiten
        elif rol not in self.vooraf.rollen:
            rol = ""
        daad = Nieuw(self.kop.id, uuid4(), ruw, uuid4() if self.model.opent else None, rol or None, organisatie, bijlagen)
        return (*self._afwijkingen(s), daad)

    def _afwijkingen(self, s: _Stand) -> list[Nieuw]:
        uit = []
        for naam, waarden in self.ingevuld.items():
            norm = naam.removeprefix("afwijken-")
            if norm == naam or not waarden[0].strip() or normtekst(norm) is None:
                continue
            ruw = {"feit": AFWIJKING, "op": s.op, "over": list(s.over), "velden": {"norm": norm, "reden": waarden[0]}}
            uit.append(Nieuw(self.kop.id, uuid4(), ruw))
        return uit

    @property
    def bestandcategorie(self) -> str | None:
        keuze = een(self.ingevuld, "bestandsoort")
        return keuze if keuze in self._categorieen() else None

    def _categorieen(self) -> list[str]:
        return list(dict.fromkeys([self.model.categorie, *(v.categorie for v in self.model.velden.values() if v.categorie)]))

    # objections

    def bezwaar(self, bezwaren: list[Bezwaar]) -> None:
        """Put what the core objects to where it belongs."""
        for b in bezwaren:
            if b.soort in ("toets", "bestaan", "afwijken", "reden") and b.masker & ~self.masker:
                self.algemeen.append(Fout(NIET_VOOR_U))
            elif b.soort == "reden":
                self.redenen["reden"] = b
                self.fouten.setdefault("reden" if "reden" not in self.model.velden else naam_van("reden"), "Dit wijkt af van de afspraak. Schrijf waarom.")
            elif b.soort == "afwijken" and b.norm:
                self.redenen[f"afwijken-{b.norm[0]}"] = b
                self.fouten.setdefault(f"afwijken-{b.norm[0]}", "Dit kan alleen met een reden. Schrijf waarom.")
            elif b.soort in ("toets", "bestaan", "afwijken"):
                self.geweigerd.append(Afwijking(norm_van(b.norm, b.melding), b.melding))
                self.algemeen.append(Fout(f"Dit kan nu niet: {b.melding}."))
            else:
                self._veldfout(b)
        self.algemeen = list(dict.fromkeys(self.algemeen))

    def _veldfout(self, b: Bezwaar) -> None:
        veld = b.veld or ""
        if veld in self.model.velden and not pid.is_partij(self.feit, self.w):
            self.fouten.setdefault(naam_van(veld), b.melding)
        elif pid.is_partij(self.feit, self.w) and veld in ("rol", "organisatie"):
            self.fouten.setdefault(pid.ROL_EN_ORGANISATIE, b.melding)
        elif veld in ("op", "tijd", "reden"):
            self.fouten.setdefault(veld, b.melding)
        else:
            self.algemeen.append(Fout(b.melding))

    # the page

    def beeld(self) -> HandelingFormulier:
        vragen, overige = self._vragen()
        eerste = self.lopend[0] if self.lopend else None
        dicht = [] if self.vooraf.rollen else [Afwijking(NormTekst("Deze handeling kan niet vanuit uw rol."), "In het dossier staat wie het wel kan.")]
        return HandelingFormulier(
            titel=self.titel,
            formulier=Formulier(
                self.adres, self.titel, vragen,
                (("sleutel", een(self.ingevuld, "sleutel") or str(uuid4())), ("kenmerk", een(self.ingevuld, "kenmerk") or self.vooraf.kenmerk)),
                tuple(self.algemeen) + tuple(Fout(t) for k, t in self.fouten.items() if k == "stap"),
                Link("Niet doen", self.terug.adres), True, "Bewaar als concept", "Bekijk de brief" if is_brief(self.w, self.feit) else "",
            ),
            dossier=DossierVerwijzing(self.kop.nummer, self.terug.adres, self.kop.adres),
            voor_wie=self.kop.naam or self.kop.nummer,
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
        )  # fmt: skip

    def dit_volgt(self) -> DitVolgt:
        nog = next((t for t in self.fouten.values()), "") if self.volgt is not None else ""
        if self.volgt is not None and not nog:
            nog = next((b.melding for b in self.volgt.bezwaren if b.soort in ("veld", "recht")), "")
        return volgt(self.volgt, self.vooraf.regels, self.w, self.org, self.sessie.dag, f"{self.adres}volgt/", nog)

    def _tot(self, p: Lopend | None) -> Tot | None:
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
        gelezen = voorbeeld.gelezen_velden(self.sessie.gemeente_code, self.kop.protocollen)
        eerst, rest = [self._wanneer()], []
        if pid.is_partij(self.feit, self.w):
            eerst.append(
                Vraag(
                    pid.ROL_EN_ORGANISATIE, "Welke organisatie?", "organisatie", opties=self.partij_opties,
                    waarde=een(self.ingevuld, pid.ROL_EN_ORGANISATIE), fout=self.fouten.get(pid.ROL_EN_ORGANISATIE, ""), ziet=self.ziet(self.model.categorie),
                )
            )  # fmt: skip
        namen = [n for n in self.model.velden if not (pid.is_partij(self.feit, self.w) and n in ("rol", "organisatie"))]
        vast = self.vaste_keuzes
        vooraan = [n for n in namen if n in vast or self.model.velden[n].verplicht or n in gelezen]
        for n in namen:
            v = vraag_van(self.feit, n, self.model, self.ingevuld, o)
            (eerst if n in vooraan or (not vooraan and not self.partij_opties) else rest).append(v)
        for extra in (self._wie(), self._namens(), self._rol()):
            if extra is not None:
                rest.append(extra)
        return tuple(eerst), tuple(rest)

    def _wanneer(self) -> Vraag:
        delen = (
            Vraag("op", "Dag", "datum", waarde=een(self.ingevuld, "op"), fout=self.fouten.get("op", "")),
            Vraag("tijd", "Tijd", "tijd", waarde=een(self.ingevuld, "tijd"), fout=self.fouten.get("tijd", ""), verplicht=False),
        )
        return Vraag("wanneer", "Wanneer was dit?", "groep", "Was het eerder dan vandaag? Vul dan die dag in.", delen=delen, ziet=self.ziet(self.model.categorie))

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
        return Vraag("namens", "Deed u dit namens een ander?", "rol", "Laat leeg als u het zelf deed.", een(self.ingevuld, "namens"), opties, verplicht=False)

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

    def _afwijkingvragen(self) -> tuple[Afwijking, ...]:
        """What differs from the agreement and asks a reason: known beforehand, or found when recording."""
        uit: dict[str, Afwijking] = {}
        for d in self._zichtbaar_dicht():
            if self.model.herkomst != "systeem":
                uit[d.wat] = self._reden("reden", d.norm, d.wat)
            elif d.hardheid == "doorgaans" and d.norm:
                uit[d.wat] = self._reden(f"afwijken-{d.norm[0]}", d.norm, d.wat)
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

    def _reden(self, naam: str, norm: tuple[str, ...], wat: str) -> Afwijking:
        vraag = Vraag(naam, REDEN, "lang", waarde=een(self.ingevuld, naam), fout=self.fouten.get(naam, ""), ziet=self.ziet(self.model.categorie), verplicht=False)
        return Afwijking(norm_van(norm, wat), wat, vraag)

    def _zichtbaar_dicht(self) -> list[Dicht]:
        return [d for d in self.vooraf.dicht if d.masker & ~self.masker == 0]

    def _hard_dicht(self) -> list[Afwijking]:
        if self.model.herkomst != "systeem":
            return []
        uit = [Afwijking(norm_van(d.norm, d.wat), d.wat) for d in self._zichtbaar_dicht() if d.hardheid == "hard"]
        if len(self._zichtbaar_dicht()) < len(self.vooraf.dicht) and not uit:
            uit.append(Afwijking(NormTekst(NIET_VOOR_U)))
        return uit


def norm_van(normen: tuple[str, ...], anders: str) -> NormTekst:
    """A norm in its own words; the rule's words if no register has it."""
    t = next((t for n in normen if (t := normtekst(n)) is not None), None)
    return NormTekst(t.tekst, t.plaats, t.norm, t.hardheid) if t is not None else NormTekst(anders, norm=normen[0] if normen else "")

