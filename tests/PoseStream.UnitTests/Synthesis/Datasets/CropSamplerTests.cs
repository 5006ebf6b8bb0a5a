using System.Numerics;
using PoseStream.Core.Skeletons;
using PoseStream.Synthesis.Datasets;
using PoseStream.Synthesis.Truth;
using Xunit;

namespace PoseStream.UnitTests.Synthesis.Datasets;

public sealed class CropSamplerTests
{
    private const int Samples = 60;
    private static readonly int Pelvis = Halpe26.Skeleton.IndexOf("pelvis");
    private readonly CropSampler _sampler = new(new Cast(SampleStyle.Wild, []), SampleStyle.Wild);
    private readonly CropSample _sample = new(96, 128);

    [Fact]
    public void Make_Joints_MeetTheirProjection()
    {
        ForEach((pixel, _, _, camera_m) =>
        {
            var projected = new Vector2(
                (camera_m.X / camera_m.Z * _sample.Camera[0]) + _sample.Camera[2], (camera_m.Y / camera_m.Z * _sample.Camera[1]) + _sample.Camera[3]);
            Assert.True(!(camera_m.Z > 0.1f) || Vector2.Distance(pixel, projected) < 0.01f * (1 + pixel.Length()), $"{pixel} {projected}");
        });
    }

    [Fact]
    public void Make_Depths_AreAlongTheLineOfSightFromThePelvis()
    {
        ForEach((_, depth_m, _, camera_m) =>
        {
            var sight = Vector3.Normalize(new Vector3((48 - _sample.Camera[2]) / _sample.Camera[0], (64 - _sample.Camera[3]) / _sample.Camera[1], 1));
            Assert.Equal(Vector3.Dot(camera_m - CameraOf(Pelvis), sight), depth_m, 1e-3f);
        });
    }

    [Fact]
    public void Make_MostJoints_AreInsideAndSeen()
    {
        var (inside, seen, all) = (0, 0, 0);
        ForEach((pixel, _, visibility, _) =>
        {
            all++;
            inside += pixel is { X: > 0 and < 96, Y: > 0 and < 128 } ? 1 : 0;
            seen += visibility is TruthVisibility.Visible ? 1 : 0;
        });

        Assert.Equal(Samples * 26, all);
        Assert.InRange((double)inside / all, 0.75, 0.99);
        Assert.InRange((double)seen / all, 0.5, 0.9);
    }

    [Fact]
    public void Make_BothSides_ComeAsOftenLeftAsRight()
    {
        var (left, right) = (Halpe26.Skeleton.IndexOf("left_shoulder"), Halpe26.Skeleton.IndexOf("right_shoulder"));
        var leftFirst = 0;
        for (var i = 0; i < Samples; i++)
        {
            _sampler.Make((ulong)i, _sample);
            leftFirst += _sample.Joints[left * CropSample.Columns] < _sample.Joints[right * CropSample.Columns] ? 1 : 0;
        }

        // People face every way; a count this far from the half has a probability below one in a million.
        Assert.InRange(leftFirst, Samples / 5, Samples * 4 / 5);
    }

    private void ForEach(Action<Vector2, float, TruthVisibility, Vector3> check)
    {
        for (var i = 0; i < Samples; i++)
        {
            _sampler.Make((ulong)i, _sample);
            for (var j = 0; j < 26; j++)
            {
                var row = _sample.Joints.AsSpan(j * CropSample.Columns, CropSample.Columns);
                check(new Vector2(row[0], row[1]), row[2], (TruthVisibility)(int)row[3], CameraOf(j));
            }
        }
    }

    private Vector3 CameraOf(int joint)
    {
        var row = _sample.Joints.AsSpan(joint * CropSample.Columns, CropSample.Columns);
        return new Vector3(row[4], row[5], row[6]);
    }
}
