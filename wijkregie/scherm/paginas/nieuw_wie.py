# SPDX-License-Identifier: EUPL-1.2
"""Whom and which address a new dossier is about: what was typed, who is known already, and when there is nothing to choose."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any, Final
from uuid import UUID, uuid4

from wijkregie.dossier import afspraken, lezen_wie, personen
from wijkregie.dossier.adressen import POSTCODE
from wijkregie.dossier.meedoen import eigen_deelname
from wijkregie.dossier.opdracht import Begin, Nieuw
from wijkregie.dossier.personen import ADRES, GEGEVENS, PERSOON, Kandidaat
from wijkregie.norm.taal.wereld import Wereld
from wijkregie.partijen.sessie import Sessie
from wijkregie.scherm import beelden
from wijkregie.scherm.beelden import Fout, KandidaatKeuze, Vraag
from wijkregie.scherm.paginas.invoer import GEEN_GETAL, lees_velden, uuid_van
from wijkregie.scherm.paginas.vragen import Omgeving, een, naam_van, vraag_van

KEUZE: Final = {PERSOON: "wie", ADRES: "waar"}
WIJK, NIEUW = "wijk", "nieuw"
GEEN_HUISNUMMER: Final = "Dit is geen huisnummer. Schrijf alleen het nummer, zoals 14. De letter komt in de volgende vraag."


class WieEnWaar:
    """The person and the address of a dossier that is being started."""

    def __init__(self, sessie: Sessie, ingevuld: dict[str, list[str]]) -> None:
        self.sessie = sessie
        self.ingevuld = ingevuld
        self.ingevuld.setdefault(naam_van("plaats"), [sessie.gemeente_naam])
        self.w: Wereld = afspraken.wereld(sessie.gemeente_code)
        self.org = lezen_wie.organisaties(sessie, sessie.dag)
        self.fouten: dict[str, str] = {}
        self.algemeen: list[Fout] = []
        self.velden: dict[str, dict[str, Any]] = {}
        self.op = sessie.dag.isoformat()
        self._kandidaten: dict[str, list[Kandidaat]] = {}
        gebieden = lezen_wie.gebieden(sessie)
        ouders = {g.ouder for g in gebieden.values()}
        self.wijken = {str(g.id): g.naam for g in gebieden.values() if g.id not in ouders}
        self.gebied_ouder = {g.id: g.ouder for g in gebieden.values()}

    def soort(self, naam: str) -> str:
        return afspraken.systeemfeit(self.sessie.gemeente_code, naam)

    @property
    def zonder_adres(self) -> bool:
        """Was the address left open? Then it is one that is known of this person, or there is none: that is chosen in the next step."""
        model = self.w.feiten[self.soort(GEGEVENS[ADRES])]
        return not any(een(self.ingevuld, naam_van(n)).strip() for n in model.velden if n not in ("plaats", "gebied"))

    def relaties(self) -> tuple[str, str]:
        """The kinds of link of a case with the person that it is about and with the address: the first two."""
        over, woont, *_ = self.w.feiten[self.soort("dossier.verbonden")].velden["relatie"].waarden
        return over, woont

    def kandidaten(self, kind: str) -> list[Kandidaat]:
        if kind == ADRES and self.zonder_adres:
            persoon = self.bestaand(PERSOON)
            return personen.adressen_van(self.sessie, persoon, *self.relaties()) if persoon is not None else []
        if kind not in self._kandidaten:
            velden = self.velden.get(kind, {})
            tekst = " ".join(str(v) for n, v in velden.items() if not _datum(v) and n not in ("postcode", "plaats", WIJK))
            self._kandidaten[kind] = personen.kandidaten(self.sessie, kind, tekst, [_kort(v) for v in velden.values() if _datum(v)])
        return self._kandidaten[kind]

    def bestaand(self, kind: str) -> UUID | None:
        """The known person or address that was chosen; it must be one that was offered."""
        gekozen = uuid_van(een(self.ingevuld, KEUZE[kind]))
        bekend = self.kandidaten(kind)
        return gekozen if gekozen in {k.id for k in bekend} else None

    def _keuze(self, kind: str, kop: str, nieuw: str) -> tuple[KandidaatKeuze, ...]:
        gevonden = self.kandidaten(kind)
        if not gevonden:
            return ()
        gekozen = een(self.ingevuld, KEUZE[kind])
        if not gekozen and kind == ADRES and len(gevonden) == 1 and (self.zonder_adres or _kaal(gevonden[0].titel) == _kaal(self._getypt(ADRES))):
            gekozen = str(gevonden[0].id)  # the very address that was typed, or the only one there is
        lijst = tuple(beelden.Kandidaat(str(k.id), k.titel, ", ".join(k.regels), str(k.id) == gekozen) for k in gevonden)
        uitleg = "U ziet niet welke dossiers er zijn." if kind == PERSOON else ""
        return (KandidaatKeuze(KEUZE[kind], kop, lijst, nieuw, gekozen == NIEUW, uitleg),)

    def _gekozen(self, kind: str, zin: str) -> None:
        if self.kandidaten(kind) and self.bestaand(kind) is None and een(self.ingevuld, KEUZE[kind]) != NIEUW:
            self.algemeen.append(Fout(zin))

    def _lees_kind(self, kind: str) -> None:
        if kind == ADRES and self.zonder_adres:
            self.velden[kind] = {}
            return
        model = self.w.feiten[self.soort(GEGEVENS[kind])]
        g = lees_velden(model, self.ingevuld, self.w)
        self.fouten |= g.fouten
        self.velden[kind] = g.velden
        for n, w in g.velden.items():
            if (fout := self._onmogelijk(n, w)) is not None:
                self.fouten.setdefault(naam_van(n), fout)
        for n, v in model.velden.items():
            if v.soort == "getal" and self.fouten.get(naam_van(n)) == GEEN_GETAL:
                self.fouten[naam_van(n)] = GEEN_HUISNUMMER
            if v.verplicht and n not in g.velden and naam_van(n) not in self.fouten:
                self.fouten[naam_van(n)] = f"Vul dit in: {v.vraag or n}"

    def _onmogelijk(self, veld: str, waarde: Any) -> str | None:
        """What no person or address can have."""
        if _datum(waarde) and date.fromisoformat(waarde) > self.sessie.dag:
            return "Deze dag ligt in de toekomst. Vul een dag in tot en met vandaag."
        if veld == "huisnummer" and not (isinstance(waarde, int) and 0 < waarde < 100_000):
            return GEEN_HUISNUMMER
        if veld == "postcode" and POSTCODE.fullmatch(str(waarde)) is None:
            return "Dit is geen postcode. Schrijf vier cijfers en twee letters, zoals 1234 AB. Of laat het leeg."
        return None

    def _vragen_van(self, systeem: str) -> tuple[Vraag, ...]:
        """The questions of a person or an address; the area is chosen from the list of areas."""
        feit = self.soort(systeem)
        model = self.w.feiten[feit]
        o = Omgeving(self.w, fouten=self.fouten)
        vragen = (vraag_van(feit, n, model, self.ingevuld, o) for n in model.velden if n != "gebied")
        return tuple(replace(v, uitleg="Bijvoorbeeld 7-4-1980.") if v.soort == "datum" else v for v in vragen)

    def _categorie(self, kind: str) -> str:
        return self.w.feiten[self.soort(GEGEVENS[kind])].categorie

    def _naam(self, kind: str) -> str:
        bekend = next((k.titel for k in self.kandidaten(kind) if k.id == self.bestaand(kind)), None)
        if bekend:
            return bekend
        return self._getypt(kind)

    def _getypt(self, kind: str) -> str:
        volgorde = {"voornaam": 0, "tussenvoegsel": 1}
        velden = {n: v for n, v in self.velden.get(kind, {}).items() if not _datum(v) and n not in ("postcode", "plaats")}
        return " ".join(str(v) for _, v in sorted(velden.items(), key=lambda x: volgorde.get(x[0], 2)))

    def _nieuw_kind(self, kind: str, begin: list[Begin], feiten: list[Nieuw], wijk: int | None) -> UUID:
        """A person or an address that is not known yet: a small dossier of its own, kept by who starts it."""
        id_ = uuid4()
        begin.append(Begin(id_, kind, (personen.protocol_van(self.sessie.gemeente_code, kind),), wijk if kind == ADRES else None))
        velden = dict(self.velden[kind])
        if kind == ADRES and "gebied" in self.w.feiten[self.soort(GEGEVENS[kind])].velden:
            velden["gebied"] = self.wijken[str(wijk)]
        feiten.append(self._feit(id_, self.soort(GEGEVENS[kind]), velden))
        feiten += [Nieuw(id_, uuid4(), f) for f in eigen_deelname(self.sessie)]
        return id_

    def _feit(self, dossier: UUID, soort: str, velden: dict[str, Any]) -> Nieuw:
        return Nieuw(dossier, uuid4(), {"feit": soort, "op": self.sessie.dag.isoformat(), "velden": velden})


def _kaal(tekst: str) -> str:
    return "".join(x for x in tekst.casefold() if x.isalnum())


def _datum(v: Any) -> bool:
    return isinstance(v, str) and len(v) == 10 and v[4:5] == "-" and v[7:8] == "-" and v[:4].isdecimal()


def _kort(v: str) -> str:
    """A date as the head of a dossier writes it."""
    jaar, maand, dag = v.split("-")
    return f"{int(dag)}-{int(maand)}-{jaar}"
