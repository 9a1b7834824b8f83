"""The Dockerfile keeps the rules that containers are judged by."""

import json
import re
import tomllib

import pytest

from assistant.config import PREFIX, Settings
from assistant.web.assets import WEB
from tests.conftest import ROOT
from tests.deploy.dockerfile import TEXT, Instruction, instructions, said_in

ALL = list(instructions())
LAST = max(one.stage for one in ALL)
RUNS = [one for one in ALL if one.name == "RUN"]


def last(name: str) -> str:
    return [one.said for one in ALL if one.stage == LAST and one.name == name][-1]


def test_all_stages_begin_with_one_image_of_a_release() -> None:
    (base,) = [one.said for one in ALL if one.name == "ARG" and one.stage == 0]
    assert re.fullmatch(r"BASE=docker\.io/library/debian:\w+-slim", base)
    assert {one.said.partition(" AS ")[0] for one in ALL if one.name == "FROM"} == {"${BASE}"}


def test_it_runs_as_a_user_without_rights_who_owns_the_data_alone() -> None:
    assert re.fullmatch(r"(?!0:)\d+:\d+", last("USER"))
    user = [one.name for one in ALL if one.stage == LAST].index("USER")
    assert "RUN" not in [one.name for one in ALL if one.stage == LAST][user:]
    owner = last("USER").replace(":", " -g ")
    assert f"install -d -o {owner} -m 0700 {last('VOLUME')}" in last("RUN")
    assert said_in("ENV")["PLANASSISTENT_DATA_DIR"] == last("VOLUME") == last("WORKDIR")


@pytest.mark.parametrize("name", ["ENTRYPOINT", "CMD"])
def test_signals_reach_the_program_itself(name: str) -> None:
    words = json.loads(last(name))
    assert words in (["planassistent"], ["serve"])


def test_its_health_is_asked_with_python_where_it_serves() -> None:
    check = last("HEALTHCHECK")
    words = json.loads(check[check.index("CMD") + len("CMD") :])
    assert words[0] == "python"
    assert f"127.0.0.1:{said_in('ENV')['PLANASSISTENT_PORT']}/healthz" in words[-1]
    assert last("EXPOSE") == said_in("ENV")["PLANASSISTENT_PORT"]
    compile(words[-1], "HEALTHCHECK", "exec")
    assert not re.search(r"\b(curl|wget)\b", TEXT)


@pytest.mark.parametrize("run", [one for one in RUNS if "apt-get" in one.said], ids=lambda one: str(one.stage))
def test_packages_of_the_system_leave_nothing_behind(run: Instruction) -> None:
    assert run.said.startswith("apt-get update && apt-get install -y --no-install-recommends ")
    assert "rm -rf /var/lib/apt/lists/*" in run.said
    assert "sudo" not in run.said


def test_node_is_in_no_stage_that_stays() -> None:
    with_node = {one.stage for one in RUNS if re.search(r"\b(nodejs|npm)\b", one.said)}
    assert with_node == {1}
    copied = [one.said for one in ALL if one.name == "COPY" and "--from=pages" in one.said]
    assert copied == ["--from=pages /source/assistant/web/static/vendor assistant/web/static/vendor"]
    assert (WEB / "static").is_dir()


def test_python_packages_are_those_that_were_tested_together() -> None:
    installs = [one for one in RUNS if "pip install" in one.said]
    constrained = {
        one.stage for one in ALL if one.name == "ENV" and "PIP_CONSTRAINT=/source/constraints.txt" in one.said
    }
    assert {one.stage for one in installs} == constrained == {2}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    packages = {name.rstrip("*") for name in project["tool"]["setuptools"]["packages"]["find"]["include"]}
    copied = {one.said.partition(" ")[0] for one in ALL if one.name == "COPY" and one.stage == 2}
    assert packages <= copied
    assert "planassistent model build" in installs[-1].said


def test_what_is_copied_is_there_and_let_in() -> None:
    rules = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    assert rules[1] == "*"
    let_in = {rule[1:] for rule in rules if rule.startswith("!")}
    for one in ALL:
        if one.name == "COPY" and not one.said.startswith("--from"):
            for source in one.said.split()[:-1]:
                assert (ROOT / source).exists()
                assert source.partition("/")[0] in let_in
    assert "ADD" not in {one.name for one in ALL}
    assert "COPY . " not in TEXT


def test_its_settings_are_known_and_none_is_a_secret() -> None:
    given = [name for name in said_in("ENV") if name.startswith(PREFIX)]
    assert {name.removeprefix(PREFIX).lower() for name in given} <= Settings.model_fields.keys()
    assert not re.search(r"(?i)(password|secret|token|key)=", TEXT)
