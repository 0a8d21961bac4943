# SPDX-License-Identifier: EUPL-1.2
"""Play the stories of the demo into the database. Dates are relative to today, so that on any day something is overdue, due and coming."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, Final
from uuid import NAMESPACE_URL, UUID, uuid5

from django.db import transaction

from wijkregie.dossier import afspraken, kern
from wijkregie.dossier.inrichten import richt_in
from wijkregie.dossier.opdracht import Begin, Geweigerd, Nieuw, Opdracht
from wijkregie.dossier.projecties import boven
from wijkregie.klok import met_klok, vandaag
from wijkregie.norm.proef.invoer import moment
from wijkregie.norm.proef.scenario import Scenario
from wijkregie.norm.protocol.lader import EIGEN_MAP
from wijkregie.norm.yaml12 import laad as laad_yaml
from wijkregie.partijen.context import binnen
from wijkregie.partijen.importeren import importeer
from wijkregie.partijen.models import Gebied, Gemeente, Lidmaatschap, Organisatie
from wijkregie.partijen.sessie import Sessie, maak_sessie

HIER: Final = Path(__file__).parent
SCENARIOS: Final = EIGEN_MAP / "amsterdam" / "overlastprotocol" / "scenarios"
PROTOCOL: Final = "overlastprotocol"
WEEK: Final = timedelta(days=7)
LAATSTE: Final = "laatste"
_KADER: Final = (
    "feit",
    "op",
    "vastgelegd",
    "opent",
    "over",
    "door",
    "namens",
    "herkomst",
    "reden",
    "velden",
    "vertel",
    "id",
    "nr",
    "rectificeer",
    "wordt",
    "intrekken",
)


def laad(meld: Callable[[str], None] = lambda _: None) -> int:
    """Load the demo; gives the number of dossiers made (0: it was there already)."""
    gemeente = importeer(HIER / "partijen.yaml").gemeente
    richt_in()
    code = Gemeente.objects.using("kern").get(id=gemeente).code
    lijst = laad_yaml((HIER / "dossiers.yaml").read_text("utf-8"), "dossiers.yaml", alleen_kaart=False)
    if kern.is_gedaan(gemeente, code, _sleutel(len(lijst), LAATSTE)):
        return 0
    for i, regel in enumerate(lijst, 1):  # after a crash: what was recorded has its key, and is not recorded again
        _Dossier(gemeente, code, i, regel).speel()
        meld(f"{i} van {len(lijst)} dossiers")
    return len(lijst)


def _sleutel(*wat: Any) -> UUID:
    """The same thing of the demo has the same id each time."""
    return uuid5(NAMESPACE_URL, "wijkregie-demo|" + "|".join(map(str, wat)))


class _Dossier:
    """One dossier of the demo: who it is about, who takes part, and the story that is played."""

    def __init__(self, gemeente: int, code: str, nr: int, regel: dict[str, Any]) -> None:
        self.nr = nr
        self.stap: Any = 0
        self.gemeente = gemeente
        self.code = code
        self.regel = regel
        self.wereld = afspraken.wereld(code)
        self.ids: dict[str, UUID] = {}  # things and facts of the scenario
        self.zaak, self.persoon, self.adres = (_sleutel(nr, x) for x in ("zaak", "persoon", "adres"))
        with binnen("default", gemeente=gemeente):
            self.organisaties = {o.code: o for o in Organisatie.objects.using("default").filter(gemeente=gemeente)}
            self.gebieden = {g.code: g for g in Gebied.objects.using("default").filter(gemeente=gemeente)}
            self.leden = list(Lidmaatschap.objects.using("default").filter(gemeente=gemeente).select_related("login").order_by("id"))

    def speel(self) -> None:
        feiten = list(self._feiten())
        with met_klok(datetime.combine(feiten[0][0] - WEEK, datetime.min.time()).replace(hour=9)):
            self._begin()
        for i, (toen, f) in enumerate(feiten, 1):
            self.stap = LAATSTE if i == len(feiten) else i
            with met_klok(toen):
                self._leg_vast(f, toen)

    # the story

    def _feiten(self) -> Iterator[tuple[datetime, dict[str, Any]]]:
        """The facts of the scenario in order of recording, moved to around today."""
        s = Scenario.lees(SCENARIOS / f"{self.regel['verhaal']}.yaml", afspraken.bibliotheek())
        ruw = sorted(s.ruw["feiten"], key=lambda f: moment(f.get("vastgelegd") or f["op"])[0])[: self.regel.get("tot")]
        laatste = max(moment(f.get("vastgelegd") or f["op"])[0] for f in ruw)
        weken = (vandaag() - timedelta(days=int(self.regel["geleden"])) - laatste).days // 7
        vorige: datetime | None = None
        for f in ruw:
            dag, tijd = moment(f.get("vastgelegd") or f["op"])
            op_tijd = moment(f["op"])[1]
            minuten = tijd if tijd is not None else max(op_tijd + 25 if op_tijd is not None and "vastgelegd" not in f else 0, 10 * 60)
            toen = datetime.combine(dag + weken * WEEK, datetime.min.time()) + timedelta(minutes=min(minuten, 23 * 60))
            if vorige is not None and toen <= vorige:
                toen = vorige + timedelta(minutes=7)
            vorige = toen
            yield toen, self._verschoven(f, weken * WEEK)

    def _verschoven(self, f: dict[str, Any], hoeveel: timedelta) -> dict[str, Any]:
        def schuif(v: Any) -> Any:
            if isinstance(v, dict):
                return {k: schuif(x) for k, x in v.items()}
            if isinstance(v, list):
                return [schuif(x) for x in v]
            if isinstance(v, str) and len(v) >= 10 and v[4:5] == "-" and v[7:8] == "-":
                try:
                    return (date.fromisoformat(v[:10]) + hoeveel).isoformat() + v[10:]
                except ValueError:
                    return v
            return v

        return {k: schuif(v) for k, v in f.items()}

    # recording

    def _leg_vast(self, f: dict[str, Any], toen: datetime) -> None:
        rol = f.get("door", "zorgaanbieder")
        rol = rol if isinstance(rol, str) else str(rol.get("rol"))
        sessie, eigen_rol = self._sessie(rol, toen.date())
        ruw: dict[str, Any] = {k: f[k] for k in ("feit", "op", "herkomst", "reden", "intrekken") if k in f}
        if "rectificeer" in f:
            ruw |= {"rectificeer": str(self.ids[str(f["rectificeer"])]), "reden": f.get("reden") or "Verkeerd opgeschreven."}
            if "wordt" in f:
                ruw["wordt"] = f["wordt"]
        else:
            ruw["velden"] = {**{k: v for k, v in f.items() if k not in _KADER}, **(f.get("velden") or {})}
            if "over" in f:
                over = f["over"] if isinstance(f["over"], list) else [f["over"]]
                ruw["over"] = [str(self.ids[str(d)]) for d in over]
        if eigen_rol != rol and self.wereld.feiten.get(str(f.get("feit"))) is not None and self.wereld.feiten[str(f["feit"])].namens:
            ruw["namens"] = rol
        opent = self.ids.setdefault(str(f["opent"]), _sleutel(self.nr, "ding", f["opent"])) if "opent" in f else None
        id_ = _sleutel(self.nr, "feit", self.stap)
        if "id" in f:
            self.ids[str(f["id"])] = id_
        self._opdracht(sessie, Nieuw(self.zaak, id_, ruw, opent=opent))

    def _opdracht(self, sessie: Sessie, *feiten: Nieuw, begin: tuple[Begin, ...] = ()) -> None:
        """Record; where the story breaks the agreement, with a reason, as the form would ask."""
        try:
            kern.leg_vast(sessie, Opdracht(_sleutel(self.nr, self.stap), feiten, begin))
        except Geweigerd as e:
            if any(b.soort != "reden" for b in e.bezwaren):
                raise
            met_reden = tuple(replace(f, ruw={**f.ruw, "reden": "Er was haast bij; dit is later besproken."}) for f in feiten)
            kern.leg_vast(sessie, Opdracht(_sleutel(self.nr, self.stap), met_reden, begin))

    def _begin(self) -> None:
        r = self.regel
        voornaam, achternaam, geboren = r["wie"]
        straat, nummer, toevoeging, wijk = r["waar"]
        gebied = self.gebieden[wijk]
        dag = vandaag()
        sessie, _ = self._sessie("persoonlijk_begeleider", dag)

        def feit(dossier: UUID, soort: str, **velden: Any) -> Nieuw:
            ruw = {"op": dag.isoformat(), "feit": soort, "velden": {k: v for k, v in velden.items() if v != ""}}
            return Nieuw(dossier, _sleutel(self.nr, soort, *velden.values()), ruw)

        zorg, corporatie = self.organisaties[r["zorg"]], self.organisaties[r["corporatie"]]
        lid = next(x.id for x in self.leden if x.login.gebruikersnaam.startswith(f"{r['door']}@"))
        verbonden = afspraken.systeemfeit(self.code, "dossier.verbonden")
        self._opdracht(
            sessie,
            feit(self.persoon, afspraken.systeemfeit(self.code, "persoon.gegevens"), voornaam=voornaam, achternaam=achternaam, geboortedatum=geboren),
            feit(
                self.adres,
                afspraken.systeemfeit(self.code, "adres.gegevens"),
                straat=straat,
                huisnummer=str(nummer),
                toevoeging=toevoeging,
                plaats="Duinveste",
                gebied=gebied.naam,
            ),
            feit(self.zaak, "partij_betrokken", rol="zorgaanbieder", organisatie=str(zorg.id)),
            feit(self.zaak, "partij_betrokken", rol="woningcorporatie", organisatie=str(corporatie.id)),
            feit(self.zaak, verbonden, ander=str(self.persoon), relatie="betreft"),
            feit(self.zaak, verbonden, ander=str(self.adres), relatie="woont_op"),
            begin=(
                Begin(self.persoon, "persoon", ("persoon",)),
                Begin(self.adres, "adres", ("adres",), gebied.id),
                Begin(self.zaak, "zaak", (PROTOCOL,), gebied.id, lid),
            ),
        )

    # who records

    def _sessie(self, rol: str, dag: date) -> tuple[Sessie, str]:
        """Who records the act of a role: somebody of the organisation that fills it; for others the handler of the dossier."""
        soort = self.wereld.soort_van_rol(rol)
        code = {"zorgaanbieder": self.regel["zorg"], "woningcorporatie": self.regel["corporatie"]}.get(str(soort), str(soort))
        if code not in self.organisaties or not self.organisaties[code].logt_in:
            code = self.regel["zorg"]
            rol_hier = "persoonlijk_begeleider"
        else:
            rol_hier = rol
        leden = [x for x in self.leden if x.organisatie_id == self.organisaties[code].id]
        leden.sort(key=lambda x: not x.login.gebruikersnaam.startswith(f"{self.regel['door']}@"))
        for exact in (True, False):
            for lid in leden:
                s = self._maak(lid, dag)
                if not exact or rol_hier in s.rollen:
                    return s, rol_hier
        raise LookupError(f"Niemand in de demo is {rol}.")

    def _maak(self, lid: Lidmaatschap, dag: date) -> Sessie:
        with transaction.atomic(using="default"):
            return maak_sessie(lid.id, lid.login_id, dag, lambda r: tuple(boven(self.wereld, r)))
