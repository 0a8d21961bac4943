# SPDX-License-Identifier: EUPL-1.2
"""What a page read of whom: every function that gives content to a session notes the dossier and the categories, for the read log."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from uuid import UUID

Gelezen = dict[UUID, int]
"""Dossier -> mask of the categories of which something was given. Zero: no more than that it is there."""

_gelezen: ContextVar[Gelezen | None] = ContextVar("gelezen", default=None)


@contextmanager
def verzamel() -> Iterator[Gelezen]:
    """Collect what is read until the end of the block. Jobs and the core read for nobody and collect nothing."""
    gelezen: Gelezen = {}
    merk = _gelezen.set(gelezen)
    try:
        yield gelezen
    finally:
        _gelezen.reset(merk)


def noteer(dossier: UUID, masker: int = 0) -> None:
    """Something of this dossier goes to the session."""
    gelezen = _gelezen.get()
    if gelezen is not None:
        gelezen[dossier] = gelezen.get(dossier, 0) | masker
