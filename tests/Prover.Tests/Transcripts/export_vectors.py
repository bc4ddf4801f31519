"""Writes hiding_oink_and_merge.json: the first messages of a proof of bb 5.0.0 with the challenges that an independent transcript
(Python, checked by the identities of that proof: merged = left + kappa^7526 right) derives from them.

Usage: CHONK_SHARED=<reference flows> POSEIDON2_PARAMS=<Barretenberg's poseidon2_params.hpp> python3 export_vectors.py
"""
import json
import os
import pathlib
import sys

shared = pathlib.Path(os.environ["CHONK_SHARED"])
sys.path.insert(0, str(shared / "protocol-checks"))
from p2 import H, R, T  # noqa: E402

flow = shared / "flows" / "mock"


def elements(name):
    data = (flow / name).read_bytes()
    return [int.from_bytes(data[i : i + 32], "big") for i in range(0, len(data), 32)]


key, proof = elements("hiding.vk"), elements("proof.bb500")
public_inputs = key[1]
oink, merge = proof[: 48 + public_inputs], proof[48 + public_inputs : 89 + public_inputs]
transcript, steps = T(), []


def send(label, values):
    transcript.add(*values)
    steps.append({"message": label, "elements": [f"0x{v:064x}" for v in values]})


def draw(label, count):
    steps.append({"challenges": label, "values": [f"0x{v:064x}" for v in transcript.ch(count)]})
    return [int(v, 16) for v in steps[-1]["values"]]


send("vk_hash", [H(key)])
send("public inputs", oink[:public_inputs])
send("nine wire commitments", oink[public_inputs : public_inputs + 36])
send("W_4", oink[public_inputs + 36 : public_inputs + 40])
draw("beta, gamma", 2)
send("KERNEL_CALLDATA_INVERSES, Z_PERM", oink[public_inputs + 40 :])
send("MERGED_TABLE", merge[:16])
draw("degree check", 4)
send("REVERSED_BATCHED_LEFT_TABLES", merge[16:20])
kappa = draw("kappa", 1)[0]
left, right, merged = merge[20:24], merge[24:28], merge[28:32]
assert all((l + pow(kappa, 7526, R) * r - m) % R == 0 for l, r, m in zip(left, right, merged))
send("evaluations", merge[20:33])
draw("SHPLONK_MERGE_BATCHING_CHALLENGE", 13)
send("SHPLONK_BATCHED_QUOTIENT", merge[33:37])
draw("shplonk_opening_challenge", 1)
send("KZG:W", merge[37:41])

target = pathlib.Path(__file__).with_name("hiding_oink_and_merge.json")
target.write_text(json.dumps({
    "source": "proof of bb 5.0.0 (prove --scheme chonk) over the flow mock; challenges by export_vectors.py",
    "keyHash": f"0x{H(key):064x}",
    "key": [f"0x{v:064x}" for v in key],
    "steps": steps,
}, indent=1) + "\n")
