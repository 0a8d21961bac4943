# SPDX-License-Identifier: EUPL-1.2
"""One form of an act, from the vocabulary, the dossier and what was typed, to the page and to facts."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Final
from uuid import uuid4

from wijkregie.dossier import afspraken, concepten, lezen, lezen_feiten, lezen_taken, lezen_wie, vooraf
from wijkregie.dossier.lezen import Partij
from wijkregie.dossier.lezen_feiten import Zicht
from wijkregie.dossier.lezen_kop import Dossier, Kop
from wijkregie.dossier.lezen_taken import Taak
from wijkregie.dossier.opdracht import Bezwaar, Bijlage, Nieuw
from wijkregie.dossier.toetsing import AFWIJKING
from wijkregie.dossier.voorbeeld import Gebrek, Gevolgen
from wijkregie.norm.feiten.feit import RECTIFICATIE
from wijkregie.norm.model.vocabulaire import FeitType
from wijkregie.norm.protocol.normtekst import normtekst
from wijkregie.norm.taal.wereld import Wereld
from wijkregie.partijen.sessie import Sessie
from wijkregie.scherm.beelden import (
    Afwijking,
    Fout,
    Link,
    NormTekst,
    Optie,
    Ziet,
)  # fmt: skip
from wijkregie.scherm.paginas import dingen
from wijkregie.scherm.paginas import partijen_in_dossier as pid
from wijkregie.scherm.paginas.invoer import lees_moment, lees_velden
from wijkregie.scherm.paginas.meelezen import ziet
from wijkregie.scherm.paginas.vragen import Omgeving, een, naam_van
from wijkregie.scherm.taal import schrijf_datum
from wijkregie.scherm.vindplaats import vindplaats
from wijkregie.stukken.vormen import vorm_van

NIET_VOOR_U: Final = "Er is nog een voorwaarde die u niet mag zien. Vraag het aan wie de regie heeft."
ONBEANTWOORD: Final = "Beantwoord deze vraag. Kan dat niet? Schrijf dan hieronder waarom u toch doorgaat."
BEVESTIGD: Final = "bevestigd"
TERUG_NAAR: Final = "terug"
"""The act that this one must come before: back to it once this one is recorded."""
WIJKT_AF: Final = "Dit wijkt af van een afspraak die u niet mag zien."


@dataclass(slots=True)
class _Stand:
    """What was read of the form so far."""

    velden: dict[str, object] = field(default_factory=dict)
    op: str = ""
    over: tuple[str, ...] = ()
    buiten: tuple[int, str] | None = None


def is_brief(sessie: Sessie, kop: Kop, feit: str) -> bool:
    """Is this act a letter, under one of the agreements of this dossier?"""
    return vorm_van(sessie.gemeente_code, kop.protocollen, feit, sessie.dag) is not None


class Form:
    """The form of one fact type in one dossier, for one session."""

    def __init__(self, sessie: Sessie, kop: Dossier, feit: str) -> None:
        self.sessie = sessie
        self.kop = kop
        self.feit = feit
        self.w: Wereld = afspraken.wereld(sessie.gemeente_code)
        self.model: FeitType = self.w.feiten[feit]
        self.masker = kop.bestaat
        self.vooraf = vooraf.vooraf(sessie, kop.id, feit, self.masker)
        self.org = lezen_wie.organisaties(sessie, sessie.dag)
        self.ingevuld: dict[str, list[str]] = {}
        self.fouten: dict[str, str] = {}
        self.algemeen: list[Fout] = []
        self.redenen: dict[str, Bezwaar] = {}  # control -> what asks a reason
        self.geweigerd: list[Afwijking] = []
        self.volgt: Gevolgen | None = None
        self.stand = _Stand()
        self.bevestig: list[Gebrek] = []  # what is asked now: record it all the same?

    @staticmethod
    def bestaat(sessie: Sessie, feit: str) -> bool:
        return feit in afspraken.wereld(sessie.gemeente_code).feiten and feit != RECTIFICATIE

    # what it is about

    @property
    def titel(self) -> str:
        return self.w.knop_van(self.feit)

    @property
    def adres(self) -> str:
        return self.adres_van(self.feit)

    def adres_van(self, feit: str) -> str:
        return f"/dossier/{self.kop.nummer}/handeling/{feit}/"

    def adres_met(self, sleutel: str) -> str:
        """The address that bears the key of this form: who goes back to it after sending comes to what was recorded, not to an empty form."""
        return f"{self.adres}?sleutel={sleutel}"

    @property
    def terug(self) -> Link:
        return Link(self.kop.op_nummer, f"/dossier/{self.kop.nummer}/")

    @property
    def conceptsleutel(self) -> str:
        return self._concept_van(self.feit)

    def _concept_van(self, feit: str) -> str:
        return f"handeling|{self.kop.nummer}|{feit}"

    @cached_property
    def terug_naar(self) -> str:
        """The act that was left for this one, as long as what was typed there is kept; else nothing."""
        feit = een(self.ingevuld, TERUG_NAAR)
        bestaat = feit != self.feit and self.bestaat(self.sessie, feit)
        return feit if bestaat and concepten.concept(self.sessie, self._concept_van(feit)) is not None else ""

    @cached_property
    def zicht(self) -> Zicht:
        return lezen_feiten.feiten(self.sessie, self.kop.id)

    @cached_property
    def lopend(self) -> list[Taak]:
        return lezen_taken.lopende(self.sessie, self.kop.id, self.feit)

    @cached_property
    def partijen(self) -> list[Partij]:
        return lezen.partijen(self.sessie, self.kop.id)

    @cached_property
    def ding_opties(self) -> tuple[Optie, ...]:
        soorten = tuple(s for s in self.model.over if s != self.model.opent)
        hier = dingen.opties(self.zicht, soorten, self.lopend, self.w, self.sessie.dag)
        return (*hier, *dingen.van_taken(self.zicht, self.lopend, self.sessie.dag)) if len(soorten) == 1 else hier

    @cached_property
    def partij_opties(self) -> tuple[Optie, ...]:
        return pid.partij_opties(self.feit, self.w, self.org, self.partijen) if pid.is_partij(self.feit, self.w) else ()

    @cached_property
    def buiten_opties(self) -> tuple[Optie, ...]:
        return pid.buiten_opties(self.feit, self.sessie, self.w, self.org)

    @cached_property
    def vaste_keuzes(self) -> dict[str, tuple[Optie, ...]]:
        alle = lezen_taken.lopende(self.sessie, self.kop.id)
        return pid.vaste_keuzes(self.feit, self.sessie, self.kop, self.vooraf.regels, alle, self.zicht, self.w) | self._regiekeuzes

    @cached_property
    def rol_opties(self) -> tuple[Optie, ...]:
        return pid.rol_opties(self.feit, self.vooraf.regels, self.sessie, self.w, self.partijen, self.org)

    @cached_property
    def _regiekeuzes(self) -> dict[str, tuple[Optie, ...]]:
        """Regie goes to nobody whom the agreement does not name."""
        velden = [n for n, v in self.model.velden.items() if v.soort == "rol"]
        keuzes = pid.regie_keuzes(self.feit, self.vooraf.regels, self.w, self.rol_opties) if velden else None
        return {} if keuzes is None else dict.fromkeys(velden, keuzes)

    def omgeving(self) -> Omgeving:
        return Omgeving(
            self.w,
            self.rol_opties,
            pid.organisatie_opties(self.org, self.w),
            lambda soort: dingen.opties(self.zicht, (soort,), self.lopend, self.w, self.sessie.dag),
            self.ziet,
            self.vaste_keuzes,
            self.fouten,
        )

    def ziet(self, categorie: str) -> Ziet | None:
        """Who will read what is typed here."""
        return ziet(categorie, self.model.categorie, self.vooraf.lezers, self.vooraf.weten, self.sessie.organisatie, self.org, self.w)

    # empty

    def beginstand(self, ding: str, plicht: str = "") -> dict[str, list[str]]:
        """What is proposed: today, the thing (of the duty) that was asked for, else those of which a duty of mine runs."""
        gevraagd = next((p for p in self.lopend if str(p.id) == plicht), None)
        if gevraagd is not None:
            self.lopend.sort(key=lambda p: p is not gevraagd)
            ding = str(gevraagd.ding or ding)
        mijn = [str(p.ding) for p in self.lopend if p.ding is not None and p.van_mij]
        bekend = {o.waarde for o in self.ding_opties}
        keuze = [ding] if ding in bekend else [d for d in mijn if d in bekend][:1]  # the most urgent; the rest are one tick away
        if not keuze and len(bekend) == 1:
            keuze = list(bekend)
        genoemd = self._genoemd(gevraagd) if gevraagd is not None else {}
        return {"op": [schrijf_datum(self.sessie.dag)], "ding": keuze, **genoemd}

    def _genoemd(self, t: Taak) -> dict[str, list[str]]:
        """The party or thing that the duty is for, in the fields where the agreement looks for it."""
        if t.voor is None:
            return {}
        regels = [r for r in self.vooraf.regels.plichten.values() if self.feit in r.doe_soorten and not set(t.normen).isdisjoint(r.norm)]
        velden = {n for r in regels for n in vooraf.noemt(r) if n in self.model.velden}
        return {naam_van(n): [t.voor] for n in velden}

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

    # what falls short of the agreement

    @property
    def kan_tekortschieten(self) -> bool:
        """Does any rule ask something of this act? Else there is nothing to look for."""
        regels = self.vooraf.regels
        return self.feit in regels.toetsen_per_soort or any(p.eisen and self.feit in p.doe_soorten for p in regels.plichten.values())

    def te_bevestigen(self, g: Gevolgen) -> list[Gebrek]:
        """What was not asked before. A breach for which the form has asked a reason, or will, was asked or will be."""
        met_reden = bool(een(self.ingevuld, "reden").strip()) or any(b.soort in ("reden", "afwijken", "toets", "bestaan") for b in g.bezwaren)
        gevraagd = set(self.ingevuld.get(BEVESTIGD, ()))
        return [x for x in g.gebreken if x.merk not in gevraagd and not (x.breuk and met_reden)]

    @property
    def bestandcategorie(self) -> str | None:
        keuze = een(self.ingevuld, "bestandsoort")
        return keuze if keuze in self.categorieen else None

    @cached_property
    def categorieen(self) -> list[str]:
        """The categories in which what is attached can lie."""
        return list(dict.fromkeys([self.model.categorie, *(v.categorie for v in self.model.velden.values() if v.categorie)]))

    # objections

    def reden_gevraagd(self, b: Bezwaar) -> bool:
        """Does this ask for a reason? Then the form gets room for it."""
        verborgen = bool(b.masker & ~self.masker)
        if b.soort == "reden":
            self.redenen["reden"] = replace(b, norm=(), melding=WIJKT_AF) if verborgen else b
        elif b.soort == "afwijken" and b.norm and not verborgen:
            self.redenen[f"afwijken-{b.norm[0]}"] = b
        else:
            return False
        return True

    def bezwaar(self, bezwaren: list[Bezwaar]) -> None:
        """Put what the core objects to where it belongs."""
        for b in bezwaren:
            verborgen = bool(b.masker & ~self.masker)
            self.reden_gevraagd(b)
            if b.soort in ("reden", "afwijken") and not verborgen and b.melding not in {d.wat for d in self.vooraf.dicht}:
                self._vraag_eerst()
            if b.soort in ("toets", "bestaan", "afwijken") and verborgen:
                self.algemeen.append(Fout(NIET_VOOR_U))
            elif b.soort == "reden":
                self.fouten.setdefault(
                    "reden" if "reden" not in self.model.velden else naam_van("reden"), "Dit wijkt af van de afspraak. Schrijf waarom."
                )
            elif b.soort == "afwijken" and b.norm:
                self.fouten.setdefault(f"afwijken-{b.norm[0]}", "Dit kan alleen met een reden. Schrijf waarom.")
            elif b.soort in ("toets", "bestaan", "afwijken"):
                self.geweigerd.append(Afwijking(norm_van(b.norm, b.melding), b.melding))
                self.algemeen.append(Fout(f"Dit kan nu niet. Eerst moet dit kloppen: {b.melding[:1].lower()}{b.melding[1:]}."))
            else:
                self._veldfout(b)
        self.algemeen = list(dict.fromkeys(self.algemeen))

    def _vraag_eerst(self) -> None:
        """What deviates hangs on the answers: what was left open is asked before a reason is."""
        gelezen = vooraf.gelezen_velden(self.sessie.gemeente_code, self.kop.protocollen)
        for n, v in self.model.velden.items():
            if v.soort in ("janee", "keuze") and n in gelezen and n not in self.stand.velden:
                self.fouten.setdefault(naam_van(n), ONBEANTWOORD)

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


def norm_van(normen: tuple[str, ...], anders: str) -> NormTekst:
    """A norm in its own words; the rule's words if no register has it."""
    t = next((t for n in normen if (t := normtekst(n)) is not None), None)
    return NormTekst(t.tekst, vindplaats(t), t.norm, t.hardheid) if t is not None else NormTekst(anders, norm=normen[0] if normen else "")
