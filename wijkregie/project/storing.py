# SPDX-License-Identifier: EUPL-1.2
"""Which page to show when something broke: a database out of reach or a full disk is not the same as a mistake of ours."""

from __future__ import annotations

import errno
import sys
from collections.abc import Iterator

import psycopg
from django.db.utils import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from psycopg_pool import PoolTimeout

from wijkregie.scherm.fouten import DATABANK_WEG, ONS_MISLUKT, SCHIJF_VOL, foutpagina

WEG = (psycopg.OperationalError, psycopg.InterfaceError, OperationalError, InterfaceError, PoolTimeout)


def storing(request: HttpRequest) -> HttpResponse:
    """handler500. Django calls it while it handles the exception."""
    keten = list(_keten(sys.exc_info()[1]))
    if any(isinstance(e, psycopg.errors.DiskFull) or (isinstance(e, OSError) and e.errno in (errno.ENOSPC, errno.EDQUOT)) for e in keten):
        return foutpagina(SCHIJF_VOL)
    if any(_onbereikbaar(e) for e in keten):
        return foutpagina(DATABANK_WEG)
    return foutpagina(ONS_MISLUKT)


def _onbereikbaar(e: BaseException) -> bool:
    """A statement that took too long or a deadlock is an operational error too, but then the database is there."""
    bezet = isinstance(e, psycopg.errors.QueryCanceled | psycopg.errors.DeadlockDetected | psycopg.errors.LockNotAvailable)
    return isinstance(e, WEG) and not bezet and not (e.__cause__ and isinstance(e.__cause__, psycopg.Error) and not _onbereikbaar(e.__cause__))


def _keten(fout: BaseException | None) -> Iterator[BaseException]:
    while fout is not None:
        yield fout
        fout = fout.__cause__ or fout.__context__
