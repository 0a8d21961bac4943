# SPDX-License-Identifier: EUPL-1.2
"""A small town for tests of meaning: one vocabulary, one protocol in text, facts as rows, and the state as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from wijkregie.norm.proef.scenario import Scenario
from wijkregie.norm.protocol.lader import Bibliotheek, laad_teksten

FEITEN = """\
gemeente: stad
categorieen: {gewoon: {}, zorg: {}, politie: {}}
rollen:
  zorg: {soort: zorgaanbieder}
  begeleider: {onder: zorg}
  corporatie: {soort: woningcorporatie}
  wijk: {soort: gemeente}
  agent: {soort: politie}
dingen: {klacht: {}, overleg: {}}
feiten:
  klacht_ontvangen:
    opent: klacht
    door: [zorg, wijk]
    categorie: gewoon
    velden:
      ernstig: {soort: janee}
      melder: {soort: tekst}
      kleur: {soort: keuze, waarden: [rood, groen]}
      stand: {soort: getal}
  nagekeken: {over: klacht, door: zorg, velden: {ernstig: {soort: janee}, kleur: {soort: keuze, waarden: [rood, groen]}}}
  gedaan:
    over: klacht
    door: [zorg, corporatie, wijk]
    categorie: gewoon
    velden: {goed: {soort: janee}, volledig: {soort: janee}, aan: {soort: lijst, van: rol}}
  gebeld: {over: klacht, door: [zorg, wijk], velden: {}}
  begonnen: {over: klacht, door: wijk, velden: {nodig: {soort: janee}, rol: {soort: rol}}}
  geeindigd: {over: klacht, door: wijk, velden: {echt: {soort: janee}}}
  contract: {door: corporatie, velden: {ingang: {soort: datum}, duur: {soort: termijn}}}
  overleg_gepland: {opent: overleg, over: klacht, door: wijk, velden: {gepland: {soort: datum}}}
  overleg_verzet: {over: overleg, door: wijk, velden: {gepland: {soort: datum}}}
  brief: {over: klacht, door: [zorg, wijk], herkomst: systeem, velden: {grond: {soort: keuze, waarden: [a, b]}, toelichting: {soort: tekst}}}
  bezoek: {over: klacht, door: [zorg, wijk], herkomst: buiten, velden: {reden: {soort: tekst}}}
  nota: {over: klacht, door: [zorg, wijk], herkomst: beide}
  gestemd:
    over: klacht
    door: wijk
    velden: {stemmen: {soort: lijst, van: {partij: {soort: rol}, stem: {soort: keuze, waarden: [voor, veto, onthouding, afwezig]}}}}
  akkoord: {over: klacht, door: [zorg, corporatie]}
  toestemming: {door: zorg, velden: {ja: {soort: janee}}}
  zorgnotitie: {over: klacht, door: [zorg, wijk], categorie: zorg, velden: {tekst: {soort: tekst, verplicht: ja}}}
  uitgevraagd: {door: wijk}
  signaal: {door: wijk, volledig_na: bestaat uitgevraagd}
"""
KOP = "{protocol: proef, titel: Proef, gemeente: stad}\n"
PLICHT = "plichten:\n  p: "
K1: dict[str, Any] = {"feit": "klacht_ontvangen", "id": "k", "opent": "k1", "door": "zorg"}


def feit(soort: str, op: str, over: Any = None, **velden: Any) -> dict[str, Any]:
    """One fact as a scenario writes it."""
    return {"feit": soort, "op": op, **({"over": over} if over is not None else {}), **velden}


def klacht(op: str, ding: str = "k1", **velden: Any) -> dict[str, Any]:
    return {"feit": "klacht_ontvangen", "op": op, "opent": ding, "door": "zorg", **velden}


def bibliotheek(*regels: str, **meer: str) -> Bibliotheek:
    """Protocol `proef` of chapters in text; `meer`: whole files by path."""
    teksten = {"stad/feiten.yaml": FEITEN, "stad/proef/2020-01-01/protocol.yaml": KOP, **meer}
    teksten.update({f"stad/proef/2020-01-01/r{i}.yaml": r for i, r in enumerate(regels)})
    return laad_teksten(teksten)


def zaak(regels: str, feiten: Sequence[dict[str, Any]], bib: Bibliotheek | None = None, **meer: Any) -> Scenario:
    data = {"scenario": "proef", "protocollen": ["stad/proef"], "feiten": list(feiten), **meer}
    return Scenario.uit_data(data, bib or bibliotheek(regels))


def stand(regels: str, feiten: Sequence[dict[str, Any]], op: str, bekend_op: str | None = None, **meer: Any) -> dict[str, Any]:
    """The state on a day of a dossier under one small protocol."""
    uit: dict[str, Any] = zaak(regels, feiten, **meer).stand(date.fromisoformat(op), date.fromisoformat(bekend_op) if bekend_op else None)
    return uit


def plichten(regels: str, feiten: Sequence[dict[str, Any]], op: str, naam: str = "p", **meer: Any) -> list[dict[str, Any]]:
    return [q for q in stand(regels, feiten, op, **meer)["plichten"] if naam in q["regels"]]


def plicht(regels: str, feiten: Sequence[dict[str, Any]], op: str, naam: str = "p", **meer: Any) -> dict[str, Any]:
    """The one duty of a norm."""
    (q,) = plichten(regels, feiten, op, naam, **meer)
    return q


def statussen(regels: str, feiten: Sequence[dict[str, Any]], op: str, naam: str = "p", **meer: Any) -> list[str]:
    return [q["status"] for q in plichten(regels, feiten, op, naam, **meer)]


def uitkomst(uitdrukking: str, feiten: Sequence[dict[str, Any]], op: str, **meer: Any) -> Any:
    """What an expression says on a day."""
    regels = f'begrippen:\n  x: {{norm: N-1, is: "{uitdrukking}", uitkomst: ja}}\n'
    return next(u["waarde"] for u in stand(regels, feiten, op, **meer)["uitkomsten"] if u["naam"] == "x")


def toets(regels: str, feiten: Sequence[dict[str, Any]], op: str, ding: str | None = None, **meer: Any) -> dict[str, Any]:
    """The one gate `t` as it reads on a day."""
    t: dict[str, Any]
    (t,) = (t for t in stand(regels, feiten, op, **meer)["toetsen"] if t["toets"] == "t" and t["ding"] == ding)
    return t


def mag(regels: str, feiten: Sequence[dict[str, Any]], op: str, soort: str, rol: str = "wijk", ding: str | None = None, **meer: Any) -> str:
    """May this role record this fact?"""
    antwoorden = {h["mag"] for h in stand(regels, feiten, op, **meer)["handelingen"] if (h["rol"], h["feit"], h["ding"]) == (rol, soort, ding)}
    (een,) = antwoorden
    return str(een)


def zicht(regels: str, feiten: Sequence[dict[str, Any]], op: str, rol: str = "corporatie", cat: str = "zorg", **meer: Any) -> list[dict[str, Any]]:
    """What this role is granted of this category: only rows that show something."""
    return [z for z in stand(regels, feiten, op, **meer)["zicht"] if z["rol"] == rol and z["categorie"] == cat and z["zichtbaar"]]
