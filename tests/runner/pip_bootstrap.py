# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Install pip, and what else the arguments name, into an empty virtual environment.

ansible-test downloads a script for this from a host of its own. This one stands in for it: it takes the same arguments
and needs no other host than the package index.
"""

from __future__ import annotations

import subprocess
import sys


def main() -> None:
    # In this process, ensurepip would switch off pip's configuration for good, and with it the user's package index.
    subprocess.run(
        [sys.executable, "-m", "ensurepip", "--upgrade", "--default-pip"], check=True, stdout=subprocess.DEVNULL
    )
    packages = [argument for argument in sys.argv[1:] if not argument.startswith("--")]
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*command, *packages], check=True, stdout=sys.stderr)


if __name__ == "__main__":
    main()
