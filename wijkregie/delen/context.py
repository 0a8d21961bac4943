# SPDX-License-Identifier: EUPL-1.2
"""The context of a transaction: for whom, on which day, for which purposes. The policies in the database read it; without it they show nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from wijkregie.partijen.sessie import Sessie

EIGEN_WERK: Final = 0
"""The purpose of an organisation's own work: what it recorded itself, and what it must do."""
INZAGE: Final = "inzage"


@dataclass(frozen=True, slots=True)
class Deur:
    """A door to data: a page, form, letter, export or API route. It declares its purposes and its way; the session does not choose."""

    naam: str
    doelen: tuple[str, ...] = ()
    weg: str = INZAGE
    eigen_werk: bool = True


def zet(cursor: Any, sessie: Sessie, doelen: Iterable[int], weg: str = INZAGE) -> None:
    """Set the context of this transaction for a session (one round trip). It ends with the transaction.

    What the login is shut out of is looked up here and nowhere else: a context that does not say it shows nothing. Needs app.login and
    app.gemeente, which maak_sessie leaves set.
    """
    cursor.execute(
        "select set_config('app.gemeente', %s, true), set_config('app.organisatie', %s, true), set_config('app.login', %s, true),"
        " set_config('app.dag', %s, true), set_config('app.sleutels', %s, true), set_config('app.werk', %s, true),"
        " set_config('app.doelen', %s, true), set_config('app.weg', %s, true),"
        " set_config('app.belang', dossier_belang_van(%s, %s, %s)::text, true)",
        [
            str(sessie.gemeente),
            str(sessie.organisatie),
            str(sessie.login),
            sessie.dag.isoformat(),
            _reeks(
                [*sessie.sleutels, *([] if sessie.beheert or sessie.alleen else [-sessie.lidmaatschap])]
            ),  # the last: emergency access of this member alone
            _reeks(sessie.werk),
            _reeks(doelen),
            weg,
            sessie.gemeente,
            sessie.login,
            sessie.dag,
        ],
    )


def zet_gemeente(cursor: Any, gemeente: int, dag: date) -> None:
    """Set the context of wijk_kern: one municipality, one day."""
    cursor.execute("select set_config('app.gemeente', %s, true), set_config('app.dag', %s, true)", [str(gemeente), dag.isoformat()])


def _reeks(getallen: Iterable[int]) -> str:
    return "{" + ",".join(str(int(x)) for x in getallen) + "}"
