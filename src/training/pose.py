"""Training of the pose network."""
import functools

import numpy as np
import torch
from torch.nn import functional as F

from loop import Task, normalise
from nets import MEAN, STD, PoseNet
from pool import moved

# Canonical joints with sides exchanged.
MIRROR = [0, 2, 1, 4, 3, 6, 5, 8, 7, 10, 9, 12, 11, 14, 13, 16, 15, 17, 18, 19, 21, 20, 23, 22, 25, 24]
PELVIS = 19
CELL = 4


@functools.lru_cache
def constants(device):
    """The other side's joint for each, and the depths of the bins."""
    return torch.tensor(MIRROR, device=device), PoseNet.bin_centres().to(device)


def disturb(x, random):
    """Exposure, colour cast and contrast, cheap ones beside the renderer's."""
    n = x.shape[0]
    gain = moved(np.exp(random.normal(0, 0.15, (n, 1, 1, 1)) + random.normal(0, 0.05, (n, 3, 1, 1))).astype(np.float32), x.device)
    contrast = moved(np.exp(random.normal(0, 0.15, (n, 1, 1, 1))).astype(np.float32), x.device)
    return ((x * gain - 0.45) * contrast + 0.45).clamp_(0, 1)


def patch(x, random):
    """A rectangle of one colour over a quarter of the crops."""
    chosen = np.flatnonzero(random.random(len(x)) < 0.25)
    n, height, width = len(chosen), x.shape[2], x.shape[3]
    sizes = np.stack([random.uniform(0.08, 0.4, n) * height, random.uniform(0.08, 0.5, n) * width]).astype(int)
    low = (random.random((2, n)) * (np.array([[height], [width]]) - sizes)).astype(int)
    colour = moved(random.random((n, 3, 1, 1)).astype(np.float32), x.device)
    rows, columns = np.arange(height)[None], np.arange(width)[None]
    across = (columns >= low[1][:, None]) & (columns < (low + sizes)[1][:, None])
    down = (rows >= low[0][:, None]) & (rows < (low + sizes)[0][:, None])
    covered = moved(down[:, None, :, None] & across[:, None, None, :], x.device)
    chosen = moved(chosen, x.device)
    x[chosen] = torch.where(covered, colour, x[chosen])


def chances(heatmaps):
    """Of each cell to be where the joint is."""
    return torch.softmax(heatmaps.flatten(2), 2).view_as(heatmaps)


def peaks(p):
    """Of maps of chances, the expectation round the highest cell, N x J x 2 input pixels, and the share of the map that lies there, N x J. The service's decoder does the same."""
    rows, columns = p.shape[2:]
    best = p.flatten(2).argmax(2)
    by, bx = best // columns, best % columns
    y, x = torch.arange(rows, device=p.device).view(1, 1, -1, 1), torch.arange(columns, device=p.device).view(1, 1, 1, -1)
    near = p * ((y - by[..., None, None]).abs() <= 2) * ((x - bx[..., None, None]).abs() <= 2)
    mass = near.sum((2, 3)).clamp_min(1e-9)
    return torch.stack([((near * x).sum((2, 3)) / mass + 0.5) * CELL, ((near * y).sum((2, 3)) / mass + 0.5) * CELL], -1), mass


def means(p):
    """Of maps of chances, the expectation over the whole, N x J x 2 input pixels, through which the service places joints in space, and its variance, N x J."""
    moments = PoseNet.moments(p, p)
    half = torch.tensor(p.shape[:1:-1], device=p.device) * (CELL / 2)
    return (moments[..., :2] + 1) * half, (moments[..., 2:] * half).square().mean(2)


class PoseTask(Task):
    name = "pose"
    kind = "crops"
    size = (96, 128)
    batch = 48
    shard = 4096
    shards = 32
    # Crops seen seven times were known by heart: errors on them were 8 % below those on new ones.
    reuse = 1.5
    judged_by = "mpjpe_mm"
    turned = ("quarter", "eighth", "sixteenth", "lateral", "mix", "joint", "layers")

    def network(self):
        return PoseNet()

    def loss(self, network, batch, random):
        joints, cameras = batch["joints"], batch["cameras"]
        x = disturb(normalise(batch["images"]), random)
        height, width = x.shape[2:]
        patch(x, random)
        mirrored = moved(random.random(len(x)) < 0.5, x.device)
        x = torch.where(mirrored.view(-1, 1, 1, 1), x.flip(3), x)
        mirror, centres = constants(joints.device)
        other = joints.index_select(1, mirror)
        other[..., 0] = width - other[..., 0]
        joints = torch.where(mirrored.view(-1, 1, 1), other, joints)
        heatmaps, depths, presence, log_width = network(((x - MEAN) / STD).contiguous(memory_format=torch.channels_last))

        pixel, z, shown = joints[..., :2], joints[..., 2], joints[..., 3]
        # Shown is TruthVisibility: 0 seen, 1 to 3 hidden by itself, by a person, by a thing, 4 outside the picture.
        inside = (pixel[..., 0] > 0) & (pixel[..., 0] < width) & (pixel[..., 1] > 0) & (pixel[..., 1] < height) & (shown < 4)
        weight = inside.float() * torch.where(shown == 0, 1.0, 0.4)
        total = weight.sum().clamp_min(1)
        rows, columns = heatmaps.shape[2:]
        sigma = 0.9
        y = torch.exp(-((torch.arange(rows, device=joints.device) + 0.5 - pixel[..., 1:] / CELL) / sigma).square() / 2)
        x = torch.exp(-((torch.arange(columns, device=joints.device) + 0.5 - pixel[..., :1] / CELL) / sigma).square() / 2)
        target = y.unsqueeze(3) * x.unsqueeze(2)
        target = target.flatten(2) / target.flatten(2).sum(2, keepdim=True).clamp_min(1e-9)
        place = -(target * F.log_softmax(heatmaps.flatten(2), 2)).sum(2)
        place = (place * weight).sum() / total

        known = (shown < 4).float() * torch.where(shown == 0, 1.0, 0.5)
        known[:, PELVIS] = 0
        bins = torch.exp(-((centres - z.clamp(-PoseNet.DEPTH_RANGE, PoseNet.DEPTH_RANGE).unsqueeze(2)) / 0.05).square() / 2)
        bins = bins / bins.sum(2, keepdim=True)
        spread = F.log_softmax(depths, 2)
        depth = ((-(bins * spread).sum(2)) * known).sum() / known.sum().clamp_min(1)
        off = ((spread.exp() * centres).sum(2) - z.clamp(-PoseNet.DEPTH_RANGE, PoseNet.DEPTH_RANGE)).abs()
        off = (off * known).sum() / known.sum().clamp_min(1)

        seen = torch.stack([inside.float(), (inside & (shown == 0)).float()], 2)
        presence = F.binary_cross_entropy_with_logits(presence, seen)
        metres = torch.log(width * joints[:, PELVIS, 6] / cameras[:, 0])
        size = F.smooth_l1_loss(log_width.squeeze(1), metres, beta=0.1)
        loss = place + 0.5 * depth + 2.0 * off + 0.5 * presence + 1.0 * size
        return loss, {name: value.detach() for name, value in
                      {"place": place, "depth": depth, "z_m": off, "presence": presence, "size": size}.items()}

    def measure(self, network, samples):
        """PCK of the crop's longer side / 1.25, metric joints from pixels, depth and width, errors after centring on the pelvis."""
        near = far = count = 0
        errors, aligned, sizes, mirrored, people = [], [], [], 0, 0
        network.eval()
        for start in range(0, len(samples["images"]), 64):
            joints = samples["joints"][start:start + 64]
            cameras = samples["cameras"][start:start + 64]
            x = self.inputs(samples["images"][start:start + 64])
            height, width = x.shape[2:]
            with torch.no_grad():
                heatmaps, depths, _, log_width = network(x)
            p = chances(heatmaps)
            pixel, _ = peaks(p)
            seen = (joints[..., 3] == 0) & (joints[..., 0] > 0) & (joints[..., 0] < width) & (joints[..., 1] > 0) & (joints[..., 1] < height)
            off = (pixel - joints[..., :2]).norm(dim=2) / (height / 1.25)
            near += (off[seen] < 0.05).sum().item()
            far += (off[seen] < 0.1).sum().item()
            count += seen.sum().item()
            swapped = (pixel[:, MIRROR] - joints[..., :2]).norm(dim=2) / (height / 1.25)
            sided = seen.clone()
            sided[:, [0, 1, 2, 3, 4, 17, 18, 19]] = False
            enough = sided.sum(1) >= 4
            mirrored += (((swapped * sided).sum(1) < (off * sided).sum(1)) & enough).sum().item()
            people += enough.sum().item()
            whole = seen[:, PELVIS] | (joints[:, PELVIS, 3] < 4)
            z = (torch.softmax(depths, 2) * PoseNet.bin_centres().to(depths.device)).sum(2)
            root = torch.exp(log_width.squeeze(1)) * cameras[:, 0] / width
            sizes.append(((root / joints[:, PELVIS, 6]) - 1)[whole])
            sight = torch.stack([(width / 2 - cameras[:, 2]) / cameras[:, 0], (height / 2 - cameras[:, 3]) / cameras[:, 1], torch.ones(len(z), device=z.device)], 1)
            sight = F.normalize(sight, dim=1).unsqueeze(1)
            place, _ = means(p)
            rays = torch.stack([(place[..., 0] - cameras[:, 2:3]) / cameras[:, 0:1], (place[..., 1] - cameras[:, 3:4]) / cameras[:, 1:2], torch.ones_like(z)], 2)
            along = (rays * sight).sum(2)
            # Measured from the pelvis already; its own is not taught.
            z[:, PELVIS] = 0
            depth = (z + root.unsqueeze(1) * along[:, PELVIS:PELVIS + 1]) / along
            points = rays * depth.unsqueeze(2)
            mine, true = points - points[:, PELVIS:PELVIS + 1], joints[..., 4:7] - joints[:, PELVIS:PELVIS + 1, 4:7]
            for i in torch.nonzero(whole).flatten().tolist():
                mask = joints[i, :, 3] < 4
                if mask.sum() >= 10:
                    errors.append((mine[i] - true[i]).norm(dim=1)[mask].mean().item())
                    aligned.append(procrustes(mine[i][mask].cpu().numpy(), true[i][mask].cpu().numpy()))
        sizes = torch.cat(sizes).abs()
        return {
            "pck_05": near / count, "pck_10": far / count, "mirrored": mirrored / max(1, people), "mpjpe_mm": 1000 * float(np.mean(errors)),
            "pa_mpjpe_mm": 1000 * float(np.mean(aligned)), "depth_median_percent": 100 * sizes.median().item(), "people": len(errors)}


def procrustes(mine, true):
    """Mean distance in metres after the best turn, move and scale."""
    a, b = mine - mine.mean(0), true - true.mean(0)
    product = a.T @ b
    # A network that has run away is measured like any other.
    if not np.isfinite(product).all():
        return np.inf
    u, s, vt = np.linalg.svd(product)
    sign = np.ones(3)
    sign[2] = np.sign(np.linalg.det(u @ vt))
    scale = (s * sign).sum() / max(1e-9, (a * a).sum())
    return np.linalg.norm(scale * a @ (u * sign) @ vt - b, axis=1).mean()
