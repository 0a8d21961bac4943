# SPDX-License-Identifier: EUPL-1.2
"""A key for the demo that lasts, so that a restart logs nobody out. Production brings its own."""

from __future__ import annotations

import os
import secrets
from pathlib import Path


def eigen_geheim(map_: Path) -> str:
    """The key that lies beside the data of the demo, made once. Where nothing can be kept it lasts as long as the process."""
    pad = map_ / "geheim"
    try:
        return pad.read_text()
    except OSError:
        geheim = secrets.token_urlsafe(64)
    try:
        fd = os.open(pad, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
    except FileExistsError:  # another process was first
        return pad.read_text()
    except OSError:
        return geheim
    with os.fdopen(fd, "w") as f:
        f.write(geheim)
    return geheim
