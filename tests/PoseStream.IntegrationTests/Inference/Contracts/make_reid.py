#!/usr/bin/python3
"""Makes reid.onnx beside this script: a network with the input and the output of Torchreid's OSNet and its like, tiny and with seeded weights, and reid.json: the vectors that it gives of
two people in crops.yuv (make_pose_contracts.py), computed here with numpy and torch as Torchreid does it: the box in whole pixels is cut out, stretched to the input, and normalised as for ImageNet.

    /usr/bin/python3 make_reid.py        (needs python3-torch; the files are small and committed)

otherwise holds what it says of the first person when the picture is prepared otherwise: colours the other way round, the box's aspect kept, a larger box."""

import json
import pathlib

import numpy as np
import torch
from torch import nn
import torch.nn.functional as F

from make_pose_contracts import HEIGHT, MEAN, STD, WIDTH, normalized, to_rgb, warp

HERE = pathlib.Path(__file__).parent
INPUT_WIDTH, INPUT_HEIGHT, LENGTH = 32, 64, 48

# x, y, w, h, larger than the input: one in the middle, one at the left edge.
PEOPLE = [[122, 34, 74, 172], [0, 60, 66, 150]]


class Reid(nn.Module):
    """Convolutions, the mean over the picture, a layer with batch normalisation; what comes out is of any length."""

    def __init__(self):
        super().__init__()
        self.features = nn.Sequential(nn.Conv2d(3, 12, 5, 2, 2), nn.BatchNorm2d(12), nn.ReLU(), nn.Conv2d(12, 24, 3, 2, 1), nn.ReLU())
        self.fc = nn.Sequential(nn.Linear(24 * 8, LENGTH), nn.BatchNorm1d(LENGTH), nn.ReLU())

    def forward(self, image):
        return self.fc(F.adaptive_avg_pool2d(self.features(image), (4, 2)).flatten(1))


def prepare(rgb, box):
    x, y, w, h = box
    crop = torch.tensor(rgb[None, :, y:y + h, x:x + w])
    return normalized(F.interpolate(crop, (INPUT_HEIGHT, INPUT_WIDTH), mode="bilinear", align_corners=False)[0].numpy(), 255 * MEAN, 255 * STD)


def prepare_region(rgb, left, top, width, height):
    """Edges in continuous pixels, of which the first has its middle at 0.5; black outside."""
    step_x, step_y = width / INPUT_WIDTH, height / INPUT_HEIGHT
    return normalized(warp(rgb, (left + step_x / 2 - 0.5, top + step_y / 2 - 0.5, width, height), INPUT_WIDTH, INPUT_HEIGHT), 255 * MEAN, 255 * STD)


def unit(vector):
    return (vector / np.linalg.norm(vector)).tolist()


def main():
    data = np.frombuffer((HERE / "crops.yuv").read_bytes(), np.uint8)
    luma, chroma = WIDTH * HEIGHT, WIDTH * HEIGHT // 4
    rgb = to_rgb([data[:luma].reshape(HEIGHT, WIDTH)] + [data[luma + i * chroma:luma + (i + 1) * chroma].reshape(HEIGHT // 2, WIDTH // 2) for i in (0, 1)])
    torch.manual_seed(5)
    with torch.no_grad():
        reid = Reid().eval()
        torch.onnx.export(
            reid, (torch.rand(1, 3, INPUT_HEIGHT, INPUT_WIDTH),), HERE / "reid.onnx", input_names=["images"], output_names=["features"], opset_version=13,
            dynamic_axes={"images": {0: "N"}, "features": {0: "N"}})

        def say(image):
            return unit(reid(image)[0].numpy().astype(np.float64))

        x, y, w, h = PEOPLE[0]
        wide = h * INPUT_WIDTH / INPUT_HEIGHT
        otherwise = {
            "bgr": say(prepare(rgb[::-1].copy(), PEOPLE[0])),
            "aspect": say(prepare_region(rgb, x + w / 2 - wide / 2, y, wide, h)),
            "larger": say(prepare_region(rgb, x - w / 8, y - h / 8, w * 1.25, h * 1.25)),
        }
        people = [{"box": box, "vector": say(prepare(rgb, box))} for box in PEOPLE]
    expected = {"width": WIDTH, "height": HEIGHT, "people": people, "otherwise": otherwise}
    (HERE / "reid.json").write_text(json.dumps(json.loads(json.dumps(expected), parse_float=lambda number: round(float(number), 6))) + "\n")
    first = np.array(people[0]["vector"])
    print("cosines:", {"other": first @ people[1]["vector"], **{name: first @ vector for name, vector in otherwise.items()}})


if __name__ == "__main__":
    main()
