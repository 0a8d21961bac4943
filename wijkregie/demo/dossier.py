# SPDX-License-Identifier: EUPL-1.2
"""One dossier of the demo: it is opened, its story is recorded by who did it, and each partner that may see it takes it up."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any, Final
from uuid import NAMESPACE_URL, UUID, uuid5

from django.db import connections, transaction

from wijkregie.delen.categorieen import lees as lees_bits
from wijkregie.delen.context import EIGEN_WERK
from wijkregie.delen.context import zet as zet_context
from wijkregie.demo.bijlagen import brief, staafjes
from wijkregie.demo.verhaal import Stap, protocollen
from wijkregie.dossier import afspraken, behandelaars, kern
from wijkregie.dossier.bestanden import bijlage
from wijkregie.dossier.opdracht import Begin, Bijlage, Nieuw, Onbekend, Opdracht
from wijkregie.klok import met_klok, vandaag
from wijkregie.norm.tijd.kalender import Kalender
from wijkregie.partijen.context import binnen
from wijkregie.partijen.models import Gebied, Lidmaatschap, Organisatie
from wijkregie.partijen.sessie import Sessie, maak_sessie
from wijkregie.privacy.belang import meld_zelf

PROTOCOL: Final = "overlastprotocol"
LAATSTE: Final = "laatste"
_KADER: Final = frozenset(
    ["feit", "op", "vastgelegd", "opent", "over", "door", "herkomst", "reden", "id", "rectificeer", "wordt", "intrekken", "velden"]
)
_RUW: Final = ("feit", "op", "herkomst", "reden", "intrekken")
_BRIEVEN: Final = {
    "waarschuwingsbrief_uitgereikt": (
        "Waarschuwingsbrief",
        "Wij hebben met u gesproken over overlast voor uw buren. Dit moet stoppen.",
    ),
    "officiele_waarschuwing_gestuurd": (
        "Officiële waarschuwing",
        "U kreeg eerder een waarschuwing. De overlast ging door. Houdt u zich nu niet aan de afspraken, dan volgt een sommatie.",
    ),
    "sommatiebrief_verzonden": (
        "Sommatiebrief",
        "Wij vragen u voor de laatste keer om te stoppen met de overlast. Stopt het niet, dan eindigt de zorg.",
    ),
    "juridisch_advies_ontvangen": ("Juridisch advies", "De stappen zijn gezet zoals is afgesproken en staan op papier."),
}


def sleutel(*wat: Any) -> UUID:
    """The same thing of the demo has the same id each time."""
    return uuid5(NAMESPACE_URL, "wijkregie-demo|" + "|".join(map(str, wat)))


def _heet(lid: Lidmaatschap, voornaam: str) -> bool:
    return str(lid.login.naam).split()[0].casefold() == voornaam


class Mensen:
    """Who works where in the municipality of the demo, and the sessions in which they act."""

    def __init__(self, gemeente: int, code: str) -> None:
        self.gemeente, self.code = gemeente, code
        self.wereld = afspraken.wereld(code)
        with binnen("default", gemeente=gemeente):
            organisaties = list(Organisatie.objects.filter(gemeente=gemeente))
            self.gebieden = {g.code: g for g in Gebied.objects.filter(gemeente=gemeente)}
            self.leden = list(Lidmaatschap.objects.filter(gemeente=gemeente, login__actief=True).select_related("login").order_by("id"))
        # who reports by the public form is an organisation in which nobody works
        met_leden = {x.organisatie_id for x in self.leden}
        self.organisaties = {o.code: o for o in organisaties if o.id in met_leden or not o.logt_in}
        self._sessies: dict[int, Sessie] = {}

    def lid(self, wie: str) -> Lidmaatschap:
        """By first name: user names are nobody else's to read."""
        return next(x for x in self.leden if _heet(x, wie))

    def sessie(self, lid: Lidmaatschap) -> Sessie:
        """The session of today. Within a load nobody gets or loses a role, so roles are read once."""
        if lid.id not in self._sessies:
            with transaction.atomic(using="default"):
                self._sessies[lid.id] = maak_sessie(lid.id, lid.login_id, vandaag(), afspraken.boven)
        return replace(self._sessies[lid.id], dag=vandaag())

    def van(self, organisatie: Organisatie, rol: str, liefst: str) -> tuple[Sessie, str]:
        """Somebody of an organisation who acts in this role, and the role."""
        leden = sorted((x for x in self.leden if x.organisatie_id == organisatie.id), key=lambda x: not _heet(x, liefst))
        gevonden = next((x for x in leden if rol in self.sessie(x).rollen), None)
        s = self.sessie(gevonden or leden[0])
        return s, rol if gevonden is not None else s.rollen[0]

    @contextmanager
    def als(self, s: Sessie, deur: str = "dossier") -> Iterator[None]:
        """Do something as this person would on a page."""
        with transaction.atomic(using="default"), connections["default"].cursor() as c:
            zet_context(c, s, [EIGEN_WERK])
            doelen = lees_bits(c, s.gemeente).doel
            zet_context(c, s, [EIGEN_WERK, *(doelen[d] for d in afspraken.deur(s.gemeente_code, deur))])
            yield


class Dossier:
    """Who it is about and who takes part, and the recording of its story."""

    def __init__(self, mensen: Mensen, nr: int, regel: dict[str, Any], kalender: Kalender) -> None:
        self.m, self.nr, self.regel, self.kalender = mensen, nr, regel, kalender
        self.ids: dict[str, UUID] = {}  # things and facts of the story
        self.overgenomen = bool(regel.get("overgenomen"))  # it ran before there was a system, and was taken over from paper
        self.zaak, self.persoon, self.adres = (sleutel(nr, x) for x in ("zaak", "persoon", "adres"))

    def speel(self, stappen: list[Stap]) -> None:
        eerst = datetime.combine(self.kalender.werkdag_na(stappen[0].toen.date(), -3), datetime.min.time()).replace(hour=9)
        nu = datetime.combine(self.kalender.werkdag_na(vandaag(), -1), datetime.min.time()).replace(hour=9) if self.overgenomen else None
        with met_klok(nu or eerst):
            self._begin(eerst.date())
        nr = 0
        for i, s in enumerate(stappen, 1):
            with met_klok(nu or s.toen):
                self._leg_vast(LAATSTE if i == len(stappen) else i, s, nr)
            nr += len(s.feiten)
        with met_klok((nu or stappen[-1].toen) + timedelta(minutes=1)):
            self._pakken_op()
            self._belang()

    # recording

    def _leg_vast(self, stap: Any, s: Stap, vanaf: int) -> None:
        sessie, rol, ander = self._wie(s.rol)
        feiten = tuple(self._nieuw(f, vanaf + i, rol, s.rol, ander) for i, f in enumerate(s.feiten, 1))
        kern.leg_vast(sessie, Opdracht(sleutel(self.nr, stap), feiten))

    def _nieuw(self, f: dict[str, Any], nr: int, rol: str, rol_verhaal: str, ander: int | None) -> Nieuw:
        ruw: dict[str, Any] = {k: f[k] for k in _RUW if k in f}
        if "rectificeer" in f:
            ruw |= {"rectificeer": str(self.ids[f["rectificeer"]]), "wordt": f["wordt"]}
        else:
            ruw["velden"] = self._velden(f)
        if "over" in f:
            ruw["over"] = [str(self.ids[d]) for d in (f["over"] if isinstance(f["over"], list) else [f["over"]])]
        if rol != rol_verhaal and ander is None:
            ruw["namens"] = rol_verhaal
        opent = self.ids.setdefault(f["opent"], sleutel(self.nr, "ding", f["opent"])) if "opent" in f else None
        id_ = sleutel(self.nr, "feit", nr)
        if "id" in f:
            self.ids[f["id"]] = id_
        als = rol_verhaal if ander is not None else None
        return Nieuw(
            self.zaak, id_, ruw, opent, als, door_organisatie=ander, bijlagen=self._bijlagen(str(f.get("feit"))), overgenomen=self.overgenomen
        )

    def _velden(self, f: dict[str, Any]) -> dict[str, Any]:
        """As a story has them, with its names of facts and of organisations made ids. What would clash with the frame stands under `velden`."""
        velden = {k: v for k, v in f.items() if k not in _KADER} | f.get("velden", {})
        namen = self.ids | {o.naam: o.id for o in self.m.organisaties.values()}
        return {k: str(namen[v]) if isinstance(v, str) and v in namen else v for k, v in velden.items()}

    def _bijlagen(self, soort: str) -> tuple[Bijlage, ...]:
        if soort in _BRIEVEN:
            titel, tekst = _BRIEVEN[soort]
            return (bijlage(f"{titel}.pdf", brief(titel, (tekst, "De afspraken en de volgende stappen staan in het dossier."))),)
        if soort == afspraken.systeemfeit(self.m.code, "klacht.ontvangen") and self.regel.get("foto"):
            return (bijlage("Geluid per uur.png", staafjes([(7 * self.nr + 31 * i * i) % 80 + 20 for i in range(18)])),)
        return ()

    def _begin(self, dag: date) -> None:
        r = self.regel
        voornaam, achternaam, geboren = r["wie"]
        straat, nummer, toevoeging, wijk = r["waar"]
        gebied = self.m.gebieden[wijk]
        wie = self.m.lid(r.get("begint", r["door"]))
        behandelaar = None if "begint" in r else self.m.lid(r.get("behandelaar", r["door"])).id

        def feit(dossier: UUID, soort: str, **velden: Any) -> Nieuw:
            ruw = {"op": dag.isoformat(), "feit": soort, "velden": {k: v for k, v in velden.items() if v != ""}}
            return Nieuw(dossier, sleutel(self.nr, soort, *velden.values()), ruw, overgenomen=self.overgenomen)

        def systeem(naam: str) -> str:
            return afspraken.systeemfeit(self.m.code, naam)

        partijen = () if "begint" in r else (self.m.organisaties[r["zorg"]], self.m.organisaties[r["corporatie"]])
        waar = {"postcode": r.get("postcode", f"1234 {straat[:2].upper()}"), "plaats": "Duinveste", "gebied": gebied.naam}
        adres = {"straat": straat, "huisnummer": str(nummer), "toevoeging": toevoeging, **waar}
        feiten = (
            feit(self.persoon, systeem("persoon.gegevens"), voornaam=voornaam, achternaam=achternaam, geboortedatum=geboren),
            feit(self.adres, systeem("adres.gegevens"), **adres),
            *(feit(self.zaak, "partij_betrokken", rol=x.soort, organisatie=str(x.id)) for x in partijen),
            feit(self.zaak, systeem("dossier.verbonden"), ander=str(self.persoon), relatie="betreft"),
            feit(self.zaak, systeem("dossier.verbonden"), ander=str(self.adres), relatie="woont_op"),
        )
        begin = (
            Begin(self.persoon, "persoon", ("persoon",), begonnen=dag),
            Begin(self.adres, "adres", ("adres",), gebied.id, begonnen=dag),
            Begin(self.zaak, "zaak", protocollen(r), gebied.id, behandelaar, begonnen=dag),
        )
        kern.leg_vast(self.m.sessie(wie), Opdracht(sleutel(self.nr, 0), feiten, begin))

    # who

    def _wie(self, rol: str) -> tuple[Sessie, str, int | None]:
        """Who records the act of a role, in which role, and for which organisation that does not log in."""
        soort = self.m.wereld.soort_van_rol(rol)
        eigen = {"zorgaanbieder": self.regel["zorg"], "woningcorporatie": self.regel["corporatie"]}.get(str(soort))
        zorg = self.m.organisaties[self.regel["zorg"]]
        o = self.m.organisaties[eigen] if eigen else next((x for x in self.m.organisaties.values() if x.soort == soort), None)
        if o is None or not o.logt_in:
            s, hier = self.m.van(zorg, "persoonlijk_begeleider", self.regel["door"])
            return s, hier, o.id if o is not None else None
        return *self.m.van(o, rol, self.regel["door"]), None

    def _pakken_op(self) -> None:
        """At each partner that sees the dossier somebody handles it: colleagues in turn."""
        r = self.regel
        wie = [self.m.lid(r.get("behandelaar", r["door"])), self.m.lid(r["begint"])] if "begint" in r else []
        for soort in (r["corporatie"], "mzwo"):
            leden = [x for x in self.m.leden if x.organisatie_id == self.m.organisaties[soort].id]
            wie.append(leden[self.nr % len(leden)])
        for lid in wie:
            s = self.m.sessie(lid)
            with suppress(Onbekend), self.m.als(s):
                behandelaars.neem_op_je(s, self.zaak)

    def _belang(self) -> None:
        """Who knows somebody in it, shuts himself out, as on the page for it. Done once, the dossier is not there for him any more."""
        if b := self.regel.get("belang"):
            s = self.m.sessie(self.m.lid(b["wie"]))
            with suppress(Onbekend), self.m.als(s):
                meld_zelf(s, self.zaak, b["grond"])
