# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The connection options that all modules of this collection share."""

from __future__ import annotations


class ModuleDocFragment:
    """Options of ``module_utils/_options.py``, ``CONNECTION``."""

    DOCUMENTATION = r"""
options:
  access_token:
    description:
      - The LaunchDarkly API access token. It goes into the header C(Authorization) as it is, so that an OAuth token may be
        given with or without C(Bearer).
      - It is required, here or in the environment variable E(LAUNCHDARKLY_ACCESS_TOKEN).
      - It goes to the host in O(base_url) and nowhere else. Redirects are not followed.
    type: str
  base_url:
    description:
      - Where LaunchDarkly is, with or without scheme.
      - The commercial instance is V(https://app.launchdarkly.com), the instance in the European Union
        V(https://app.eu.launchdarkly.com), the federal instance V(https://app.launchdarkly.us).
      - Empty is an error, here and in the environment variable, so that a template that gave nothing does not send the
        token of one instance to another.
      - If not set, the environment variable E(LAUNCHDARKLY_API_HOST) is used, as in LaunchDarkly's Terraform provider.
    type: str
    default: https://app.launchdarkly.com
  validate_certs:
    description:
      - Whether to verify the TLS certificate of the service.
      - If not set, the environment variable E(LAUNCHDARKLY_VALIDATE_CERTS) is used.
    type: bool
    default: true
  ca_path:
    description:
      - A file or directory of CA certificates to verify the service's certificate with.
      - If not set, the environment variable E(LAUNCHDARKLY_CA_PATH) is used, then E(REQUESTS_CA_BUNDLE) and
        E(CURL_CA_BUNDLE).
    type: path
  timeout:
    description:
      - Seconds to wait for a connection, and again for each piece of an answer.
      - A whole answer may take four times as long, and have 32 MiB.
      - If not set, the environment variable E(LAUNCHDARKLY_TIMEOUT) is used.
    type: float
    default: 30.0
  retries:
    description:
      - How often a read is tried again after a lost connection or an answer of 500 and above, and any call that did not
        reach LaunchDarkly.
      - A write that may have been carried out is never simply repeated. If its answer is lost, the module looks first at
        what became of it.
      - If not set, the environment variable E(LAUNCHDARKLY_RETRIES) is used.
    type: int
    default: 4
  max_wait:
    description:
      - Seconds that one task may spend waiting for LaunchDarkly's rate limit, in all. It waits before a call when the
        limit is used up, and after a call that was refused, as long as LaunchDarkly asks.
      - The tasks of one user on one machine count their calls together while a limit is nearly used up, in a small file
        in the directory for temporary files.
      - A task that waits more than ten seconds says so in a warning.
      - If not set, the environment variable E(LAUNCHDARKLY_MAX_WAIT) is used.
    type: float
    default: 300.0
  allow_http:
    description:
      - Allow plain HTTP to hosts other than this machine. The access token can then be read on the network.
      - If not set, the environment variable E(LAUNCHDARKLY_ALLOW_HTTP) is used.
    type: bool
    default: false
requirements:
  - python >= 3.10
  - requests
  - jsonpatch
notes:
  - Proxies are taken from the environment variables E(HTTPS_PROXY), E(HTTP_PROXY) and E(NO_PROXY), which a task's
    C(environment) can set. A service on this machine is never called through a proxy.
  - A task stops before its next write when the C(ansible-playbook) that started it has ended. An ordinary module on
    another machine, or with C(become), cannot see that.
  - With a local connection the task runs inside Ansible's own process, which is much faster and gives the same
    result. Set the variable C(community_launchdarkly_in_process) to V(false) to have it run as an ordinary module.
seealso:
  - ref: ansible_collections.community.launchdarkly.docsite.guide_getting_started
    description: Install the collection and run the first playbook.
  - ref: ansible_collections.community.launchdarkly.docsite.guide_troubleshooting
    description: What each error message means, and what to do.
"""
