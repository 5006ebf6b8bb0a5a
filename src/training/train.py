"""Trains a built-in network on freshly rendered people and exports it. See README.md beside this file."""
import argparse
import os

from detector import DetectorTask
from loop import Run
from pool import Pool
from pose import PoseTask

HELD_OUT_SEED = 1_000_000


def main():
    root = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
    cache = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("network", choices=("pose", "detector"))
    parser.add_argument("--minutes", type=float, default=120, help="how long to train now; what is there already is gone on with")
    parser.add_argument("--cooldown", type=float, default=15, help="of these, minutes with a falling rate at the end")
    parser.add_argument("--folder", default=os.path.join(cache, "posestream", "training"), help="for checkpoints and rendered shards")
    parser.add_argument("--program", default=os.path.join(root, "src/PoseStream.Daemon/bin/Release/net10.0/posestream"))
    parser.add_argument("--motions", help="a folder of BVH recordings to use beside the built-in motions")
    parser.add_argument("--rate", type=float, default=1.5e-3)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()

    task = {"pose": PoseTask, "detector": DetectorTask}[arguments.network]()
    pool = Pool(task.kind, arguments.folder, arguments.program, task.shard, task.shards, arguments.motions)
    held_out = Pool(task.kind, os.path.join(arguments.folder, "held-out"), arguments.program, 1024, 1, style="Scenes")
    held_out.add(HELD_OUT_SEED)
    run = Run(task, pool, arguments.folder, arguments.rate, arguments.seed)
    if run.resume():
        print(f"going on from {run.samples} samples", flush=True)
    run.train(arguments.minutes, arguments.cooldown, held_out.loaded[0][1])


if __name__ == "__main__":
    main()
