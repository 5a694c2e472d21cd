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

# https://docs.astral.sh/uv/reference/environment/
OF_UV = {
    "index-url": "UV_DEFAULT_INDEX",
    "extra-index-url": "UV_INDEX",
    "find-links": "UV_FIND_LINKS",
    "constraint": "UV_CONSTRAINT",
    "trusted-host": "UV_INSECURE_HOST",
    "no-index": "UV_NO_INDEX",
    "cert": "SSL_CERT_FILE",
    "client-cert": "SSL_CLIENT_CERT",
}


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
    settings = pip_settings()
    variables = {OF_UV[name]: value for name, value in settings.items() if name in OF_UV}
    if "UV_FIND_LINKS" in variables:
        variables["UV_FIND_LINKS"] = ",".join(variables["UV_FIND_LINKS"].split())
    variables |= {
        # As pip does.
        "UV_INDEX_STRATEGY": "unsafe-best-match",
        # Tests and ansible-test ask for pip.
        "UV_VENV_SEED": "1",
        "UV_PYTHON_DOWNLOADS": "never",
        "UV_CACHE_DIR": str(BUILD / "uv"),
    }
    return {name: value for name, value in variables.items() if name not in os.environ}
