#!/usr/bin/python3
"""Makes the files beside this script: networks with the inputs, heads and outputs of DETR, of torchvision's Keypoint R-CNN and of the model zoo's YOLOv3
(facts: model contracts sections 4, 5, 6.1), tiny and with seeded weights, and what they say of one frame, computed here with numpy and torch.

    /usr/bin/python3 make_contracts.py        (needs python3-torch; the files are small and committed)

The frame is planar Y'CbCr 4:2:0, BT.601, full range. Everything from its bytes to boxes and joints in frame pixels is done a second time here."""

import json
import pathlib

import numpy as np
import torch
from torch import nn
import torch.nn.functional as F

HERE = pathlib.Path(__file__).parent
WIDTH, HEIGHT = 128, 96
MEAN = np.array([0.485, 0.456, 0.406], np.float32)
STD = np.array([0.229, 0.224, 0.225], np.float32)


def make_frame(random):
    """Smooth blobs, so that every part of the picture differs from every other."""
    def plane(height, width):
        coarse = torch.tensor(random.uniform(20, 235, (1, 1, 7, 9)), dtype=torch.float32)
        return F.interpolate(coarse, (height, width), mode="bicubic").clamp(0, 255).round()[0, 0].numpy().astype(np.uint8)
    return plane(HEIGHT, WIDTH), plane(HEIGHT // 2, WIDTH // 2), plane(HEIGHT // 2, WIDTH // 2)


def sample(plane, x, y):
    """Bilinear at continuous positions (the middle of the first pixel is 0.5), the border pixel beyond its middle."""
    height, width = plane.shape
    px, py = np.clip(x - 0.5, 0, width - 1), np.clip(y - 0.5, 0, height - 1)
    x0, y0 = np.minimum(px.astype(int), width - 2), np.minimum(py.astype(int), height - 2)
    wx, wy = px - x0, py - y0
    p = plane.astype(np.float64)
    return (p[y0, x0] * (1 - wx) + p[y0, x0 + 1] * wx) * (1 - wy) + (p[y0 + 1, x0] * (1 - wx) + p[y0 + 1, x0 + 1] * wx) * wy


def rgb_crop(frame, left, top, scale_x, scale_y, width, height, pad):
    """0..255; input pixel centre (c + 0.5, r + 0.5) is frame position (left + scale_x (c + 0.5), top + scale_y (r + 0.5))."""
    x, y = np.meshgrid(left + scale_x * (np.arange(width) + 0.5), top + scale_y * (np.arange(height) + 0.5))
    luma, u, v = sample(frame[0], x, y), sample(frame[1], x / 2, y / 2) - 128, sample(frame[2], x / 2, y / 2) - 128
    rgb = np.stack([luma + 1.402 * v, luma - 0.344136 * u - 0.714136 * v, luma + 1.772 * u])
    outside = (x < 0) | (x >= WIDTH) | (y < 0) | (y >= HEIGHT)
    return np.where(outside, pad, rgb.clip(0, 255)).astype(np.float32)


class Detr(nn.Module):
    """Backbone, queries, class and box heads; the transformer between is not part of the contract and is one mixing layer."""
    QUERIES, CLASSES, DIM = 100, 91, 16

    def __init__(self):
        super().__init__()
        self.backbone = nn.Conv2d(3, self.DIM, 16, 16)
        self.queries = nn.Linear(48, self.QUERIES)
        self.class_embed = nn.Linear(self.DIM, self.CLASSES + 1)
        self.bbox_embed = nn.Sequential(nn.Linear(self.DIM, self.DIM), nn.ReLU(), nn.Linear(self.DIM, self.DIM), nn.ReLU(), nn.Linear(self.DIM, 4))

    def forward(self, inputs):
        tokens = torch.tanh(self.backbone(inputs)).flatten(2)
        found = torch.tanh(self.queries(tokens)).transpose(1, 2)
        return 40 * self.class_embed(found), (8 * self.bbox_embed(found)).sigmoid()


class KeypointRcnn(nn.Module):
    """One picture [3,H,W] in 0..1: normalised and resized inside; fixed proposals; softmax over classes, box deltas with weights 10 10 5 5,
    score above 0.05, best first; keypoints from the highest cell of 56 x 56 logits; boxes and keypoints in pixels of what came in."""
    SHORT, LONG, JOINTS, DIM = 64, 106, 23, 8

    def __init__(self):
        super().__init__()
        self.features = nn.Conv2d(3, self.DIM, 8, 8)
        self.cls_score = nn.Linear(self.DIM, 3)
        self.bbox_pred = nn.Linear(self.DIM, 4)
        self.kps = nn.ConvTranspose2d(self.DIM, self.JOINTS, 8, 8)
        self.register_buffer("mean", torch.tensor(MEAN).view(3, 1, 1))
        self.register_buffer("std", torch.tensor(STD).view(3, 1, 1))

    def forward(self, image):
        height, width = image.shape[1], image.shape[2]
        scale = min(self.SHORT / min(height, width), self.LONG / max(height, width))
        picture = F.interpolate(((image - self.mean) / self.std)[None], (int(height * scale), int(width * scale)), mode="bilinear", align_corners=False)
        features = torch.tanh(self.features(picture))
        pooled = F.avg_pool2d(features, (5, 4)).flatten(2)[0].T
        cx = torch.tensor([0.25, 0.75, 0.25, 0.75]) * width
        cy = torch.tensor([0.25, 0.25, 0.75, 0.75]) * height
        d = self.bbox_pred(pooled) / torch.tensor([10.0, 10.0, 5.0, 5.0])
        w, h = width / 2 * torch.exp(d[:, 2]), height / 2 * torch.exp(d[:, 3])
        cx, cy = cx + d[:, 0] * width / 2, cy + d[:, 1] * height / 2
        boxes = torch.stack([cx - w / 2, cy - h / 2, cx + w / 2, cy + h / 2], 1)
        scores, labels = torch.softmax(20 * self.cls_score(pooled), 1)[:, 1:].max(1)
        labels = labels + 1
        keep = torch.nonzero(scores > 0.05)[:, 0]
        keep = keep[torch.argsort(scores[keep], descending=True)]
        boxes, labels, scores = boxes[keep], labels[keep], scores[keep]
        logits = 120 * self.kps(F.interpolate(features, (7, 7), mode="bilinear", align_corners=False) * pooled[keep][:, :, None, None])
        best = logits.flatten(2).max(2)
        column, row = best.indices % 56, torch.div(best.indices, 56, rounding_mode="floor")
        size = boxes[:, None, 2:] - boxes[:, None, :2]
        place = (torch.stack([column, row], 2) + 0.5) / 56 * size + boxes[:, None, :2]
        return boxes, labels, scores, torch.cat([place, torch.ones_like(place[:, :, :1])], 2), best.values


class YoloV3Zoo(nn.Module):
    """The two inputs and outputs of the ONNX model zoo's YOLOv3, 64 wide and 96 high: boxes in pixels of the size it is told, rows before columns."""
    CELLS, CLASSES = 3 * (8 * 12 + 4 * 6 + 2 * 3), 3

    def __init__(self):
        super().__init__()
        self.features = nn.Conv2d(3, 4, 32, 32)
        self.boxes = nn.Linear(24, 4 * self.CELLS)
        self.scores = nn.Linear(24, self.CLASSES * self.CELLS)

    def forward(self, picture, image_shape):
        features = torch.tanh(4 * self.features(picture)).flatten(1)
        raw = (4 * self.boxes(features)).sigmoid().view(1, self.CELLS, 4)
        low, high = 0.25 + raw[:, :, :2] / 4, 0.5 + raw[:, :, 2:] / 4
        size = image_shape.view(1, 1, 2)
        return torch.cat([low * size, high * size], 2), (3 * self.scores(features)).sigmoid().view(1, self.CLASSES, self.CELLS)


def export(model, shape, path, inputs, outputs, **options):
    torch.onnx.export(model, torch.rand(shape), HERE / path, input_names=inputs, output_names=outputs, opset_version=12, **options)


def detr(frame):
    torch.manual_seed(5)
    model, width, height = Detr().eval(), 160, 128
    model.queries = nn.Linear((width // 16) * (height // 16), Detr.QUERIES)
    with torch.no_grad():
        model.class_embed.bias[1] += 0.35
    export(model, (1, 3, height, width), "detr.onnx", ["inputs"], ["pred_logits", "pred_boxes"])
    scale = WIDTH / width
    picture = rgb_crop(frame, 0, 0, scale, scale, width, height, 0)
    assert round(HEIGHT / scale) == 120
    with torch.no_grad():
        logits, boxes = model(torch.tensor((picture / 255 - MEAN[:, None, None]) / STD[:, None, None])[None])
    probabilities = logits.softmax(-1)[0, :, :-1]
    scores, labels = probabilities.max(-1)
    people = [i for i in scores.argsort(descending=True).tolist() if labels[i] == 1 and scores[i] >= 0.5]
    cx, cy, w, h = (boxes[0, people] * torch.tensor([width, height, width, height]) * scale).T
    xyxy = torch.stack([(cx - w / 2).clamp(0, WIDTH), (cy - h / 2).clamp(0, HEIGHT), (cx + w / 2).clamp(0, WIDTH), (cy + h / 2).clamp(0, HEIGHT)], 1)
    return {"boxes": xyxy.tolist(), "scores": scores[people].tolist(), "queries_of_other_classes": int((scores >= 0.5).sum()) - len(people)}


def keypoint_rcnn(frame):
    torch.manual_seed(21)
    model = KeypointRcnn().eval()
    with torch.no_grad():
        model.cls_score.bias += torch.tensor([-0.2, 0.3, 0.0])
    dynamic = {"boxes": [0], "labels": [0], "scores": [0], "keypoints": [0], "keypoints_scores": [0]}
    width, height = 96, 128
    export(model, (3, height, width), "keypoint-rcnn.onnx", ["images_tensors"], list(dynamic), dynamic_axes=dynamic)
    # The person's box, centred, widened to 3 : 4, times 1.25, as the manifest of the test says; part of it lies outside the frame.
    box = [70.0, 8.0, 118.0, 88.0]
    crop_w = max(box[2] - box[0], (box[3] - box[1]) * width / height) * 1.25
    scale = crop_w / width
    left, top = (box[0] + box[2]) / 2 - crop_w / 2, (box[1] + box[3]) / 2 - scale * height / 2
    with torch.no_grad():
        boxes, labels, scores, keypoints, logits = model(torch.tensor(rgb_crop(frame, left, top, scale, scale, width, height, 114) / 255))
    best = max((i for i in range(len(scores)) if labels[i] == 1), key=lambda i: scores[i])
    place = keypoints[best, :, :2] * scale + torch.tensor([left, top])
    confidence = torch.sigmoid((logits[best] - 2) / 1)
    return {"person": box, "score": float(scores[best]), "keypoints": place.tolist(), "confidences": confidence.tolist(), "rows": len(scores)}


def yolov3_zoo(frame):
    torch.manual_seed(11)
    model, width, height = YoloV3Zoo().eval(), 64, 96
    shape = torch.tensor([[float(height), float(width)]])
    torch.onnx.export(
        model, (torch.rand(1, 3, height, width), shape), HERE / "yolov3-zoo.onnx", input_names=["input_1", "image_shape"],
        output_names=["boxes", "scores"], opset_version=12)
    scale = WIDTH / width
    top = (height - round(HEIGHT / scale)) // 2
    with torch.no_grad():
        boxes, scores = model(torch.tensor(rgb_crop(frame, 0, -top * scale, scale, scale, width, height, 128) / 255)[None], shape)
    best = int(scores[0, 0].argmax())
    y1, x1, y2, x2 = (boxes[0, best] * scale).tolist()
    return {"box": [x1, y1 - top * scale, x2, y2 - top * scale], "score": float(scores[0, 0, best])}


if __name__ == "__main__":
    frame = make_frame(np.random.default_rng(3))
    (HERE / "frame.yuv").write_bytes(b"".join(plane.tobytes() for plane in frame))
    expected = {"width": WIDTH, "height": HEIGHT, "detr": detr(frame), "keypoint_rcnn": keypoint_rcnn(frame), "yolov3_zoo": yolov3_zoo(frame)}
    (HERE / "expected.json").write_text(json.dumps(expected, indent=1) + "\n")
    print(len(expected["detr"]["boxes"]), "people of DETR,", expected["detr"]["queries_of_other_classes"], "others;", expected["keypoint_rcnn"])
