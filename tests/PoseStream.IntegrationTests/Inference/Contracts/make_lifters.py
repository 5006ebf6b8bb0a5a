#!/usr/bin/python3
"""Makes the lifter-*.onnx beside this script: networks with the inputs, layers' shapes and outputs of VideoPose3D (centred and causal), of a fully connected lifter after
Martinez, of a graph network of one frame, of Pose2Mesh's PoseNet, of MotionBERT and of PoseFormerV2 (facts: model contracts sections 10 and 12), tiny and with seeded weights, and lifters.json: two people who walk, as COCO's
joints in pixels, and where each network puts their joints in camera space, computed here with torch and numpy.

    /usr/bin/python3 make_lifters.py        (needs python3-torch; the files are small and committed)

From the pixels to camera space everything is done a second time here: the trunk of Human3.6M from COCO's joints, windows and their padding, the normalisation, the scale of a
pose without unit, and the fit of the pose to its pixels. A body is recognisable because what a network says is mostly its input again; its layers change each joint by decimetres."""

import json
import pathlib

import numpy as np
import torch
from torch import nn

HERE = pathlib.Path(__file__).parent
WIDTH, HEIGHT, FRAMES = 640, 480, 12
FOCAL = 0.5 * WIDTH / np.tan(np.radians(30))
SURE = 0.9

COCO = ("nose left_eye right_eye left_ear right_ear left_shoulder right_shoulder left_elbow right_elbow left_wrist right_wrist left_hip right_hip left_knee right_knee "
        "left_ankle right_ankle").split()
COCO19 = COCO + ["pelvis", "neck"]
H36M = ("pelvis right_hip right_knee right_ankle left_hip left_knee left_ankle torso neck nose head left_shoulder left_elbow left_wrist right_shoulder right_elbow "
        "right_wrist").split()
HALPE = COCO + ["head", "neck", "pelvis"]
BONES = {("pelvis", "right_hip"): .13295, ("pelvis", "left_hip"): .13295, ("right_hip", "right_knee"): .44289, ("right_knee", "right_ankle"): .45421,
         ("left_hip", "left_knee"): .44289, ("left_knee", "left_ankle"): .45421, ("neck", "right_shoulder"): .15103, ("neck", "left_shoulder"): .15103,
         ("neck", "nose"): .12113, ("nose", "head"): .11500, ("right_shoulder", "right_elbow"): .27889, ("right_elbow", "right_wrist"): .25173,
         ("left_shoulder", "left_elbow"): .27888, ("left_elbow", "left_wrist"): .25173}


def walk(random, x, size):
    """Pixels [FRAMES,17,2] of somebody upright, each joint with a sway of its own."""
    height = dict(nose=.93, eye=.95, ear=.94, shoulder=.82, elbow=.63, wrist=.49, hip=.53, knee=.285, ankle=.04)
    half = dict(nose=0, eye=.02, ear=.045, shoulder=.13, elbow=.16, wrist=.17, hip=.095, knee=.1, ankle=.1)
    frames = []
    phase, sway = random.uniform(0, 6, (17, 2)), random.uniform(.005, .03, (17, 2))
    for t in range(FRAMES):
        joints = []
        for j, name in enumerate(COCO):
            part = name.split("_")[-1]
            side = 1 if name.startswith("left") else -1 if name.startswith("right") else 0
            place = np.array([x + 2.5 * t + side * half[part] * size, 100 + (1 - height[part]) * size])
            joints.append(place + size * sway[j] * np.sin(.4 * t + phase[j]))
        frames.append(joints)
    return np.array(frames)


def to_h36m(coco):
    """PoseFormerV2's rule (facts: section 12); [...,17,2] to [...,17,2]."""
    at = {name: coco[..., i, :] for i, name in enumerate(COCO)}
    shoulders, hips = (at["left_shoulder"] + at["right_shoulder"]) / 2, (at["left_hip"] + at["right_hip"]) / 2
    thorax = shoulders + (at["nose"] - shoulders) / 3
    eyes = (at["left_eye"] + at["right_eye"]) / 2
    spine = (shoulders + hips) / 2
    spine = spine + np.stack([.3 * (spine[..., 0] - (hips[..., 0] + thorax[..., 0]) / 2), 0 * spine[..., 1]], -1)
    at["pelvis"], at["torso"] = hips, spine
    at["neck"] = thorax - np.stack([0 * thorax[..., 0], 2 / 3 * (eyes[..., 1] - at["nose"][..., 1])], -1)
    at["head"] = np.stack([(at["left_eye"] + at["right_eye"] + at["left_ear"] + at["right_ear"])[..., 0] / 4,
                           at["left_eye"][..., 1] + at["right_eye"][..., 1] - at["nose"][..., 1]], -1)
    at["nose"] = at["nose"] - (at["nose"] - shoulders) / 4
    return np.stack([at[name] for name in H36M], -2)


def to_coco19(coco):
    return np.concatenate([coco, (coco[..., 11:12, :] + coco[..., 12:13, :]) / 2, (coco[..., 5:6, :] + coco[..., 6:7, :]) / 2], -2)


def screen(pixels):
    return pixels * 2 / WIDTH - np.array([1, HEIGHT / WIDTH])


def window(frames, newest, length):
    """The last frames up to the newest, the first of all in place of those before it."""
    return frames[[max(0, t) for t in range(newest - length + 1, newest + 1)]]


def fit(pixels, places):
    """Where the pose stands whose joints meet their pixels (facts: section 15 D): five weighted solutions, outliers held off (Huber)."""
    rays = (pixels - np.array([WIDTH, HEIGHT]) / 2) / FOCAL
    huber = max(1, .02 * (pixels.max(0) - pixels.min(0)).max())
    at = None
    for _ in range(5):
        rows, right, weights = [], [], []
        for ray, p in zip(rays, places):
            if at is None:
                x, r, weight = ray, ray * p[2] - p[:2], 1.0
            else:
                depth = max(.5, p[2] + at[2])
                x = (p[:2] + at[:2]) / depth
                off = x - ray
                r = at[:2] - x * at[2] - depth * off
                far = FOCAL * np.hypot(*off)
                weight = (huber / far if far > huber else 1) / depth ** 2
            rows += [[1, 0, -x[0]], [0, 1, -x[1]]]
            right += [r[0], r[1]]
            weights += [weight, weight]
        w = np.sqrt(np.array(weights))[:, None]
        at = np.linalg.lstsq(w * np.array(rows), w[:, 0] * np.array(right), rcond=None)[0]
    return at


class Temporal(nn.Module):
    """VideoPose3D's dilated model with two blocks of width 3: a receptive field of 9."""
    FIELD, CHANNELS = 9, 12

    def __init__(self, causal):
        super().__init__()
        self.causal = causal
        self.expand = nn.Conv1d(34, self.CHANNELS, 3)
        self.dilated = nn.Conv1d(self.CHANNELS, self.CHANNELS, 3, dilation=3)
        self.point = nn.Conv1d(self.CHANNELS, self.CHANNELS, 1)
        self.shrink = nn.Conv1d(self.CHANNELS, 51, 1)

    def forward(self, inputs):
        flat = inputs.reshape(1, self.FIELD, 34).permute(0, 2, 1)
        x = torch.relu(self.expand(flat))
        first = 3 + (3 if self.causal else 0)
        x = x[:, :, first:first + 1] + torch.relu(self.point(torch.relu(self.dilated(x))))
        said = self.shrink(x).permute(0, 2, 1).reshape(1, 1, 17, 3)
        target = inputs[:, self.FIELD - 1:] if self.causal else inputs[:, self.FIELD // 2:self.FIELD // 2 + 1]
        return torch.cat([2.6 * (target - target[:, :, :1]), 0 * target[:, :, :, :1]], 3) + .25 * torch.tanh(said)


class Dense(nn.Module):
    """A fully connected lifter of one frame: J joints of 2 numbers to J of 3, with a residual block."""
    def __init__(self, joints, scale, across):
        super().__init__()
        self.joints, self.scale, self.across = joints, scale, across
        self.first, self.a, self.b, self.last = nn.Linear(2 * joints, 24), nn.Linear(24, 24), nn.Linear(24, 24), nn.Linear(24, 3 * joints)

    def forward(self, flat):
        x = torch.relu(self.first(flat))
        x = x + torch.relu(self.b(torch.relu(self.a(x))))
        joints = flat.view(1, self.joints, 2)
        rest = torch.cat([joints * torch.tensor([self.across, self.scale]), 0 * joints[:, :, :1]], 2)
        return (1000 * (rest + .25 * torch.tanh(self.last(x)).view(1, self.joints, 3))).view(1, 3 * self.joints)


class Attention(nn.Module):
    """MotionBERT's input and output: nine frames at once, each frame looking at all others."""
    FRAMES, CHANNELS = 9, 8

    def __init__(self):
        super().__init__()
        self.embed, self.query, self.key, self.value = nn.Linear(51, self.CHANNELS), nn.Linear(self.CHANNELS, self.CHANNELS), nn.Linear(self.CHANNELS, self.CHANNELS), nn.Linear(self.CHANNELS, 51)

    def forward(self, inputs):
        x = torch.tanh(self.embed(inputs.view(1, self.FRAMES, 51)))
        mix = torch.softmax(4 * torch.matmul(self.query(x), self.key(x).transpose(1, 2)), 2)
        said = torch.tanh(self.value(torch.matmul(mix, x))).view(1, self.FRAMES, 17, 3)
        return torch.cat([inputs[:, :, :, :2], 0 * inputs[:, :, :, 2:]], 3) + .15 * said


class Graph(nn.Module):
    """A graph network of one frame: features of joints mixed along the bones, metres."""
    def __init__(self):
        super().__init__()
        parents = [-1, 0, 1, 2, 0, 4, 5, 0, 7, 8, 9, 8, 11, 12, 8, 14, 15]
        bones = torch.eye(17)
        for joint, parent in enumerate(parents):
            if parent >= 0:
                bones[joint, parent] = bones[parent, joint] = 1
        self.register_buffer("bones", bones / bones.sum(1, keepdim=True))
        self.first, self.last = nn.Linear(2, 10), nn.Linear(10, 3)

    def forward(self, joints):
        x = torch.relu(torch.matmul(self.bones, self.first(joints)))
        said = torch.tanh(torch.matmul(self.bones, self.last(x)))
        return torch.cat([2.6 * (joints - joints[:, :1]), 0 * joints[:, :, :1]], 2) + .3 * said


class Frequency(nn.Module):
    """PoseFormerV2's: the frames in the middle, and the first coefficients of a cosine transform of all nine, by matrix products; any number of people at once."""
    FRAMES, COEFFICIENTS, MIDDLE = 9, 3, 3

    def __init__(self):
        super().__init__()
        n = torch.arange(self.FRAMES, dtype=torch.float32)
        k = torch.arange(self.COEFFICIENTS, dtype=torch.float32)[:, None]
        self.register_buffer("cosines", torch.cos(np.pi / self.FRAMES * (n + .5) * k))
        self.slow, self.fast, self.last = nn.Linear(34 * self.COEFFICIENTS, 16), nn.Linear(34 * self.MIDDLE, 16), nn.Linear(32, 51)

    def forward(self, inputs):
        flat = inputs.flatten(2)
        first = self.FRAMES // 2 - self.MIDDLE // 2
        slow = torch.tanh(self.slow(torch.matmul(self.cosines, flat).flatten(1)))
        fast = torch.tanh(self.fast(flat[:, first:first + self.MIDDLE].flatten(1)))
        said = torch.tanh(self.last(torch.cat([slow, fast], 1))).view(-1, 1, 17, 3)
        target = inputs[:, self.FRAMES // 2:self.FRAMES // 2 + 1]
        return torch.cat([2.6 * (target - target[:, :, :1]), 0 * target[:, :, :, :1]], 3) + .25 * said


def export(model, shape, name, inputs, output, **options):
    torch.onnx.export(model, torch.rand(shape), HERE / f"lifter-{name}.onnx", input_names=[inputs], output_names=[output], opset_version=12, **options)


def run(model, values):
    with torch.no_grad():
        return model(torch.tensor(np.asarray(values), dtype=torch.float32)[None]).numpy()[0].astype(np.float64)


def published(names, pixels, places):
    """By published joint's index: the joints in camera space."""
    known = [i for i, name in enumerate(names) if name in HALPE]
    at = fit(pixels[known], places[known])
    assert at[2] > 1, at
    return [[HALPE.index(names[i]), *(places[i] + at)] for i in known]


def temporal(causal, frames):
    torch.manual_seed(4 if causal else 3)
    name, delay = ("videopose3d-causal", 0) if causal else ("videopose3d", 4)
    model = Temporal(causal).eval()
    export(model, (1, 9, 17, 2), name, "poses", "positions")
    joints, newest = to_h36m(frames), delay
    places = run(model, window(screen(joints), newest, 9))[0]
    places[0] = 0
    return newest, published(H36M, joints[newest - delay], places)


def martinez(frames):
    torch.manual_seed(5)
    model = Dense(17, 2.6, 2.6).eval()
    export(model, (1, 34), "martinez", "joints", "positions")
    joints = to_h36m(frames)[0]
    places = run(model, screen(joints).reshape(34)).reshape(17, 3) / 1000
    places[0] = 0
    # A lifter that looks at the whole picture says where the joints are in it; all but the first, which is the root by definition.
    return 0, published(H36M, joints, places)


def graph(frames):
    torch.manual_seed(9)
    model = Graph().eval()
    export(model, (1, 17, 2), "modulated-gcn", "joints", "positions")
    joints = to_h36m(frames)[0]
    places = run(model, screen(joints))
    places[0] = 0
    return 0, published(H36M, joints, places)


def poseformer(frames):
    torch.manual_seed(10)
    model = Frequency().eval()
    export(model, (1, 9, 17, 2), "poseformerv2", "poses", "positions", dynamic_axes={"poses": [0], "positions": [0]})
    joints = to_h36m(frames)
    places = run(model, window(screen(joints), 4, 9))[0]
    places[0] = 0
    return 4, published(H36M, joints[0], places)


def posenet(frames):
    torch.manual_seed(6)
    model = Dense(19, .48, .16).eval()
    export(model, (1, 38), "pose2mesh-posenet", "pose2d", "pose3d")
    joints = to_coco19(frames)[0]
    crop = (joints - joints.min(0)) * np.array([288, 384]) / 500 / np.array([288, 384])
    places = run(model, ((crop - crop.mean(0)) / crop.std(0)).reshape(38)).reshape(19, 3) / 1000
    return 0, published(COCO19, joints, places)


def motionbert(frames):
    torch.manual_seed(7)
    model = Attention().eval()
    export(model, (1, 9, 17, 3), "motionbert", "poses", "positions")
    joints, newest = to_h36m(frames), 4
    seen = window(joints, newest, 9)
    low, high = seen.reshape(-1, 2).min(0), seen.reshape(-1, 2).max(0)
    side = (high - low).max()
    inputs = ((seen - (low + high - side) / 2) / side - .5) * 2
    places = run(model, np.concatenate([inputs.clip(-1, 1), np.full((9, 17, 1), SURE)], 2))[4]
    places = places - places[0]
    scale = np.median([length / np.linalg.norm(places[H36M.index(a)] - places[H36M.index(b)]) for (a, b), length in BONES.items()])
    return newest, published(H36M, joints[0], scale * places)


if __name__ == "__main__":
    random = np.random.default_rng(8)
    people = [walk(random, 190, 230), walk(random, 430, 300)]
    lifters = {"videopose3d": lambda f: temporal(False, f), "videopose3d-causal": lambda f: temporal(True, f), "martinez": martinez, "pose2mesh-posenet": posenet, "motionbert": motionbert,
               "modulated-gcn": graph, "poseformerv2": poseformer}
    expected = {"width": WIDTH, "height": HEIGHT, "confidence": SURE, "people": [person.round(3).tolist() for person in people], "networks": {}}
    for name, lift in lifters.items():
        answers = [lift(np.array(person)) for person in expected["people"]]
        expected["networks"][name] = {"frame": answers[0][0], "people": [joints for _, joints in answers]}
        print(name, [np.round(joints[5][1:], 2).tolist() for _, joints in answers])
    (HERE / "lifters.json").write_text(json.dumps(expected) + "\n")
