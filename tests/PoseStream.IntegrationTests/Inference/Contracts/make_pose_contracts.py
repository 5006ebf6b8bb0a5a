#!/usr/bin/python3
"""Makes crop-*.onnx beside this script: networks with the inputs, heads and outputs of 3DMPPE's RootNet and PoseNet, of HEMlets and of RTMW3D (facts: model
contracts sections 1, 2, 3, 7, 8), tiny and with seeded weights, and what they say of two people in one picture, computed here with numpy and torch from the
picture to joints in camera space.

    /usr/bin/python3 make_pose_contracts.py        (needs python3-torch; the files are small and committed)

The picture is planar Y'CbCr 4:2:0, BT.601, full range. Everything after it is done here as the originals do it: an RGB picture, an affine warp with a black
border on pixel indices, the network, and cameras whose principal point counts from the middle of the first pixel."""

import json
import pathlib

import numpy as np
import torch
from torch import nn
import torch.nn.functional as F

HERE = pathlib.Path(__file__).parent
WIDTH, HEIGHT, SIZE, CELLS = 320, 240, 256, 64

# fx, fy, cx, cy. The second is what a field of view alone tells: square pixels, the axis in the middle of the picture.
CALIBRATED = (410.0, 404.0, 157.3, 122.6)
ASSUMED = (400.0, 400.0, WIDTH / 2 - 0.5, HEIGHT / 2 - 0.5)
MEAN = np.array([0.485, 0.456, 0.406])
STD = np.array([0.229, 0.224, 0.225])

# x, y, w, h: one in the middle, one at the left edge, whose crop is larger than the picture there.
PEOPLE = [[122.25, 34.5, 74.0, 171.25], [0.0, 60.25, 66.5, 150.75]]

# Metres from the pelvis, right hand raised: x right, y down, z away.
BODY = {
    "pelvis": (0, 0, 0), "right_hip": (-0.13, 0.01, 0.02), "left_hip": (0.13, -0.01, -0.02), "right_knee": (-0.17, 0.43, -0.08), "left_knee": (0.16, 0.42, -0.12),
    "right_ankle": (-0.16, 0.86, 0.07), "left_ankle": (0.19, 0.85, 0.03), "torso": (0, -0.23, 0.02), "spine": (0, -0.23, 0.02), "neck": (0.01, -0.47, 0.05),
    "thorax": (0.01, -0.46, 0.04), "nose": (0.02, -0.57, -0.02), "head": (0.02, -0.68, 0.0), "head_top": (0.02, -0.74, 0.03),
    "right_shoulder": (-0.14, -0.44, 0.05), "left_shoulder": (0.16, -0.45, 0.02), "right_elbow": (-0.36, -0.52, -0.1), "left_elbow": (0.27, -0.2, 0.06),
    "right_wrist": (-0.33, -0.73, -0.2), "left_wrist": (0.31, 0.03, -0.04), "right_hand": (-0.33, -0.8, -0.23), "left_hand": (0.32, 0.11, -0.07),
    "right_toe": (-0.18, 0.92, -0.08), "left_toe": (0.22, 0.91, -0.12),
}
H36M18 = "pelvis right_hip right_knee right_ankle left_hip left_knee left_ankle torso neck nose head left_shoulder left_elbow left_wrist right_shoulder right_elbow right_wrist thorax".split()
MUCO21 = ("head_top thorax right_shoulder right_elbow right_wrist left_shoulder left_elbow left_wrist right_hip right_knee right_ankle left_hip left_knee left_ankle "
          "pelvis spine head right_hand left_hand right_toe left_toe").split()
FLIP = [(1, 4), (2, 5), (3, 6), (14, 11), (15, 12), (16, 13)]
BONES_MM = [
    ("pelvis", "right_hip", 132.95), ("pelvis", "left_hip", 132.95), ("right_hip", "right_knee", 442.89), ("right_knee", "right_ankle", 454.21),
    ("left_hip", "left_knee", 442.89), ("left_knee", "left_ankle", 454.21), ("neck", "right_shoulder", 151.03), ("neck", "left_shoulder", 151.03),
    ("neck", "nose", 121.13), ("nose", "head", 115.00), ("right_shoulder", "right_elbow", 278.89), ("right_elbow", "right_wrist", 251.73),
    ("left_shoulder", "left_elbow", 278.88), ("left_elbow", "left_wrist", 251.73)]


def make_picture(random):
    """Blobs, waves and grain in luma; smooth colours. Every part differs from every other."""
    def blobs(height, width, rows, columns, low, high):
        coarse = torch.tensor(random.uniform(low, high, (1, 1, rows, columns)), dtype=torch.float64)
        return F.interpolate(coarse, (height, width), mode="bicubic", align_corners=True)[0, 0].numpy()
    y, x = np.mgrid[0:HEIGHT, 0:WIDTH]
    luma = blobs(HEIGHT, WIDTH, 10, 14, 40, 215) + 14 * np.sin(x / 2.7 + y / 9) + 9 * np.sin(y / 1.9 - x / 13) + random.uniform(-6, 6, (HEIGHT, WIDTH))
    planes = luma, blobs(HEIGHT // 2, WIDTH // 2, 5, 6, 70, 186), blobs(HEIGHT // 2, WIDTH // 2, 5, 6, 70, 186)
    return [plane.clip(0, 255).round().astype(np.uint8) for plane in planes]


def to_rgb(planes):
    """0..255, float: chroma lies in the middle of its four luma pixels."""
    luma, u, v = (plane.astype(np.float64) for plane in planes)
    def up(plane):
        for axis in (0, 1):
            place = np.clip((np.arange(2 * plane.shape[axis]) + 0.5) / 2 - 0.5, 0, plane.shape[axis] - 1)
            first = np.minimum(place.astype(int), plane.shape[axis] - 2)
            weight = np.expand_dims(place - first, 1 - axis)
            plane = plane.take(first, axis) * (1 - weight) + plane.take(first + 1, axis) * weight
        return plane
    u, v = up(u) - 128, up(v) - 128
    red, blue = 0.299, 0.114
    green = 1 - red - blue
    return np.stack([luma + 2 * (1 - red) * v, luma - 2 * blue * (1 - blue) / green * u - 2 * red * (1 - red) / green * v, luma + 2 * (1 - blue) * u]).clip(0, 255)


def process_bbox(box, aspect, expansion):
    x, y, w, h = box
    x1, y1 = max(0, x), max(0, y)
    x2, y2 = min(WIDTH - 1, x1 + max(0, w - 1)), min(HEIGHT - 1, y1 + max(0, h - 1))
    x, y, w, h = x1, y1, x2 - x1, y2 - y1
    cx, cy = x + w / 2, y + h / 2
    if w > aspect * h:
        h = w / aspect
    else:
        w = h * aspect
    w, h = w * expansion, h * expansion
    return cx - w / 2, cy - h / 2, w, h


def warp(rgb, box, width, height):
    """Output index i reads index bx + i bw / width: bilinear, black outside."""
    bx, by, bw, bh = box
    x, y = np.meshgrid(bx + np.arange(width) * bw / width, by + np.arange(height) * bh / height)
    x0, y0 = np.floor(x).astype(int), np.floor(y).astype(int)
    wx, wy = x - x0, y - y0
    def at(column, row):
        inside = (column >= 0) & (column < WIDTH) & (row >= 0) & (row < HEIGHT)
        return rgb[:, row.clip(0, HEIGHT - 1), column.clip(0, WIDTH - 1)] * inside
    return (at(x0, y0) * (1 - wx) + at(x0 + 1, y0) * wx) * (1 - wy) + (at(x0, y0 + 1) * (1 - wx) + at(x0 + 1, y0 + 1) * wx) * wy


def normalized(patch, mean, std):
    return torch.tensor((patch - np.reshape(mean, (3, 1, 1))) / np.reshape(std, (3, 1, 1)), dtype=torch.float32)[None]


def back_project(u, v, z, camera=CALIBRATED):
    fx, fy, cx, cy = camera
    return np.stack([(u - cx) / fx * z, (v - cy) / fy * z, z], -1)


class Backbone(nn.Module):
    """What the picture shows round each of 64 x 64 cells, and where the cell is."""
    DIM = 8

    def __init__(self, gain):
        super().__init__()
        self.conv = nn.Conv2d(3, self.DIM, 7, 4, 3)
        with torch.no_grad():
            self.conv.weight *= gain
        self.register_buffer("cell", torch.arange(CELLS, dtype=torch.float32) / CELLS)

    def forward(self, image):
        features = torch.tanh(self.conv(image))
        nothing = 0 * features[:, :1]
        x, y = self.cell.view(1, 1, 1, CELLS) + nothing, self.cell.view(1, 1, CELLS, 1) + nothing
        return features, torch.cat([features, x, y, x * x + y * y], 1)


def place_head(head, means, sharpness, layers, contrast):
    """Logits of a 1 x 1 convolution: a hill about each joint's mean place, and what the picture adds to it."""
    with torch.no_grad():
        weight = torch.randn(len(means), layers, Backbone.DIM) * contrast
        places, bias = torch.zeros(len(means), layers, 3), torch.zeros(len(means), layers)
        for j, (x, y, z) in enumerate(means):
            places[j, :] = torch.tensor([2 * x, 2 * y, -CELLS]) * CELLS * sharpness
            bias[j] = -sharpness * (x * x + y * y) - (sharpness * (torch.arange(layers) - z) ** 2 if layers > 1 else 0)
        head.weight[:] = torch.cat([weight, places], 2).view(len(means) * layers, -1, 1, 1)
        head.bias[:] = bias.view(-1)


def mean_cells(names, cells_per_metre):
    return [(31 + x * cells_per_metre, 32 + y * cells_per_metre, 32 + z * 32) for x, y, z in (BODY[name] for name in names)]


def soft_argmax(volume, joints):
    heat = torch.softmax(volume.reshape(-1, joints, CELLS ** 3), 2).reshape(-1, joints, CELLS, CELLS, CELLS)
    index = torch.arange(CELLS, dtype=torch.float32)
    return torch.stack([(heat.sum((2, 3)) * index).sum(2), (heat.sum((2, 4)) * index).sum(2), (heat.sum((3, 4)) * index).sum(2)], 2)


class RootNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.backbone = Backbone(0.002)
        self.xy_layer = nn.Conv2d(Backbone.DIM + 3, 1, 1)
        self.depth_layer = nn.Conv2d(Backbone.DIM, 1, 1)
        place_head(self.xy_layer, [(31, 33, 0)], 0.02, 1, 1.0)
        with torch.no_grad():
            self.depth_layer.weight *= 1.5
            self.depth_layer.bias[:] = 1.0

    def see(self, image):
        features, cells = self.backbone(image)
        heat = torch.softmax(self.xy_layer(cells).reshape(-1, CELLS * CELLS), 1).reshape(-1, CELLS, CELLS)
        index = torch.arange(CELLS, dtype=torch.float32)
        x, y = (heat.sum(1) * index).sum(1, keepdim=True), (heat.sum(2) * index).sum(1, keepdim=True)
        return x, y, self.depth_layer(features.mean((2, 3), keepdim=True)).reshape(-1, 1)

    def forward(self, image, k):
        x, y, gamma = self.see(image)
        return torch.cat([x, y, gamma * k], 1)


class RootNetGamma(RootNet):
    def forward(self, image):
        x, y, gamma = self.see(image)
        return torch.cat([x, y], 1), gamma


class PoseNet(nn.Module):
    def __init__(self, names, volume):
        super().__init__()
        self.joints, self.volume = len(names), volume
        self.backbone = Backbone(0.002)
        self.final_layer = nn.Conv2d(Backbone.DIM + 3, self.joints * CELLS, 1)
        place_head(self.final_layer, mean_cells(names, 28), 0.03, CELLS, 0.8)

    def forward(self, image):
        volume = self.final_layer(self.backbone(image)[1])
        return volume if self.volume else soft_argmax(volume, self.joints)


class Hemlets(nn.Module):
    """Branch A's features, the part-and-joint maps of branch B, both into the volume; the map's last cell is 1."""
    def __init__(self):
        super().__init__()
        self.backbone = Backbone(0.4)
        self.fbi = nn.Conv2d(Backbone.DIM, 60, 1)
        self.encode = nn.Conv2d(60, Backbone.DIM, 1)
        self.head = nn.Conv2d(Backbone.DIM + 3, len(H36M18) * CELLS, 1)
        place_head(self.head, mean_cells(H36M18, 34), 0.03, CELLS, 0.8)

    def forward(self, image):
        features, cells = self.backbone(image)
        encoded = torch.tanh(self.encode(torch.relu(self.fbi(features)))) + features
        return soft_argmax(self.head(torch.cat([encoded, cells[:, Backbone.DIM:]], 1)), len(H36M18)) / 63 - 0.5


class Rtmw3d(nn.Module):
    """133 joints over the bins of three axes, which the picture sharpens here and there."""
    WIDTH, HEIGHT, DEPTH, JOINTS, DIM = 288, 384, 288, 133, 6

    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(3, self.DIM, 2, 2)
        self.mix = nn.Linear(self.DIM * 9 * 12, 12)
        self.joint = nn.Parameter(torch.randn(12, self.JOINTS, 4))
        self.axes = nn.ParameterList([nn.Parameter(torch.randn(4, 2 * size)) for size in (self.WIDTH, self.HEIGHT, self.DEPTH)])

    def forward(self, image):
        seen = torch.tanh(3 * self.mix(torch.tanh(self.conv(F.avg_pool2d(image, 16))).flatten(1)))
        code = torch.einsum("nc,cjd->njd", seen, self.joint)
        return tuple(torch.sigmoid((code @ axis) / 8 - 0.5) for axis in self.axes)


def export(model, inputs, path, names, outputs):
    axes = {name: {0: "N"} for name in names + outputs}
    torch.onnx.export(model, inputs, HERE / path, input_names=names, output_names=outputs, opset_version=13, dynamic_axes=axes)


def root(model, rgb, box, camera=CALIBRATED):
    """Pixels of the frame, metres; k as the facts have it."""
    bx, by, bw, bh = process_bbox(box, 1, 1.25)
    image = normalized(warp(rgb, (bx, by, bw, bh), SIZE, SIZE), MEAN, STD)
    k = np.sqrt(camera[0] * camera[1] * 2000.0 ** 2 / (bw * bh))
    x, y, depth = model(image, torch.tensor([[k]], dtype=torch.float32))[0].tolist()
    u, v = x / CELLS * bw + bx, y / CELLS * bh + by
    return {
        "gamma": depth / k, "pixel": [u, v],
        "camera_m": (back_project(np.array(u), np.array(v), np.array(depth), camera) / 1000).tolist(),
    }


def pose(model, rgb, box, root_mm, flip=None, camera=CALIBRATED):
    """Camera space; absolute depths from the root's."""
    bx, by, bw, bh = process_bbox(box, 1, 1.25)
    image = normalized(warp(rgb, (bx, by, bw, bh), SIZE, SIZE), MEAN, STD)
    def cells(image):
        out = model(image)
        return (soft_argmax(out, model.joints) if model.volume else out)[0].numpy().astype(np.float64)
    place = cells(image)
    if flip is not None:
        other = cells(torch.flip(image, dims=(3,)))
        other[:, 0] = CELLS - other[:, 0] - 1
        for a, b in flip:
            other[[a, b]] = other[[b, a]]
        place = (place + other) / 2
    z = (place[:, 2] / CELLS * 2 - 1) * 1000 + root_mm
    return back_project(place[:, 0] / CELLS * bw + bx, place[:, 1] / CELLS * bh + by, z, camera) / 1000


def hemlets(model, rgb, box, flip, divisor=63, camera=CALIBRATED):
    bx, by, bw, bh = process_bbox(box, 1, 1.0)
    image = normalized(warp(rgb, (bx, by, bw, bh), SIZE, SIZE), 255 * MEAN, 255 * STD)
    place = ((model(image)[0].numpy().astype(np.float64) + 0.5) * 63 / divisor - 0.5)
    pixel = (place[:, :2] + 0.5) * SIZE
    if flip:
        other = model(torch.flip(image, dims=(3,)))[0].numpy().astype(np.float64)
        mirrored = (other[:, :2] + 0.5) * SIZE
        mirrored[:, 0] = SIZE - mirrored[:, 0] - 1
        depth = other[:, 2:]
        both = np.concatenate([mirrored, depth], 1)
        for a, b in FLIP:
            both[[a, b]] = both[[b, a]]
        pixel, place = (pixel + both[:, :2]) / 2, np.concatenate([place[:, :2], (place[:, 2:] + both[:, 2:]) / 2], 1)
    u, v, d = pixel[:, 0] * bw / SIZE + bx, pixel[:, 1] * bh / SIZE + by, place[:, 2] * 2000
    depths = np.exp(np.arange(np.log(500), np.log(60000), 2e-5))
    misfit = np.zeros_like(depths)
    for a, b, length in BONES_MM:
        a, b = H36M18.index(a), H36M18.index(b)
        ends = [back_project(np.full_like(depths, u[i]), np.full_like(depths, v[i]), depths + d[i], camera) for i in (a, b)]
        misfit += np.abs(np.linalg.norm(ends[0] - ends[1], axis=1) - length)
    best = depths[misfit.argmin()]
    return {"depth_m": best / 1000, "joints_m": (back_project(u, v, d + best, camera) / 1000).tolist()}


def rtmw3d(model, rgb, box, root_mm, half_bins=144):
    x, y, w, h = box
    bw = max(w, h * Rtmw3d.WIDTH / Rtmw3d.HEIGHT) * 1.25
    scale = bw / Rtmw3d.WIDTH
    # The family's manifest says aspect-crop: the middle of the box, continuous, is the middle of the input.
    left, top = x + w / 2 - bw / 2 + scale / 2 - 0.5, y + h / 2 - scale * Rtmw3d.HEIGHT / 2 + scale / 2 - 0.5
    patch = warp(rgb, (left, top, bw, scale * Rtmw3d.HEIGHT), Rtmw3d.WIDTH, Rtmw3d.HEIGHT)
    along = [axis[0].numpy() for axis in model(normalized(patch, 255 * MEAN, 255 * STD))]
    index = [axis.argmax(1) for axis in along]
    score = np.minimum(along[0].max(1), along[1].max(1))
    z = (index[2] / 2 / half_bins - 1) * 2.1744869 * 1000
    # Bins nearly as high as each other are told apart by the last bit, and at the edge of the picture by how it is sampled: such joints say nothing.
    is_clear = np.all([np.diff(np.sort(axis, 1)[:, -2:], axis=1)[:, 0] > 5e-3 for axis in along], 0)
    return {"is_clear": is_clear.tolist(), "joints_m": (back_project(index[0] / 2 * scale + left, index[1] / 2 * scale + top, z + root_mm) / 1000).tolist(), "scores": score.tolist()}


def main():
    planes = make_picture(np.random.default_rng(8))
    (HERE / "crops.yuv").write_bytes(b"".join(plane.tobytes() for plane in planes))
    rgb = to_rgb(planes)
    torch.manual_seed(12)
    with torch.no_grad():
        rootnet, gamma = RootNet().eval(), RootNetGamma().eval()
        gamma.load_state_dict(rootnet.state_dict())
        coords, volume = PoseNet(H36M18, False).eval(), PoseNet(MUCO21, True).eval()
        hem, wholebody = Hemlets().eval(), Rtmw3d().eval()
        image = torch.rand(1, 3, SIZE, SIZE)
        export(rootnet, (image, torch.ones(1, 1)), "crop-rootnet.onnx", ["image", "k"], ["root"])
        export(gamma, (image,), "crop-rootnet-gamma.onnx", ["image"], ["position", "gamma"])
        export(coords, (image,), "crop-posenet.onnx", ["image"], ["coords"])
        export(volume, (image,), "crop-posenet-volume.onnx", ["image"], ["volume"])
        export(hem, (image,), "crop-hemlets.onnx", ["image"], ["coords"])
        export(wholebody, (torch.rand(1, 3, Rtmw3d.HEIGHT, Rtmw3d.WIDTH),), "crop-rtmw3d.onnx", ["input"], ["simcc_x", "simcc_y", "simcc_z"])
        people = []
        for box in PEOPLE:
            found = root(rootnet, rgb, box)
            z, assumed = found["camera_m"][2] * 1000, root(rootnet, rgb, box, ASSUMED)["camera_m"]
            people.append({
                "box": box, "root": found,
                "posenet_m": pose(coords, rgb, box, z).tolist(), "posenet_flip_m": pose(coords, rgb, box, z, FLIP).tolist(),
                "posenet_assumed_m": pose(coords, rgb, box, assumed[2] * 1000, camera=ASSUMED).tolist(),
                "posenet_volume_m": pose(volume, rgb, box, z).tolist(),
                "hemlets": hemlets(hem, rgb, box, False), "hemlets_flip": hemlets(hem, rgb, box, True), "hemlets_assumed": hemlets(hem, rgb, box, False, camera=ASSUMED),
                "hemlets_by_64": hemlets(hem, rgb, box, False, 64),
                "rtmw3d": rtmw3d(wholebody, rgb, box, z), "rtmw3d_half_of_height": rtmw3d(wholebody, rgb, box, z, 192),
            })
    expected = {"width": WIDTH, "height": HEIGHT, "camera": CALIBRATED, "assumed_focal": ASSUMED[0], "h36m18": H36M18, "muco21": MUCO21, "people": people}
    (HERE / "expected-poses.json").write_text(json.dumps(json.loads(json.dumps(expected), parse_float=lambda number: round(float(number), 6))) + "\n")
    for person in people:
        print(person["root"], person["hemlets"]["depth_m"], person["hemlets_flip"]["depth_m"], min(person["rtmw3d"]["scores"]), max(person["rtmw3d"]["scores"]), sum(person["rtmw3d"]["is_clear"]))
        print(np.round(np.array(person["posenet_m"]) - person["root"]["camera_m"], 2).tolist())


if __name__ == "__main__":
    main()
