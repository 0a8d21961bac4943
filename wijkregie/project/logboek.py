# SPDX-License-Identifier: EUPL-1.2
"""Log lines without people: the text of an error may hold what someone typed, so only its kind and its place are written."""

from __future__ import annotations

import logging
import traceback
from types import TracebackType


class Stil(logging.Formatter):
    """Writes of an exception which one and where. Of a request: the path without what follows the question mark."""

    def formatException(  # noqa: N802
        self, ei: tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
    ) -> str:
        regels: list[str] = []
        fout = ei[1]
        while fout is not None:
            regels.append(f"{type(fout).__module__}.{type(fout).__qualname__}")
            regels += [f"  {f.filename}:{f.lineno} {f.name}" for f in traceback.extract_tb(fout.__traceback__)]
            fout = fout.__cause__ or fout.__context__
        return "\n".join(regels)
