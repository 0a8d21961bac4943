# SPDX-License-Identifier: EUPL-1.2
"""Three-valued logic, with Google's CEL as an independent oracle.

CEL has no value "unknown": reading an absent key gives the error NOT_FOUND, and its `&&`, `||`, `exists` and `all` absorb that
error exactly as Kleene absorbs unknown (false wins in `&&`, true in `||`). Two forms are therefore restated for CEL:
- its `c ? x : y` fails when `c` does, also where both branches agree. The language says Kleene for `als-dan-anders`, so the oracle gets
  `(c && x) || (!c && y) || (x && y)`;
- `minstens n` is spelled out as a disjunction of conjunctions of n.
`elk` and `enig` are compared over at least one element: what `elk` over nobody gives is not a matter of logic.
"""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from cel_expr_python import cel  # type: ignore[import-untyped]
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from wijkregie.norm.proef.scenario import Scenario
from wijkregie.norm.protocol.lader import laad_teksten

FEITEN = """
gemeente: proefstad
categorieen: {gewoon: {naam: gewoon}}
rollen: {meter: {naam: meter, soort: gemeente}}
feiten:
  meting:
    naam: meting
    door: [meter]
    herkomst: buiten
    categorie: gewoon
    velden:
      a: {soort: janee}
      b: {soort: janee}
      c: {soort: janee}
      n: {soort: getal}
      m: {soort: getal}
      kleur: {soort: keuze, waarden: [rood, wit, blauw]}
"""
KOP = """
protocol: proef
titel: Proef
gemeente: proefstad
register: PR
lopende_dossiers: mee
norm: PR-0.01
"""
OMGEVING = cel.NewEnv(
    variables={
        "m": cel.Type.Map(cel.Type.STRING, cel.Type.DYN),
        "ms": cel.Type.List(cel.Type.Map(cel.Type.STRING, cel.Type.DYN)),
    }
)
Veldwaarden = dict[str, "bool | int | str"]


@dataclass(frozen=True)
class Uitdrukking:
    """One expression twice: in the language, and for CEL. `§` stands for the record whose fields are read."""

    taal: str
    cel: str

    def van(self, taal: str, cel_naam: str) -> Uitdrukking:
        return Uitdrukking(self.taal.replace("§", taal), self.cel.replace("§", cel_naam))


def _bladeren() -> st.SearchStrategy[Uitdrukking]:
    janee = st.sampled_from("abc").map(lambda v: Uitdrukking(f"§.{v}", f"§.{v}"))
    is_ja = st.tuples(st.sampled_from("abc"), st.booleans()).map(
        lambda t: Uitdrukking(f"§.{t[0]} = {'ja' if t[1] else 'nee'}", f"§.{t[0]} == {'true' if t[1] else 'false'}")
    )
    letterlijk = st.sampled_from([Uitdrukking("ja", "true"), Uitdrukking("nee", "false")])
    op = st.sampled_from([("=", "=="), ("!=", "!="), ("<", "<"), ("<=", "<="), (">", ">"), (">=", ">=")])
    term = st.one_of(st.sampled_from(["§.n", "§.m"]), st.integers(0, 4).map(str))
    getal = st.tuples(term, op, term).map(lambda t: Uitdrukking(f"{t[0]} {t[1][0]} {t[2]}", f"{t[0]} {t[1][1]} {t[2]}"))
    met_anders = st.tuples(st.sampled_from("nm"), st.integers(0, 4), op, st.integers(0, 4)).map(
        lambda t: Uitdrukking(f"(§.{t[0]} anders {t[1]}) {t[2][0]} {t[3]}", f"(has(§.{t[0]}) ? §.{t[0]} : {t[1]}) {t[2][1]} {t[3]}")
    )
    kleur = st.sampled_from(["rood", "wit", "blauw"])
    keuze = st.tuples(kleur, st.sampled_from([("=", "=="), ("!=", "!=")])).map(
        lambda t: Uitdrukking(f"§.kleur {t[1][0]} {t[0]}", f"§.kleur {t[1][1]} '{t[0]}'")
    )
    keuzes = st.lists(kleur, min_size=1, max_size=3, unique=True).map(
        lambda k: Uitdrukking(f"§.kleur in [{', '.join(k)}]", "§.kleur in [" + ", ".join(f"'{x}'" for x in k) + "]")
    )
    veld = st.sampled_from(["a", "n", "kleur"])
    bekend = veld.map(lambda v: Uitdrukking(f"§.{v} bekend", f"has(§.{v})"))
    onbekend = veld.map(lambda v: Uitdrukking(f"§.{v} onbekend", f"!has(§.{v})"))
    return st.one_of(janee, is_ja, letterlijk, getal, met_anders, keuze, keuzes, bekend, onbekend)


def _samengesteld(kind: st.SearchStrategy[Uitdrukking]) -> st.SearchStrategy[Uitdrukking]:
    def rij(delen: list[Uitdrukking], taal: str, in_cel: str) -> Uitdrukking:
        return Uitdrukking(taal.join(f"({d.taal})" for d in delen), in_cel.join(f"({d.cel})" for d in delen))

    def voorwaardelijk(t: tuple[Uitdrukking, Uitdrukking, Uitdrukking]) -> Uitdrukking:
        a, x, y = t
        return Uitdrukking(
            f"als ({a.taal}) dan ({x.taal}) anders ({y.taal})",
            f"(({a.cel}) && ({x.cel})) || (!({a.cel}) && ({y.cel})) || (({x.cel}) && ({y.cel}))",
        )

    meer = st.lists(kind, min_size=2, max_size=3)
    return st.one_of(
        meer.map(lambda d: rij(d, " en ", " && ")),
        meer.map(lambda d: rij(d, " of ", " || ")),
        kind.map(lambda d: Uitdrukking(f"niet ({d.taal})", f"!({d.cel})")),
        st.tuples(kind, kind, kind).map(voorwaardelijk),
    )


UITDRUKKING = st.recursive(_bladeren(), _samengesteld, max_leaves=8)
VELDEN = st.fixed_dictionaries(
    {},
    optional={
        "a": st.booleans(),
        "b": st.booleans(),
        "c": st.booleans(),
        "n": st.integers(0, 4),
        "m": st.integers(0, 4),
        "kleur": st.sampled_from(["rood", "wit", "blauw"]),
    },
)
# A profile that asks for a search gets more examples.
RUSTIG = settings(max_examples=max(25, (settings.default or settings()).max_examples // 10), deadline=None, suppress_health_check=list(HealthCheck))


def volgens_cel(uitdrukking: str, **gegevens: Any) -> str:
    antwoord = OMGEVING.compile(uitdrukking).eval(data={"m": {}, "ms": [], **gegevens})
    if antwoord.type() == cel.Type.ERROR:
        assert "NOT_FOUND" in str(antwoord.value()), f"the oracle fails for another reason than absence: {antwoord.value()}"
        return "onbekend"
    return "ja" if antwoord.value() else "nee"


def uitkomsten(uitdrukkingen: list[str], gevallen: list[list[Veldwaarden]]) -> list[list[str]]:
    """Load the expressions once as notions, and read their outcomes for each case (a case is a list of measurements)."""
    begrippen = "".join(f"  b{i}: {{norm: PR-1.01, is: {json.dumps(u)}, uitkomst: ja}}\n" for i, u in enumerate(uitdrukkingen))
    bibliotheek = laad_teksten(
        {
            "proefstad/feiten.yaml": FEITEN,
            "proefstad/proef/2026-01-01/protocol.yaml": KOP,
            "proefstad/proef/2026-01-01/regels.yaml": f"hoofdstuk: Proef\nbegrippen:\n{begrippen}",
        }
    )
    antwoorden = []
    for metingen in gevallen:
        feiten = [
            {"op": f"2026-01-{dag:02}", "feit": "meting", "door": "meter", **{naam: in_taal(w) for naam, w in velden.items()}}
            for dag, velden in enumerate(metingen, 2)
        ]
        data = {"scenario": "proef", "toont": ["PR-1.01"], "protocollen": ["proefstad/proef"], "feiten": feiten}
        stand = Scenario.uit_data(data, bibliotheek).stand(dt.date(2026, 2, 1))["uitkomsten"]
        antwoorden.append([waarde_van(stand, f"b{i}") for i in range(len(uitdrukkingen))])
    return antwoorden


def in_taal(waarde: bool | int | str) -> int | str:
    """A value as an author writes it in a scenario."""
    return ("ja" if waarde else "nee") if isinstance(waarde, bool) else waarde


def waarde_van(stand: Any, naam: str) -> str:
    """The outcome as one of the three words, however the state lists it (a map, or rows with a name)."""
    rij = stand[naam] if isinstance(stand, dict) else next(r for r in stand if r["naam"] == naam)
    waarde = rij.get("uitkomst", rij.get("waarde")) if isinstance(rij, dict) else rij
    return str({True: "ja", False: "nee", None: "onbekend"}.get(waarde, waarde))


@RUSTIG
@given(st.lists(UITDRUKKING, min_size=30, max_size=40), st.lists(VELDEN, min_size=3, max_size=5))
def test_logica_over_velden(uitdrukkingen: list[Uitdrukking], gevallen: list[Veldwaarden]) -> None:
    taal = [u.van("(laatste meting)", "m").taal for u in uitdrukkingen]
    for velden, onze in zip(gevallen, uitkomsten(taal, [[g] for g in gevallen]), strict=True):
        for u, antwoord in zip(uitdrukkingen, onze, strict=True):
            uit = u.van("(laatste meting)", "m")
            assert antwoord == volgens_cel(uit.cel, m=velden), f"{uit.taal}  met {velden}"


def _over_metingen(u: Uitdrukking, soort: int, aantal: int) -> tuple[str, str]:
    """A quantifier over all measurements, in the language and for CEL."""
    f, x = u.van("f", "f"), u.van("x", "f")

    def minstens(n: int) -> str:
        if n <= 0:
            return "true"
        groepen = [" && ".join(f"({u.van('', f'ms[{i}]').cel})" for i in groep) for groep in combinations(range(aantal), n)]
        return " || ".join(f"({g})" for g in groepen) or "false"

    enig, elk = f"ms.exists(f, {f.cel})", f"ms.all(f, {f.cel})"
    return [
        (f"bestaat meting waar ({f.taal})", enig),
        (f"geen meting waar ({f.taal})", f"!{enig}"),
        (f"elk x in meting: ({x.taal})", elk),
        (f"enig x in meting: ({x.taal})", enig),
        (f"minstens 2 x in meting: ({x.taal})", minstens(2)),
        (f"(aantal meting waar ({f.taal})) >= 2", minstens(2)),
        (f"(aantal meting waar ({f.taal})) < 3", f"!({minstens(3)})"),
        (f"(aantal meting waar ({f.taal})) = 1", f"({minstens(1)}) && !({minstens(2)})"),
    ][soort]


@RUSTIG
@given(
    st.lists(st.tuples(UITDRUKKING, st.integers(0, 7)), min_size=20, max_size=30),
    st.integers(1, 4).flatmap(lambda n: st.lists(st.lists(VELDEN, min_size=n, max_size=n), min_size=3, max_size=4)),
)
def test_bestaan_en_tellen_over_feiten(vragen: list[tuple[Uitdrukking, int]], gevallen: list[list[Veldwaarden]]) -> None:
    paren = [_over_metingen(u, soort, len(gevallen[0])) for u, soort in vragen]
    for metingen, onze in zip(gevallen, uitkomsten([taal for taal, _ in paren], gevallen), strict=True):
        for (taal, in_cel), antwoord in zip(paren, onze, strict=True):
            assert antwoord == volgens_cel(in_cel, ms=metingen), f"{taal}  over {metingen}"


def test_afwezig_feit_is_onbekend_en_bestaat_niet() -> None:
    """Closed world for existence and counts, unknown for a field that nobody gave."""
    vragen = [
        "bestaat meting",
        "geen meting",
        "(aantal meting) = 0",
        "(laatste meting).a",
        "(laatste meting).n > 2",
        "(laatste meting).a bekend",
    ]
    assert uitkomsten(vragen, [[]]) == [["nee", "ja", "ja", "onbekend", "onbekend", "nee"]]
