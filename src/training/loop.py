"""One training run of any of the networks: warm-up, a long stretch at a constant rate, a cool-down; resumable at any point."""
import copy
import math
import os
import shutil
import signal
import time

import numpy as np
import torch

import exported
from muon import Muon
from nets import MEAN, STD
from replicas import Replicas

LEAST_FREE_BYTES = 2 << 30
# Samples from which the statistics of an exported network are found again.
CALIBRATION = 256
WEIGHT_DECAY = 0.03


def normalise(images):
    """bytes N x H x W x 3 to floats N x 3 x H x W in channels-last memory."""
    return images.float().div_(255).permute(0, 3, 1, 2)


class Task:
    """What differs between networks. Tensors of a batch lie on the device that trains."""

    name = ""
    kind = ""
    size = (0, 0)
    batch = 32
    shard = 4096
    shards = 8
    reuse = 4.0
    # Samples to measure with.
    held_out = 1024
    # Of a shard's arrays those that are trained on; None: as they were rendered. And a word for what that depends on.
    prepare = None
    prepared_by = None
    # Of the shards, in turn (SampleStyle of PoseStream.Synthesis).
    styles = ("Wild", "Scenes")
    # Layers whose steps Muon turns, by the beginnings of their names; AdamW has the rest.
    turned = ()
    # The figure of `measure` that says which of two networks is better.
    judged_by = ""
    higher_is_better = False

    def network(self):
        raise NotImplementedError

    def inputs(self, images):
        """Bytes N x H x W x 3 as the network wants them."""
        return ((normalise(images) - MEAN) / STD).contiguous(memory_format=torch.channels_last)

    def examples(self, batch):
        """What the network would be given."""
        return self.inputs(batch["images"])

    def loss(self, network, batch, random):
        """Returns the loss and a dictionary of its parts, both tensors."""
        raise NotImplementedError

    def measure(self, network, samples):
        """Returns figures on held-out samples, by name."""
        raise NotImplementedError

    def is_better(self, score, other):
        """`other` is not a number where there is nobody to beat."""
        return math.isfinite(score) and not (score <= other if self.higher_is_better else score >= other)


def exact(network):
    """A copy whose 1x1 convolutions do without oneDNN, of which version 3.7 (Debian 13) computes those to 80 channels wrong, in single precision and with AVX-512."""
    network = copy.deepcopy(network)
    for convolution in (module for module in network.modules() if isinstance(module, (torch.nn.Conv1d, torch.nn.Conv2d)) and set(module.kernel_size) == {1}):
        convolution.forward = torch.backends.mkldnn.flags(enabled=False)(convolution.forward)
    return network


class Run:
    def __init__(self, task, pool, held_out, folder, rate, seed, batch=None, cores=1, compiled=False):
        self.task, self.pool, self.held_out, self.folder, self.rate, self.seed = task, pool, held_out, folder, rate, seed
        self.compiled = compiled
        self.batch = (batch or task.batch) // cores * cores
        if self.batch == 0:
            raise SystemExit(f"--cores {cores}: more than there are samples in a batch, {batch or task.batch}")
        self.device = pool.device
        torch.manual_seed(seed)
        if self.device.type == "cpu":
            torch.set_num_threads(1)
            torch.set_flush_denormal(True)
        self.network = task.network().to(self.device, memory_format=torch.channels_last)
        self.average = copy.deepcopy(self.network).eval()
        self.replicas = Replicas(self.network, cores)
        self._draw_anew(0)
        turned, decayed, plain = [], [], []
        for name, parameter in self.network.named_parameters():
            (plain if parameter.ndim <= 1 else turned if name.startswith(task.turned) else decayed).append(parameter)
        fused = {} if self.device.type == "cpu" else {"fused": True}
        adam = torch.optim.AdamW([{"params": decayed, "weight_decay": WEIGHT_DECAY}, {"params": plain, "weight_decay": 0.0}], lr=rate, **fused)
        self.optimizers = [adam, *([Muon(turned, rate, WEIGHT_DECAY, self.replicas.map)] if turned else [])]
        self.steps = self.samples = 0
        self.newest = 1
        # The score that the average has to beat to become the final network, and what scores must have in common to be compared.
        self.best = math.nan
        self.judged = [task.judged_by, len(next(iter(held_out.values()))), task.prepared_by]
        self.is_stopped = False
        # bfloat16, or None for single precision.
        self.precision = torch.bfloat16
        os.makedirs(folder, exist_ok=True)

    def path(self, name):
        return os.path.join(self.folder, f"{self.task.name}-{name}.pt")

    def resume(self, name="stable"):
        if not os.path.exists(self.path(name)):
            return False
        state = torch.load(self.path(name), map_location=self.device)
        if len(state.get("optimizers", [])) != len(self.optimizers):
            raise SystemExit(f"{self.path(name)} is of another version of this trainer; remove it to go on from the shipped network")
        self.network.load_state_dict(state["network"])
        self.average.load_state_dict(state["average"])
        for optimizer, its in zip(self.optimizers, state["optimizers"]):
            optimizer.load_state_dict(its)
        for group in self.optimizers[0].param_groups:
            # Of the machine that it is on now.
            group["fused"] = self.device.type != "cpu"
        self.steps, self.samples, self.newest = state["steps"], state["samples"], state["newest"]
        self.best = self._best_of(state)
        self._draw_anew(self.steps)
        return True

    def _draw_anew(self, steps):
        self.randoms = [np.random.default_rng([self.seed, steps, core]) for core in range(len(self.replicas))]

    def start_from(self, path):
        """Goes on from an exported network: its samples count, the optimiser starts anew."""
        self.samples = exported.samples_of(path)
        # The shards that it learnt from are not drawn again.
        self.newest = self.pool.fill(2 * self.task.shards + int(self.samples / (self.task.shard * self.task.reuse)))
        exported.load(self.network, path, self.task.examples(self.pool.take(self.randoms[0], CALIBRATION)))
        self.average.load_state_dict(self.network.state_dict())

    def find_best(self, say=print):
        """What is to be beaten: the network that the run goes on from or, where that is better, the final one in the folder."""
        if math.isnan(self.best) and self.samples > 0:
            self.best = self._measure(say)
        if os.path.exists(self.path("final")):
            final = torch.load(self.path("final"), map_location="cpu")
            kept = self._best_of(final)
            if math.isnan(kept):
                say(f"{self.path('final')} was judged otherwise:", flush=True)
                kept = self._measure(say, final)
            if self.task.is_better(kept, self.best):
                self.best = kept
        if not math.isnan(self.best):
            say(f"{self.path('final')} is written when {self.task.judged_by} is better than {self.best:.3f}", flush=True)

    def _best_of(self, state):
        """Not a number where that was measured otherwise or on other samples."""
        return state["best"] if state.get("judged") == self.judged else math.nan

    def choose_precision(self):
        """bfloat16 halves the time on processors with matrix units for it and costs some on others: both are tried, neither changes the result measurably."""
        if self.device.type != "cpu":
            return
        targets = (self.network, self.average, *self.optimizers)
        state = copy.deepcopy([target.state_dict() for target in targets])
        steps, samples = self.steps, self.samples
        single = self._seconds_a_step(None)
        # Where it is only imitated, one step takes as long as twenty, and is enough to know.
        half = self._seconds_a_step(torch.bfloat16, too_long=3 * single + 1)
        self.precision = torch.bfloat16 if half < single or not self._is_single_right() else None
        for target, source in zip(targets, state):
            target.load_state_dict(source)
        self.steps, self.samples = steps, samples

    @torch.no_grad()
    def _is_single_right(self):
        examples = self.task.examples({name: values[:16] for name, values in self.held_out.items()})
        answers = self.average(examples), exact(self.average)(examples)
        mine, right = ([answer] if torch.is_tensor(answer) else answer for answer in answers)
        return all((one - other).abs().max() <= 1e-2 * other.abs().max() for one, other in zip(mine, right))

    def _seconds_a_step(self, precision, too_long=float("inf")):
        """Of three, the first one left out; of that one where it takes too long."""
        self.precision = precision
        started = time.monotonic()
        self.step(0.0)
        first = time.monotonic() - started
        if first > too_long:
            return first
        started = time.monotonic()
        for _ in range(3):
            self.step(0.0)
        return (time.monotonic() - started) / 3

    def save(self, name, resumable=True):
        """`resumable`: with all that a run goes on from; else only what is exported, a quarter of the size."""
        if shutil.disk_usage(self.folder).free < LEAST_FREE_BYTES:
            raise SystemExit(f"{self.folder}: less than {LEAST_FREE_BYTES >> 30} GiB free, not saving; make room and start again")
        state = {"average": self.average.state_dict(), "steps": self.steps, "samples": self.samples, "newest": self.newest, "seed": self.seed,
                 "best": self.best, "judged": self.judged}
        if resumable:
            state |= {"network": self.network.state_dict(), "optimizers": [optimizer.state_dict() for optimizer in self.optimizers]}
        torch.save(state, self.path(name) + ".partial")
        os.replace(self.path(name) + ".partial", self.path(name))

    def step(self, factor):
        """Returns the parts of the loss as tensors: to read them at each step would make a GPU wait."""
        rate = self.rate * factor * min(1.0, (self.steps + 1) / 300)
        for optimizer in self.optimizers:
            for group in optimizer.param_groups:
                group["lr"] = rate
        parts = self.replicas.learn(self._learn, self.randoms)
        norm = torch.nn.utils.clip_grad_norm_(self.network.parameters(), 5.0)
        # A step that is not finite is left out. A GPU is not asked, which would make it wait: its optimisers look for themselves.
        finite = torch.isfinite(norm)
        if self.device.type == "cpu":
            if finite:
                for optimizer in self.optimizers:
                    optimizer.step()
        else:
            for optimizer in self.optimizers:
                optimizer.found_inf = (~finite).float()
                optimizer.step()
        self.steps += 1
        self.samples += self.batch
        self._follow()
        return parts

    def _learn(self, network, random):
        network.train()
        network.zero_grad(set_to_none=True)
        with torch.autocast(self.device.type, dtype=torch.bfloat16, enabled=self.precision is not None):
            loss, parts = self.task.loss(network, self.pool.take(random, self.batch // len(self.replicas)), random)
        loss.backward()
        return parts

    def _follow(self):
        keep = min(0.999, (1 + self.steps) / (20 + self.steps))
        pairs = list(zip(self.average.state_dict().values(), self.network.state_dict().values()))
        followed = [(mine, theirs) for mine, theirs in pairs if mine.dtype.is_floating_point]
        with torch.no_grad():
            torch._foreach_mul_([mine for mine, _ in followed], keep)
            torch._foreach_add_([mine for mine, _ in followed], [theirs for _, theirs in followed], alpha=1 - keep)
            for mine, theirs in pairs:
                if not mine.dtype.is_floating_point:
                    mine.copy_(theirs)

    def train(self, minutes, cooldown, say=print):
        """Trains for so many minutes, the last `cooldown` of them with a falling rate. The state before the cool-down is kept to go on from."""
        started = time.monotonic()
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._stop)
        if not self.pool.loaded:
            self.newest = self.pool.fill(self.newest)
        self.choose_precision()
        # Compiling takes longer than the steps by which precisions are compared.
        if self.compiled:
            self.replicas.compile()
        say(f"computing on {self.device} in {'single precision' if self.precision is None else 'bfloat16'}", flush=True)
        next_shard = self.samples
        next_report = next_save = time.monotonic()
        sums, count, cooled = {}, 0, False
        first_samples, begun = self.samples, time.monotonic()
        while True:
            now = time.monotonic()
            left = minutes * 60 - (now - started)
            if left <= 0:
                break
            if left <= cooldown * 60 and not cooled:
                # One that cools from the beginning has nothing to go on from but what it has come to.
                if count > 0:
                    self.save("stable")
                cooled = True
            factor = max(0.02, left / (cooldown * 60)) if cooled else 1.0
            for name, value in self.step(factor).items():
                sums[name] = sums.get(name, 0.0) + value
            count += 1
            # Ctrl-C has reached the renderers as well, whose end is no fault then.
            if self.is_stopped:
                break
            few = len(self.pool) < self.task.shard * self.task.shards // 2
            for _ in range(self.pool.poll()):
                if few or self.samples >= next_shard:
                    self.newest += 1
                    self.pool.start(self.newest)
                    next_shard = self.samples + self.task.shard * self.task.reuse
            if now >= next_report:
                rate = (self.samples - first_samples) / max(1e-3, now - begun)
                text = " ".join(f"{name} {float(value) / count:.4f}" for name, value in sums.items())
                say(f"{self.samples:>9} samples  {rate:4.0f}/s  pool {len(self.pool)}  {left / 60:5.1f} min left  {text}", flush=True)
                sums, count = {}, 0
                next_report = now + 60
            if now >= next_save + 600:
                self.save("last" if cooled else "stable", resumable=not cooled)
                self._judge(say)
                next_save = now
        self.pool.close()
        if not cooled:
            self.save("stable")
        self.save("last", resumable=False)
        self._judge(say)

    def _stop(self, number, _):
        """Ends the run after this step, as its time would; whoever asks twice ends it at once."""
        signal.signal(number, signal.SIG_DFL)
        self.is_stopped = True

    def _judge(self, say):
        """The average becomes the final network where it is better than the best so far."""
        score, before = self._measure(say), self.best
        is_better = self.task.is_better(score, before)
        if is_better:
            self.best = score
            self.save("final", resumable=False)
        say(f"{self.path('final')} {'written' if is_better else 'not written'}: {self.task.judged_by} {score:.3f}, the best before {before:.3f}", flush=True)

    def _measure(self, say, state=None):
        """Of the average, or of that of a checkpoint."""
        network = exact(self.average)
        if state is not None:
            network.load_state_dict(state["average"])
        figures = self.task.measure(network, self.held_out)
        say(f"{(state['samples'] if state else self.samples):>9} held out: " + "  ".join(f"{name} {value:.3f}" for name, value in figures.items()), flush=True)
        return float(figures[self.task.judged_by])
