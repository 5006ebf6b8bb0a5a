"""One training run of any of the networks: warm-up, a long stretch at a constant rate, a cool-down; resumable at any point."""
import copy
import os
import shutil
import time

import numpy as np
import torch

LEAST_FREE_BYTES = 2 << 30


class Task:
    """What differs between networks."""

    name = ""
    kind = ""
    size = (0, 0)
    batch = 32
    shard = 4096
    shards = 8
    reuse = 4.0

    def network(self):
        raise NotImplementedError

    def loss(self, network, batch, random):
        """Returns the loss and a dictionary of its parts."""
        raise NotImplementedError

    def measure(self, network, samples):
        """Returns figures on held-out samples, by name."""
        raise NotImplementedError


class Run:
    def __init__(self, task, pool, folder, rate, seed):
        self.task, self.pool, self.folder, self.rate = task, pool, folder, rate
        torch.manual_seed(seed)
        torch.set_num_threads(1)
        torch.set_flush_denormal(True)
        self.random = np.random.default_rng(seed)
        self.network = task.network().to(memory_format=torch.channels_last)
        self.average = copy.deepcopy(self.network).eval()
        decayed = [p for p in self.network.parameters() if p.ndim > 1]
        plain = [p for p in self.network.parameters() if p.ndim <= 1]
        self.optimizer = torch.optim.AdamW([{"params": decayed, "weight_decay": 0.03}, {"params": plain, "weight_decay": 0.0}], lr=rate)
        self.steps = self.samples = 0
        self.newest = 0
        self.seed = seed
        os.makedirs(folder, exist_ok=True)

    def path(self, name):
        return os.path.join(self.folder, f"{self.task.name}-{name}.pt")

    def resume(self, name="stable"):
        if not os.path.exists(self.path(name)):
            return False
        state = torch.load(self.path(name), map_location="cpu")
        self.network.load_state_dict(state["network"])
        self.average.load_state_dict(state["average"])
        self.optimizer.load_state_dict(state["optimizer"])
        self.steps, self.samples, self.newest = state["steps"], state["samples"], state["newest"]
        self.random = np.random.default_rng([self.seed, self.steps])
        return True

    def save(self, name):
        if shutil.disk_usage(self.folder).free < LEAST_FREE_BYTES:
            raise SystemExit(f"{self.folder}: less than {LEAST_FREE_BYTES >> 30} GiB free, not saving; make room and start again")
        state = {"network": self.network.state_dict(), "average": self.average.state_dict(), "optimizer": self.optimizer.state_dict(),
                 "steps": self.steps, "samples": self.samples, "newest": self.newest, "seed": self.seed}
        torch.save(state, self.path(name) + ".partial")
        os.replace(self.path(name) + ".partial", self.path(name))

    def step(self, factor):
        rate = self.rate * factor * min(1.0, (self.steps + 1) / 300)
        for group in self.optimizer.param_groups:
            group["lr"] = rate
        self.network.train()
        with torch.autocast("cpu", dtype=torch.bfloat16):
            loss, parts = self.task.loss(self.network, self.pool.take(self.random, self.task.batch), self.random)
        self.optimizer.zero_grad(set_to_none=True)
        loss.backward()
        norm = torch.nn.utils.clip_grad_norm_(self.network.parameters(), 5.0)
        if torch.isfinite(norm):
            self.optimizer.step()
        self.steps += 1
        self.samples += self.task.batch
        self._follow()
        return parts

    def _follow(self):
        keep = min(0.9995, (1 + self.steps) / (20 + self.steps))
        with torch.no_grad():
            for mine, theirs in zip(self.average.state_dict().values(), self.network.state_dict().values()):
                if mine.dtype.is_floating_point:
                    mine.mul_(keep).add_(theirs, alpha=1 - keep)
                else:
                    mine.copy_(theirs)

    def train(self, minutes, cooldown, held_out, say=print):
        """Trains for so many minutes, the last `cooldown` of them with a falling rate. The state before the cool-down is kept to go on from."""
        started = time.monotonic()
        self.newest = max(self.newest, self.task.shards // 2)
        self.pool.fill(self.newest, self.task.shards // 2)
        next_shard = self.samples + self.task.shard * self.task.reuse
        next_report = next_save = time.monotonic()
        sums, count, cooled = {}, 0, False
        first_samples, rendered = self.samples, time.monotonic()
        while True:
            now = time.monotonic()
            left = minutes * 60 - (now - started)
            if left <= 0:
                break
            if left <= cooldown * 60 and not cooled:
                self.save("stable")
                cooled = True
            factor = max(0.02, left / (cooldown * 60)) if cooled else 1.0
            for name, value in self.step(factor).items():
                sums[name] = sums.get(name, 0.0) + value
            count += 1
            if self.samples >= next_shard and not cooled:
                self.newest += 1
                self.pool.add(self.newest)
                next_shard = self.samples + self.task.shard * self.task.reuse
            if now >= next_report:
                rate = (self.samples - first_samples) / max(1e-3, now - rendered)
                text = " ".join(f"{name} {value / count:.4f}" for name, value in sums.items())
                say(f"{self.samples:>9} samples  {rate:4.0f}/s  pool {len(self.pool)}  {left / 60:5.1f} min left  {text}", flush=True)
                sums, count = {}, 0
                next_report = now + 60
            if now >= next_save + 600:
                if not cooled:
                    self.save("stable")
                self._report(held_out, say)
                next_save = now
        self.save("final")
        self._report(held_out, say)

    def _report(self, held_out, say):
        figures = self.task.measure(self.average, held_out)
        say(f"{self.samples:>9} held out: " + "  ".join(f"{name} {value:.3f}" for name, value in figures.items()), flush=True)
