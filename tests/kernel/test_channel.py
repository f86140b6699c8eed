"""What a front end hears from a real kernel, over the comm that it opens."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import jsonschema
import pytest
from jupyter_client.blocking import BlockingKernelClient
from jupyter_client.manager import start_new_kernel

ROOT = Path(__file__).parents[2]
SCHEMA = json.loads((ROOT / "schema" / "formats" / "witness.schema.json").read_text())


@pytest.fixture(scope="module")
def kernel() -> Iterator[BlockingKernelClient]:
    manager, client = start_new_kernel(env={**os.environ, "PYTHONPATH": str(ROOT / "python")})
    yield client
    client.stop_channels()
    manager.shutdown_kernel(now=True)


def execute(client: BlockingKernelClient, code: str, cell_id: str | None = None) -> None:
    content = {
        "code": code,
        "silent": False,
        "store_history": True,
        "user_expressions": {},
        "allow_stdin": False,
    }
    message = client.session.msg("execute_request", content, metadata={"cellId": cell_id} if cell_id else {})
    client.shell_channel.send(message)
    assert client.get_shell_msg(timeout=60)["content"]["status"] == "ok"


def open_comm(client: BlockingKernelClient) -> str:
    identity = uuid4().hex
    client.shell_channel.send(
        client.session.msg("comm_open", {"comm_id": identity, "target_name": "espalier-witness", "data": {}})
    )
    return identity


def heard(client: BlockingKernelClient, identity: str) -> dict[str, Any]:
    """The next message of the comm, which keeps to its format."""
    while True:
        message = client.get_iopub_msg(timeout=60)
        if message["content"].get("comm_id") != identity:
            continue
        assert message["msg_type"] == "comm_msg"
        jsonschema.validate(message["content"]["data"], SCHEMA)
        return message["content"]["data"]


def test_history_then_each_cell(kernel):
    execute(kernel, "%load_ext jupyterlab_espalier")
    execute(kernel, "a = [1]", "first")
    identity = open_comm(kernel)
    history = heard(kernel, identity)
    assert [(each["cell"], [value["name"] for value in each["wrote"]]) for each in history["cells"]] == [
        ("first", ["a"])
    ]
    execute(kernel, "%%node late\na.append(2)", "second")
    told = heard(kernel, identity)["cell"]
    assert (told["cell"], told["wrote"], told["deleted"]) == ("second", [], [])
    assert told["changed"] == [{"name": "a", "type": "list", "length": 2}]
    assert told["execution"] == history["cells"][0]["execution"] + 1


def test_a_front_end_that_left_disturbs_nobody(kernel):
    gone, stays = open_comm(kernel), open_comm(kernel)
    assert heard(kernel, stays)["kind"] == "history"
    kernel.shell_channel.send(kernel.session.msg("comm_close", {"comm_id": gone, "data": {}}))
    execute(kernel, "b = 1", "third")
    assert heard(kernel, stays)["cell"]["cell"] == "third"
