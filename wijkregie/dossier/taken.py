# SPDX-License-Identifier: EUPL-1.2
"""Jobs: linked dossiers follow right after a transaction; after midnight exactly the dossiers whose date has come, and a new root.

Jobs are planned in UTC and dates are of Amsterdam: what must follow midnight runs every hour. That is right in summer and in winter, costs one
look at an index when nothing has come, and a worker that was off at midnight catches up within the hour.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from uuid import UUID

from procrastinate import JobContext
from procrastinate.contrib.django import app
from procrastinate.exceptions import ConnectorException
from procrastinate.jobs import Status
from procrastinate.manager import JobManager

from wijkregie.dossier import concepten, kern, wortel
from wijkregie.klok import nu, vandaag
from wijkregie.partijen.models import Gemeente

WORTELMAP = "WIJKREGIE_WORTELS"
"""The folder outside the system to which the nightly job takes roots."""
GEDULD = timedelta(hours=1)
LATER = -1
"""The priority of jobs that nobody waits for."""
POGINGEN = 5
"""How often a job is tried; one that ends its worker each time must stop some time."""
log = logging.getLogger("wijkregie.taken")


class NachtFout(Exception):
    """Some dossiers could not be derived again; the others were."""


@dataclass(frozen=True, slots=True)
class Nacht:
    """What a night did."""

    gewisseld: int = 0
    ingehaald: int = 0
    mislukt: tuple[UUID, ...] = ()


def gemeenten() -> list[tuple[int, str]]:
    return list(Gemeente.objects.using(kern.KERN).order_by("id").values_list("id", "code"))


@app.task(name="dossier.herleid", queue="herleid", retry=POGINGEN)
def herleid_dossier(gemeente: int, code: str, dossier: str) -> None:
    """A dossier that reads what another one published is derived again."""
    kern.herleid(gemeente, code, UUID(dossier))


@app.periodic(cron="7 * * * *", periodic_id="wissel")
@app.task(name="dossier.wissel", queue="herleid", queueing_lock="wissel", retry=3)
def wissel(timestamp: int) -> None:
    """Just after midnight, and every hour: the dossiers whose date has come. A late run closes and never opens: access rows end by themselves."""
    n = wissel_alles()
    if n.mislukt:
        raise NachtFout(f"{len(n.mislukt)} dossiers mislukt")


@app.periodic(cron="37 1 * * *", periodic_id="wortel")
@app.task(name="dossier.wortel", queue="herleid", queueing_lock="wortel", retry=3)
def nieuwe_wortels(timestamp: int) -> None:
    """Later that night: a root over what changed, taken outside if a folder is named."""
    naar = os.environ.get(WORTELMAP)
    for gemeente, code in gemeenten():
        wortel.maak(gemeente, code, Path(naar) if naar else None)


@app.periodic(cron="47 1 * * *", periodic_id="concepten")
@app.task(name="dossier.concepten", queue="herleid", queueing_lock="concepten", retry=3)
def oude_concepten(timestamp: int) -> None:
    """Forms that nobody went on with."""
    for gemeente, code in gemeenten():
        n = concepten.ruim_op(gemeente, code)
        if n:
            log.info("concepten opgeruimd gemeente=%s aantal=%d", code, n)


@app.periodic(cron="*/10 * * * *", periodic_id="verloren")
@app.task(name="dossier.verloren", queue="herleid", queueing_lock="verloren", pass_context=True)
async def verloren(context: JobContext, timestamp: int) -> None:
    """What a worker had in hand when it was killed goes back in the queue: until then it holds up its dossier."""
    await haal_terug(context.app.job_manager)


async def haal_terug(wachtrij: JobManager) -> int:
    """Gives how many jobs a worker left behind."""
    kwijt = list(await wachtrij.get_stalled_jobs())
    for job in kwijt:
        log.warning("taak verloren taak=%s pogingen=%d", job.task_name, job.attempts)
        try:
            if job.attempts < POGINGEN:
                await wachtrij.retry_job(job)
                continue
        except ConnectorException:  # the same work is in the queue already
            pass
        await wachtrij.finish_job(job, Status.FAILED, delete_job=False)
    return len(kwijt)


def na_partijen(gemeente: int, code: str, meld: Callable[[int, int], None] = lambda klaar, totaal: None) -> int:
    """After an import of parties: queue the derivation of the dossiers of a municipality; gives how many.

    Which of them an import touches cannot be told: a role, an area or a covenant reaches a dossier through its rules, and an import that was
    broken off has changed something that the next one does not mention. Where nothing changes, nothing is written. Closed dossiers come
    after the open ones: a party that left must not keep sight of them.
    """
    open_, gesloten = kern.open_dossiers(gemeente, code), kern.gesloten_dossiers(gemeente, code)
    werk = [*((d, 0) for d in open_), *((d, LATER) for d in gesloten)]
    for i, (dossier, voorrang) in enumerate(werk, 1):
        kern.laat_herleiden(gemeente, code, dossier, voorrang=voorrang)
        meld(i, len(werk))
    log.info("na partijen gemeente=%s dossiers=%d", code, len(werk))
    return len(werk)


def wissel_alles(meld: Callable[[int, int], None] = lambda klaar, totaal: None) -> Nacht:
    """Derive again every dossier whose date has come, and those whose job was lost, in all municipalities. One that fails stops no other."""
    werk = []
    for gemeente, code in gemeenten():
        wissels = kern.toe_aan_wissel(gemeente, code, vandaag())
        werk += [(gemeente, code, d, True) for d in wissels]
        werk += [(gemeente, code, d, False) for d in kern.wachtend(gemeente, code, nu() - GEDULD) if d not in set(wissels)]
    telling, mislukt = {True: 0, False: 0}, []
    for i, (gemeente, code, dossier, gewisseld) in enumerate(werk, 1):
        try:
            kern.herleid(gemeente, code, dossier)
            telling[gewisseld] += 1
        except Exception as e:
            mislukt.append(dossier)
            log.error("herleiden mislukt dossier=%s fout=%s", dossier, type(e).__name__)  # its text may hold content
        meld(i, len(werk))
    log.info("gewisseld dossiers=%d ingehaald=%d mislukt=%d", telling[True], telling[False], len(mislukt))
    return Nacht(telling[True], telling[False], tuple(mislukt))
