# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Where packages come from: what the user has told pip, for those that do not read pip's settings."""

from __future__ import annotations

import ast
import os
import re
import sys
from pathlib import Path

from .interpreters import output_of
from .paths import BUILD

# uv has a variable of the same name for each setting with one of these words in its name, and others for these settings:
# https://docs.astral.sh/uv/reference/environment/
SAME_WORDS = ("index", "links", "constraint")
OTHER_NAMES = {"trusted-host": "UV_INSECURE_HOST", "cert": "SSL_CERT_FILE", "client-cert": "SSL_CLIENT_CERT"}


def pip_settings(python: str | Path = sys.executable) -> dict[str, str]:
    """What the pip of ``python`` is told by its files and by the environment, which has the last word."""
    found = {}
    listed = output_of([str(python), "-m", "pip", "config", "list"]).splitlines()
    for line in sorted(listed, key=lambda line: line.startswith(":env:")):
        match = re.match(r"(?:global|install|:env:)\.([\w-]+)=(['\"].*)$", line)
        if match:
            found[match[1]] = str(ast.literal_eval(match[2]))
    return found


def uv_variables() -> dict[str, str]:
    """The environment in which uv installs what pip would, from a cache below BUILD; what the user tells uv stays."""
    variables = {}
    for name, value in pip_settings().items():
        if any(word in name for word in SAME_WORDS):
            # pip takes white space between several, uv a comma between links.
            variables["UV_" + name.upper().replace("-", "_")] = ",".join(value.split()) if "links" in name else value
        elif name in OTHER_NAMES:
            variables[OTHER_NAMES[name]] = value
    variables |= {
        # As pip does.
        "UV_INDEX_STRATEGY": "unsafe-best-match",
        # Tests and ansible-test ask for pip.
        "UV_VENV_SEED": "1",
        "UV_PYTHON_DOWNLOADS": "never",
        "UV_CACHE_DIR": str(BUILD / "uv"),
    }
    return {name: value for name, value in variables.items() if name not in os.environ}
