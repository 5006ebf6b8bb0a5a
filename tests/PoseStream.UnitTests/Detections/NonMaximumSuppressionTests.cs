using PoseStream.Core.Detections;
using PoseStream.Core.Geometry;
using Xunit;

namespace PoseStream.UnitTests.Detections;

public sealed class NonMaximumSuppressionTests
{
    private readonly DetectionList _list = new(4);

    [Fact]
    public void Apply_ChainOfOverlaps_ComparesWithKeptBoxesOnly()
    {
        // b overlaps a and c; a and c do not overlap enough: b goes, c stays although b would have suppressed it.
        Add(0, 0.9f);
        Add(4, 0.8f);
        Add(8, 0.7f);
        NonMaximumSuppression.Apply(_list, 0.4f, 10);
        Assert.Equal([0.9f, 0.7f], Scores());
    }

    [Fact]
    public void Apply_Maximum_KeepsTheBestFirst()
    {
        Add(0, 0.1f);
        Add(100, 0.3f);
        Add(200, 0.2f);
        NonMaximumSuppression.Apply(_list, 0.5f, 2);
        Assert.Equal([0.3f, 0.2f], Scores());
    }

    [Fact]
    public void Apply_BoxWithoutSize_DoesNotSuppress()
    {
        _list.Add(new Detection(new BoundingBox(5, 5, 5, 5), 1));
        Add(0, 0.5f);
        NonMaximumSuppression.Apply(_list, 0, 10);
        Assert.Equal(2, _list.Count);
    }

    [Fact]
    public void Add_BeyondTheCapacity_LosesTheWeakest()
    {
        foreach (var score in new[] { 0.5f, 0.2f, 0.6f, 0.4f, 0.9f, 0.1f })
        {
            Add(0, score);
        }

        Assert.Equal([0.4f, 0.5f, 0.6f, 0.9f], Scores().Order());
        _list.Clear();
        Assert.Equal(0, _list.Count);
    }

    private void Add(float x, float score) => _list.Add(new Detection(new BoundingBox(x, 0, x + 10, 10), score));

    private float[] Scores() => [.. _list.Items.ToArray().Select(detection => detection.Score)];
}
