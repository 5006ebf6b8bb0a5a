"""Training of the network that reads poses over time: on what the shipped pose network says of rendered sequences, errors that last included."""
import os

import numpy as np
import torch
from torch.nn import functional as F

import exported
from loop import Task, exact
from nets import PoseNet, TemporalNet
from pose import MIRROR, PELVIS, chances, means, peaks, procrustes

POSE = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "models", "posestream-pose.onnx")
# As the service does: PoseStreamPoseFamily, PersonWindow.
PRESENT = 0.3
PERSON = 0.5
BODY = 17
LONGEST_GAP = 0.5
# Of the loss: what an error's change from one look to the next weighs beside the error.
STEADINESS = 0.5
# Columns of a joint's answer: x, y, z in metres from the pelvis, camera axes; confidence, visibility; sigmas of pixel and depth in metres; x, y of its ray.
ANSWER = 9


def turns(ray):
    """N x 2 to N x 3 x 3: from a camera that looks along the ray to the real one, without roll (ViewingDirection of PoseStream.Core)."""
    direction = F.normalize(torch.cat([ray, torch.ones_like(ray[:, :1])], 1), dim=1)
    x, y, z = direction.unbind(1)
    share = 1 / (1 + z)
    rows = [1 - x * x * share, -x * y * share, x, -x * y * share, 1 - y * y * share, y, -x, -y, z]
    return torch.stack(rows, 1).view(-1, 3, 3)


class TemporalTask(Task):
    name = "temporal"
    kind = "sequences"
    size = (96, 128)
    batch = 32
    shard = 256
    shards = 64
    reuse = 12.0
    held_out = 192
    judged_by = "refined_mpjpe_mm"
    styles = ("Wild", "Scenes")
    # Newest frames drawn of each sequence, one after the other in pairs.
    targets = 8

    def __init__(self):
        self.pose = None
        self.prepared_by = exported.digest(POSE)

    def network(self):
        return TemporalNet()

    def examples(self, batch):
        windows, _ = self.draw(batch, np.random.default_rng(0))
        return windows

    @torch.no_grad()
    def prepare(self, arrays):
        """Pictures to what the pose network says of them: answers N x T x 26 x ANSWER, frames N x T x 3 (seconds, whether there is a pose, the pelvis' distance), truth N x T x 26 x 4."""
        images, joints, cameras, moments = (arrays[name] for name in ("images", "joints", "cameras", "moments"))
        sequences, length = images.shape[:2]
        if self.pose is None:
            if exported.digest(POSE) != self.prepared_by:
                raise SystemExit(f"{POSE}: is another network than when the training began; start again")
            self.pose = PoseNet()
            exported.load(self.pose, POSE, self.inputs(images[:, ::8].flatten(0, 1)[:512]))
            self.pose = exact(exported.folded(self.pose.eval()).to(images.device, memory_format=torch.channels_last))
        answers, distances, scores = [], [], []
        for start in range(0, sequences * length, 256):
            part = slice(start, start + 256)
            answer, distance, score = self.ask(images.flatten(0, 1)[part], cameras.flatten(0, 1)[part])
            answers.append(answer)
            distances.append(distance)
            scores.append(score)
        answers = torch.cat(answers).view(sequences, length, PoseNet.JOINTS, ANSWER)
        distances, scores = torch.cat(distances).view(sequences, length), torch.cat(scores).view(sequences, length)
        known = (moments[..., 1] > 0.5) & (scores >= PERSON) & (answers[:, :, PELVIS, 3] > 0)
        truth = torch.cat([joints[..., 4:7], joints[..., 3:4]], 3)
        return {"answers": answers, "frames": torch.stack([moments[..., 0], known.float(), distances], 2), "truth": truth}

    def ask(self, images, cameras):
        heatmaps, depths, presence, log_width = self.pose(self.inputs(images))
        height, width = images.shape[1:3]
        p = chances(heatmaps)
        _, mass = peaks(p)
        pixel, variance = means(p)
        presence = torch.sigmoid(presence)
        present = presence[..., 0] >= PRESENT
        z = torch.softmax(depths, 2)
        centres = PoseNet.bin_centres().to(z.device)
        depth = (z * centres).sum(2)
        depth_sigma = ((z * centres.square()).sum(2) - depth.square()).clamp_min(0).sqrt()
        depth[:, PELVIS] = 0
        metres = torch.exp(log_width) / width
        across = (pixel - pixel[:, PELVIS:PELVIS + 1]) * metres.unsqueeze(2)
        centre = torch.tensor([width, height], device=pixel.device) / 2
        turn = turns((centre - cameras[:, 2:4]) / cameras[:, 0:2])
        points = torch.cat([across, depth.unsqueeze(2)], 2) @ turn.transpose(1, 2)
        rays = (pixel - cameras[:, None, 2:4]) / cameras[:, None, 0:2]
        sigma = variance.sqrt() * metres
        confidence = presence[..., 0] * mass * present
        answer = torch.cat([points, confidence.unsqueeze(2), (presence[..., 0] * presence[..., 1]).unsqueeze(2), sigma.unsqueeze(2), depth_sigma.unsqueeze(2), rays], 2)
        # Somebody cut off by the picture's edge is no less a person.
        count = present[:, :BODY].sum(1)
        score = confidence[:, :BODY].sum(1) / count.clamp_min(1) * (count >= 3)
        return answer * present.unsqueeze(2), metres[:, 0] * cameras[:, 0], score

    def draw(self, batch, random):
        """Windows N x FRAMES x COLUMNS of frames and of those before them, and the (sequence, frame) of each, two rows of N: pairs of successive ones by chance or, where that is None, all."""
        frames = batch["frames"].cpu().numpy()
        sequences, length = frames.shape[:2]
        chosen, indices = [], []
        for s in range(sequences):
            known = np.flatnonzero(frames[s, :, 1] > 0.5)
            if random is not None and len(known) > 0 and random.random() < 0.5:
                # Some cameras are slower, and frames are lost.
                known = known[random.integers(2)::2] if random.random() < 0.5 else known[np.append(random.random(len(known) - 1) < 0.85, True)]
            if len(known) < 2:
                continue
            places = np.arange(len(known))
            if random is not None:
                places = (random.integers(1, len(known), size=(self.targets // 2, 1)) - [1, 0]).ravel()
            for place in places:
                chosen.append((s, known[place]))
                indices.append(window_of(known, frames[s, :, 0], place))
        chosen = np.array(chosen).T
        return windows(batch, torch.from_numpy(chosen[0]), torch.from_numpy(np.array(indices))), torch.from_numpy(chosen)

    def loss(self, network, batch, random):
        batch = mirror(batch) if random.random() < 0.5 else batch
        answers, (sequence, frame) = self.draw(batch, random)
        offsets, log_scale = network(answers)
        answer, truth = batch["answers"][sequence, frame], batch["truth"][sequence, frame]
        distance = batch["frames"][sequence, frame, 2]
        points, root = place(answer, distance, offsets.float(), log_scale.float())
        true_root = truth[:, PELVIS:PELVIS + 1, :3]
        weight = (answer[..., 3] > 0) * torch.where(truth[..., 3] == 0, 1.0, 0.5) * (truth[..., 3] < 4)
        weight[:, PELVIS] = 0
        # The truth is of the camera: behind it nothing is learnt.
        weight = weight * (true_root[..., 2] > 0.3)
        off = points - root - (truth[..., :3] - true_root)
        joints = (off.norm(dim=2).clamp_max(1.0) * weight).sum() / weight.sum().clamp_min(1)
        real = weight.sum(1) > 4
        stretched = (root[:, 0, 2] / true_root[:, 0, 2].clamp_min(0.3)).log()
        scale = (stretched.abs() * real).sum() / real.sum().clamp_min(1)
        aside = root[:, 0, :2] / root[:, 0, 2:] - true_root[:, 0, :2] / true_root[:, 0, 2:].clamp_min(0.3)
        aside = ((aside.norm(dim=1) * true_root[:, 0, 2]).clamp_max(0.5) * real).sum() / real.sum().clamp_min(1)
        # An error that stays is seen by nobody, one that comes and goes shakes.
        seconds = batch["frames"][sequence, frame, 0]
        joined = seconds[1::2] - seconds[::2] <= LONGEST_GAP
        both = weight[::2] * weight[1::2] * joined.unsqueeze(1)
        shake = ((off[1::2] - off[::2]).norm(dim=2).clamp_max(1.0) * both).sum() / both.sum().clamp_min(1)
        real = real[::2] & real[1::2] & joined
        waver = ((stretched[1::2] - stretched[::2]).abs() * real).sum() / real.sum().clamp_min(1)
        loss = joints + 0.5 * aside + scale + STEADINESS * (shake + waver)
        return loss, {name: value.detach() for name, value in {"joints": joints, "aside": aside, "scale": scale, "shake": shake, "waver": waver}.items()}

    @torch.no_grad()
    def measure(self, network, samples):
        """As measured by the pose network alone, and with this one: joints that can be seen, the pelvis' distance, and how much joints shake against the truth."""
        network.eval()
        figures = {}
        inputs, (sequence, frame) = self.draw(samples, None)
        answer, truth = samples["answers"][sequence, frame], samples["truth"][sequence, frame]
        distance = samples["frames"][sequence, frame, 2]
        given = [network(part) for part in inputs.split(1024)]
        offsets, log_scale = torch.cat([part[0] for part in given]), torch.cat([part[1] for part in given])
        true_root = truth[:, PELVIS:PELVIS + 1, :3]
        for name, weight in (("raw", 0.0), ("refined", 1.0)):
            points, root = place(answer, distance, offsets * weight, log_scale * weight)
            seen = (answer[..., 3] > 0) & (truth[..., 3] == 0) & (true_root[..., 2] > 0.3)
            seen[:, PELVIS] = False
            off = (points - root - (truth[..., :3] - true_root)).norm(dim=2)
            figures[f"{name}_mpjpe_mm"] = 1000 * off[seen].mean().item()
            some = [i for i in range(0, len(points), 16) if seen[i].sum() >= 10]
            figures[f"{name}_pa_mpjpe_mm"] = 1000 * float(np.mean([procrustes((points - root)[i][seen[i]].cpu().numpy(), (truth[..., :3] - true_root)[i][seen[i]].cpu().numpy()) for i in some]))
            figures[f"{name}_distance_percent"] = 100 * (root[:, 0, 2] / true_root[:, 0, 2] - 1).abs()[true_root[:, 0, 2] > 0.3].median().item()
            joined = (sequence[2:] == sequence[:-2]) & (frame[2:] == frame[:-2] + 2)
            shake = lambda x: (x[2:] - 2 * x[1:-1] + x[:-2]).norm(dim=2)[joined][:, 1:17].mean().item()
            figures[f"{name}_shake"] = shake(points - root) / shake(truth[..., :3] - true_root)
        return figures | {"people": len(samples["frames"])}


def window_of(known, seconds, place):
    """Indices of the frames of a window: the first after a gap stands for those before it."""
    first = place
    while first > 0 and place - first < TemporalNet.FRAMES - 1 and seconds[known[first]] - seconds[known[first - 1]] <= LONGEST_GAP:
        first -= 1
    return known[np.maximum(first, np.arange(place - TemporalNet.FRAMES + 1, place + 1))]


def windows(batch, sequence, indices):
    answers, frames = batch["answers"][sequence[:, None], indices], batch["frames"][sequence[:, None], indices]
    newest, now = answers[:, -1:], frames[:, -1:]
    moved_by = (answers[:, :, PELVIS, 7:9] - newest[:, :, PELVIS, 7:9]) * now[..., 2:]
    nearer = (frames[..., 2:] / now[..., 2:]).log()
    age = now[..., :1] - frames[..., :1]
    return torch.cat([answers[..., :7].flatten(2), moved_by, nearer, age, torch.ones_like(age)], 2)


def place(answer, distance, offsets, log_scale):
    """Joints in camera space as the service places them (RootScale of PoseStream.Core), and the pelvis: N x 26 x 3, N x 1 x 3."""
    distance = distance.view(-1, 1)
    rays = answer[..., 7:9] + offsets[..., :2] / distance.unsqueeze(2)
    depth = distance * log_scale.exp() + answer[..., 2] + offsets[..., 2]
    depth = torch.cat([depth[:, :PELVIS], distance * log_scale.exp(), depth[:, PELVIS + 1:]], 1)
    points = torch.cat([rays, torch.ones_like(rays[..., :1])], 2) * depth.unsqueeze(2)
    return points, points[:, PELVIS:PELVIS + 1]


def mirror(batch):
    answers, truth = batch["answers"][:, :, MIRROR].clone(), batch["truth"][:, :, MIRROR].clone()
    answers[..., 0].neg_()
    answers[..., 7].neg_()
    truth[..., 0].neg_()
    return {"answers": answers, "truth": truth, "frames": batch["frames"]}
