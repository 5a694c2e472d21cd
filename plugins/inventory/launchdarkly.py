# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The inventory plugin launchdarkly: documentation, and hosts made of what ``plugin_utils/_inventory`` reads."""

from __future__ import annotations

DOCUMENTATION = r"""
name: launchdarkly
short_description: Projects and environments of a LaunchDarkly account as inventory
version_added: 1.0.0
description:
  - Makes a host of each environment of a LaunchDarkly account and a group of each project, so that a play runs once for
    each environment and C(forks), C(serial), C(--limit) and the job slices of AWX work on environments.
  - The configuration is a YAML file whose name ends in C(launchdarkly.yml) or C(launchdarkly.yaml). An option that it
    does not know is an error, so that no filter is lost to a misspelling.
  - A host is named C(project_key@environment_key), for example C(web@production). A key has no V(@) in it, so the name
    is unique, and patterns such as C(web@*) or C(*@production) work in C(hosts) and C(--limit). See O(hostname).
  - All hosts are in the group C(launchdarkly_environments). Below it is a group C(launchdarkly_project_KEY) for each
    project, in which characters that group names do not allow are replaced by V(_). Where two projects would get the
    same group, a warning says so and neither gets one.
  - Each host has the variables C(launchdarkly_project_key), C(launchdarkly_environment_key), C(launchdarkly_project)
    and C(launchdarkly_environment). The last two are dictionaries with the members as LaunchDarkly's API names them,
    C(key), C(name) and C(tags) for both, C(color), C(critical), C(approvalSettings) and others for the environment.
  - The group C(launchdarkly_environments) sets C(ansible_connection=local) and C(ansible_python_interpreter) to the
    interpreter of the playbook, since there is nothing to log in to. Set them for a host or a group below to overrule.
  - Text that comes from LaunchDarkly, the name of an environment for example, is never taken as a template.
author:
  - community.launchdarkly contributors (@ansible-collections)
extends_documentation_fragment:
  - ansible.builtin.constructed
  - ansible.builtin.inventory_cache
requirements:
  - requests
notes:
  - It costs one call for each hundred projects, and one for each project with more than twenty environments.
  - The cache holds keys, names, tags and settings, and no secret. Its entries belong to the access token, the filters
    and the O(base_url) that they were read with. C(--flush-cache) reads anew.
  - If O(strict) is set and an expression fails, no host of this source is added.
  - If the inventory cannot be read, Ansible warns and goes on without it. Set E(ANSIBLE_INVENTORY_ANY_UNPARSED_IS_FAILED)
    to V(true) to have it stop.
  - Proxies are taken from the environment variables E(HTTPS_PROXY), E(HTTP_PROXY) and E(NO_PROXY). A service on
    this machine is never called through a proxy.
seealso:
  - ref: ansible_collections.community.launchdarkly.docsite.guide_inventory
    description: One definition for every production environment, and the inventory in AWX.
options:
  plugin:
    description: Marks the file as one for this plugin.
    type: str
    required: true
    choices: [community.launchdarkly.launchdarkly]
  project_keys:
    description:
      - Only projects with one of these keys. Shell patterns such as V(web-*) are allowed.
      - A key that is not there earns a warning that names those that are, the nearest first.
    type: list
    elements: str
    default: []
  project_tags:
    description: Only projects that have all of these tags.
    type: list
    elements: str
    default: []
  exclude_project_tags:
    description: No project that has one of these tags.
    type: list
    elements: str
    default: []
  environment_keys:
    description:
      - Only environments with one of these keys. Shell patterns such as V(prod*) are allowed.
      - A key that is not there earns a warning that names those that are, the nearest first.
    type: list
    elements: str
    default: []
  environment_tags:
    description: Only environments that have all of these tags.
    type: list
    elements: str
    default: []
  exclude_environment_tags:
    description: No environment that has one of these tags.
    type: list
    elements: str
    default: []
  hostname:
    description:
      - A Jinja2 expression for the name of a host, over the variables of that host.
      - Two environments must not get the same name. Letters, digits and the characters V(_ . @ + = ~ -) are allowed.
      - By default the name is the key of the project, V(@) and the key of the environment.
    type: str
  sdk_keys:
    description:
      - Whether hosts have the variables C(launchdarkly_sdk_key), C(launchdarkly_mobile_key) and
        C(launchdarkly_client_side_id) too, for the tasks that deploy an SDK or the Relay Proxy.
      - Ansible does not censor variables of an inventory. C(ansible-inventory) shows them, and AWX stores them.
      - With it the inventory is never read from the cache, nor written to it.
    type: bool
    default: false
  access_token:
    description:
      - The LaunchDarkly API access token. It needs the right to view projects and environments.
      - It may be a template or a vaulted value. Keep it out of the file in plain text.
      - It goes to the host in O(base_url) and nowhere else. Redirects are not followed.
      - It goes into the header C(Authorization) as it is, so that an OAuth token may be given with or without C(Bearer).
    type: str
    env:
      - name: LAUNCHDARKLY_ACCESS_TOKEN
  base_url:
    description:
      - Where LaunchDarkly is, with or without scheme. It may be a template. Empty is an error.
      - The commercial instance is V(https://app.launchdarkly.com), the instance in the European Union
        V(https://app.eu.launchdarkly.com), the federal instance V(https://app.launchdarkly.us).
    type: str
    default: https://app.launchdarkly.com
    env:
      - name: LAUNCHDARKLY_API_HOST
  validate_certs:
    description: Whether to verify the TLS certificate of the service.
    type: bool
    default: true
    env:
      - name: LAUNCHDARKLY_VALIDATE_CERTS
  ca_path:
    description:
      - A file or directory of CA certificates to verify the service's certificate with.
      - If not set, the environment variables E(REQUESTS_CA_BUNDLE) and E(CURL_CA_BUNDLE) are used.
    type: path
    env:
      - name: LAUNCHDARKLY_CA_PATH
  timeout:
    description:
      - Seconds to wait for a connection, and again for each piece of an answer.
      - A whole answer may take four times as long, and have 32 MiB.
    type: float
    default: 30.0
    env:
      - name: LAUNCHDARKLY_TIMEOUT
  retries:
    description: How often a read is tried again after a lost connection or an answer of 500 and above.
    type: int
    default: 4
    env:
      - name: LAUNCHDARKLY_RETRIES
  max_wait:
    description: Seconds that one run may spend waiting for LaunchDarkly's rate limit, in all.
    type: float
    default: 300.0
    env:
      - name: LAUNCHDARKLY_MAX_WAIT
  allow_http:
    description: Allow plain HTTP to hosts other than this machine. The access token can then be read on the network.
    type: bool
    default: false
    env:
      - name: LAUNCHDARKLY_ALLOW_HTTP
"""

EXAMPLES = r"""
# All environments of the account. The token comes from the environment variable LAUNCHDARKLY_ACCESS_TOKEN.
plugin: community.launchdarkly.launchdarkly

# Production environments of the projects tagged "web", and no sandboxes.
# plugin: community.launchdarkly.launchdarkly
# project_tags: [web]
# environment_tags: [production]
# exclude_environment_tags: [sandbox]

# Groups by tag and key, and variables for the tasks. The answer is kept for ten minutes.
# plugin: community.launchdarkly.launchdarkly
# strict: true
# compose:
#   segments_host: "'redis.' ~ launchdarkly_environment_key ~ '.example.com'"
# groups:
#   needs_approval: launchdarkly_environment.approvalSettings.required
# keyed_groups:
#   - prefix: tag
#     key: launchdarkly_environment.tags
#   - prefix: environment
#     key: launchdarkly_environment_key
# cache: true
# cache_plugin: ansible.builtin.jsonfile
# cache_connection: ~/.cache/launchdarkly-inventory
# cache_timeout: 600

# Two instances side by side: without a name of its own, a host of the second would be one with its like in the first.
# plugin: community.launchdarkly.launchdarkly
# base_url: https://app.eu.launchdarkly.com
# access_token: "{{ lookup('ansible.builtin.env', 'LAUNCHDARKLY_EU_ACCESS_TOKEN') }}"
# hostname: "'eu.' ~ launchdarkly_project_key ~ '@' ~ launchdarkly_environment_key"
"""

import hashlib
import json
import typing as t

from ansible.errors import AnsibleError, AnsibleParserError
from ansible.inventory.data import InventoryData
from ansible.plugins.inventory import BaseInventoryPlugin, Cacheable, Constructable

from ..module_utils._censor import Censor
from ..module_utils._client.calls import Client
from ..module_utils._client.errors import InvalidOption, LaunchDarklyError
from ..module_utils._client.nearest import meant
from ..module_utils._client.settings import Settings, bare_token, settings_from_options
from ..module_utils._options import CONNECTION
from ..plugin_utils import _inventory as account

try:
    from ansible.template import trust_as_template as _template
except ImportError:  # before ansible-core 2.19 all text is a template that is not marked
    from ansible.utils.unsafe_proxy import wrap_var as _text

    def _template(text: str) -> str:
        return text

else:

    def _text(value: t.Any) -> t.Any:
        return value


ALL = "launchdarkly_environments"
PROJECT = "launchdarkly_project_"
TEMPLATED = ("access_token", "base_url")


class _Prepared:
    """What is to be done with an inventory: done to another one first, and to it in the end, or not at all.

    Has what ansible-core's helpers for composed variables and groups call. What is in an inventory when a plugin fails
    stays in it, and the play would run on the part that came before the failure.
    """

    def __init__(self, inventory: t.Any) -> None:
        self._inventory = inventory
        self._trial = InventoryData()
        self._trial.current_source = inventory.current_source
        self._calls: list[tuple[str, tuple[t.Any, ...]]] = []

    def _do(self, call: str, *arguments: t.Any) -> t.Any:
        result = getattr(self._trial, call)(*arguments)
        self._calls.append((call, arguments))
        return result

    def add_group(self, group: str) -> t.Any:
        return self._do("add_group", group)

    def add_child(self, group: str, child: str) -> t.Any:
        return self._do("add_child", group, child)

    def add_host(self, host: str, group: str | None = None) -> t.Any:
        is_new = host not in self._trial.hosts
        result = self._do("add_host", host, group)
        known = self._inventory.hosts.get(host)
        if is_new and known is not None:
            # It has variables from another source, which expressions may use.
            for name, value in known.vars.items():
                self._trial.set_variable(host, name, value)
        return result

    def set_variable(self, entity: str, name: str, value: t.Any) -> None:
        self._do("set_variable", entity, name, value)

    def get_host(self, host: str) -> t.Any:
        return self._trial.get_host(host)

    def carry_out(self) -> None:
        """Do all of it to the inventory."""
        for call, arguments in self._calls:
            getattr(self._inventory, call)(*arguments)


class InventoryModule(BaseInventoryPlugin, Constructable, Cacheable):
    """Environments as hosts."""

    NAME = "community.launchdarkly.launchdarkly"

    inventory: t.Any

    def verify_file(self, path: str) -> bool:
        """Whether the file at ``path`` may be meant for this plugin."""
        return bool(super().verify_file(path)) and path.endswith(("launchdarkly.yml", "launchdarkly.yaml"))

    def parse(self, inventory: t.Any, loader: t.Any, path: str, cache: bool = True) -> None:
        """Fill ``inventory``. Raises AnsibleParserError, without secrets."""
        super().parse(inventory, loader, path, cache)
        unknown = sorted(map(str, self._read_config_data(path).keys() - self.option_definitions.keys()))
        if unknown:
            near = [repr(one) for one in (meant(name, self.option_definitions) for name in unknown) if one]
            hint = f" Did you mean {', '.join(near)}?" if near else ""
            raise AnsibleParserError(f"{self.NAME} has no option {', '.join(unknown)} (in {path}).{hint}")
        hidden: set[str] = set()
        try:
            options = self._connection_options()
            hidden.add(bare_token((options["access_token"] or "").strip()))
            self._fill(self._projects(settings_from_options(options), path, cache))
        except LaunchDarklyError as error:
            # ``from None``: the censored text is all that may be shown.
            raise AnsibleParserError(Censor(hidden).text(str(error))) from None

    # Reading

    def _connection_options(self) -> dict[str, t.Any]:
        options = {name: self.get_option(name) for name in CONNECTION}
        self.templar.available_variables = self._vars
        for name in TEMPLATED:
            try:
                value = self.templar.template(options[name])
            except AnsibleError as error:
                raise InvalidOption(name, f"its template cannot be used ({error})") from None
            options[name] = None if value is None else str(value)
        return options

    def _projects(self, settings: Settings, path: str, cache: bool) -> list[account.Project]:
        """From the cache where that is allowed and there is something in it, else from the service."""
        filters = account.Selection.__dataclass_fields__
        selection = account.Selection(**{name: tuple(self.get_option(name)) for name in filters})
        sdk_keys = self.get_option("sdk_keys")
        caching = self.get_option("cache")
        if caching and sdk_keys:
            self.display.warning("The inventory is not cached: the option sdk_keys would put SDK keys into the cache.")
            caching = False
        key = self._cache_key(path, settings, selection) if caching else ""
        projects = self._cached(key) if caching and cache else None
        there = None
        if projects is None:
            client = Client(settings, self.display.warning)
            try:
                there = account.There()
                projects = account.read_projects(client, selection, sdk_keys, there=there)
            finally:
                # No worker is to inherit a connection.
                client.close()
            if caching:
                self._cache[key] = projects
        for sentence in selection.unmatched(projects, there):
            self.display.warning(sentence)
        return projects

    def _cache_key(self, path: str, settings: Settings, selection: account.Selection) -> str:
        """One for each file, account and selection: ansible-core's own knows the file only."""
        origin = json.dumps([settings.base_url, settings.access_token, repr(selection)])
        return f"{self.get_cache_key(path)}_{hashlib.sha256(origin.encode()).hexdigest()[:16]}"

    def _cached(self, key: str) -> list[account.Project] | None:
        try:
            projects = self._cache[key]
        except KeyError:
            return None
        return projects if account.is_cached(projects) else None

    # Filling

    def _fill(self, projects: list[account.Project]) -> None:
        hosts = self._named(projects)
        inventory: t.Any = self.inventory
        prepared = _Prepared(inventory)
        self.inventory = prepared
        try:
            self._prepare(hosts, self._project_groups(projects))
        finally:
            self.inventory = inventory
        prepared.carry_out()

    def _prepare(self, hosts: t.Mapping[str, dict[str, t.Any]], groups: t.Mapping[str, str]) -> None:
        self.inventory.set_variable(ALL, "ansible_connection", _template("local"))
        self.inventory.set_variable(ALL, "ansible_python_interpreter", _template("{{ ansible_playbook_python }}"))
        for host, variables in hosts.items():
            self.inventory.add_host(host, group=groups.get(variables["launchdarkly_project_key"], ALL))
            for name, value in variables.items():
                self.inventory.set_variable(host, name, value)
            self._construct(host)

    def _named(self, projects: list[account.Project]) -> dict[str, dict[str, t.Any]]:
        """The variables of each host by its name."""
        hosts: dict[str, dict[str, t.Any]] = {}
        named: dict[str, str] = {}
        for project in projects:
            for environment in project["environments"]:
                where = account.default_host_name(project["key"], environment["key"])
                if not account.is_key(project["key"]) or not account.is_key(environment["key"]):
                    self.display.warning(f"The environment {where!r} is left out: that is no LaunchDarkly key.")
                    continue
                variables = _variables(project, environment)
                host = self._host_name(variables, where)
                if host in named:
                    raise InvalidOption(
                        "hostname", f"gives {host!r} for {named[host]} and for {where}", "Put both keys into the name."
                    )
                named[host] = where
                hosts[host] = variables
        return hosts

    def _project_groups(self, projects: list[account.Project]) -> dict[str, str]:
        """The group of each project by its key; none for those that would share one."""
        self.inventory.add_group(ALL)
        keys: dict[str, list[str]] = {}
        for project in projects:
            if project["environments"]:
                keys.setdefault(self._sanitize_group_name(PROJECT + project["key"]), []).append(project["key"])
        groups = {}
        for group, sharing in keys.items():
            if len(sharing) > 1:
                self.display.warning(
                    f"The projects {', '.join(map(repr, sharing))} would share the group {group!r}, so neither gets one."
                    " Host patterns such as KEY@* tell them apart, and so does keyed_groups."
                )
            else:
                self.inventory.add_group(group)
                self.inventory.add_child(ALL, group)
                groups[sharing[0]] = group
        return groups

    def _host_name(self, variables: dict[str, t.Any], where: str) -> str:
        expression = self.get_option("hostname")
        if not expression:
            return where
        try:
            name = self._compose(expression, variables)
        except AnsibleError as error:
            raise InvalidOption("hostname", f"it cannot be used for {where} ({error})") from None
        return account.checked_host_name(name, where)

    def _construct(self, host: str) -> None:
        strict = self.get_option("strict")
        variables = self.inventory.get_host(host).get_vars()
        self._set_composite_vars(self.get_option("compose"), variables, host, strict=strict)
        # Groups see what was composed: both helpers read the variables of the host again.
        self._add_host_to_composed_groups(self.get_option("groups"), {}, host, strict=strict)
        self._add_host_to_keyed_groups(self.get_option("keyed_groups"), {}, host, strict=strict)


def _variables(project: account.Project, environment: account.Environment) -> dict[str, t.Any]:
    """The variables of a host. What the service says is marked as text; keys cannot be templates, see ``is_key``."""
    keys = set(account.SDK_KEYS.values())
    variables = {
        "launchdarkly_project": {name: value for name, value in project.items() if name != "environments"},
        "launchdarkly_environment": {name: value for name, value in environment.items() if name not in keys},
    }
    for variable, member in account.SDK_KEYS.items():
        if member in environment:
            variables[variable] = environment[member]
    return {
        "launchdarkly_project_key": _template(project["key"]),
        "launchdarkly_environment_key": _template(environment["key"]),
        **{name: _text(value) for name, value in variables.items()},
    }
