"""Writes a trained network as ONNX with its manifest to src/models, where the program finds it. See README.md beside this file."""
import argparse
import datetime
import hashlib
import inspect
import json
import os
import subprocess

import torch

import exported
from nets import MEAN, STD, DetectorNet, PoseNet
from train import HELD_OUT_SEED, ROOT, default_folder, held_out, task_of

OPSET = 13
OUTPUTS = {"pose": ("heatmaps", "depths", "presence", "log_width"), "detector": ("cells",)}


def network_of(name, state):
    network = {"pose": PoseNet, "detector": DetectorNet}[name]()
    network.load_state_dict(state["average"])
    return network.eval()


def fold(network):
    """Batch normalisation into the convolutions before it, once for all."""
    for parent in list(network.modules()):
        children = list(parent.named_children())
        for (name, first), (next_name, second) in zip(children, children[1:]):
            if isinstance(first, torch.nn.Conv2d) and isinstance(second, torch.nn.BatchNorm2d):
                setattr(parent, name, torch.nn.utils.fuse_conv_bn_eval(first, second))
                setattr(parent, next_name, torch.nn.Identity())
    return network


@torch.no_grad()
def blend(network, path, share):
    """Moves the weights of a folded network by a share of the way back to those of a file that it was trained on from (Wortsman et al. 2022)."""
    for name, parameter, value in exported.weights(network, path):
        if value is None:
            raise SystemExit(f"{path} has no {name} of this shape to blend with; export without --blend")
        parameter.lerp_(value, share)


def write(network, name, path, width, height):
    example = torch.randn(2, 3, height, width)
    partial = path + ".partial"
    # Later versions have another exporter and this one on request.
    tracing = {"dynamo": False} if "dynamo" in inspect.signature(torch.onnx.export).parameters else {}
    torch.onnx.export(
        network, example, partial, opset_version=OPSET, input_names=["image"], output_names=list(OUTPUTS[name]),
        dynamic_axes={tensor: {0: "batch"} for tensor in ("image", *OUTPUTS[name])}, **tracing)
    os.replace(partial, path)


def manifest(name, path, state, share, results, width, height):
    with open(path, "rb") as file:
        content = file.read()
    commit = subprocess.run(["git", "rev-parse", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip()
    document = {
        "id": f"posestream-{name}",
        "description": {
            "pose": "Built-in pose network: 26 joints with depth and uncertainty, and the metres that the crop spans; trained on rendered people only",
            "detector": "Built-in person detector, trained on rendered people only",
        }[name],
        "task": {"pose": "pose", "detector": "detection"}[name],
        "family": f"posestream-{name}",
        "licence": "as PoseStream",
        "source": "src/training",
        "input": {
            "width": width, "height": height, "color": "rgb", "scale": 1 / 255, "mean": [MEAN] * 3, "std": [STD] * 3,
            "fit": {"pose": "aspect-crop", "detector": "letterbox-top-left"}[name], "pad": 114,
        },
        "decode": {"pose": {"depth_range": PoseNet.DEPTH_RANGE, "presence_threshold": 0.3}, "detector": {"score_threshold": 0.3, "nms_iou": 0.5}}[name],
        "builds": [{
            "file": os.path.basename(path), "sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content), "url": None, "layout": "nchw",
            "input_name": "image", "outputs": {output: output for output in OUTPUTS[name]},
        }],
        "training": {
            "seed": state["seed"], "commit": commit, "date": datetime.date.today().isoformat(), "samples": state["samples"],
            "blend": share, "results": {key: round(value, 4) for key, value in results.items()},
        },
    }
    if name == "pose":
        document["input"]["box_expansion"] = 1.25
    with open(path[:-5] + ".json.partial", "w") as file:
        json.dump(document, file, indent=2)
        file.write("\n")
    os.replace(path[:-5] + ".json.partial", path[:-5] + ".json")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("network", choices=sorted(OUTPUTS))
    parser.add_argument("--folder", default=default_folder())
    parser.add_argument("--state", default="final", help="which checkpoint: final, or stable for one in the middle of a run")
    parser.add_argument("--blend", type=float, default=0, metavar="SHARE", help="0..1: how far to move the weights back to those of the network in src/models, before that is replaced")
    parser.add_argument("--program", default=None)
    arguments = parser.parse_args()

    task = task_of(arguments.network)
    state = torch.load(os.path.join(arguments.folder, f"{task.name}-{arguments.state}.pt"), map_location="cpu")
    path = os.path.join(ROOT, "src", "models", f"posestream-{task.name}.onnx")
    network = fold(network_of(task.name, state))
    if arguments.blend > 0:
        blend(network, path, arguments.blend)
    results = task.measure(network, held_out(task, arguments.folder, arguments.program, HELD_OUT_SEED))
    print(results, flush=True)
    width, height = task.size
    os.makedirs(os.path.dirname(path), exist_ok=True)
    write(network, task.name, path, width, height)
    manifest(task.name, path, state, arguments.blend, results, width, height)
    print(f"{path}: {os.path.getsize(path)} bytes, {state['samples']} samples")


if __name__ == "__main__":
    main()
