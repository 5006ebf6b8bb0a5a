"""Trains a built-in network on freshly rendered people. See README.md beside this file."""
import argparse
import os

# Cores are shared out here: two threads of OpenBLAS that wait for each other busily cost a quarter of the time. Read when torch is loaded.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import torch

from detector import DetectorTask
from loop import Run
from pool import Pool
from pose import PoseTask
from temporal import TemporalTask

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
PROGRAM = os.path.join(ROOT, "src/PoseStream.Daemon/bin/Release/net10.0/posestream")
MODELS = os.path.join(ROOT, "src", "models")
HELD_OUT_SEED = 1_000_000


def default_folder():
    return os.path.join(os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache"), "posestream", "training")


def task_of(name):
    return {"pose": PoseTask, "detector": DetectorTask, "temporal": TemporalTask}[name]()


def held_out(task, folder, program, seed, device="cpu"):
    """Samples that no training sees: other seeds, and the built-in motions alone."""
    pool = Pool(task.kind, task.size, os.path.join(folder, "held-out"), program or PROGRAM, task.held_out, 1, styles=("Scenes",), renderers=os.cpu_count(),
                prepare=task.prepare, prepared_by=task.prepared_by)
    pool.add(seed)
    return {name: tensor.to(device) for name, tensor in pool.loaded[0][1].items()}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("network", choices=("pose", "detector", "temporal"))
    parser.add_argument("--minutes", type=float, default=120, help="how long to train now; what is there already is gone on with")
    parser.add_argument("--cooldown", type=float, default=15, help="of these, minutes with a falling rate at the end")
    parser.add_argument("--folder", default=default_folder(), help="for checkpoints and rendered shards")
    parser.add_argument("--program", default=PROGRAM)
    parser.add_argument("--motions", help="a folder of BVH recordings to use beside the built-in motions")
    parser.add_argument("--rate", type=float, default=1.5e-3)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--fresh", action="store_true", help="neither checkpoint nor the shipped network: from nothing")
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    parser.add_argument("--renderers", type=int, help="processes that render beside the training; 1, or beside a GPU one a core but one")
    parser.add_argument("--cores", type=int, default=1, help="that share each step, beside no GPU")
    parser.add_argument("--batch", type=int, help="samples a step, by which a GPU may be filled")
    parser.add_argument("--shards", type=int, help="how many lie ready to be drawn from")
    parser.add_argument("--shard", type=int, help="samples in each")
    parser.add_argument("--held-out", type=int, help="samples to measure with, where the folder has none yet")
    parser.add_argument("--compile", action="store_true", help="steps as machine code of this network and this processor; needs torch 2 and a C++ compiler")
    arguments = parser.parse_args()

    task = task_of(arguments.network)
    task.shards = arguments.shards or task.shards
    task.shard = arguments.shard or task.shard
    task.held_out = arguments.held_out or task.held_out
    if arguments.compile and not hasattr(torch, "compile"):
        raise SystemExit(f"--compile: needs torch 2, and this is {torch.__version__}; leave it out")
    if arguments.cores < 1 or (arguments.cores > 1 and arguments.device != "cpu"):
        raise SystemExit(f"--cores {arguments.cores}: at least 1, and no more beside a GPU")
    renderers = arguments.renderers or (1 if arguments.device == "cpu" else max(1, os.cpu_count() - 1))
    pool = Pool(task.kind, task.size, arguments.folder, arguments.program, task.shard, task.shards, arguments.motions, task.styles,
                device=arguments.device, renderers=renderers, prepare=task.prepare, prepared_by=task.prepared_by)
    samples = held_out(task, arguments.folder, arguments.program, HELD_OUT_SEED, arguments.device)
    run = Run(task, pool, samples, arguments.folder, arguments.rate, arguments.seed, arguments.batch, arguments.cores, arguments.compile)
    shipped = os.path.join(MODELS, f"posestream-{task.name}.onnx")
    if arguments.fresh:
        print("starting from nothing", flush=True)
    elif run.resume():
        print(f"going on from the checkpoint, {run.samples} samples", flush=True)
    elif os.path.exists(shipped):
        run.start_from(shipped)
        print(f"going on from {shipped}, {run.samples} samples", flush=True)
    run.find_best()
    run.train(arguments.minutes, arguments.cooldown)


if __name__ == "__main__":
    main()
