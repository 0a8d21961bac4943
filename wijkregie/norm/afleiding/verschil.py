# SPDX-License-Identifier: EUPL-1.2
"""What moving to another version of an agreement changes, shown before it is done: for one dossier, or for all."""

from __future__ import annotations

from typing import Any, Final

_SLEUTELS: Final[dict[str, tuple[str, ...]]] = {
    "plichten": ("regel", "ding", "voor", "wie", "aanleiding"),
    "fasen": ("spoor", "ding"),
    "toetsen": ("toets", "ding"),
    "handelingen": ("rol", "feit", "ding"),
    "zicht": ("rol", "doel", "categorie"),
}
_GETOOND: Final[dict[str, tuple[str, ...]]] = {
    "plichten": ("status", "uiterlijk", "streef", "niet_voor", "wat", "normen"),
    "fasen": ("fase", "sinds"),
    "toetsen": ("uitkomst",),
    "handelingen": ("mag",),
    "zicht": ("zichtbaar", "vorm"),
}


def verschil(voor: dict[str, Any], na: dict[str, Any]) -> list[dict[str, Any]]:
    """The differences between two states (as JSON): each with `deel`, `wat`, `voor` and `na` (None: is not there)."""
    uit: list[dict[str, Any]] = []
    for deel, sleutels in _SLEUTELS.items():
        a, b = _per(voor[deel], sleutels), _per(na[deel], sleutels)
        for k in [*a, *(k for k in b if k not in a)]:
            oud, nieuw = _kort(a.get(k), deel), _kort(b.get(k), deel)
            if oud != nieuw:
                wat = {s: (a.get(k) or b[k])[s] for s in sleutels}
                uit.append({"deel": deel, "wat": wat, "voor": oud, "na": nieuw})
    return uit


def _per(rijen: list[dict[str, Any]], sleutels: tuple[str, ...]) -> dict[tuple[str, ...], dict[str, Any]]:
    return {tuple(str(r[s]) for s in sleutels): r for r in rijen}


def _kort(rij: dict[str, Any] | None, deel: str) -> dict[str, Any] | None:
    return None if rij is None else {k: rij[k] for k in _GETOOND[deel]}
