# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Ask the live service what only it can answer: ``python -m tests.live``. ``docs/live.md`` tells more."""

from __future__ import annotations

import argparse
import contextlib
import os
import signal
import sys
import types
import typing as t
from pathlib import Path

from .api import DEFAULT_HOST, Api, CallFailed
from .arming import Refused
from .guard import NotOwn
from .listener import Listener
from .probe import Probe
from .probes import PROBES, select
from .reporting import ROOT, Places
from .running import FAILED, INTERRUPTED, REFUSED, Order, Run, resume_cleanup, unfinished
from .timing import Timing

PLAN = """\
With --yes, this asks the account of LAUNCHDARKLY_ACCESS_TOKEN at {host}:
{questions}
It makes one project acl-live-<day>-<6 digits>, with two environments, and in it persistent stores that are off, at hosts of
example.com, and one that is on for {status:.0f} seconds; integration configurations of custom-approvals, named after the project;
and for the modules a second project. All of it is deleted in the end. At most {calls} calls, one each {interval:.0f} seconds.
Nothing was asked and nothing was written."""


EVERY = Path()


def parse(arguments: t.Sequence[str]) -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(prog="tests.live", description=__doc__)
    parser.add_argument("--yes", action="store_true", help="ask and write; without it, only say what would be done")
    parser.add_argument("--shared-account", action="store_true", help="the account has other projects, and it is meant")
    parser.add_argument(
        "--sweep", action="store_true", help="delete what earlier runs have left, if it is two hours old"
    )
    parser.add_argument(
        "--resume-cleanup",
        type=Path,
        nargs="?",
        const=EVERY,
        metavar="JOURNAL",
        help="clean up after a run that was killed: that of a journal, or every one in .build/live that did not end well",
    )
    parser.add_argument("--only", metavar="U2,U4", help="ask only these; the answers go to .build/live/part")
    parser.add_argument(
        "--listener",
        nargs=3,
        metavar=("NAME:PORT", "CERTIFICATE", "KEY"),
        help="listen on this port for the service, which reaches this machine by that name, and see its password",
    )
    parser.add_argument("--collections", type=Path, metavar="DIRECTORY", help="run playbooks/live.yml with these")
    return parser.parse_args(arguments)


def say(text: str) -> None:
    """Print at once."""
    print(text, flush=True)


def end(number: int, frame: types.FrameType | None) -> t.NoReturn:
    """Leave in the orderly way, in which everything is taken away."""
    raise KeyboardInterrupt


def main(
    arguments: t.Sequence[str],
    environment: t.Mapping[str, str],
    timing: Timing | None = None,
    places: Places | None = None,
    ask: t.Callable[[str], str] = input,
) -> int:
    """Everything. Returns the exit status: 0 well, 1 something failed, 2 refused, 3 something is left behind."""
    options = parse(arguments)
    api: Api | None = None
    timing = timing or Timing()
    places = places or Places.of_checkout()
    try:
        probes = select(set(options.only.split(","))) if options.only else list(PROBES)
        host = environment.get("LAUNCHDARKLY_API_HOST") or DEFAULT_HOST
        if not options.yes:
            say(plan(host, probes, timing))
            return 0
        token = environment.get("LAUNCHDARKLY_ACCESS_TOKEN", "")
        if not token:
            raise Refused("LAUNCHDARKLY_ACCESS_TOKEN has to be set")
        api = Api(host, token, timing)
        account = environment.get("LAUNCHDARKLY_LIVE_ACCOUNT") or None
        if options.resume_cleanup:
            journals = unfinished(places.work) if options.resume_cleanup == EVERY else [options.resume_cleanup]
            return max((resume_cleanup(api, journal, account, say, ask) for journal in journals), default=0)
        with contextlib.ExitStack() as stack:
            listener = stack.enter_context(listening(options.listener)) if options.listener else None
            order = Order(
                probes,
                places.aside() if options.only else places,
                shared_account=options.shared_account,
                sweep=options.sweep,
                account=account,
                reader_token=environment.get("LAUNCHDARKLY_LIVE_READER_TOKEN") or None,
                oauth_token=environment.get("LAUNCHDARKLY_LIVE_OAUTH_TOKEN") or None,
                listener=listener,
                modules=options.collections,
                root=ROOT,
            )
            return Run(api, order, say, ask, environment).run()
    except (Refused, ValueError, OSError, EOFError, CallFailed, NotOwn) as error:
        say(f"ERROR: {error or type(error).__name__}")
        return FAILED if api and api.guard.armed else REFUSED


def listening(given: t.Sequence[str]) -> Listener:
    """The listener of the option. Raises ValueError and OSError."""
    name, colon, port = given[0].rpartition(":")
    if not colon or not port.isdigit():
        raise ValueError("--listener wants the name of this machine and a port, such as probe.example.com:6380")
    return Listener(name, int(port), Path(given[1]), Path(given[2]))


def plan(host: str, probes: t.Sequence[type[Probe]], timing: Timing) -> str:
    """What a run would do."""
    questions = "\n".join(f"  {probe.id:<3}  {probe.question}" for probe in probes)
    calls = sum(probe.calls for probe in probes) + 80
    return PLAN.format(host=host, questions=questions, calls=calls, interval=timing.interval, status=timing.status)


if __name__ == "__main__":
    for one in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(one, end)
    try:
        sys.exit(main(sys.argv[1:], os.environ))
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
