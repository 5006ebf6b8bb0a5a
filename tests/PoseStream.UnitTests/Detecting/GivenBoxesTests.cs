using PoseStream.Core.Detections;
using PoseStream.Core.Frames;
using PoseStream.Core.Geometry;
using PoseStream.Core.Ports;
using PoseStream.Core.Time;
using PoseStream.Daemon.Configuration;
using PoseStream.Daemon.Detecting;
using PoseStream.TestKit;
using Xunit;

namespace PoseStream.UnitTests.Detecting;

/// <summary>Detectors that are no network: the whole picture, and a file of boxes.</summary>
public sealed class GivenBoxesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FramePool _pool = new(1);

    [Fact]
    public void WholeImage_AnyFrame_IsOneSurePerson()
    {
        using var model = new WholeImageModel();
        var found = Assert.Single(Detect(model, 7));
        Assert.Equal(new Detection(new BoundingBox(0, 0, 64, 48), 1), found);
    }

    [Fact]
    public void Read_DataSet_NumbersFramesByTheIdsOfImages()
    {
        var model = Model("""
            {
              "images": [{ "id": 30 }, { "id": 10 }, { "id": 20 }],
              "annotations": [
                { "image_id": 10, "bbox": [1, 2, 10, 20], "category_id": 1 },
                { "image_id": 30, "bbox": [5, 6, 10, 10], "iscrowd": 0 },
                { "image_id": 30, "bbox": [9, 9, 9, 9], "iscrowd": 1 },
                { "image_id": 30, "bbox": [8, 8, 8, 8], "category_id": 18 }
              ]
            }
            """);
        Assert.Equal(new Detection(new BoundingBox(1, 2, 11, 22), 1), Assert.Single(Detect(model, 0)));
        Assert.Empty(Detect(model, 1));
        Assert.Equal(new BoundingBox(5, 6, 15, 16), Assert.Single(Detect(model, 2)).Box);
        Assert.Empty(Detect(model, 3));
    }

    [Fact]
    public void Read_ListOfResults_NumbersFramesByImageIdBestFirst()
    {
        var model = Model("""[{ "image_id": 4, "bbox": [1, 2, 3, 4], "score": 0.5 }, { "image_id": 4, "bbox": [2, 2, 3, 4], "score": 0.75 }]""");
        Assert.Empty(Detect(model, 0));
        Assert.Equal([0.75f, 0.5f], Detect(model, 4).Select(detection => detection.Score));
    }

    [Fact]
    public void Detect_BoxesOverAndBeyondTheEdge_AreCutOrGone()
    {
        var model = Model("""[{ "image_id": 0, "bbox": [-10, 40, 30, 30] }, { "image_id": 0, "bbox": [70, 0, 10, 10] }, { "image_id": 0, "bbox": [1, 1, 0, 10] }]""");
        Assert.Equal(new BoundingBox(0, 40, 20, 48), Assert.Single(Detect(model, 0)).Box);
    }

    [Fact]
    public void Read_EmptyList_FindsNobody() => Assert.Empty(Detect(Model("[]"), 0));

    [Theory]
    [InlineData("{", "is no JSON (line 1); write boxes as COCO does")]
    [InlineData("{}", "images: is no list; write { \"images\": [], \"annotations\": [] }, or a list of")]
    [InlineData("7", "images: is no list")]
    [InlineData("[7]", "[0]: is no object")]
    [InlineData("[{ \"image_id\": \"a\", \"bbox\": [1, 2, 3, 4] }]", "[0].image_id: is no whole number; write one")]
    [InlineData("[{ \"image_id\": 1, \"bbox\": [1, 2, 3] }]", "[0].bbox: is no list of four numbers; write [x, y, width, height]")]
    [InlineData("[{ \"image_id\": 1 }]", "[0].bbox: is no list of four numbers")]
    [InlineData("{ \"images\": [], \"annotations\": [{ \"image_id\": 3, \"bbox\": [1, 2, 3, 4] }] }", "annotations: have an image_id 3 that is not among the images")]
    public void Read_OneFault_NamesFileAndPlace(string json, string expected)
    {
        var path = _folder.Write("boxes.json", json);
        var error = Assert.Single(Assert.Throws<ConfigurationException>(() => FrameBoxes.Read(path)).Errors);
        Assert.StartsWith($"{path}: {expected}", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_NoSuchFile_SaysSo() => Assert.Contains(
        "cannot be read", Assert.Throws<ConfigurationException>(() => FrameBoxes.Read(_folder.PathOf("absent.json"))).Message, StringComparison.Ordinal);

    public void Dispose()
    {
        _pool.Dispose();
        _folder.Dispose();
    }

    private BoxFileModel Model(string json) => new(FrameBoxes.Read(_folder.Write("boxes.json", json)));

    private Detection[] Detect(IDetectorModel model, long sequence)
    {
        using var lease = _pool.Rent(new FrameGeometry(64, 48), new FrameStamp(new CameraId("a"), new StreamEpoch(1), sequence, default), CancellationToken.None);
        using var worker = model.CreateWorker();
        var results = new DetectionList();
        results.Add(new Detection(new BoundingBox(0, 0, 1, 1), 1));
        worker.Detect([lease.Frame], [results]);
        return results.Items.ToArray();
    }
}
