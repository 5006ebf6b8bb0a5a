#!/usr/bin/python3
"""Makes d3ke.onnx, d3ke-transformer.onnx, d3ke-lstm.onnx, pose2mesh.onnx and d3ke.json beside this script: networks with the inputs, heads and outputs of D3KE's frame
network, of two of its networks over time, and of Pose2Mesh's MeshNet (facts: model contracts sections 9 and 10), tiny and with seeded weights, and what they say of one frame, computed
here with numpy and torch. What is between input and head is no part of a contract: a pooling, a convolution. The forward kinematics are a stand-in too, for theirs needs a file
that comes with no network: points are offsets times their body's scale, moved by the angles and turned by the pelvis.

    /usr/bin/python3 make_d3ke.py        (needs python3-torch and frame.yuv, which make_contracts.py makes)

From the frame's bytes through the virtual camera to points in the real camera's axes everything is done a second time here."""

import json

import numpy as np
import torch
from torch import nn
import torch.nn.functional as F

from make_contracts import HERE, HEIGHT, MEAN, STD, WIDTH, sample

INPUT, WINDOW = 256, 9
RANGES_DEG = [
    (-90,10), (-10,10), (-10,10), (-10,10), (-10,10), (-10,10), (-10,10), (-10,10), (-10,10), (-10,10), (-10,10), (-10,10), (-10,10), (-10,10),
    (-10,10), (-10,10), (-10,10), (-10,10), (-10,10), (-10,10), (-10,10), (-10,10), (-10,10), (-10,10), (-90,30), (-30,30), (-90,90), (-120,180),
    (-120,60), (-90,90), (-150,10), (-10,10), (-10,10), (-90,60), (-20,50), (-15,0), (-120,180), (-120,60), (-90,90), (-150,10), (-10,10), (-10,10),
    (-90,40), (-20,50), (-15,0), (-20,20), (-20,20), (-20,20), (-90,45), (-30,30), (-90,90), (-90,180), (-10,180), (-270,270), (-90,90), (-20,180),
    (-40,40), (-190,90), (-90,45), (-30,30), (-90,90), (-90,180), (-10,180), (-270,270), (-90,90), (-20,180), (-40,40), (-190,90), (-20,20)]
SCALES = [
    (1.2127,0.3833), (1.1928,0.1169), (1.0922,0.2798), (0.8223,0.1877), (0.6540,0.1222), (0.8674,0.1756), (1.2341,0.2581), (1.1340,0.1932),
    (1.0026,0.0949), (1.0199,0.2372), (1.0467,0.3309), (0.9280,0.2240), (0.8090,0.0866), (0.9426,0.0000), (0.9623,0.1635), (0.9541,0.1840),
    (1.0405,0.2394), (1.0391,0.2314), (0.6894,0.1441), (0.7118,0.1458), (0.7428,0.1719), (0.7645,0.1818), (0.9077,0.1568), (1.0239,0.1997),
    (0.6494,0.1217), (0.8947,0.1423), (0.8923,0.1925), (0.6128,0.0871), (0.7216,0.1352), (0.6809,0.0967), (1.0850,0.1623), (1.1785,0.2571),
    (1.1410,0.2754), (1.1446,0.2149), (0.7480,0.1140), (0.9280,0.2240), (1.1446,0.2149), (0.8962,0.1838), (0.8843,0.1821), (1.1317,0.4329),
    (1.1317,0.4329), (0.7384,0.1300), (0.7409,0.1304), (1.0792,0.2175), (1.0808,0.2009), (1.0121,0.3021), (0.9999,0.3035), (1.0244,0.2026),
    (1.0320,0.2030), (0.8280,0.1691), (0.7560,0.2265)]
BODIES = [
    (0,1,2), (10,3,9), (10,3,9), (10,3,9), (10,3,9), (10,3,9), (10,3,9), (10,4,9), (10,4,9), (10,5,9), (10,5,9), (10,6,9), (10,6,9), (10,6,9),
    (10,6,9), (10,6,9), (10,6,9), (10,6,9), (11,7,9), (16,14,16), (20,18,20), (20,18,20), (22,23,24), (28,30,30), (17,15,17), (21,19,21), (21,19,21),
    (25,26,27), (29,31,31), (11,7,9), (11,7,9), (11,7,9), (11,7,9), (11,7,9), (11,7,9), (12,8,13), (12,8,13), (32,33,34), (37,35,41), (39,36,41),
    (45,43,45), (49,47,49), (49,47,49), (38,35,42), (40,36,42), (46,44,46), (50,48,50), (50,48,50)]

# The frame's camera: pixels are continuous, the middle of the first is 0.5. Its lens bends as a wide one does.
FX, FY, CX, CY = 92.0, 95.0, 66.0, 47.0
K1, K2, P1, P2, K3 = -0.21, 0.05, 0.002, -0.003, 0.004


def distort(x, y):
    r2 = x * x + y * y
    radial = 1 + r2 * (K1 + r2 * (K2 + r2 * K3))
    return x * radial + 2 * P1 * x * y + P2 * (r2 + 2 * x * x), y * radial + P1 * (r2 + 2 * y * y) + 2 * P2 * x * y


def ray(u, v):
    wanted = np.array([(u - CX) / FX, (v - CY) / FY])
    at = wanted.copy()
    for _ in range(500):
        at = at + wanted - np.array(distort(*at))
    assert np.abs(np.array(distort(*at)) - wanted).max() < 1e-12
    return np.array([at[0], at[1], 1.0])


class VirtualCamera:
    """Turned to the middle of the box, upright, its longer side (an even number of whole pixels) across the picture."""

    def __init__(self, box):
        width, height = box[2] - box[0], box[3] - box[1]
        centre = np.array([(box[0] + box[2]) / 2, (box[1] + box[3]) / 2])
        side = round(max(width, height))
        side += side % 2
        edge = np.array([0, side / 2]) if width < height else np.array([side / 2, 0])
        z = ray(*centre)
        z /= np.linalg.norm(z)
        x = np.cross(z, [0.0, -1.0, 0.0])
        x /= np.linalg.norm(x)
        self.rows = np.stack([x, np.cross(z, x), z])
        assert abs(np.linalg.det(self.rows) - 1) < 1e-12
        ends = [self.rows @ ray(*(centre + sign * edge)) for sign in (-1, 1)]
        self.focal = INPUT / np.linalg.norm(ends[0][:2] / ends[0][2] - ends[1][:2] / ends[1][2])

    def to_frame(self, u, v):
        seen = np.stack([(u - INPUT / 2) / self.focal, (v - INPUT / 2) / self.focal, np.ones_like(u)], -1) @ self.rows
        x, y = distort(seen[..., 0] / seen[..., 2], seen[..., 1] / seen[..., 2])
        return x * FX + CX, y * FY + CY

    def crop(self, frame):
        """RGB of 0 to 1; black outside."""
        u, v = np.meshgrid(np.arange(INPUT) + 0.5, np.arange(INPUT) + 0.5)
        x, y = self.to_frame(u, v)
        luma, cb, cr = sample(frame[0], x, y), sample(frame[1], x / 2, y / 2) - 128, sample(frame[2], x / 2, y / 2) - 128
        rgb = np.stack([luma + 1.402 * cr, luma - 0.344136 * cb - 0.714136 * cr, luma + 1.772 * cb])
        outside = (x < 0) | (x >= WIDTH) | (y < 0) | (y >= HEIGHT)
        return np.where(outside, 0, rgb.clip(0, 255) / 255).astype(np.float32)

    def back(self, points):
        """From this camera's axes to the real one's."""
        return points @ self.rows


class Kinematics(nn.Module):
    """From 126 channels, raw values of the rotation and the others of -1 to 1, to the five outputs."""

    def __init__(self):
        super().__init__()
        ranges = torch.tensor(RANGES_DEG, dtype=torch.float32) * np.pi / 180
        self.register_buffer("half_range", (ranges[:, 1] - ranges[:, 0]) / 2)
        self.register_buffer("middle", (ranges[:, 1] + ranges[:, 0]) / 2)
        scales = torch.tensor(SCALES, dtype=torch.float32)
        self.register_buffer("mean", scales[:, 0])
        self.register_buffer("amplitude", scales[:, 1])
        self.register_buffer("bodies", torch.tensor(BODIES).flatten())
        body = torch.rand(115, 3) * torch.tensor([0.5, 1.6, 0.4]) - torch.tensor([0.25, 0.8, 0.2])
        self.register_buffer("offsets", body)
        self.register_buffer("moved", 0.03 * torch.randn(69, 8))
        self.register_buffer("moves", 0.3 * torch.randn(8, 345))

    def forward(self, six, shares):
        """six [M,6], shares [M,120] -> joints [M,50,3], markers [M,65,3], scales [M,48,3], angles [M,69], root [M,4,4]."""
        x = F.normalize(six[:, :3], dim=1)
        y = F.normalize(six[:, 3:] - (x * six[:, 3:]).sum(1, keepdim=True) * x, dim=1)
        rotation = torch.stack([x, y, torch.cross(x, y, dim=1)], 2)
        scales = (shares[:, :51] * self.amplitude + self.mean)[:, self.bodies].view(-1, 48, 3)
        angles = shares[:, 51:] * self.half_range + self.middle
        of_body = torch.cat([scales, scales, scales[:, :19]], 1)
        points = of_body * self.offsets + (angles @ self.moved @ self.moves).view(-1, 115, 3)
        points = (rotation @ points.transpose(1, 2)).transpose(1, 2)
        root = F.pad(torch.cat([rotation, torch.zeros_like(rotation[:, :, :1])], 2), (0, 0, 0, 1))
        return points[:, :50], points[:, 50:], scales, angles, root


class FrameNetwork(nn.Module):
    def __init__(self):
        super().__init__()
        self.features = nn.Conv2d(3, 8, 2, 2)
        self.head = nn.Conv2d(8, 126, 1)
        self.kinematics = Kinematics()
        self.register_buffer("mean", torch.tensor(MEAN).view(1, 3, 1, 1))
        self.register_buffer("std", torch.tensor(STD).view(1, 3, 1, 1))

    def forward(self, picture):
        pooled = F.avg_pool2d((picture - self.mean) / self.std, 16)
        head = self.head(torch.tanh(2 * self.features(pooled)))
        shares = (head[:, 6:].sigmoid() * 2 - 1).mean((2, 3))
        return (*self.kinematics(head[:, :6].mean((2, 3)), shares), head)


class OverTime(nn.Module):
    """What the two networks over time share: features in, rows of 126 channels, the frame network's kinematics of every row out. The pelvis turns a little from where it was."""

    COLUMNS = [489, 492, 495, 490, 493, 496]

    def __init__(self, kinematics):
        super().__init__()
        self.reduce = nn.Linear(567, 8)
        self.head = nn.Linear(8, 126)
        self.kinematics = kinematics

    def finish(self, rows, features):
        before = features[:, :, self.COLUMNS]
        if rows.shape[1] > WINDOW:
            before = torch.cat([before, before[:, WINDOW // 2:WINDOW // 2 + 1]], 1)
        head = self.head(rows)
        head = torch.cat([before + 0.3 * head[:, :, :6], head[:, :, 6:]], 2)
        shares = head[:, :, 6:].sigmoid() * 2 - 1
        of_row = self.kinematics(head[:, :, :6].reshape(-1, 6), shares.reshape(-1, 120))
        return (*(values.view(-1, head.shape[1], *values.shape[1:]) for values in of_row), head)


class Transformer(OverTime):
    """As many rows as frames, which no one reads, and the answer as one more."""

    def __init__(self, kinematics):
        super().__init__(kinematics)
        self.position = nn.Parameter(0.5 * torch.randn(WINDOW, 8))
        self.query, self.key, self.value = nn.Linear(8, 8), nn.Linear(8, 8), nn.Linear(8, 8)
        self.strided = nn.Conv1d(8, 8, WINDOW)

    def forward(self, features):
        x = torch.tanh(self.reduce(features)) + self.position
        x = x + torch.softmax(self.query(x) @ self.key(x).transpose(1, 2), 2) @ self.value(x)
        return self.finish(torch.cat([x, self.strided(x.transpose(1, 2)).transpose(1, 2)], 1), features)


class Lstm(OverTime):
    """As many rows as frames; that in the middle is the answer."""

    def __init__(self, kinematics):
        super().__init__(kinematics)
        self.lstm = nn.LSTM(8, 4, num_layers=3, bidirectional=True, batch_first=True)

    def forward(self, features):
        return self.finish(self.lstm(torch.tanh(self.reduce(features)))[0] * 3, features)


class MeshNet(nn.Module):
    """Twelve vertices of an icosahedron among sixteen nodes, out of order."""
    ORDER = [5, 2, 14, 9, 0, 11, 7, 15, 4, 12, 1, 10, 3, 6, 8, 13]
    FACES = [(0, 11, 5), (0, 5, 1), (0, 1, 7), (0, 7, 10), (0, 10, 11), (1, 5, 9), (5, 11, 4), (11, 10, 2), (10, 7, 6), (7, 1, 8),
             (3, 9, 4), (3, 4, 2), (3, 2, 6), (3, 6, 8), (3, 8, 9), (4, 9, 5), (2, 4, 11), (6, 2, 10), (8, 6, 7), (9, 8, 1)]

    def __init__(self):
        super().__init__()
        g = (1 + 5 ** 0.5) / 2
        corners = [(-1, g, 0), (1, g, 0), (-1, -g, 0), (1, -g, 0), (0, -1, g), (0, 1, g), (0, -1, -g), (0, 1, -g), (g, 0, -1), (g, 0, 1), (-g, 0, -1), (-g, 0, 1)]
        rest = torch.zeros(16, 3)
        rest[torch.tensor(self.ORDER[:12])] = 0.4 * torch.tensor(corners, dtype=torch.float32)
        self.register_buffer("rest", rest)
        self.first, self.second = nn.Linear(85, 12), nn.Linear(12, 48)

    def forward(self, pose2d):
        return self.rest + 0.1 * torch.tanh(self.second(torch.tanh(self.first(pose2d.flatten(1))))).view(-1, 16, 3)


OUTPUTS = ["predJointPos", "predMarkerPos", "predBoneScale", "predRot", "rootRot", "head"]


def export(model, shape, path, input_name, outputs):
    torch.onnx.export(model, torch.rand(shape), HERE / path, input_names=[input_name], output_names=outputs, opset_version=12)


def numbers(values):
    return [round(float(value), 7) for value in np.asarray(values).flatten()]


def answer(outputs, view, row=()):
    """Points from the marker of SMPL+H's pelvis, the pelvis' rotation and the angles, all as the real camera has them."""
    joints, markers, scales, angles, root = (output.numpy()[(0, *row)] for output in outputs[:5])
    points = np.concatenate([joints, markers]).astype(np.float64)
    points -= points[50]
    return {"points": numbers(view.back(points)), "scales": numbers(scales), "angles": numbers(angles), "root_rotation": numbers(view.rows.T @ root[:3, :3])}


def standing(outputs, view):
    """Where the body's picture fills the crop, its middle in the middle: all points in the real camera's space, and their pixels in the frame."""
    points = np.concatenate([outputs[0].numpy()[0], outputs[1].numpy()[0]]).astype(np.float64)
    points -= points[50]
    place = np.array([0, 0, view.focal * np.ptp(points[:, :2], 0).max() / INPUT])
    for _ in range(300):
        seen = view.focal * (points + place)[:, :2] / (points + place)[:, 2:]
        place[:2] -= (seen.min(0) + seen.max(0)) / 2 * place[2] / view.focal
        place[2] *= np.ptp(seen, 0).max() / INPUT
    assert (points + place)[:, 2].min() > 0.3 and abs(np.ptp(seen, 0).max() - INPUT) < 1e-9
    return {"camera_space": numbers(view.back(points + place)), "pixels": numbers(np.stack(view.to_frame(*(seen.T + INPUT / 2)), 1))}


def features(outputs):
    joints, markers, scales, angles, root = (output[0] for output in outputs[:5])
    return torch.cat([(joints - joints[:1]).flatten(), (markers - joints[:1]).flatten(), scales.flatten(), root[:3, :3].flatten(), angles])


def d3ke(frame):
    torch.manual_seed(4)
    model = FrameNetwork().eval()
    export(model, (1, 3, INPUT, INPUT), "d3ke.onnx", "image", OUTPUTS)
    # Somebody walks out of the picture: the last boxes are at its edge and over it.
    boxes = [[8.0 + 13 * i, 20.0 + i, 28.0 + 14 * i, 71.0 + 2 * i] for i in range(7)]
    views = [VirtualCamera(box) for box in boxes]
    with torch.no_grad():
        said = [model(torch.tensor(view.crop(frame))[None]) for view in views]
    known = [features(outputs) for outputs in said]
    people = [{"box": box, **standing(outputs, view), **answer(outputs, view)} for box, view, outputs in zip(boxes, views, said)]

    # Seven frames of nine: the first stands for the two before it. The target is the middle one.
    window = torch.stack(known[:1] * (WINDOW - len(known)) + known)[None]
    target = WINDOW // 2 - (WINDOW - len(known))
    assert window.shape == (1, WINDOW, 567)
    sequences = {}
    for name, seed, kind, row in (("transformer", 6, Transformer, -1), ("lstm", 7, Lstm, WINDOW // 2)):
        torch.manual_seed(seed)
        network = kind(model.kinematics).eval()
        export(network, (1, WINDOW, 567), f"d3ke-{name}.onnx", "features", OUTPUTS)
        with torch.no_grad():
            sequences[name] = answer(network(window), views[target], (row,))
    return {"people": people, "target": target, "sequences": sequences}


def pose2mesh():
    torch.manual_seed(9)
    model = MeshNet().eval()
    export(model, (1, 17, 5), "pose2mesh.onnx", "pose2d", ["mesh"])
    random = np.random.default_rng(8)
    pixels_, millimetres = random.uniform((200, 100), (330, 420), (17, 2)), random.uniform(-800, 800, (17, 3))

    # The box, one pixel less each way, brought to 3 : 4 about its centre; from there to 288 x 384, to 0..1, and standardised.
    low = pixels_.min(0)
    size = pixels_.max(0) - low - 1
    centre = low + size / 2
    size = np.maximum(size, size[::-1] * np.array([0.75, 1 / 0.75]))
    inside = ((pixels_ - centre) * 288 / size[0] + np.array([144, 192])) / np.array([288, 384])
    standard = (inside - inside.mean(0)) / inside.std(0)
    pose = torch.tensor(np.concatenate([standard, millimetres / 1000], 1), dtype=torch.float32)[None]
    with torch.no_grad():
        mesh = model(pose)[0].numpy().astype(np.float64)
    vertices = mesh[np.array(MeshNet.ORDER[:12])]
    regressor = random.dirichlet(np.ones(12), 17) * (random.uniform(size=(17, 12)) < 0.5)
    regressor = regressor.astype(np.float32).astype(np.float64)
    joints = regressor @ vertices
    return {
        "pixels": numbers(pixels_), "metres": numbers(millimetres / 1000), "permutation": MeshNet.ORDER, "faces": numbers(MeshNet.FACES), "regressor": numbers(regressor),
        "vertices": numbers(vertices - joints[0]), "joints": numbers(joints - joints[0]),
    }


if __name__ == "__main__":
    planes = np.frombuffer((HERE / "frame.yuv").read_bytes(), np.uint8)
    luma, chroma = WIDTH * HEIGHT, WIDTH * HEIGHT // 4
    picture = [planes[:luma].reshape(HEIGHT, WIDTH), planes[luma:luma + chroma].reshape(HEIGHT // 2, -1), planes[luma + chroma:].reshape(HEIGHT // 2, -1)]
    camera = {"fx": FX, "fy": FY, "cx": CX, "cy": CY, "k1": K1, "k2": K2, "p1": P1, "p2": P2, "k3": K3}
    expected = {"width": WIDTH, "height": HEIGHT, "camera": camera, "d3ke": d3ke(picture), "pose2mesh": pose2mesh()}
    (HERE / "d3ke.json").write_text(json.dumps(expected) + "\n")
