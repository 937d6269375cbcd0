"""What holds for every command: help, the pack, the language, and how a process ends."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

import pytest
from typer.testing import Result

Run = Callable[..., Result]
RunProcess = Callable[..., "subprocess.CompletedProcess[bytes]"]


def test_the_help_names_every_command(safir: Run) -> None:
    said = safir("--help").stdout
    for command in ("ask", "chat", "preview", "run", "doctor", "facts"):
        assert command in said


@pytest.mark.parametrize(
    "command", [["ask"], ["chat"], ["preview"], ["run"], ["doctor"], ["facts", "check"], ["facts", "export"]]
)
def test_every_command_explains_itself(command: list[str], safir: Run) -> None:
    result = safir(*command, "--help")
    assert result.exit_code == 0
    assert "--pack" in result.stdout


@pytest.mark.parametrize("command", [["ask", "who"], ["chat"], ["facts", "export", "--json"]])
def test_a_pack_that_is_not_there_is_said(command: list[str], safir: Run) -> None:
    result = safir(*command, "--pack", "nowhere")
    assert result.exit_code == 1
    assert "nowhere" in result.stderr
    assert "no such folder" in result.stderr
    assert "Traceback" not in result.output


def test_a_broken_pack_lists_its_mistakes(safir: Run, tmp_path: Path) -> None:
    (tmp_path / "pack").mkdir()
    (tmp_path / "pack" / "pack.yaml").write_text("id: x\nid: y\n", encoding="utf-8")
    result = safir("ask", "who", "--pack", "pack")
    assert result.exit_code == 1
    assert "pack.yaml:2: the key 'id' stands twice" in result.stderr
    assert "sources.yaml: is missing" in result.stderr


@pytest.mark.parametrize("command", [["ask", "who"], ["chat"]])
@pytest.mark.parametrize("language", ["xx", "../en", ""])
def test_a_language_that_there_is_not_is_said(command: list[str], language: str, safir: Run, tea_folder: Path) -> None:
    result = safir(*command, "--pack", tea_folder, "--language", language)
    assert result.exit_code == 2
    assert "--language" in result.stderr
    assert "there are: en" in " ".join(result.stderr.replace("│", " ").split())


def test_the_pack_may_be_set_in_the_environment(safir: Run, tea_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAFIR_PACK", str(tea_folder))
    assert "Tomas Oak" in safir("ask", "Who is the blender?").stdout


def test_the_pack_may_be_set_in_the_file(safir_process: RunProcess, tea_folder: Path, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text(f"SAFIR_PACK={tea_folder}\nSAFIR_LANGUAGE=\n", encoding="utf-8")
    assert b"Tomas Oak" in safir_process("ask", "Who is the blender?").stdout


def test_a_file_of_settings_in_another_encoding_is_said_plainly(safir_process: RunProcess, tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes(b"# caf\xe9\nSAFIR_LOG_LEVEL=INFO\n")
    result = safir_process("doctor")
    assert b"Traceback" not in result.stderr
    assert b"UTF-8" in result.stdout + result.stderr


def test_run_without_a_token_says_what_to_do_and_what_works_without(safir_process: RunProcess) -> None:
    result = safir_process("run")
    assert result.returncode == 2
    said = result.stderr.decode("utf-8")
    for part in ("DISCORD_TOKEN", ".env", "safir chat", "safir preview"):
        assert part in said
    assert "Traceback" not in said
    assert result.stdout == b""


def test_a_wrong_setting_keeps_the_bot_from_starting(safir: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAFIR_LIMIT_SECONDS", "soon")
    result = safir("run")
    assert result.exit_code == 2
    assert "SAFIR_LIMIT_SECONDS" in result.stderr


def test_an_unknown_command_is_said(safir: Run) -> None:
    result = safir("aks", "who")
    assert result.exit_code == 2
    assert "aks" in result.stderr


def test_the_version_is_told(safir: Run) -> None:
    result = safir("--version")
    assert result.exit_code == 0
    assert result.stdout == f"safir {version('safir-bot')}\n"
