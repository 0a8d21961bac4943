# SPDX-License-Identifier: EUPL-1.2
"""A norm that is added changes no other norm, unless it is of a kind that is meant to.

Left out on purpose: `vervangt`, suspensions, transitions, prohibitions, and names that other rules read.
"""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from wijkregie.norm.protocol.lader import laad_teksten

from .maken import Stand, ongeordend, reeksen, scenario
from .mini import MAP, TEKSTEN
from .omgeving import MINI

PEIL = dt.date(2026, 9, 1)


def _plicht(norm: str, **rest: Any) -> dict[str, Any]:
    return {"norm": norm, "wat": "Iets nieuws", "doe": "nieuw_gedaan", **rest}


# Chapter key, name and rule. JSON is YAML, so the rules are written to the chapter as they stand here.
REGELS: list[tuple[str, str, dict[str, Any]]] = [
    ("plichten", "nieuw_a", _plicht("PR-9.01", bij="klacht_ontvangen", per="klacht", wie="zorg", uiterlijk="3 dagen")),
    ("plichten", "nieuw_b", _plicht("PR-9.02", bij="traject_gestart", per="dossier", wie="corporatie", herhaal="rollend 2 weken")),
    ("plichten", "nieuw_c", _plicht("PR-9.03", op_datum="(eerste klacht_ontvangen).op + 10 dagen", wie="meldpunt", over="nee")),
    ("plichten", "nieuw_d", _plicht("PR-9.04", bij_gemist="antwoorden", wie="zorg", over="nee", uiterlijk="1 week")),
    ("plichten", "nieuw_e", _plicht("PR-9.05", bij="klacht_beoordeeld", wie={"elk": ["zorg", "corporatie"]}, moment="1 maand")),
    ("plichten", "nieuw_f", _plicht("PR-9.06", bij_fase={"spoor": "ladder", "uit": ["licht"]}, wie="regie", over="nee", uiterlijk="1 dag")),
    (
        "zorg_dat",
        "nieuw_g",
        {"norm": "PR-9.07", "wat": "Nieuw", "zolang": "bestaat traject_gestart", "houdt": "bestaat nieuw_gedaan", "wie": "zorg"},
    ),
    (
        "toetsen",
        "nieuw_h",
        {
            "bewaakt": "nieuw_gedaan",
            "alle": [
                {"norm": "PR-9.08", "eis": "bestaat klacht_beoordeeld"},
                {"norm": "PR-9.09", "hardheid": "doorgaans", "eis": "bestaat doel_gesteld"},
            ],
        },
    ),
    ("begrippen", "nieuw_i", {"norm": "PR-9.10", "is": "bestaat bezoek_gebracht binnen 1 maand", "uitkomst": "ja"}),
    (
        "delen",
        "nieuw_j",
        {"norm": "PR-9.11", "doel": "iets_nieuws", "grond": "toestemming", "van": "zorg", "aan": ["corporatie"], "gegevens": ["gewoon"]}
        | {"vorm": "inhoud", "weg": "inzage"},
    ),
    (
        "sporen",
        "nieuw_k",
        {"norm": "PR-9.12", "per": "dossier", "begin": "uit", "fasen": {"uit": {"naam": "uit"}, "aan": {"naam": "aan"}}}
        | {"overgangen": [{"norm": "PR-9.13", "bij": "traject_gestart", "van": "uit", "naar": "aan"}]},
    ),
    ("rechten", "nieuw_l", {"norm": "PR-9.14", "rol": "bewoner", "feit": "nieuw_gedaan"}),
    ("aanwijzingen", "nieuw_m", {"norm": "PR-9.15", "bij": "klacht_ontvangen", "tekst": "Denk aan iets nieuws."}),
]


def andere_normen(stand: Stand) -> Any:
    """What the state says on the norms that were there: duties, leaves, grants, phases, regie, outcomes, decisions."""

    def oud(norm: object) -> bool:
        return not str(norm).startswith("PR-9")

    plichten = [{k: v for k, v in p.items() if k != "waarom"} for p in stand["plichten"] if oud(p["norm"])]
    bladeren = [
        (t["toets"], t.get("ding"), v["norm"], v["uitkomst"], v["hardheid"]) for t in stand["toetsen"] for v in t["voorwaarden"] if oud(v["norm"])
    ]
    zicht = [{k: v for k, v in z.items() if k != "waarom"} for z in stand["zicht"] if z["doel"] != "iets_nieuws"]
    rechten = [{k: v for k, v in h.items() if k != "waarom"} for h in stand["handelingen"] if h["feit"] != "nieuw_gedaan"]
    fasen = [f for f in stand["fasen"] if f["spoor"] != "nieuw_k"]
    return ongeordend([plichten, bladeren, zicht, rechten, fasen, stand["regie"], stand["besluiten"], stand["schendingen"]])


@MINI.proeven(40)
@given(feiten=reeksen(MINI.vocabulaire), keuze=st.lists(st.integers(0, len(REGELS) - 1), min_size=1, max_size=5, unique=True))
def test_toevoegen_verandert_geen_andere_norm(feiten: list[dict[str, Any]], keuze: list[int]) -> None:
    oude = [f for f in feiten if f["feit"] != "nieuw_gedaan"]  # a breach of the new gate is the new norm's own
    nieuwe = [REGELS[i] for i in keuze]
    hoofdstuk = "hoofdstuk: Nieuw\n"
    for sleutel in dict.fromkeys(s for s, _, _ in nieuwe):
        hoofdstuk += f"{sleutel}:\n" + "".join(f"  {naam}: {json.dumps(regel)}\n" for s, naam, regel in nieuwe if s == sleutel)
    uitgebreid = laad_teksten({**TEKSTEN, f"{MAP}nieuw.yaml": hoofdstuk})
    for op in (PEIL, dt.date(2026, 4, 1)):
        voor = scenario(oude, MINI.bibliotheek, MINI.protocol).stand(op)
        na = scenario(oude, uitgebreid, MINI.protocol).stand(op)
        assert andere_normen(voor) == andere_normen(na), hoofdstuk
