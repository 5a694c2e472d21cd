# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A task: options in, one result out. Both ways of running a module, and no other, call ``execute``."""

from __future__ import annotations

import dataclasses
import os
import sys
import typing as t

from ._censor import Censor
from ._client.calls import Client
from ._client.error_kinds import FAILURES, INTERNAL
from ._client.errors import LaunchDarklyError
from ._client.settings import Settings, bare_token, credentials_in, settings_from_options
from ._engine.reader import Reader

Options = t.Mapping[str, t.Any]


@dataclasses.dataclass
class Context:
    """What a task runs in. ``reader`` holds the client; ``warn`` and ``progress`` take sentences for the user.

    ``progress`` may be called often: what is shown of it, and how often, is for the way of running the task to say. An
    ordinary module can show none, since Ansible takes its output as a whole when it ends.
    """

    reader: Reader
    check_mode: bool
    diff: bool
    warn: t.Callable[[str], None]
    progress: t.Callable[[str], None]


@dataclasses.dataclass(frozen=True)
class Task:
    """One module: its options as ansible-core's argument spec has them, and what it does with them.

    ``constraints`` are the further arguments of AnsibleModule (``mutually_exclusive`` and so on). ``secrets`` finds
    values to hide beyond those of options marked ``no_log``; it gets the options as the user gave them.
    ``hides_output`` gives the name of the option that says that the result is for later tasks only, so that Ansible
    shows none of it; empty where none does.
    """

    options: t.Mapping[str, t.Mapping[str, t.Any]]
    run: t.Callable[[Options, Context], dict[str, t.Any]]
    constraints: t.Mapping[str, t.Any] = dataclasses.field(default_factory=dict)
    secrets: t.Callable[[Options], t.Iterable[t.Any]] = lambda options: ()
    hides_output: t.Callable[[Options], str] = lambda options: ""

    def argument_spec(self) -> dict[str, t.Any]:
        """A fresh copy for ansible-core."""
        return {name: dict(option) for name, option in self.options.items()}


def censor_for(task: Task, options: Options, known: t.Iterable[t.Any]) -> Censor:
    """What takes the secrets out of all that is shown: those that ansible-core knows, ``known``, and the task's own."""
    given = (*known, *_scalars(task.secrets(options)), *credentials_in(options.get("base_url")))
    values = {str(value) for value in given}
    return Censor(values | set(map(bare_token, values)))


def _scalars(values: t.Iterable[t.Any]) -> t.Iterator[t.Any]:
    for value in values:
        if isinstance(value, t.Mapping):
            yield from _scalars(value.values())
        elif isinstance(value, (list, tuple)):
            yield from _scalars(value)
        elif value is not None and not isinstance(value, bool):
            yield value


def execute(
    task: Task,
    options: Options,
    open_reader: t.Callable[[Settings], Reader] = lambda settings: Reader(Client(settings)),
    check_mode: bool = False,
    diff: bool = False,
    progress: t.Callable[[str], None] = lambda text: None,
) -> dict[str, t.Any]:
    """The result of ``task`` with validated ``options``; a failure is a result with ``failed`` and ``msg``.

    It holds secrets where the service echoed them: the caller censors it with ``censor_for``. ``warnings`` are in
    it. ``open_reader`` gives the reader for a connection, new or from an earlier item of the loop.
    """
    warnings: list[str] = []

    def warn(text: str) -> None:
        if text not in warnings:
            warnings.append(text)

    try:
        reader = open_reader(settings_from_options(options))
        reader.client.start_task(warn)
        result = task.run(options, Context(reader, check_mode, diff, warn, progress))
    except LaunchDarklyError as error:
        result = {"changed": False, **error.result, "failed": True, "msg": str(error), "error": error.details()}
    except (Exception, SystemExit) as error:
        result = crashed(error)
    if result.get("failed"):
        # Where it is not the task as a whole that failed, each failure has its own.
        result.setdefault("error", {"kind": FAILURES})
    if warnings:
        result["warnings"] = warnings
    return result


def crashed(error: BaseException) -> dict[str, t.Any]:
    """The failed result for ``error``, which is being handled: where it came from, and nothing of what it says."""
    # Neither the text nor the frames' values: an unforeseen exception may hold anything, a secret too.
    frame = sys.exc_info()[2]
    where = []
    while frame is not None:
        code = frame.tb_frame.f_code
        where.append(f"{os.path.basename(code.co_filename)}:{frame.tb_lineno} ({code.co_name})")
        frame = frame.tb_next
    return {
        "failed": True,
        "changed": False,
        "msg": f"An error in the collection itself: {type(error).__name__} at {where[-1]}."
        " Please report it with the task (without secrets) and this line.",
        "error": {"kind": INTERNAL, "type": type(error).__name__, "where": where[-6:]},
    }
