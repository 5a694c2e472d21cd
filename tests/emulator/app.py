# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The ASGI application: one path for every call of the API, and the control path beside it."""

from __future__ import annotations

import asyncio
import traceback
from typing import Any

from .account import Account
from .answers import Answer, ApiError, method_not_allowed, not_found
from .call import Call
from .control_api import CONTROL_PREFIX, control_app
from .emulation import Emulation
from .requestlog import clock
from .routing import Handler, find_route


class Application:
    """Answers for ``/api/v2`` itself and hands ``/_emulator`` to the control application.

    The handlers are plain functions and never wait, so each acts in one piece. Latency comes after the act.
    """

    def __init__(self, emulation: Emulation) -> None:
        self.emulation = emulation
        self._control = control_app(emulation)

    async def __call__(self, scope: dict[str, Any], receive: Any, send: Any) -> None:
        """Answer one request."""
        if scope["path"].startswith(CONTROL_PREFIX):
            await self._control(scope, receive, send)
            return
        body = await _read_body(receive)
        if body is None:
            return
        path = scope["raw_path"].decode("ascii", "replace")
        call = Call(scope["method"], path, scope["query_string"].decode("latin-1"), scope["headers"], body)
        began = clock()
        answer = self._answer(call)
        self.emulation.requests.add(call, answer, began)
        delay_s = self.emulation.latency_ms / 1000
        if delay_s:
            await asyncio.sleep(delay_s)
        if answer.delay_s and await _client_leaves(receive, answer.delay_s):
            return
        if answer.drop:
            await _drop(scope, receive, answer.reset)
            return
        await _send(send, answer)

    def _answer(self, call: Call) -> Answer:
        """Refuse, fail or act. Always returns an answer, also for the emulator's own mistakes."""
        headers: list[tuple[bytes, bytes]] = []
        try:
            handler = self._handler(call)
            limited, headers = self.emulation.rate_limit.take(f"{call.method} {call.template}")
            answer = limited or self._act_or_fail(call, handler)
        except ApiError as error:
            answer = error.answer()
        except Exception:
            traceback.print_exc()
            answer = ApiError(500, "internal_service_error", "The emulator failed: see its standard error").answer()
        answer.headers += headers
        return answer

    def _handler(self, call: Call) -> Handler:
        found = find_route(call.path)
        if found:
            call.template = found[0].template
            call.parameters = found[1]
        if not found or not found[0].open:
            call.check_token(self.emulation.token)
        if not found:
            raise not_found("Unknown route")
        route = found[0]
        handler = route.handlers.get(call.method)
        if handler is None:
            raise method_not_allowed()
        call.check_version(route.beta)
        if not route.searched:
            call.check_right(self.emulation.account.dialect)
        return handler

    def _act_or_fail(self, call: Call, handler: Handler) -> Answer:
        fault = self.emulation.faults.take(call)
        if fault is None:
            return self._act(call, handler)
        if not fault.acts:
            return fault.answer(call, Answer(0))
        call.ignored = fault.ignored_members()
        return fault.answer(call, self._act(call, handler))

    def _act(self, call: Call, handler: Handler) -> Answer:
        account: Account = self.emulation.account
        try:
            answer = handler(account, call)
        except ApiError as error:
            return error.answer()
        if call.method != "GET":
            account.save()
        return answer


async def _read_body(receive: Any) -> bytes | None:
    """The whole body, or None if the client left before it was complete."""
    parts = []
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            return None
        parts.append(message.get("body", b""))
        if not message.get("more_body"):
            return b"".join(parts)


async def _client_leaves(receive: Any, seconds: float) -> bool:
    """Wait, but not longer than the client does. Returns whether it left."""
    waiting = asyncio.ensure_future(receive())
    done, _unused = await asyncio.wait({waiting}, timeout=seconds)
    waiting.cancel()
    return bool(done)


async def _drop(scope: dict[str, Any], receive: Any, reset: bool) -> None:
    """Close the connection without a byte of an answer."""
    scope["extensions"]["emulator.drop"](reset)
    while (await receive())["type"] != "http.disconnect":
        pass


async def _send(send: Any, answer: Answer) -> None:
    headers = answer.headers
    if answer.status != 204:
        headers = [*headers, (b"content-length", str(len(answer.body)).encode())]
    await send({"type": "http.response.start", "status": answer.status, "headers": headers})
    await send({"type": "http.response.body", "body": answer.body})
