using PoseStream.Core.Detections;
using PoseStream.Core.Families;
using PoseStream.Core.Frames;
using PoseStream.Core.Geometry;
using PoseStream.Core.Poses;
using PoseStream.TestKit;
using PoseStream.TestKit.Inference;
using Xunit;

namespace PoseStream.IntegrationTests.Inference;

/// <summary>Real networks on labelled pictures: as good as they are known to be, and worse when they are fed wrongly.</summary>
public sealed class CocoTests : IDisposable
{
    private const int LeastKeypoints = 5;

    private readonly FramePool _pool = new(2);

    [SharedTheory("coco", TestModels.NanoDetFile)]
    [InlineData(null, 0.66, 1)]
    [InlineData("scale", 0, 0.1)]
    [InlineData("color", 0, 0.65)]
    public void NanoDet_CocoPictures_HasItsPrecision(string? fault, double least, double most) =>
        Assert.InRange(Precision(Spoil(TestModels.NanoDet(), fault), TestModels.NanoDetFile), least, most);

    [SharedTheory("coco", TestModels.RtmDetFile, TestModels.YoloxFile)]
    [InlineData("rtmdet", 0.70)]
    [InlineData("yolox", 0.72)]
    public void Detector_CocoPictures_HasItsPrecisionAndLosesItWhenFedWrongly(string family, double least)
    {
        var (manifest, file) = family == "yolox" ? (TestModels.Yolox(), TestModels.YoloxFile) : (TestModels.RtmDet(320), TestModels.RtmDetFile);
        var (right, color, scale) = (Precision(manifest, file), Precision(Spoil(manifest, "color"), file), Precision(Spoil(manifest, "scale"), file));
        Assert.True(right >= least && color < right - 0.005 && scale < 0.1, $"{right}, colours swapped {color}, scale wrong {scale}");
    }

    [SharedTheory("coco", TestModels.TinyPoseFile)]
    [InlineData(null, 0.87, 1)]
    [InlineData("scale", 0, 0.1)]
    [InlineData("color", 0, 0.86)]
    [InlineData("dark", 0.87, 1)]
    [InlineData("flip", 0.87, 1)]
    public void TinyPose_LabelledBoxes_HasItsSimilarity(string? fault, double least, double most) =>
        Assert.InRange(Similarity(Spoil(TestModels.TinyPose(), fault), TestModels.TinyPoseFile), least, most);

    [SharedTheory("coco", TestModels.PoseDetectionFile, TestModels.LandmarksFile)]
    [InlineData(null, 0.74, 1)]
    [InlineData("scale", 0, 0)]
    [InlineData("color", 0, 0.72)]
    public void PoseDetection_LandmarksInItsRegions_HaveTheirSimilarity(string? fault, double least, double most)
    {
        using var detector = OnnxFixture.Detector(Spoil(TestModels.PoseDetection(), fault), TestModels.PoseDetectionFile);
        using var worker = detector.CreateWorker();
        using var landmarks = OnnxFixture.Landmarks();
        using var estimator = landmarks.CreateWorker();
        var (found, pose, similarities) = (new DetectionList(), new PoseEstimate(33), new List<double>());
        foreach (var picture in CocoPicture.All())
        {
            using var lease = picture.Decode(_pool);
            worker.Detect([lease.Frame], [found]);
            foreach (var detection in found.Items)
            {
                estimator.Estimate([new PoseCrop(lease.Frame, landmarks.CropFor(detection.Box, CameraModel.FromFieldOfView(lease.Frame.Geometry, 60), detection.Rotation))], [pose]);
                similarities.Add(picture.People.Where(p => p.Labelled >= LeastKeypoints).Max(p => (double)p.Similarity(landmarks.Skeleton, pose.Joints)));
            }
        }

        Assert.True(fault is not null || similarities.Count >= 3, $"only {similarities.Count} people were found");
        Assert.InRange(similarities.DefaultIfEmpty(0).Average(), least, most);
    }

    public void Dispose() => _pool.Dispose();

    /// <summary>The mistakes that give plausible but worse output.</summary>
    private static ModelManifest Spoil(ModelManifest manifest, string? fault) => fault switch
    {
        "scale" => manifest with { Input = manifest.Input with { Scale = manifest.Input.Scale / 255 } },
        "color" => manifest with { Input = manifest.Input with { Color = manifest.Input.Color == ColorOrder.Rgb ? ColorOrder.Bgr : ColorOrder.Rgb } },
        "flip" => manifest with { Decode = new Dictionary<string, double> { ["flip_test"] = 1 } },
        "dark" => manifest with { Decode = new Dictionary<string, double> { ["dark_kernel"] = 11 } },
        _ => manifest,
    };

    private double Precision(ModelManifest manifest, string file)
    {
        using var model = OnnxFixture.Detector(manifest with { Decode = new Dictionary<string, double> { ["score_threshold"] = 0.05 } }, file);
        using var worker = model.CreateWorker();
        var (found, pictures) = (new DetectionList(), new List<(IReadOnlyList<BoundingBox> People, IReadOnlyList<Detection> Found)>());
        foreach (var picture in CocoPicture.All())
        {
            using var lease = picture.Decode(_pool);
            worker.Detect([lease.Frame], [found]);
            pictures.Add(([.. picture.People.Select(person => person.Box)], found.Items.ToArray()));
        }

        return BoxPrecision.Of(pictures);
    }

    private double Similarity(ModelManifest manifest, string file)
    {
        using var model = OnnxFixture.Pose(manifest, file);
        using var worker = model.CreateWorker();
        var (pose, similarities) = (new PoseEstimate(model.Skeleton.Count), new List<double>());
        foreach (var picture in CocoPicture.All())
        {
            using var lease = picture.Decode(_pool);
            foreach (var person in picture.People.Where(p => p.Labelled >= LeastKeypoints))
            {
                worker.Estimate([new PoseCrop(lease.Frame, model.CropFor(person.Box, CameraModel.FromFieldOfView(lease.Frame.Geometry, 60)))], [pose]);
                similarities.Add(person.Similarity(model.Skeleton, pose.Joints));
            }
        }

        Assert.True(similarities.Count >= 10, $"only {similarities.Count} people are labelled: the labels are not read right");
        return similarities.Average();
    }
}
