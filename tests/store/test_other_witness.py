"""A proof or head of another witness, or another file, than was meant: not called a forgery."""

import json
from pathlib import Path

import pytest

from servanda.workspace.keys import own_public_key
from tests.store.accord import Mission, mission
from tests.store.test_own_keys import refused


@pytest.fixture
def filed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Mission:
    """Its last head is witnessed by Amal."""
    return mission(str(tmp_path / "a.log"), tmp_path, monkeypatch)


def kept(filed: Mission, name: str, *command: str) -> str:
    path = filed.keys.parent / name
    path.write_text(filed.says("log", *command), encoding="utf-8")
    return str(path)


def id_of(filed: Mission, name: str) -> str:
    return own_public_key(name, filed.keys).id


def faults(filed: Mission, proof: str, key: str) -> str:
    result = filed.run("log", "verify", proof, "--key", key)
    assert result.exit_code == 1
    return " ".join(result.output.split())


def test_a_proof_by_another_witness_is_not_called_a_forgery(filed: Mission) -> None:
    proof = kept(filed, "p.json", "prove", filed.log, "R1.1")
    told = faults(filed, proof, "cyra")
    amal, cyra = id_of(filed, "amal"), id_of(filed, "cyra")
    assert f"the head of the proof is signed by {amal}, and the key that was given is" in told
    assert f"is {cyra}: so it cannot be said whether it holds; give --key" in told
    assert "does not hold" not in told
    filed.says("log", "verify", proof, "--key", "amal")

    forged = json.loads(Path(proof).read_text())
    [signature] = forged["head"]["signatures"]
    signature["sig"] = f"{'A' * 86}=="
    Path(proof).write_text(json.dumps(forged))
    assert "the signature of the proof does not hold" in faults(filed, proof, "amal")


def test_a_proof_between_heads_of_two_witnesses_names_both(filed: Mission) -> None:
    head = kept(filed, "h.json", "head", filed.log, "--json")
    filed.seal("jan")
    filed.says("edition", "approve", filed.log, "jan", "--approver", "cyra")
    proof = kept(filed, "g.json", "prove", filed.log, "--since", head)
    both = f"{id_of(filed, 'amal')} and {id_of(filed, 'cyra')}"
    told = faults(filed, proof, "cyra")
    assert f"a head of the proof is signed by {id_of(filed, 'amal')}, and" in told
    assert f"its two heads are signed by {both}" in told


def test_since_takes_a_head_and_says_how_one_is_made(filed: Mission) -> None:
    proof = kept(filed, "p.json", "prove", filed.log, "R1.1")
    other = filed.keys.parent / "other.json"
    other.write_text('{"payload": "e30=", "payloadType": "x", "signatures": []}')
    for command in (("verify", filed.log, "--key", "amal"), ("prove", filed.log)):
        told = refused(filed, "log", *command, "--since", proof)
        assert f"{proof} is a proof, which is checked by itself (`servanda log verify FILE" in told
        assert "--since takes a head that was kept from earlier, as `servanda log head LOG" in told
        told = refused(filed, "log", *command, "--since", str(other))
        assert f"{other} is no head, or a damaged one (not an envelope with one signature)" in told
