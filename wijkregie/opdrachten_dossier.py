# SPDX-License-Identifier: EUPL-1.2
"""The command line of the file: prove what is stored, take roots outside, run the night by hand, take over running cases."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from datetime import date
from itertools import batched
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID
