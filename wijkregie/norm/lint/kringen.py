# SPDX-License-Identifier: EUPL-1.2
"""Linting rings: rules that replace one another, and values that look two dossiers far."""

from __future__ import annotations

from collections.abc import Iterable

from wijkregie.norm.afleiding import regels
from wijkregie.norm.fouten import Fout
from wijkregie.norm.lint.lezing import Lezing
from wijkregie.norm.protocol.kringen import hangt_af_van


def _kringen(takken: dict[str, set[str]]) -> list[list[str]]:
    """One path for every group of nodes that lead back to themselves."""
    uit: list[list[str]] = []
    klaar: set[str] = set()
    for begin in takken:
        pad, stapel = [begin], [iter(sorted(takken[begin]))]
        while stapel and begin not in klaar:
            x = next(stapel[-1], None)
            if x is None:
                klaar.add(pad.pop())
                stapel.pop()
            elif x in pad:
                uit.append(pad[pad.index(x) :])
                klaar.update(pad)
                break
            elif x not in klaar and x in takken:
                pad.append(x)
                stapel.append(iter(sorted(takken[x])))
    return uit


def vervangkringen(versies: list[regels.Versie]) -> list[Fout]:
    """Rules of different protocols that replace one another in a ring (two that do are refused by the loader)."""
    plichten = {f"{v.gemeente}/{v.naam}/{p.naam}": p for v in versies for p in v.plichten.values()}

    def vervangt(n: str, m: str) -> bool:
        p, q = plichten[n], plichten[m]
        return n.split("/")[0] == m.split("/")[0] and p.protocol != q.protocol and q.norm[:1] != () and q.norm[0] in p.vervangt

    uit = []
    for kring in _kringen({n: {m for m in plichten if vervangt(n, m)} for n, p in plichten.items() if p.vervangt}):
        p = plichten[kring[0]]
        bestand, _, regel = p.bron.rpartition(":")
        melding = f"Deze plichten vervangen elkaar in een kring: {' > '.join(plichten[n].naam for n in [*kring, kring[0]])}."
        uit.append(Fout(bestand, int(regel), f"plichten.{p.naam}.vervangt", melding, "Haal één keer vervangt weg."))
    return uit


def kijk_kringen(z: Lezing) -> None:
    """Values that hang on what others publish; rules that hang on each other are refused when a protocol is loaded."""
    takken = {f"#plicht.{n}": hangt_af_van(p) for n, p in z.v.plichten.items()}
    takken |= {f"#toets.{n}": hangt_af_van(t) for n, t in z.v.toetsen.items()}
    takken |= {f"#spoor.{n}": hangt_af_van(s) for n, s in z.v.sporen.items()}
    for p in z.v.publiceert:
        if _leest_verbonden(p.waarde.merken, takken):
            melding = "Deze waarde hangt af van wat een verbonden dossier publiceert: dat gaat twee stappen ver."
            z.meld(p, f"publiceert.{p.naam}", melding, "Publiceer alleen wat uit het eigen dossier volgt.")


def _leest_verbonden(merken: Iterable[str], takken: dict[str, set[str]]) -> bool:
    rij, gezien = list(merken), set(merken)
    while rij:
        m = rij.pop()
        if m == "#verbonden":
            return True
        nieuw = takken.get(m, set()) - gezien
        gezien |= nieuw
        rij += nieuw
    return False
