# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The control path ``/_emulator``: for tests, demonstrations and benchmarks. It needs no token and is not counted."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from .emulation import Emulation
from .seeding import seed_account
from .synchronising import Synchroniser, order_from
from .table import Record, Table

CONTROL_PREFIX = "/_emulator"


async def _body(request: Request) -> Any:
    """The JSON body; an empty one counts as an empty object."""
    raw = await request.body()
    return await request.json() if raw else {}


async def _object(request: Request) -> dict[str, Any]:
    body = await _body(request)
    if not isinstance(body, dict):
        raise ValueError("the body must be an object")
    return body


def _merged(record: Record, changes: dict[str, Any], config_member: str) -> Record:
    """The record with other members; inside its config, null takes a member away."""
    changed = copy.deepcopy(record)
    for name, value in changes.items():
        if name == config_member and isinstance(value, dict):
            merged = {**changed[name], **value}
            changed[name] = {key: one for key, one in merged.items() if one is not None}
        else:
            changed[name] = value
    return changed


def _found(table: Table, request: Request) -> Record:
    record = table.records.get(request.path_params["id"])
    if record is None:
        raise HTTPException(404, "no such id")
    return record


class Control:
    """The endpoints of the control path."""

    def __init__(self, emulation: Emulation) -> None:
        self._emulation = emulation
        self._synchroniser = Synchroniser(lambda: emulation.account)

    async def reset(self, request: Request) -> Response:
        """``POST /_emulator/reset``."""
        self._synchroniser.stop()
        body = await _object(request)
        return JSONResponse({"created": self._emulation.reset(body), "settings": self._emulation.settings()})

    async def seed(self, request: Request) -> Response:
        """``POST /_emulator/seed``."""
        created = seed_account(self._emulation.account, await _object(request))
        self._emulation.account.save()
        return JSONResponse(created, 201)

    async def state(self, request: Request) -> Response:
        """``GET /_emulator/state``."""
        return JSONResponse(self._emulation.account.dump())

    async def requests(self, request: Request) -> Response:
        """``GET`` and ``DELETE /_emulator/requests``."""
        if request.method == "DELETE":
            self._emulation.requests.clear()
            return Response(status_code=204)
        return JSONResponse(self._emulation.requests.read())

    async def settings(self, request: Request) -> Response:
        """``GET`` and ``PUT /_emulator/settings``."""
        if request.method == "PUT":
            self._emulation.set(await _object(request))
        return JSONResponse(self._emulation.settings())

    async def faults(self, request: Request) -> Response:
        """``GET``, ``POST`` and ``DELETE /_emulator/faults``."""
        if request.method == "DELETE":
            self._emulation.faults.clear()
            return Response(status_code=204)
        if request.method == "POST":
            self._emulation.faults.order(await _body(request))
        return JSONResponse({"faults": self._emulation.faults.waiting()})

    async def store(self, request: Request) -> Response:
        """``PATCH`` and ``DELETE /_emulator/stores/{id}``: somebody else's change."""
        account = self._emulation.account
        changes = await _object(request)
        store = _found(account.stores, request)
        if request.method == "DELETE":
            account.stores.delete(store["_id"], visible_at_once=True)
            account.save()
            return Response(status_code=204)
        changed = _merged(store, {"version": store["version"] + 1, **changes}, "config")
        if "_status" in changes:
            changed = account.with_status(changed, changes["_status"])
        account.stores.put(changed, visible_at_once=True)
        account.save()
        return JSONResponse(changed)

    async def status(self, request: Request) -> Response:
        """``PUT /_emulator/stores/{id}/status``."""
        account = self._emulation.account
        status = await _object(request)
        changed = account.with_status(_found(account.stores, request), status)
        account.stores.put(changed, visible_at_once=True)
        account.save()
        return JSONResponse(changed["_status"])

    async def synchronise(self, request: Request) -> Response:
        """``POST /_emulator/stores/{id}/synchronise``: one attempt to write to the store itself."""
        order = order_from(await _object(request))
        store = _found(self._emulation.account.stores, request)
        return JSONResponse(await self._synchroniser.once(store, order))

    async def synchronising(self, request: Request) -> Response:
        """``PUT`` and ``DELETE /_emulator/synchronising``: write to every store that is on, again and again."""
        if request.method == "DELETE":
            self._synchroniser.stop()
            return Response(status_code=204)
        body = await _object(request)
        every_s = float(body.pop("every_ms", 500)) / 1000
        self._synchroniser.start(order_from(body), every_s)
        return Response(status_code=204)

    async def configuration(self, request: Request) -> Response:
        """``PATCH`` and ``DELETE /_emulator/integration_configurations/{id}``: somebody else's change."""
        account = self._emulation.account
        changes = await _object(request)
        configuration = _found(account.configurations, request)
        if request.method == "DELETE":
            account.configurations.delete(configuration["_id"], visible_at_once=True)
            account.save()
            return Response(status_code=204)
        changed = _merged(configuration, changes, "configValues")
        account.configurations.put(changed, visible_at_once=True)
        account.save()
        return JSONResponse(changed)

    async def one(self, request: Request) -> Response:
        """``PATCH`` and ``DELETE /_emulator/{name}/{id}``: somebody else's change of one of the family."""
        account = self._emulation.account
        changes = await _object(request)
        named = {**account.family, "stores": account.stores, "integration_configurations": account.configurations}
        table = named.get(request.path_params["name"])
        if table is None:
            raise HTTPException(404, "no such kind")
        record = _found(table, request)
        if request.method == "DELETE":
            table.delete(record["_id"], visible_at_once=True)
            account.save()
            return Response(status_code=204)
        counted = {"version": record["version"] + 1} if "version" in record else {}
        changed = _merged(record, {**counted, **changes}, "config")
        table.put(changed, visible_at_once=True)
        account.save()
        return JSONResponse(changed)


async def _bad_request(request: Request, error: Exception) -> Response:
    return JSONResponse({"code": "invalid_request", "message": str(error)}, 400)


async def _http_error(request: Request, error: Exception) -> Response:
    status = getattr(error, "status_code", 500)
    return JSONResponse({"code": "control_error", "message": str(getattr(error, "detail", error))}, status)


def control_app(emulation: Emulation) -> Callable[..., Any]:
    """The Starlette application of the control path."""
    control = Control(emulation)

    def route(path: str, endpoint: Callable[..., Any], *methods: str) -> Route:
        return Route(CONTROL_PREFIX + path, endpoint, methods=list(methods))

    return Starlette(
        routes=[
            route("/reset", control.reset, "POST"),
            route("/seed", control.seed, "POST"),
            route("/state", control.state, "GET"),
            route("/requests", control.requests, "GET", "DELETE"),
            route("/settings", control.settings, "GET", "PUT"),
            route("/faults", control.faults, "GET", "POST", "DELETE"),
            route("/stores/{id}", control.store, "PATCH", "DELETE"),
            route("/stores/{id}/status", control.status, "PUT"),
            route("/stores/{id}/synchronise", control.synchronise, "POST"),
            route("/synchronising", control.synchronising, "PUT", "DELETE"),
            route("/integration_configurations/{id}", control.configuration, "PATCH", "DELETE"),
            route("/{name}/{id}", control.one, "PATCH", "DELETE"),
        ],
        exception_handlers={ValueError: _bad_request, HTTPException: _http_error},
    )
