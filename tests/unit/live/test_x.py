# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
import time, json


def test_it(live):
    for d in ("default", "opposite", "hostile"):
        live.emulator.reset(dialect=d)
        before = live.emulator.state()
        t = time.time()
        c = live.armed()
        print(d, c, time.time() - t, live.emulator.requests()["total"])
        a = live.answers()
        s = {k: v for k, v in before["dialect"].items()}
        for k in s:
            print("  ", k, s[k], a["settings"].get(k, "-"), "" if a["settings"].get(k) == s[k] else "<<<<")
        print(json.dumps(a["facts"], indent=1))
        after = live.emulator.state()
        assert {k: v for k, v in before.items()} == {k: v for k, v in after.items()}
    print([p.name for p in live.places.cassettes.iterdir()])
    assert 0
