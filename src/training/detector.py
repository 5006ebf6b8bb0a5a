"""Training of the detector: each person is learnt by the cells that find it best (task-aligned assignment, Feng et al. 2021)."""
import numpy as np
import torch
from torch.nn import functional as F

from loop import Task, normalise
from nets import MEAN, STD, DetectorNet
from pool import moved
from pose import disturb

CANDIDATES = 9
PERSON, IGNORED = 1, 2


def pairwise_iou(a, b):
    """... x N x 4 and ... x M x 4 to ... x N x M."""
    low = torch.maximum(a[..., :, None, :2], b[..., None, :, :2])
    high = torch.minimum(a[..., :, None, 2:], b[..., None, :, 2:])
    both = (high - low).clamp_min(0).prod(-1)
    area_a, area_b = (a[..., 2:] - a[..., :2]).prod(-1), (b[..., 2:] - b[..., :2]).prod(-1)
    return both / (area_a[..., :, None] + area_b[..., None, :] - both).clamp_min(1e-6)


def giou(a, b):
    """Row by row."""
    low, high = torch.maximum(a[:, :2], b[:, :2]), torch.minimum(a[:, 2:], b[:, 2:])
    both = (high - low).clamp_min(0).prod(1)
    union = (a[:, 2:] - a[:, :2]).prod(1) + (b[:, 2:] - b[:, :2]).prod(1) - both
    hull = (torch.maximum(a[:, 2:], b[:, 2:]) - torch.minimum(a[:, :2], b[:, :2])).prod(1).clamp_min(1e-6)
    return both / union.clamp_min(1e-6) - (hull - union) / hull


def to_boxes(output, cells):
    return torch.cat([cells[:, :2] - output[..., 1:3], cells[:, :2] + output[..., 3:5]], -1)


@torch.no_grad()
def assign(scores, boxes, truth, kinds, cells):
    """The soft score that each cell should give (B x N), the index of its person, and whether the cell counts at all."""
    centre, stride = cells[:, :2], cells[:, 2]
    person = kinds == PERSON
    # The cell's centre lies in the box, or within half a cell of it for boxes smaller than the grid.
    low, high = truth[:, :, None, :2], truth[:, :, None, 2:]
    middle, half = (low + high) / 2, torch.maximum((high - low) / 2, stride.view(1, 1, -1, 1) * 0.55)
    within = ((centre - middle).abs() <= half).all(-1) & person.unsqueeze(2)
    overlap = pairwise_iou(truth, boxes) * within
    quality = scores.unsqueeze(1).sqrt() * overlap.pow(4) * within
    best = quality.topk(CANDIDATES, dim=2)
    chosen = torch.zeros_like(quality).scatter_(2, best.indices, 1.0) * (quality > 1e-12)
    # A cell that several people want goes to the one it overlaps most.
    owner = (overlap * chosen).argmax(1)
    chosen = chosen * F.one_hot(owner, truth.shape[1]).permute(0, 2, 1)
    quality = quality * chosen
    most = quality.amax(2, keepdim=True).clamp_min(1e-12)
    soft = quality / most * (overlap * chosen).amax(2, keepdim=True)
    target = soft.amax(1)
    ignored = ((centre > low) & (centre < high)).all(-1) & (kinds == IGNORED).unsqueeze(2)
    counts = ~(ignored.any(1) & (target == 0))
    return target, owner, counts


class DetectorTask(Task):
    name = "detector"
    kind = "scenes"
    size = (384, 224)
    batch = 24
    shard = 2048
    shards = 20
    reuse = 1.5
    judged_by = "ap_50"
    higher_is_better = True
    # Two people in one box are told apart only by a network that has seen many such, and so it is with people of twenty pixels, of whom the other styles have one in thirty.
    styles = ("Wild", "Far", "Crowds", "Scenes", "Far")

    def __init__(self):
        self.cells = DetectorNet.cells(*self.size)

    def network(self):
        return DetectorNet()

    def loss(self, network, batch, random):
        truth = batch["boxes"]
        cells = self.cells.to(truth.device)
        x = disturb(normalise(batch["images"]), random)
        mirrored = moved(random.random(len(x)) < 0.5, x.device)
        x = torch.where(mirrored.view(-1, 1, 1, 1), x.flip(3), x)
        width = x.shape[3]
        other = torch.stack([width - truth[..., 2], truth[..., 1], width - truth[..., 0], truth[..., 3], truth[..., 4]], -1)
        truth = torch.where(mirrored.view(-1, 1, 1), other, truth)
        output = network(((x - MEAN) / STD).contiguous(memory_format=torch.channels_last))
        logits, boxes = output[..., 0], to_boxes(output, cells)
        target, owner, counts = assign(torch.sigmoid(logits), boxes, truth[..., :4], truth[..., 4], cells)
        total = target.sum().clamp_min(1)
        score = F.binary_cross_entropy_with_logits(logits, target, reduction="none")
        # Clear background has little to teach (focal weight); a person's cells all count.
        easy = torch.where(target > 0, torch.ones_like(target), torch.sigmoid(logits).detach().square())
        score = (score * easy * counts).sum() / total
        positive = target > 0
        wanted = truth[..., :4].gather(1, owner.unsqueeze(2).expand(-1, -1, 4))[positive]
        overlap = giou(boxes[positive], wanted)
        box = ((1 - overlap) * target[positive]).sum() / total
        return score + 2.0 * box, {"score": score.detach(), "box": box.detach(), "cells": positive.sum() / len(x)}

    def measure(self, network, samples):
        """AP at IoU .5 over all pictures (101 points), recall at a score of .05 and the best F1."""
        network.eval()
        found, people = [], 0
        for start in range(0, len(samples["images"]), 32):
            truth = samples["boxes"][start:start + 32].cpu()
            x = self.inputs(samples["images"][start:start + 32])
            with torch.no_grad():
                output = network(x).float().cpu()
            boxes, scores = to_boxes(output, self.cells), torch.sigmoid(output[..., 0])
            for i in range(len(x)):
                mine, score = suppress(boxes[i], scores[i])
                hits, total = match(mine, truth[i])
                people += total
                found += [(s.item(), hit) for s, hit in zip(score, hits) if hit is not None]
        found.sort(reverse=True)
        right = np.cumsum([hit for _, hit in found])
        precision, recall = right / np.arange(1, len(found) + 1), right / max(1, people)
        envelope = np.maximum.accumulate(precision[::-1])[::-1]
        ap = np.mean([envelope[np.searchsorted(recall, r)] if r <= recall[-1] else 0.0 for r in np.linspace(0, 1, 101)])
        f1 = 2 * precision * recall / np.maximum(1e-9, precision + recall)
        best = int(f1.argmax())
        return {
            "ap_50": ap, "recall": recall[-1], "best_f1": f1[best], "precision": precision[best], "recall_at_best": recall[best],
            "score_at_best": found[best][0], "people": people}


def suppress(boxes, scores, least=0.05, overlap=0.55):
    keep = scores > least
    boxes, scores = boxes[keep], scores[keep]
    order = scores.argsort(descending=True)[:100]
    boxes, scores = boxes[order], scores[order]
    iou = pairwise_iou(boxes, boxes)
    alive = torch.ones(len(boxes), dtype=torch.bool)
    for i in range(len(boxes)):
        if alive[i]:
            alive[i + 1:] &= iou[i, i + 1:] <= overlap
    return boxes[alive], scores[alive]


def match(boxes, truth, least=0.5):
    """For each box, best first: found somebody new (True), nobody (False), or somebody who does not count (None)."""
    people, ignored = truth[truth[:, 4] == PERSON, :4], truth[truth[:, 4] == IGNORED, :4]
    iou = pairwise_iou(boxes, people) if len(people) else torch.zeros(len(boxes), 0)
    taken, hits = set(), []
    for i in range(len(boxes)):
        free = [(iou[i, j].item(), j) for j in range(len(people)) if j not in taken]
        best = max(free, default=(0, -1))
        if best[0] >= least:
            taken.add(best[1])
            hits.append(True)
        elif len(ignored) and covered(boxes[i], ignored) >= 0.5:
            hits.append(None)
        else:
            hits.append(False)
    return hits, len(people)


def covered(box, regions):
    low, high = torch.maximum(box[:2], regions[:, :2]), torch.minimum(box[2:], regions[:, 2:])
    return ((high - low).clamp_min(0).prod(1).max() / (box[2:] - box[:2]).prod().clamp_min(1e-6)).item()
