using PoseStream.Core.Detections;
using PoseStream.Core.Families;
using PoseStream.Core.Families.Detectors;
using PoseStream.Core.Families.Estimators;
using PoseStream.Core.Poses;
using PoseStream.TestKit;
using Xunit;
using static PoseStream.UnitTests.Families.FamilyCase;

namespace PoseStream.UnitTests.Families;

/// <summary>What every family must bear, whatever a network writes.</summary>
public sealed class FamilyEdgeTests
{
    private const int Runs = 20;

    private static readonly Dictionary<string, Func<FamilyCase>> Cases = new()
    {
        ["yolov3"] = () => new(new YoloV3Family(), 416, 416, Floats(1, 255, 52, 52), Floats(1, 255, 26, 26), Floats(1, 255, 13, 13)),
        ["yolov3-flat"] = () => new(new YoloV3FlatFamily(), 416, 416, Floats(1, 10647, 85)),
        ["yolov3-zoo"] = () => new(new YoloV3ZooFamily(), 416, 416, Floats(1, 10647, 4), Floats(1, 80, 10647)),
        ["yolov8"] = () => new(new YoloV8Family(), 640, 640, Floats(1, 84, 8400)),
        ["yolo-end-to-end"] = () => new(new YoloEndToEndFamily(), 640, 640, Floats(1, 300, 6)),
        ["yolox"] = () => new(new YoloxFamily(), 416, 416, Floats(1, 3549, 85)),
        ["nanodet"] = () => new(
            new NanoDetFamily(), 416, 416, Floats(1, 2704, 80), Floats(1, 676, 80), Floats(1, 169, 80), Floats(1, 2704, 32), Floats(1, 676, 32), Floats(1, 169, 32)),
        ["nanodet-plus"] = () => new(new NanoDetPlusFamily(), 416, 416, Floats(1, 3598, 112)),
        ["rtmdet-raw"] = () => new(
            new RtmDetRawFamily(), 320, 320, Floats(1, 1, 40, 40), Floats(1, 1, 20, 20), Floats(1, 1, 10, 10), Floats(1, 4, 40, 40), Floats(1, 4, 20, 20), Floats(1, 4, 10, 10)),
        ["detr"] = () => new(new DetrFamily(), 1066, 800, Floats(1, 100, 92), Floats(1, 100, 4)),
        ["rcnn"] = () => new(new RcnnFamily(), 1333, 800, Floats(100, 4), Longs(100), Floats(100)),
        ["mediapipe-detector"] = () => new(new MediaPipeDetectorFamily(), 224, 224, Floats(1, 2254, 12), Floats(1, 2254, 1)),
        ["mediapipe-detector-128"] = () => new(new MediaPipeDetectorFamily(), 128, 128, Floats(1, 896, 12), Floats(1, 896, 1)),
        ["heatmap"] = () => new(new HeatmapFamily(), 192, 256, "coco17", Floats(1, 17, 64, 48)),
        ["heatmap-dark"] = () => new FamilyCase(new HeatmapFamily(), 192, 256, "coco17", Floats(1, 17, 64, 48)).With("dark_kernel", 11),
        ["simcc"] = () => new(new SimccFamily(), 192, 256, "coco17", Floats(1, 17, 384), Floats(1, 17, 512)),
        ["keypoint-rcnn"] = () => new(
            new KeypointRcnnFamily(), 512, 640, "coco23", Floats(10, 4), Longs(10), Floats(10), Floats(10, 23, 3), Floats(10, 23)),
        ["yolov8-pose"] = () => new(new YoloV8PoseFamily(), 640, 640, "coco17", Floats(1, 56, 8400)),
        ["3dmppe-posenet"] = () => new(new PoseNetFamily(), 256, 256, "muco21", Floats(1, 21, 3)),
        ["3dmppe-posenet-volume"] = () => new(new PoseNetVolumeFamily(), 64, 64, "h36m18", Floats(1, 18 * 16, 16, 16)),
        ["hemlets"] = () => new(new HemletsFamily(), 256, 256, Floats(1, 18, 3)),
        ["rtmw3d"] = () => new(new Rtmw3dFamily(), 288, 384, "wholebody133", Floats(1, 133, 576), Floats(1, 133, 768), Floats(1, 133, 576)),
        ["movenet"] = () => new(new MoveNetFamily(), 192, 192, Floats(1, 1, 17, 3)),
    };

    public static TheoryData<string> All => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(All))]
    public void Decode_EverythingIsNoNumber_FindsNobody(string name)
    {
        var network = Cases[name]();
        network.Fill(float.NaN);
        AssertNobody(network);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Decode_EverythingFarBelowTheThreshold_FindsNobody(string name)
    {
        var network = Cases[name]();
        network.Fill(-50);
        AssertNobody(network);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Decode_EverythingSaturated_StaysWithinItsLimits(string name)
    {
        var network = Cases[name]();
        network.Fill(1e4f);
        if (network.Bind() is IPoseDecoder)
        {
            var pose = network.Estimate();
            Assert.InRange(pose.Score, 0, 1);
            Assert.All(pose.Joints.ToArray(), joint => Assert.InRange(joint.Confidence, 0, 1));
        }
        else
        {
            Assert.InRange(network.Detect().Length, 0, 256);
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Decode_ManyTimes_AllocatesNothing(string name)
    {
        var network = Cases[name]();
        var random = new Random(1);
        foreach (var values in network.Values.OfType<float[]>())
        {
            for (var i = 0; i < values.Length; i++)
            {
                values[i] = (float)random.NextDouble();
            }
        }

        var decoder = network.Bind();
        var found = new DetectionList();
        var pose = new PoseEstimate(decoder is IPoseDecoder p ? p.Skeleton.Count : 0);
        Assert.Equal(0, Allocation.Of(Run, Runs));

        void Run()
        {
            found.Clear();
            if (decoder is IDetectionDecoder detections)
            {
                detections.Decode(network.Outputs, 0, found);
            }
            else
            {
                ((IPoseDecoder)decoder).Decode(network.Outputs, 0, pose);
            }
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Bind_UnknownConstant_IsRefused(string name)
    {
        var network = Cases[name]().With("no_such_constant", 1);
        Assert.Contains("knows no decode.no_such_constant", Assert.Throws<ModelContractException>(network.Bind).Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Bind_OutputOfOtherRank_IsRefusedWithWhatWasExpected(string name)
    {
        var error = Cases[name]().Refused(0, 1, 2, 3, 4, 5, 6);
        Assert.Contains("does not fit family", error.Message, StringComparison.Ordinal);
        Assert.Contains("[1,2,3,4,5,6], expected", error.Message, StringComparison.Ordinal);
    }

    // Facts: model contracts §6, §13: how many candidates each network has.
    [Theory]
    [InlineData("yolov3-flat", 10647, "expected Float32[?,10647,?]")]
    [InlineData("yolov3-zoo", 10647, "expected Float32[?,10647,4]")]
    [InlineData("yolov8", 8400, "expected Float32[?,?,8400]")]
    [InlineData("yolov8-pose", 8400, "expected Float32[?,?,8400]")]
    [InlineData("yolox", 3549, "expected Float32[?,3549,?]")]
    [InlineData("nanodet-plus", 3598, "expected Float32[?,3598,?]")]
    [InlineData("mediapipe-detector", 2254, "expected Float32[?,2254,12]")]
    [InlineData("mediapipe-detector-128", 896, "expected Float32[?,896,12]")]
    public void Bind_OneCandidateMore_IsRefused(string name, long candidates, string expected)
    {
        var network = Cases[name]();
        var shape = network.Infos[0].Dimensions.ToArray();
        var axis = Array.IndexOf(shape, candidates);
        Assert.NotEqual(-1, axis);
        shape[axis]++;
        Assert.Contains(expected, network.Refused(0, shape).Message, StringComparison.Ordinal);
    }

    private static void AssertNobody(FamilyCase network)
    {
        if (network.Bind() is IPoseDecoder)
        {
            var pose = network.Estimate();
            Assert.Equal(0, pose.Score);
            Assert.All(pose.Joints.ToArray(), joint => Assert.False(joint.IsPresent));
        }
        else
        {
            Assert.Empty(network.Detect());
        }
    }
}
