# SPDX-License-Identifier: EUPL-1.2
"""Processes that belong to a parent: the demo's web server and worker go when the demo is killed, and leave no port taken."""

from __future__ import annotations

import ctypes
import os
import signal

MET_OUDER = "WIJKREGIE_MET_OUDER"
PR_SET_PDEATHSIG = 1


def sterf_met_ouder() -> None:
    """End this process when its parent ends, if whoever started it asked so. Linux does that for us; elsewhere nothing happens."""
    if MET_OUDER not in os.environ or os.uname().sysname != "Linux":
        return
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
    if os.getppid() == 1 and os.environ[MET_OUDER] != "1":  # it went before we asked
        os.kill(os.getpid(), signal.SIGTERM)
