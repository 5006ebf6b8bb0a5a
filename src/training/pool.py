"""Freshly rendered samples: shards on disk, mapped into memory, the oldest replaced as training goes on."""
import json
import os
import shutil
import subprocess

import numpy as np


class Pool:
    """Shard k of a kind is always the same: `posestream dataset` with seed k."""

    def __init__(self, kind, folder, program, shard, most, motions=None, style="Wild"):
        self.kind, self.folder, self.program = kind, os.path.join(folder, kind), program
        self.shard, self.most, self.motions, self.style = shard, most, motions, style
        self.loaded = []
        os.makedirs(self.folder, exist_ok=True)

    def fill(self, newest, least):
        """Maps the shards up to seed `newest`, those that are on disk already, and renders until there are `least`."""
        for seed in range(max(1, newest - self.most + 1), newest + 1):
            if os.path.exists(self._done(seed)) or newest - seed < least:
                self.add(seed)

    def add(self, seed):
        path = os.path.join(self.folder, f"{seed:06}")
        if not os.path.exists(self._done(seed)):
            shutil.rmtree(path, ignore_errors=True)
            command = [self.program, "dataset", self.kind, "--out", path, "--count", str(self.shard), "--seed", str(seed),
                       "--style", self.style, "--threads", "1"]
            subprocess.run(command + (["--motions", self.motions] if self.motions else []), check=True)
            with open(self._done(seed), "w") as done:
                json.dump({"motions": bool(self.motions)}, done)
        self.loaded.append((seed, {name[:-4]: np.load(os.path.join(path, name), mmap_mode="r")
                                   for name in sorted(os.listdir(path)) if name.endswith(".npy")}))
        while len(self.loaded) > self.most:
            oldest, _ = self.loaded.pop(0)
            shutil.rmtree(os.path.join(self.folder, f"{oldest:06}"), ignore_errors=True)

    def __len__(self):
        return self.shard * len(self.loaded)

    def take(self, random, count):
        """A batch from all shards: a dictionary of arrays."""
        picks = [(random.integers(len(self.loaded)), random.integers(self.shard)) for _ in range(count)]
        names = self.loaded[0][1].keys()
        return {name: np.stack([self.loaded[shard][1][name][row] for shard, row in picks]) for name in names}

    def _done(self, seed):
        return os.path.join(self.folder, f"{seed:06}", "done.json")
