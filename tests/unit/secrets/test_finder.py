# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The finder finds: what is printed in the clear, in every output, in every encoding, as a mask."""

from __future__ import annotations

from pathlib import Path

import pytest
from emulator.control import Emulator
from planted import LINE, NUMBER, PASSWORD, SECRETS, Secret, encodings, leaks, message
from playbook_runs import run_playbook


def test_a_printed_secret_is_found_in_every_output(emulator: Emulator, tmp_path: Path) -> None:
    """A playbook that prints its secrets, warns of them and has an ordinary module log them."""
    shown = {"name": "shown", "ansible.builtin.debug": {"msg": "{{ the_password }} {{ the_number }}"}}
    logged = {"name": "logged", "ansible.builtin.ping": {"data": "of {{ the_line }}"}}
    run = run_playbook([shown, logged], emulator, tmp_path, in_process=False)
    found = {(leak.variable, leak.output) for leak in leaks(run.outputs)}
    everywhere = ("stdout", "log", "results")
    assert found == {
        *((secret.variable, output) for secret in (PASSWORD, NUMBER, LINE) for output in everywhere),
        (LINE.variable, "syslog"),
    }


@pytest.mark.parametrize("secret", SECRETS, ids=lambda secret: secret.variable)
def test_every_encoding_is_found(secret: Secret) -> None:
    """Also where a line is broken in the middle of it; and every half of it."""
    for text in encodings(secret.text):
        middle = len(text) // 3
        for output in (text, f"{text[:middle]}\n    {text[middle:]}"):
            assert {leak.variable for leak in leaks({"output": output}, [secret])} == {secret.variable}
    for word in secret.words:
        assert leaks({"output": f"xx{word}yy"}, [secret])
    assert leaks({"output": message([secret])}, [secret])


@pytest.mark.parametrize("secret", SECRETS, ids=lambda secret: secret.variable)
def test_a_mask_is_found(secret: Secret) -> None:
    """Of any length."""
    for mask in (secret.mask(), f"{secret.text[:3]}*", f"***{secret.text[-3:]}"):
        found = leaks({"output": f"it is {mask}."}, [secret])
        assert {leak.variable for leak in found} == {f"mask of {secret.variable}"}


def test_what_is_censored_is_not_found() -> None:
    assert leaks({"output": "VALUE_SPECIFIED_IN_NO_LOG_PARAMETER, xx********yy, (another secret)"}) == []
