"""Writes a trained network as ONNX with its manifest to src/models, where the program finds it. See README.md beside this file."""
import argparse
import datetime
import inspect
import json
import os
import subprocess

import torch

import exported
from nets import MEAN, STD, DetectorNet, PoseNet, TemporalNet
from train import HELD_OUT_SEED, MODELS, ROOT, default_folder, held_out, task_of

OPSET = 13
PICTURE = {"color": "rgb", "scale": 1 / 255, "mean": [MEAN] * 3, "std": [STD] * 3, "pad": 114}
# What the program is told of each network beside its file.
CARDS = {
    "pose": {
        "network": PoseNet, "task": "pose", "input_name": "image", "outputs": ("heatmaps", "depths", "presence", "log_width"),
        "description": "Built-in pose network: 26 joints with depth and uncertainty, and the metres that the crop spans; trained on rendered people only",
        "input": PICTURE | {"fit": "aspect-crop", "box_expansion": 1.25, "sampling": "area"},
        "decode": {"depth_range": PoseNet.DEPTH_RANGE, "presence_threshold": 0.3},
    },
    "detector": {
        "network": DetectorNet, "task": "detection", "input_name": "image", "outputs": ("cells",),
        "description": "Built-in person detector, trained on rendered people only",
        "input": PICTURE | {"fit": "letterbox-top-left"},
        "decode": {"score_threshold": 0.3, "nms_iou": 0.5},
        # Convolutions alone: more pixels cost time and nothing else, which is the user's to choose.
        "open_axes": {"image": {2: "height", 3: "width"}, "cells": {1: "cells"}},
    },
    "temporal": {
        "network": TemporalNet, "task": "sequence", "input_name": "poses", "outputs": ("offsets", "log_scale"),
        "description": "Built-in temporal network: the poses of the last frames to a better one of the newest; trained on rendered people only",
        "input": None,
        "decode": {},
    },
}


def network_of(name, state):
    network = CARDS[name]["network"]()
    network.load_state_dict(state["average"])
    return network.eval()


@torch.no_grad()
def blend(network, path, share):
    """Moves the weights of a folded network by a share of the way back to those of a file that it was trained on from (Wortsman et al. 2022)."""
    for name, parameter, value in exported.weights(network, path):
        if value is None:
            raise SystemExit(f"{path} has no {name} of this shape to blend with; export without --blend")
        parameter.lerp_(value, share)


def write(network, name, path, example):
    card, partial = CARDS[name], path + ".partial"
    # Later versions have another exporter and this one on request.
    tracing = {"dynamo": False} if "dynamo" in inspect.signature(torch.onnx.export).parameters else {}
    axes = {tensor: {0: "batch"} | card.get("open_axes", {}).get(tensor, {}) for tensor in (card["input_name"], *card["outputs"])}
    torch.onnx.export(network, example, partial, opset_version=OPSET, input_names=[card["input_name"]], output_names=list(card["outputs"]), dynamic_axes=axes, **tracing)
    os.replace(partial, path)


def commit():
    """None outside a git checkout."""
    try:
        return subprocess.run(["git", "rev-parse", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return None


def manifest(name, path, state, share, results, size):
    card = CARDS[name]
    document = {
        "id": f"posestream-{name}", "description": card["description"], "task": card["task"], "family": f"posestream-{name}",
        "licence": "as PoseStream", "source": "src/training",
    }
    build = {"file": os.path.basename(path), "sha256": exported.digest(path), "bytes": os.path.getsize(path), "url": None}
    if card["input"]:
        document["input"] = {"width": size[0], "height": size[1]} | card["input"]
        build["layout"] = "nchw"
    document |= {
        "decode": card["decode"],
        "builds": [build | {"input_name": card["input_name"], "outputs": {output: output for output in card["outputs"]}}],
        "training": {
            "seed": state["seed"], "commit": commit(), "date": datetime.date.today().isoformat(), "samples": state["samples"],
            "blend": share, "results": {key: round(value, 4) for key, value in results.items()},
        },
    }
    with open(path[:-5] + ".json.partial", "w") as file:
        json.dump(document, file, indent=2)
        file.write("\n")
    os.replace(path[:-5] + ".json.partial", path[:-5] + ".json")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("network", choices=sorted(CARDS))
    parser.add_argument("--folder", default=default_folder())
    parser.add_argument("--out", default=MODELS, metavar="FOLDER", help="where to write, instead of src/models")
    parser.add_argument("--state", default="final", help="which checkpoint: final, the best; last, the end of the last run; stable, before its cool-down")
    parser.add_argument("--blend", type=float, default=0, metavar="SHARE", help="0..1: how far to move the weights back to those of the network in src/models, before that may be replaced")
    parser.add_argument("--program", default=None)
    arguments = parser.parse_args()

    task = task_of(arguments.network)
    checkpoint = os.path.join(arguments.folder, f"{task.name}-{arguments.state}.pt")
    if not os.path.exists(checkpoint):
        raise SystemExit(f"{checkpoint}: there is none; a final one is written by a run that becomes better than what it went on from, --state last takes its end whatever it is worth")
    state = torch.load(checkpoint, map_location="cpu")
    file = f"posestream-{task.name}.onnx"
    path = os.path.join(arguments.out, file)
    network = exported.folded(network_of(task.name, state))
    if arguments.blend > 0:
        blend(network, os.path.join(MODELS, file), arguments.blend)
    samples = held_out(task, arguments.folder, arguments.program, HELD_OUT_SEED)
    results = task.measure(network, samples)
    print(results, flush=True)
    os.makedirs(arguments.out, exist_ok=True)
    write(network, task.name, path, task.examples({key: values[:8] for key, values in samples.items()})[:2])
    manifest(task.name, path, state, arguments.blend, results, task.size)
    print(f"{path}: {os.path.getsize(path)} bytes, {state['samples']} samples")


if __name__ == "__main__":
    main()
