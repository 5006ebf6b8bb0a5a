using System.Numerics;
using PoseStream.Core.Skeletons;
using PoseStream.Synthesis.Datasets;
using PoseStream.Synthesis.Truth;
using Xunit;

namespace PoseStream.UnitTests.Synthesis.Datasets;

public sealed class SequenceSamplerTests
{
    private const int Samples = 6;
    private static readonly int Pelvis = Halpe26.Skeleton.IndexOf("pelvis");
    private readonly SequenceSampler _sampler = new(new Cast(SampleStyle.Scenes, []), SampleStyle.Scenes);
    private readonly SequenceSample _sample = new(48, 64);

    [Fact]
    public void Make_Moments_AreEvenlySpacedAndMostlySeen()
    {
        for (var seed = 0UL; seed < Samples; seed++)
        {
            _sampler.Make(seed, _sample);

            Assert.Equal(0, SecondsAt(0));
            for (var i = 1; i < SequenceSample.Length; i++)
            {
                Assert.Equal(SecondsAt(1), SecondsAt(i) - SecondsAt(i - 1), 1e-4f);
            }

            Assert.InRange(SecondsAt(1), 1 / 30f, 1 / 8f);
            Assert.True(Enumerable.Range(0, SequenceSample.Length).Count(IsSeen) >= 0.6 * SequenceSample.Length);
        }
    }

    [Fact]
    public void Make_People_MoveAsPeopleCan()
    {
        var moved = 0f;
        for (var seed = 0UL; seed < Samples; seed++)
        {
            _sampler.Make(seed, _sample);
            for (var i = 1; i < SequenceSample.Length; i++)
            {
                if (IsSeen(i) && IsSeen(i - 1))
                {
                    var step = Vector3.Distance(PelvisAt(i), PelvisAt(i - 1));
                    Assert.True(step < 6 * SecondsAt(1), $"{step} m in {SecondsAt(1)} s");
                    moved += step;
                }
            }
        }

        // Not everybody stands.
        Assert.True(moved > 1, $"{moved} m");
    }

    [Fact]
    public void Make_SameSeed_GivesTheSame()
    {
        _sampler.Make(3, _sample);
        var other = new SequenceSample(48, 64);
        new SequenceSampler(new Cast(SampleStyle.Scenes, []), SampleStyle.Scenes).Make(3, other);

        Assert.Equal(_sample.Moments, other.Moments);
        for (var i = 0; i < SequenceSample.Length; i++)
        {
            Assert.Equal(_sample.Frames[i].Joints, other.Frames[i].Joints);
            Assert.Equal(_sample.Frames[i].Rgb, other.Frames[i].Rgb);
        }
    }

    [Fact]
    public void Make_SeenPerson_IsInTheCrop()
    {
        var (inside, all) = (0, 0);
        for (var seed = 0UL; seed < Samples; seed++)
        {
            _sampler.Make(seed, _sample);
            for (var i = 0; i < SequenceSample.Length; i++)
            {
                for (var j = 0; IsSeen(i) && j < Halpe26.Skeleton.Count; j++)
                {
                    var row = _sample.Frames[i].Joints.AsSpan(j * CropSample.Columns, CropSample.Columns);
                    var isInside = row is [> 0 and < 48, > 0 and < 64, ..];
                    (inside, all) = (inside + (isInside && row[3] < (float)TruthVisibility.OutOfFrame ? 1 : 0), all + 1);
                }
            }
        }

        Assert.True(inside > 0.7 * all, $"{inside} of {all}");
    }

    private float SecondsAt(int frame) => _sample.Moments[frame * SequenceSample.Columns];

    private bool IsSeen(int frame) => _sample.Moments[(frame * SequenceSample.Columns) + 1] > 0;

    private Vector3 PelvisAt(int frame) => new(_sample.Frames[frame].Joints.AsSpan((Pelvis * CropSample.Columns) + 4, 3));
}
