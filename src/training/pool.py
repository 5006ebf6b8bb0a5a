"""Rendered samples: shards of fresh ones, the oldest given up as new ones come."""
import json
import os
import shutil
import subprocess

import numpy as np
import torch


def moved(values, device):
    """What NumPy made, on the device that trains; a GPU goes on with its work meanwhile."""
    tensor = torch.from_numpy(np.asarray(values))
    return tensor.pin_memory().to(device, non_blocking=True) if device.type == "cuda" else tensor


# A batch is drawn from so many shards at most: each costs a GPU some small copies.
SHARDS_A_BATCH = 16


class Pool:
    """Shard k of a kind is always the same: `posestream dataset` with seed k. Styles take turns, so that the networks know both ordinary cameras and odd ones.

    Beside the processor that trains, shards lie on disk and are mapped into memory; for a GPU they move into its memory and leave the disk.
    """

    def __init__(self, kind, size, folder, program, shard, most, motions=None, styles=("Scenes",), device="cpu", renderers=1, prepare=None, prepared_by=None):
        self.kind, self.size, self.folder, self.program = kind, size, os.path.join(folder, f"{kind}-{size[0]}x{size[1]}"), program
        self.shard, self.most, self.motions, self.styles = shard, most, motions, styles
        self.device, self.renderers = torch.device(device), renderers
        # From the arrays of a shard to those that are trained on, which take their place; and what that depends on, by which shards are known that something else prepared.
        self.prepare, self.prepared_by = prepare, prepared_by
        self.loaded = []
        self.rendering = []
        os.makedirs(self.folder, exist_ok=True)

    def fill(self, newest):
        """Takes up the newest shards that are on disk already, and renders up to seed `newest` where there is none; gives the newest seed in use."""
        done = []
        for seed in sorted(int(name) for name in os.listdir(self.folder) if os.path.exists(self._done(int(name)))):
            if self._is_done(seed):
                done.append(seed)
            else:
                shutil.rmtree(self._path(seed))
        newest = max([newest, *done])
        for seed in done:
            if seed > newest - self.most:
                self._load(seed)
        if not self.loaded:
            print(f"rendering {self.renderers * self.shard} {self.kind} to begin with", flush=True)
            for seed in range(newest, newest + self.renderers):
                self.start(seed)
            while self.rendering:
                self._finish(self.rendering[0])
            newest += self.renderers - 1
        return newest

    def add(self, seed):
        """Waits for the shard."""
        if self._is_done(seed):
            self._load(seed)
        else:
            print(f"rendering {self.shard} {self.kind} to measure with", flush=True)
            self.start(seed, threads=self.renderers)
            self._finish(self.rendering[-1])

    def start(self, seed, threads=1):
        """Renders a shard beside the training; `poll` takes it up."""
        path = self._path(seed)
        shutil.rmtree(path, ignore_errors=True)
        command = [self.program, "dataset", self.kind, "--out", path, "--count", str(self.shard), "--seed", str(seed), "--threads", str(threads),
                   "--width", str(self.size[0]), "--height", str(self.size[1]), "--style", self.styles[seed % len(self.styles)]]
        command += ["--motions", self.motions] if self.motions else []
        self.rendering.append((seed, subprocess.Popen(command, stdout=subprocess.DEVNULL)))

    def poll(self):
        """Takes up what is rendered. How many renderers are free."""
        for job in list(self.rendering):
            if job[1].poll() is not None:
                self._finish(job)
        return self.renderers - len(self.rendering)

    def close(self):
        for _, process in self.rendering:
            process.terminate()
            process.wait()

    def __len__(self):
        return self.shard * len(self.loaded)

    def take(self, random, count):
        """A batch drawn from many shards: a dictionary of tensors on the pool's device."""
        chosen = random.permutation(len(self.loaded))[:SHARDS_A_BATCH]
        counts = random.multinomial(count, np.full(len(chosen), 1 / len(chosen)))
        parts = [(self.loaded[i][1], moved(random.integers(self.shard, size=n), self.device)) for i, n in zip(chosen, counts) if n]
        return {name: torch.cat([arrays[name][rows] for arrays, rows in parts]) for name in self.loaded[0][1]}

    def _finish(self, job):
        seed, process = job
        self.rendering.remove(job)
        if process.wait() != 0:
            self.close()
            raise SystemExit(f"{' '.join(process.args)}: ended with {process.returncode}; run it by hand to see why")
        if self.prepare:
            self._replace(self._path(seed))
        with open(self._done(seed) + ".partial", "w") as done:
            json.dump({"motions": bool(self.motions), "prepared_by": self.prepared_by}, done)
        os.replace(self._done(seed) + ".partial", self._done(seed))
        self._load(seed)

    def _load(self, seed):
        path = self._path(seed)
        names = sorted(name for name in os.listdir(path) if name.endswith(".npy"))
        # Copy-on-write: torch wants memory that could be written to, and nobody writes.
        arrays = {name[:-4]: torch.from_numpy(np.load(os.path.join(path, name), mmap_mode="c")).to(self.device) for name in names}
        self.loaded.append((seed, arrays))
        if self.device.type != "cpu":
            shutil.rmtree(path)
        while len(self.loaded) > self.most:
            oldest, _ = self.loaded.pop(0)
            shutil.rmtree(self._path(oldest), ignore_errors=True)

    def _replace(self, path):
        names = [name[:-4] for name in os.listdir(path) if name.endswith(".npy")]
        prepared = self.prepare({name: torch.from_numpy(np.load(os.path.join(path, f"{name}.npy"), mmap_mode="c")) for name in names})
        for name, tensor in prepared.items():
            np.save(os.path.join(path, name), tensor.cpu().numpy())
        for name in set(names) - set(prepared):
            os.remove(os.path.join(path, f"{name}.npy"))

    def _path(self, seed):
        return os.path.join(self.folder, f"{seed:06}")

    def _is_done(self, seed):
        if not os.path.exists(self._done(seed)):
            return False
        with open(self._done(seed)) as done:
            try:
                return json.load(done).get("prepared_by") == self.prepared_by
            except ValueError:
                return False

    def _done(self, seed):
        return os.path.join(self._path(seed), "done.json")
