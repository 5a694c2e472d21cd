# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A task: options in, one result out. Both ways of running a module, and no other, call ``execute``."""

from __future__ import annotations

import dataclasses
import os
import sys
import typing as t

from ansible.module_utils.common.parameters import sanitize_keys

from ._client.calls import Client
from ._client.errors import LaunchDarklyError
from ._client.settings import Settings, bare_token, credentials_in, settings_from_options
from ._engine.reader import Reader
from ._engine.secrets import variants

Options = t.Mapping[str, t.Any]


@dataclasses.dataclass
class Context:
    """What a task runs in. ``reader`` holds the client; ``warn`` and ``progress`` take sentences for the user."""

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
    ``hides_output`` tells from them whether the result is for later tasks only, and Ansible shows none of it.
    """

    options: t.Mapping[str, t.Mapping[str, t.Any]]
    run: t.Callable[[Options, Context], dict[str, t.Any]]
    constraints: t.Mapping[str, t.Any] = dataclasses.field(default_factory=dict)
    secrets: t.Callable[[Options], t.Iterable[t.Any]] = lambda options: ()
    hides_output: t.Callable[[Options], bool] = lambda options: False

    def argument_spec(self) -> dict[str, t.Any]:
        """A fresh copy for ansible-core."""
        return {name: dict(option) for name, option in self.options.items()}


class Hidden(set[str]):
    """Strings to be censored, the longest first: else what is left of one that holds another would be shown."""

    def __iter__(self) -> t.Iterator[str]:
        return iter(sorted(super().__iter__(), key=len, reverse=True))


def hidden_values(task: Task, options: Options, known: t.Iterable[t.Any]) -> Hidden:
    """All strings to be censored: those ansible-core ``known`` s of, the task's own, each as messages may spell it."""
    values = {
        str(value) for value in (*known, *_scalars(task.secrets(options)), *credentials_in(options.get("base_url")))
    }
    values |= {bare_token(value) for value in values}
    # Blanks are no secret, and to censor them would leave no message that anybody can read.
    return Hidden(variant for value in values if value.strip() for variant in variants(value))


def hide_keys(result: dict[str, t.Any], hidden: set[str]) -> None:
    """Censor what ansible-core does not in ``result``: keys, where they are names that the user gave."""
    if "diff" in result:
        result["diff"] = sanitize_keys(result["diff"], hidden)


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

    It holds secrets where the service echoed them: the caller censors it with ``hidden_values``. ``warnings`` are in
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
        result = {"failed": True, "changed": False, "msg": str(error), "error": error.details()}
        if error.resource:
            result["resource"] = error.resource
    except (Exception, SystemExit) as error:
        result = _crashed(error)
    if warnings:
        result["warnings"] = warnings
    return result


def _crashed(error: BaseException) -> dict[str, t.Any]:
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
        "error": {"kind": "internal", "type": type(error).__name__, "where": where[-6:]},
    }
