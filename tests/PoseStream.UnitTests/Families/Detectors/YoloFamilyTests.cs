using System.Numerics;
using PoseStream.Core.Families.Detectors;
using PoseStream.Core.Families.Estimators;
using PoseStream.Core.Geometry;
using Xunit;
using static PoseStream.UnitTests.Families.FamilyCase;

namespace PoseStream.UnitTests.Families.Detectors;

/// <summary>YOLOv3 in its dialects, YOLOv8 and v11, and those with suppression inside (facts: model contracts §6.1, §6.4).</summary>
public sealed class YoloFamilyTests
{
    private const int Classes = 3;
    private static readonly BoundingBox Person = new(40.5f, 33, 93, 121.25f);

    [Theory]
    [InlineData("nchw", 416, 416)]
    [InlineData("nhwc", 416, 416)]
    [InlineData("by-anchor", 416, 416)]
    [InlineData("nchw", 320, 192)]
    [InlineData("nhwc", 320, 192)]
    [InlineData("by-anchor", 608, 608)]
    public void YoloV3_PersonAtEachHeadAndAnchor_ComesBack(string layout, int width, int height)
    {
        Vector2[][] anchors = [[new(10, 13), new(16, 30), new(33, 23)], [new(30, 61), new(62, 45), new(59, 119)], [new(116, 90), new(156, 198), new(373, 326)]];
        int[] strides = [8, 16, 32];
        for (var level = 0; level < 3; level++)
        {
            for (var anchor = 0; anchor < 3; anchor++)
            {
                var network = new FamilyCase(new YoloV3Family(), width, height, [.. strides.Select(stride => Floats(Shape(layout, width / stride, height / stride)))]);
                network.Fill(-20);
                var (stride, at) = (strides[level], Person.Center / strides[level]);
                var (column, row) = ((int)at.X, (int)at.Y);
                float[] values =
                [
                    Logit(at.X - column), Logit(at.Y - row),
                    MathF.Log(Person.Width / anchors[level][anchor].X), MathF.Log(Person.Height / anchors[level][anchor].Y),
                    Logit(0.9f), Logit(0.8f), Logit(0.99f), Logit(0.1f),
                ];
                for (var channel = 0; channel < values.Length; channel++)
                {
                    network.Of(level)[Index(layout, width / stride, height / stride, anchor, channel, row, column)] = values[channel];
                }

                AssertBox(Assert.Single(network.Detect()), Person, 0.72f);
            }
        }
    }

    [Fact]
    public void YoloV3_HeadsOfTheZooSize_HoldAllCandidates() => Assert.Equal(10647, 3 * ((52 * 52) + (26 * 26) + (13 * 13)));

    [Fact]
    public void YoloV3_HeadOfOtherSize_IsRefusedWithTheLayouts()
    {
        var network = new FamilyCase(new YoloV3Family(), 416, 416, Floats(1, 24, 52, 52), Floats(1, 24, 26, 26), Floats(1, 24, 13, 13));
        Assert.Contains("expected Float32[?,3*(5+classes),52,52]", network.Refused(0, 1, 24, 26, 26).Message, StringComparison.Ordinal);
        Assert.Contains("[1,25,52,52], expected", network.Refused(0, 1, 25, 52, 52).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 0.72f)]
    [InlineData(1, 0.36f)]
    public void YoloV3Flat_SecondItemOfABatch_IsReadFromItsOwnRows(int personClass, float score)
    {
        var network = new FamilyCase(new YoloV3FlatFamily(), 64, 64, Floats(2, 252, 5 + Classes)).With("score_threshold", 0.3).With("person_class", personClass);
        float[] values = [Person.Center.X, Person.Center.Y, Person.Width, Person.Height, 0.9f, 0.8f, 0.4f, 1];
        values.CopyTo(network.Of(0), (252 + 17) * (5 + Classes));
        Assert.Empty(network.Detect(0));
        AssertBox(Assert.Single(network.Detect(1)), Person, score);
    }

    [Fact]
    public void YoloV3Zoo_BoxesWithRowsFirst_ComeBack()
    {
        var network = new FamilyCase(new YoloV3ZooFamily(), 64, 64, Floats(2, 252, 4), Floats(2, Classes, 252));
        float[] box = [Person.Y1, Person.X1, Person.Y2, Person.X2];
        box.CopyTo(network.Of(0), (252 + 7) * 4);
        network.Of(1)[(Classes * 252) + 7] = 0.75f;
        network.Of(1)[(Classes * 252) + 252 + 8] = 0.9f;
        Assert.Empty(network.Detect(0));
        AssertBox(Assert.Single(network.Detect(1)), Person, 0.75f);
    }

    [Theory]
    [InlineData(640, 640, 8400)]
    [InlineData(320, 192, 1260)]
    public void YoloV8_PersonAmongOthers_ComesBackBestFirst(int width, int height, int anchors)
    {
        var network = new FamilyCase(new YoloV8Family(), width, height, Floats(1, 4 + Classes, anchors));
        var far = new BoundingBox(200, 100, 240, 180);
        Write(network, anchors, anchors - 1, Person, 0.6f, 0);
        Write(network, anchors, 5, far, 0.9f, 0);
        Write(network, anchors, 6, new BoundingBox(1, 1, 20, 20), 0.9f, 1);
        var found = network.Detect();
        Assert.Equal(2, found.Length);
        AssertBox(found[0], far, 0.9f);
        AssertBox(found[1], Person, 0.6f);
    }

    [Fact]
    public void YoloV8_BoxOverTheBorder_ComesBackWhole()
    {
        var network = new FamilyCase(new YoloV8Family(), 64, 64, Floats(1, 5, 84));
        var cut = new BoundingBox(-30, -10, 20, 80);
        Write(network, 84, 0, cut, 0.5f, 0);
        AssertBox(Assert.Single(network.Detect()), cut, 0.5f);
    }

    [Fact]
    public void YoloV8_OutputWithoutAClass_IsRefused() => Assert.Contains(
        "expected at least 5 rows", new FamilyCase(new YoloV8Family(), 64, 64, Floats(1, 5, 84)).Refused(0, 1, 4, 84).Message, StringComparison.Ordinal);

    [Fact]
    public void YoloEndToEnd_RowsOfSeveralClasses_GivesThePeople()
    {
        var network = new FamilyCase(new YoloEndToEndFamily(), 640, 640, Floats(1, 300, 6));
        float[] rows = [40.5f, 33, 93, 121.25f, 0.9f, 0, 1, 2, 3, 4, 0.8f, 2, 5, 6, 7, 8, 0.1f, 0];
        rows.CopyTo(network.Of(0), 0);
        AssertBox(Assert.Single(network.Detect()), Person, 0.9f);
    }

    [Theory]
    [InlineData("coco17", 17)]
    [InlineData("coco23", 23)]
    public void YoloV8Pose_SurestPerson_ComesBackWithItsJoints(string skeleton, int joints)
    {
        const int anchors = 8400;
        var network = new FamilyCase(new YoloV8PoseFamily(), 640, 640, skeleton, Floats(2, 5 + (3 * joints), anchors));
        var values = network.Of(0).AsSpan((5 + (3 * joints)) * anchors);
        values[(4 * anchors) + 17] = 0.5f;
        values[(4 * anchors) + 8399] = 0.9f;
        for (var j = 0; j < joints; j++)
        {
            float[] joint = [100 + j, 200 - j, j == 3 ? 0.4f : 0.8f];
            for (var row = 0; row < 3; row++)
            {
                values[((5 + (3 * j) + row) * anchors) + 8399] = joint[row];
            }
        }

        Assert.Equal(0, network.Estimate(0).Score);
        var pose = network.Estimate(1);
        Assert.Equal(0.9f, pose.Score);
        Assert.False(pose.Joints[3].IsPresent);
        Assert.Equal(new Vector2(99 + joints, 201 - joints), pose.Joints[joints - 1].Pixel);
        Assert.False(pose.Joints[0].HasMetric);
    }

    [Fact]
    public void YoloV8Pose_JointsOfAnotherSkeleton_AreRefused() => Assert.Contains(
        "expected Float32[?,74,8400]",
        new FamilyCase(new YoloV8PoseFamily(), 640, 640, "coco23", Floats(1, 74, 8400)).Refused(0, 1, 56, 8400).Message,
        StringComparison.Ordinal);

    private static float Logit(float probability) => MathF.Log(probability / (1 - probability));

    private static long[] Shape(string layout, int columns, int rows) => layout switch
    {
        "nchw" => [1, 3 * (5 + Classes), rows, columns],
        "nhwc" => [1, rows, columns, 3 * (5 + Classes)],
        _ => [1, 3, rows, columns, 5 + Classes],
    };

    private static int Index(string layout, int columns, int rows, int anchor, int channel, int row, int column) => layout switch
    {
        "nchw" => ((((anchor * (5 + Classes)) + channel) * rows) + row) * columns + column,
        "nhwc" => ((((row * columns) + column) * 3) + anchor) * (5 + Classes) + channel,
        _ => ((((anchor * rows) + row) * columns) + column) * (5 + Classes) + channel,
    };

    private static void Write(FamilyCase network, int anchors, int anchor, BoundingBox box, float score, int personClass)
    {
        float[] values = [box.Center.X, box.Center.Y, box.Width, box.Height];
        for (var row = 0; row < values.Length; row++)
        {
            network.Of(0)[(row * anchors) + anchor] = values[row];
        }

        network.Of(0)[((4 + personClass) * anchors) + anchor] = score;
    }
}
