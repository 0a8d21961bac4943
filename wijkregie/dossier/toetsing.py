# SPDX-License-Identifier: EUPL-1.2
"""Before and after recording: is what was asked well formed, may this role record it, and does a gate of the agreement stand in the way?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID, uuid4

from wijkregie.dossier import afspraken
from wijkregie.dossier.dicht import VERPLAATST
from wijkregie.dossier.laden import Geladen
from wijkregie.dossier.opdracht import Bezwaar, Nieuw
from wijkregie.dossier.projecties import Zaak
from wijkregie.dossier.schoon import vuil
from wijkregie.norm.afleiding.handelingen import handelingen_van, vast_recht
from wijkregie.norm.afleiding.leid_af import Afleider, afleider
from wijkregie.norm.afleiding.merken import SYSTEEM
from wijkregie.norm.afleiding.regelset import Regels
from wijkregie.norm.feiten.feit import RECTIFICATIE, Feit
from wijkregie.norm.model.vocabulaire import FeitType
from wijkregie.norm.proef.invoer import FeitenLezer
from wijkregie.norm.waarden import VRIJ
from wijkregie.partijen.sessie import Sessie
from wijkregie.partijen.sleutels import sleutel_van

if TYPE_CHECKING:
    from wijkregie.dossier.kern import Kern

AFWIJKING: Final = "afwijking_gemotiveerd"  # built into the core, like rectificatie
AFGEZIEN: Final = "afgezien"
BETROKKEN: Final = "partij_betrokken"
_ALTIJD: Final = ("dossier.heropend", "dossier.gesloten", "melding.code_beeindigd", *SYSTEEM)
"""Also in a closed dossier. A code that was found still opens one: it must be possible to end it."""


@dataclass(slots=True)
class Gelezen:
    """The facts of a command for one dossier: read and allowed, or objected to."""

    feiten: list[tuple[Feit, FeitType, Nieuw]] = field(default_factory=list)
    bezwaren: list[Bezwaar] = field(default_factory=list)


def lees_feiten(k: Kern, sessie: Sessie, g: Geladen, nieuw: Iterable[tuple[int, Nieuw]]) -> Gelezen:
    """Read the facts for a dossier and check fields, dates, things and rights. Gates are read afterwards (`bezwaren_na`)."""
    lezer = _Lezer(k, sessie, g)
    for i, n in nieuw:
        lezer.lees(i, n)
    return lezer.uit


class _Lezer:
    def __init__(self, k: Kern, sessie: Sessie, g: Geladen) -> None:
        self.k = k
        self.sessie = sessie
        self.g = g
        self.uit = Gelezen()
        self.fl = FeitenLezer.bij(g.wereld, g.feiten, "formulier", {})
        self._a: Afleider | None = None

    @property
    def regels(self) -> Regels:
        """The rules in force today."""
        begin = min((f.op for f in self.g.feiten), default=self.k.dag)
        return afspraken.regelset(self.g.code, self.g.protocollen).op(self.k.dag, begin)

    @property
    def a(self) -> Afleider:
        if self._a is None:
            regels = afspraken.regelset(self.g.code, self.g.protocollen)
            self._a = afleider(regels, self.g.feiten, self.k.dag, None, self.k.omstandigheden(self.g))
        return self._a

    def bezwaar(self, i: int, soort: str, melding: str, veld: str | None = None, norm: tuple[str, ...] = ()) -> None:
        self.uit.bezwaren.append(Bezwaar(i, soort, melding, veld, norm))

    def lees(self, i: int, n: Nieuw) -> None:
        voor = len(self.uit.bezwaren)
        rectificatie = "rectificeer" in n.ruw
        soort = RECTIFICATIE if rectificatie else str(n.ruw.get("feit"))
        fout = vuil(n.ruw)
        if fout is not None:
            self.bezwaar(i, "veld", fout[1], fout[0])
            return
        if soort not in self.g.wereld.feiten or (rectificatie and str(n.ruw["rectificeer"]) not in self.fl.types):
            self.bezwaar(i, "veld", "Deze handeling bestaat niet in dit dossier. Ga terug naar het dossier en kies opnieuw.")
            return
        model = self.g.wereld.feiten[self.fl.basistype(str(n.ruw["rectificeer"])) if rectificatie else soort]
        rol = self._rol(i, n, soort, model)
        if rol is None:
            return
        f = self._lees_feit(i, n, model, rol, rectificatie)
        if f is None or len(self.uit.bezwaren) > voor:
            return
        self._inhoud(i, n, f, model)
        if len(self.uit.bezwaren) == voor:
            self.uit.feiten.append((f, model, n))

    def _lees_feit(self, i: int, n: Nieuw, model: FeitType, rol: str, rectificatie: bool) -> Feit | None:
        ruw = dict(n.ruw)
        nu = self.k.nu
        organisatie = n.door_organisatie or self.sessie.organisatie
        ruw |= {"id": str(n.id), "door": {"rol": rol, "organisatie": str(organisatie), "persoon": None if n.overgenomen else str(self.sessie.login)}}
        ruw["vastgelegd"] = ruw.get("op") if n.overgenomen else f"{self.k.dag.isoformat()} {nu.hour:02d}:{nu.minute:02d}"
        ruw.pop("opent", None)
        if model.opent is not None and not rectificatie:
            ruw["opent"] = str(n.opent or uuid4())
        self.fl.fouten.clear()
        f = self.fl.lees(ruw, self.g.laatste_nr + len(self.uit.feiten) + 1, ["feiten", i])
        if f is not None and n.overgenomen and f.op > self.k.dag:
            self.bezwaar(i, "veld", "Deze dag ligt in de toekomst. Vul een dag in tot en met vandaag.", "op")
        if f is not None and n.verplaatst:
            f.velden = {**f.velden, VERPLAATST: True}
        for fout in self.fl.fouten:
            veld = fout.sleutel.rsplit(".", 1)[-1]
            melding = "Deze dag ligt in de toekomst. Vul een dag in tot en met vandaag." if veld == "vastgelegd" else fout.melding
            self.bezwaar(i, "veld", f"{melding} {fout.herstel}".strip(), "op" if veld == "vastgelegd" else veld)
        return f

    # rights

    def _rol(self, i: int, n: Nieuw, soort: str, model: FeitType) -> str | None:
        """The role in which it is recorded; None with an objection if this session may not."""
        if n.overgenomen:
            return n.rol or self.sessie.rollen[0]
        if self.g.gesloten_op is not None and soort != RECTIFICATIE and model.systeem not in _ALTIJD:
            self.bezwaar(i, "recht", "Dit dossier is gesloten. Heropen het dossier om iets vast te leggen.")
            return None
        rollen = self._rollen_van(n)
        rol = next((r for r in rollen if n.rol in (None, r) and self._mag(n, soort, model, r)), None)
        if rol is None:
            self.bezwaar(i, "recht", _niet(soort))
        return rol

    def _rollen_van(self, n: Nieuw) -> tuple[str, ...]:
        """The session's own roles; for an organisation that never logs in, the role under which its act is recorded."""
        if n.door_organisatie is None or n.door_organisatie == self.sessie.organisatie:
            return self.sessie.rollen
        self.k.cursor.execute(
            "select logt_in, soort from partijen_organisatie where gemeente = %s and id = %s", [self.k.gemeente, n.door_organisatie]
        )
        rij = self.k.cursor.fetchone()
        if rij is None or rij[0] or n.rol is None or self.g.wereld.soort_van_rol(n.rol) != rij[1]:
            return ()
        return (n.rol,)

    def _mag(self, n: Nieuw, soort: str, model: FeitType, rol: str) -> bool:
        """May this role record this fact here, now?

        Yes if and only if: the vocabulary or a right names the role and its condition holds; of a rectification, the organisation recorded the
        fact or has regie; of a deviation or waiver, the norm names the role. For somebody else, if and only if the fact type allows that,
        the other may, and the own organisation takes part.
        """
        if soort == RECTIFICATIE:
            return self.g.vastleggers.get(str(n.ruw["rectificeer"])) == self.sessie.organisatie or self._heeft_regie(rol)
        if soort in (AFWIJKING, AFGEZIEN):
            return self._mag_van_norm(str(n.ruw.get("norm") or (n.ruw.get("velden") or {}).get("norm")), soort, rol)
        namens = n.ruw.get("namens")
        if namens is not None:  # the right is that of the party for whom it is recorded; who writes it down takes part in the dossier
            if not model.namens or not self._neemt_deel():
                return False
            rol = str(namens)
        vast = vast_recht(self.regels, soort, rol)
        if vast is not None:
            return vast
        dingen = [str(d) for d in _lijst(n.ruw.get("over"))]
        # what a gate or a prohibition on existence closes is answered with its own reason, when the fact is in (bezwaren_na)
        return any(
            (h.ding is None or h.ding in dingen) and (not h.rechten or any(w is True or w is VRIJ for _, w in h.rechten))
            for h in handelingen_van(self.a, soort, frozenset((rol,)))
        )

    def _neemt_deel(self) -> bool:
        eigen = str(self.sessie.organisatie)
        rollen = {r for s in self.sessie.rollen for r in (s, *self.g.wereld.boven(s))}
        return any(b.organisatie == eigen for r in rollen for b in self.a.b.vervulling(r, self.k.dag))

    def _heeft_regie(self, rol: str) -> bool:
        regisseur = self.a.regisseur(None, self.k.dag)
        if regisseur is None or rol not in self.a.regels.onder(regisseur):
            return False
        return any(b.organisatie == str(self.sessie.organisatie) for b in self.a.b.vervulling(regisseur, self.k.dag))

    def _mag_van_norm(self, norm: str, soort: str, rol: str) -> bool:
        regels = self.a.regels
        rollen: set[str] = set()
        if soort == AFWIJKING:
            for t in regels.toetsen.values():
                rollen |= {r for b in t.bladen if norm in b.norm and b.hardheid == "doorgaans" for r in b.afwijken}
        else:
            for p in regels.plichten.values():
                if norm in p.norm and p.hardheid != "hard":
                    rollen |= p.afzien
        return any(rol in regels.onder(r) for r in rollen)

    # content

    def _inhoud(self, i: int, n: Nieuw, f: Feit, model: FeitType) -> None:
        if f.soort == RECTIFICATIE:
            if not f.reden:
                self.bezwaar(i, "veld", "Vul in waarom u dit rechtzet.", "reden")
            return
        if not n.overgenomen:
            for naam, veld in model.velden.items():
                if veld.verplicht and f.velden.get(naam) in (None, "", ()):
                    self.bezwaar(i, "veld", f"Vul dit in: {veld.vraag or naam.replace('_', ' ')}", naam)
        if f.soort == BETROKKEN:
            self._partij(i, f)
        if model.systeem == "dossier.verbonden":
            self._verbinding(i, f)

    def _partij(self, i: int, f: Feit) -> None:
        """Who takes part is an organisation of this municipality, of the kind that fills the role; its role gets an access key."""
        rol, wie = str(f.velden.get("rol")), str(f.velden.get("organisatie"))
        self.k.cursor.execute("select soort from partijen_organisatie where gemeente = %s and id::text = %s", [self.k.gemeente, wie])
        rij = self.k.cursor.fetchone()
        if rij is None:
            self.bezwaar(i, "veld", "Deze organisatie is er niet. Kies er een uit de lijst.", "organisatie")
        elif rij[0] != self.g.wereld.soort_van_rol(rol):
            self.bezwaar(i, "veld", "Deze organisatie vervult deze rol niet. Kies een andere organisatie of een andere rol.", "organisatie")
        else:
            sleutel_van(self.k.gemeente, int(wie), rol)

    def _verbinding(self, i: int, f: Feit) -> None:
        """A link may be laid if and only if the session can see the other dossier, or recorded something in it itself; never in a ring."""
        try:
            ander = UUID(str(f.velden.get("ander")))
        except ValueError:
            ander = UUID(int=0)
        if not self.k.ziet(self.sessie, ander):
            self.bezwaar(i, "veld", "Dit dossier is er niet. Zoek het opnieuw.", "ander")
            return
        self.k.cursor.execute(
            "with recursive lezers as (select ander from dossier_verbinding where gemeente = %(g)s and dossier = %(a)s union"
            " select v.ander from dossier_verbinding v join lezers l on v.dossier = l.ander where v.gemeente = %(g)s)"
            " select exists (select 1 from lezers where ander = %(d)s) or %(a)s = %(d)s",
            {"g": self.k.gemeente, "a": ander, "d": self.g.id},
        )
        if self.k.cursor.fetchone()[0]:
            self.bezwaar(i, "veld", "Dat dossier leest dit dossier al. Verbind ze niet over en weer.", "ander")


def _niet(soort: str) -> str:
    if soort == RECTIFICATIE:
        return "Rechtzetten kan de organisatie die dit vastlegde, of wie de regie heeft. Vraag het aan een van die twee."
    return "Deze handeling kan nu niet vanuit uw rol. In het dossier staat wie het wel kan, of wat er eerst moet gebeuren."


def _lijst(v: Any) -> list[Any]:
    return list(v) if isinstance(v, (list, tuple)) else [] if v is None else [v]


def bezwaren_na(z: Zaak, wie: Iterable[tuple[int, str]], gelezen: Gelezen) -> list[Bezwaar]:
    """What the gates say, with the facts in: an act of the system is refused while a leaf is unmet or unknown; what happened outside is
    recorded with its breach, and asks its reason. What may not exist is refused always."""
    plaats = {id_: i for i, id_ in wie}
    nieuw = {f.id: n for f, _, n in gelezen.feiten}
    uit = []
    for s in z.stand.schendingen:
        i = plaats.get(s.feit.id)
        if i is None or nieuw[s.feit.id].overgenomen:
            continue
        masker = z.bits.masker(s.blad.categorieen) if s.blad is not None else 0
        if s.toets is None:
            uit.append(Bezwaar(i, "bestaan", s.wat, None, s.norm, masker))
        elif s.feit.herkomst == "systeem":
            doorgaans = s.blad is not None and s.blad.hardheid == "doorgaans"
            uit.append(Bezwaar(i, "afwijken" if doorgaans else "toets", s.wat, None, s.norm, masker))
        elif not (s.feit.reden or s.feit.velden.get("reden")):
            uit.append(Bezwaar(i, "reden", s.wat, "reden", s.norm, masker))
    return uit
