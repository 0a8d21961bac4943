# SPDX-License-Identifier: EUPL-1.2
"""A scanner of files for tests: what holds the word VIRUS is one."""

from __future__ import annotations


def scanner(inhoud: bytes, mediatype: str) -> str | None:
    return "een virus" if b"VIRUS" in inhoud else None
