"""Rendered samples on disk: shards of fresh ones, mapped into memory, the oldest given up as new ones come."""
import json
import os
import shutil
import subprocess

import numpy as np


class Pool:
    """Shard k of a kind is always the same: `posestream dataset` with seed k. Styles take turns, so that the networks know both ordinary cameras and odd ones."""

    def __init__(self, kind, size, folder, program, shard, most, motions=None, styles=("Wild", "Scenes")):
        self.kind, self.size, self.folder, self.program = kind, size, os.path.join(folder, f"{kind}-{size[0]}x{size[1]}"), program
        self.shard, self.most, self.motions, self.styles = shard, most, motions, styles
        self.loaded = []
        self.rendering = None
        os.makedirs(self.folder, exist_ok=True)

    def fill(self, newest):
        """Maps the shards up to seed `newest` that are on disk already, and renders the newest where there is none."""
        for seed in range(max(1, newest - self.most + 1), newest + 1):
            if os.path.exists(self._done(seed)):
                self._load(seed)
        if not self.loaded:
            self.add(newest)

    def add(self, seed):
        """Waits for the shard."""
        if not os.path.exists(self._done(seed)):
            self.start(seed)
            self._finish()
        else:
            self._load(seed)

    def start(self, seed):
        """Renders a shard beside the training; `poll` takes it up."""
        path = self._path(seed)
        shutil.rmtree(path, ignore_errors=True)
        command = [self.program, "dataset", self.kind, "--out", path, "--count", str(self.shard), "--seed", str(seed), "--threads", "1",
                   "--width", str(self.size[0]), "--height", str(self.size[1]), "--style", self.styles[seed % len(self.styles)]]
        command += ["--motions", self.motions] if self.motions else []
        self.rendering = seed, subprocess.Popen(command, stdout=subprocess.DEVNULL)

    def poll(self):
        """Takes up what is rendered. Whether the renderer is free."""
        if self.rendering and self.rendering[1].poll() is not None:
            self._finish()
        return self.rendering is None

    def close(self):
        if self.rendering:
            self.rendering[1].terminate()
            self.rendering[1].wait()

    def __len__(self):
        return self.shard * len(self.loaded)

    def take(self, random, count):
        """A batch from all shards: a dictionary of arrays."""
        picks = [(random.integers(len(self.loaded)), random.integers(self.shard)) for _ in range(count)]
        names = self.loaded[0][1].keys()
        return {name: np.stack([self.loaded[shard][1][name][row] for shard, row in picks]) for name in names}

    def _finish(self):
        seed, process = self.rendering
        self.rendering = None
        if process.wait() != 0:
            raise SystemExit(f"{' '.join(process.args)}: ended with {process.returncode}; run it by hand to see why")
        with open(self._done(seed), "w") as done:
            json.dump({"motions": bool(self.motions)}, done)
        self._load(seed)

    def _load(self, seed):
        path = self._path(seed)
        self.loaded.append((seed, {name[:-4]: np.load(os.path.join(path, name), mmap_mode="r")
                                   for name in sorted(os.listdir(path)) if name.endswith(".npy")}))
        while len(self.loaded) > self.most:
            oldest, _ = self.loaded.pop(0)
            shutil.rmtree(self._path(oldest), ignore_errors=True)

    def _path(self, seed):
        return os.path.join(self.folder, f"{seed:06}")

    def _done(self, seed):
        return os.path.join(self._path(seed), "done.json")
