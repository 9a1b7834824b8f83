"""axe-core in a page: by the debugger, so that the Content-Security-Policy stays as it is."""

import json
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from assistant.web.assets import MODULES

_AXE = MODULES / "axe-core" / "axe.min.js"
_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def violations(page: Page) -> list[str]:
    """What axe finds in the page as it stands, its styles loaded: the rule and the elements."""
    page.wait_for_load_state("load")
    session = page.context.new_cdp_session(page)
    _evaluated(session, _source(_AXE))
    options = json.dumps({"runOnly": {"type": "tag", "values": _RULES}, "resultTypes": ["violations"]})
    found = _evaluated(session, f"axe.run({options}).then((result) => JSON.stringify(result.violations))")
    session.detach()
    return [f"{rule['id']}: {', '.join(node['target'][-1] for node in rule['nodes'])}" for rule in json.loads(found)]


def _evaluated(session: Any, script: str) -> Any:
    answer = session.send(
        "Runtime.evaluate",
        {"expression": script, "awaitPromise": True, "returnByValue": True, "allowUnsafeEvalBlockedByCSP": True},
    )
    assert "exceptionDetails" not in answer, answer["exceptionDetails"]
    return answer["result"].get("value")


def _source(path: Path) -> str:
    assert path.is_file(), f"{path} is missing; type: make setup"
    return f"{path.read_text(encoding='utf-8')};null"
