"""The built-in networks: plain residual convolutions, the shapes that train and run fastest on CPUs, for poses joints that read one another, and for motion a few strides over time.

Those that see pictures take NCHW RGB, normalised as (v / 255 - MEAN) / STD. All have the batch as a dynamic axis.
"""
import torch
from torch import nn
from torch.nn import functional as F

MEAN = 0.45
STD = 0.25


def conv(inputs, outputs, stride=1):
    return nn.Sequential(
        nn.Conv2d(inputs, outputs, 3, stride, 1, bias=False),
        nn.BatchNorm2d(outputs),
        nn.ReLU(inplace=True))


class Residual(nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.first = conv(channels, channels)
        self.second = nn.Sequential(nn.Conv2d(channels, channels, 3, 1, 1, bias=False), nn.BatchNorm2d(channels))
        nn.init.zeros_(self.second[1].weight)

    def forward(self, x):
        return F.relu(x + self.second(self.first(x)))


def stage(inputs, outputs, blocks):
    return nn.Sequential(conv(inputs, outputs, 2), *[Residual(outputs) for _ in range(blocks)])


def upsample(x):
    return F.interpolate(x, scale_factor=2.0, mode="nearest")


class JointLayer(nn.Module):
    """What each joint learns from the others: attention between the joints, then a perceptron for each (pre-norm, Xiong et al. 2020)."""

    HEADS = 4

    def __init__(self, width):
        super().__init__()
        self.first = nn.LayerNorm(width)
        self.ask = nn.Linear(width, 3 * width)
        self.tell = nn.Linear(width, width)
        self.second = nn.LayerNorm(width)
        self.inner = nn.Linear(width, 2 * width)
        self.outer = nn.Linear(2 * width, width)

    def forward(self, x):
        joints, width = x.shape[1:]
        asked = self.ask(self.first(x)).reshape(-1, joints, 3, self.HEADS, width // self.HEADS).permute(2, 0, 3, 1, 4)
        query, key, value = asked[0], asked[1], asked[2]
        attention = torch.softmax(query @ key.transpose(2, 3) * (width // self.HEADS) ** -0.5, 3)
        x = x + self.tell((attention @ value).transpose(1, 2).reshape(-1, joints, width))
        return x + self.outer(F.relu(self.inner(self.second(x))))


class PoseNet(nn.Module):
    """One person's crop to the 26 joints of the canonical skeleton.

    Outputs, all logits but the last:
      heatmaps    N x 26 x H/4 x W/4   where the joint is in the picture
      depths      N x 26 x 64          metres behind the pelvis along the line of sight, bins of DEPTH_RANGE
      presence    N x 26 x 2           inside the crop's picture; seen and not hidden
      log_width   N x 1                ln of the metres that the crop's width spans at the pelvis: needs no focal length
    """

    JOINTS = 26
    BINS = 64
    DEPTH_RANGE = 1.2

    def __init__(self, stem=24, widths=(32, 80, 160), blocks=(1, 2, 3), layers=2):
        super().__init__()
        quarter, eighth, sixteenth = widths
        self.stem = conv(3, stem, 2)
        self.quarter = stage(stem, quarter, blocks[0])
        self.eighth = stage(quarter, eighth, blocks[1])
        self.sixteenth = stage(eighth, sixteenth, blocks[2])
        self.lateral8 = nn.Conv2d(sixteenth, eighth, 1)
        self.mix8 = Residual(eighth)
        self.lateral4 = nn.Conv2d(eighth, quarter, 1)
        self.mix4 = Residual(quarter)
        self.heatmaps = nn.Conv2d(quarter, self.JOINTS, 1)
        self.joint = nn.Linear(quarter + eighth + sixteenth, 128)
        self.name = nn.Parameter(torch.randn(self.JOINTS, 128) * 0.5)
        self.place = nn.Linear(4, 128)
        self.layers = nn.Sequential(*[JointLayer(128) for _ in range(layers)])
        self.answers = nn.Linear(128, self.BINS + 2)
        self.width = nn.Linear(sixteenth + 128, 1)

    def forward(self, x):
        quarter = self.quarter(self.stem(x))
        eighth = self.eighth(quarter)
        sixteenth = self.sixteenth(eighth)
        eighth = self.mix8(eighth + upsample(self.lateral8(sixteenth)))
        quarter = self.mix4(quarter + upsample(self.lateral4(eighth)))
        heatmaps = self.heatmaps(quarter).float()

        # Each joint reads the features where it is found.
        where = torch.softmax(heatmaps.flatten(2), 2)
        coarse = F.avg_pool2d(where.view_as(heatmaps), 2).flatten(2) * 4
        whole = sixteenth.mean((2, 3))
        near = where @ quarter.float().flatten(2).transpose(1, 2)
        around = coarse @ eighth.float().flatten(2).transpose(1, 2)
        everywhere = whole.float().unsqueeze(1).expand(-1, self.JOINTS, -1)
        token = F.relu(self.joint(torch.cat([near, around, everywhere], 2)) + self.name + self.place(self.moments(where, heatmaps)))
        token = self.layers(token)
        answers = self.answers(token).float()
        width = self.width(torch.cat([whole, token.mean(1)], 1)).float()
        return heatmaps, answers[..., :self.BINS], answers[..., self.BINS:], width

    @staticmethod
    def moments(where, heatmaps):
        """Mean and spread of each joint's place, in halves of the crop: N x J x 4. Without matrix products, which bfloat16 would round: small spreads are differences."""
        rows, columns = heatmaps.shape[2:]
        where = where.view_as(heatmaps)
        sides = []
        for share, cells in ((where.sum(2), columns), (where.sum(3), rows)):
            place = (torch.arange(cells, device=where.device) + 0.5) / cells * 2 - 1
            mean = (share * place).sum(2, keepdim=True)
            sides.append((mean, (share * (place - mean).square()).sum(2, keepdim=True).clamp_min(1e-6).sqrt()))
        (x, width), (y, height) = sides
        return torch.cat([x, y, width, height], 2)

    @classmethod
    def bin_centres(cls):
        step = 2 * cls.DEPTH_RANGE / cls.BINS
        return (torch.arange(cls.BINS) + 0.5) * step - cls.DEPTH_RANGE


class TemporalNet(nn.Module):
    """The pose network's answers for one person over the last frames to a better one for the newest: strided convolutions over time (Pavllo et al. 2019), which look back only, say how
    much each earlier frame counts for each joint, and what is to be added that no frame shows.

    Input N x FRAMES x COLUMNS, oldest first (`temporal.windows` and PoseStreamTemporalFamily of PoseStream.Core write it). Outputs, all for the newest frame:
      offsets     N x 26 x 3   metres to add to each joint: across, down, and behind the pelvis along the camera's axis
      log_scale   N x 1        ln of the factor on the pelvis' distance
    """

    FRAMES = 27
    JOINT_COLUMNS = 7
    FRAME_COLUMNS = 5
    COLUMNS = PoseNet.JOINTS * JOINT_COLUMNS + FRAME_COLUMNS
    NEARER = 2

    def __init__(self, width=128):
        super().__init__()
        joints = PoseNet.JOINTS
        self.embed = nn.Conv1d(self.COLUMNS, width, 1)
        self.strides = nn.ModuleList(nn.Conv1d(width, width, 3, 3) for _ in range(3))
        self.mixes = nn.ModuleList(nn.Conv1d(width, width, 1) for _ in range(3))
        self.newest = nn.Conv1d(self.COLUMNS, width, 1)
        self.inner = nn.Conv1d(2 * width, width, 1)
        self.shares = nn.Conv1d(width, (joints + 1) * self.FRAMES, 1)
        self.answers = nn.Conv1d(width, joints * 3 + 1, 1)
        self.drop = nn.Dropout(0.1)
        for last in (self.shares, self.answers):
            nn.init.zeros_(last.weight)
            nn.init.zeros_(last.bias)

    def forward(self, windows):
        joints = windows[:, :, :-self.FRAME_COLUMNS].reshape(-1, self.FRAMES, PoseNet.JOINTS, self.JOINT_COLUMNS)
        frames = windows[:, :, -self.FRAME_COLUMNS:]
        confidence = joints[..., 3:4]
        known = (confidence * confidence[:, self.FRAMES - 1:] > 0).float()
        # How each joint differed from where it is now: a few centimetres, which the posture itself would drown.
        differences = (joints[..., :3] - joints[:, self.FRAMES - 1:, :, :3]) * known
        seen = torch.cat([differences * 10, confidence, joints[..., 4:5], joints[..., 5:] * 10], 3).flatten(2)
        x = F.relu(self.embed(torch.cat([seen, frames], 2).transpose(1, 2)))
        now = F.relu(self.newest(windows[:, self.FRAMES - 1:].transpose(1, 2)))
        for stride, mix in zip(self.strides, self.mixes):
            # The newest of each three goes on as it is.
            x = x[:, :, 2::3] + self.drop(mix(F.relu(stride(x))))
        x = F.relu(self.inner(torch.cat([F.relu(x), now], 1)))
        shares = self.shares(x).reshape(-1, self.FRAMES, PoseNet.JOINTS + 1)
        answers = self.answers(x)[:, :, 0]
        offsets = (shares[:, :, :-1].unsqueeze(3) * differences).sum(1) + 0.1 * answers[:, :-1].reshape(-1, PoseNet.JOINTS, 3)
        log_scale = (shares[:, :, -1] * frames[:, :, self.NEARER]).sum(1, keepdim=True) + 0.1 * answers[:, -1:]
        return offsets, log_scale


class DetectorNet(nn.Module):
    """A letterboxed frame to boxes.

    Output: N x cells x 5, the cells of strides 8, 16 and 32 one after another, row by row: the score's logit, then the distances from the cell's
    centre to the box's left, top, right and bottom edge in input pixels.
    """

    STRIDES = (8, 16, 32)

    def __init__(self, widths=(16, 32, 48, 96, 128), blocks=(1, 2, 2), head=48):
        super().__init__()
        stem, quarter, eighth, sixteenth, last = widths
        self.stem = conv(3, stem, 2)
        self.quarter = conv(stem, quarter, 2)
        self.eighth = stage(quarter, eighth, blocks[0])
        self.sixteenth = stage(eighth, sixteenth, blocks[1])
        self.last = stage(sixteenth, last, blocks[2])
        self.lateral = nn.ModuleList(nn.Conv2d(c, head, 1) for c in (eighth, sixteenth, last))
        self.head = nn.Sequential(conv(head, head), conv(head, head))
        self.score = nn.Conv2d(head, 1, 1)
        self.box = nn.Conv2d(head, 4, 1)
        self.scale = nn.Parameter(torch.zeros(3))
        nn.init.constant_(self.score.bias, -4.0)

    def forward(self, x):
        eighth = self.eighth(self.quarter(self.stem(x)))
        sixteenth = self.sixteenth(eighth)
        last = self.lateral[2](self.last(sixteenth))
        sixteenth = self.lateral[1](sixteenth) + upsample(last)
        eighth = self.lateral[0](eighth) + upsample(sixteenth)
        cells = []
        for level, features in enumerate((eighth, sixteenth, last)):
            features = self.head(features)
            sides = torch.exp((self.box(features).float() + self.scale[level]).clamp(-6.0, 6.0)) * float(2 * self.STRIDES[level])
            cells.append(torch.cat([self.score(features).float(), sides], 1).flatten(2))
        return torch.cat(cells, 2).transpose(1, 2)

    @classmethod
    def cells(cls, width, height):
        """cells x 3: centre x, centre y, stride, in input pixels."""
        levels = []
        for stride in cls.STRIDES:
            y, x = torch.meshgrid(torch.arange(height // stride), torch.arange(width // stride), indexing="ij")
            levels.append(torch.stack([(x + 0.5) * stride, (y + 0.5) * stride, torch.full_like(x, stride)], -1).reshape(-1, 3).float())
        return torch.cat(levels)
