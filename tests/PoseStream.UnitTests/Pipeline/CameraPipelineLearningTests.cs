using System.Numerics;
using PoseStream.Core.Frames;
using PoseStream.Core.Geometry;
using PoseStream.Core.Kinematics;
using PoseStream.Core.Ports;
using PoseStream.Core.Skeletons;
using PoseStream.TestKit.Fakes;
using Xunit;

namespace PoseStream.UnitTests.Pipeline;

public sealed class CameraPipelineLearningTests
{
    [Fact]
    public async Task Run_CameraLearntMeanwhile_PlacesTheSamePeopleAnewAtOnce()
    {
        // Twice the focal length: everybody is twice as far.
        var learned = new Learned();
        var longer = CameraModel.FromFieldOfView(new FrameGeometry(640, 480), 60);
        longer = longer with { Fx = 2 * longer.Fx, Fy = 2 * longer.Fy, Source = IntrinsicsSource.EstimatedFromPeople, FocalSigma = 0.05 };
        using var pipeline = new PipelineHarness
        {
            Learned = learned,
            Detector = new() { Behaviour = static (_, found) => found.Add(PipelineHarness.Person()) },
            PoseModel = new() { Behaviour = static (crop, estimate) => SyntheticPerson.Standing.SeenIn(crop, estimate) },
        };
        pipeline.Start(session =>
        {
            session.Frames(60);
            learned.Camera = longer;
            session.Frames(60);
            return ScriptedSource.EndOfFile;
        });
        await pipeline.EndAsync();

        var frames = pipeline.Published.Frames;
        var first = frames.ToList().FindIndex(frame => frame.Camera.Source is IntrinsicsSource.EstimatedFromPeople);
        Assert.InRange(first, 50, 64);
        var (before, after) = (frames[first - 1].People.Single(), frames[first].People.Single());
        Assert.Equal(before.Track, after.Track);
        Assert.Equal(SyntheticPerson.Depth_m, before.Root_m!.Value.Z, 0.2f);

        // Not on the way from one to the other, as a filter would be that took them for one.
        Assert.Equal(2, after.Root_m!.Value.Z / before.Root_m.Value.Z, 0.1f);
        Assert.InRange(after.Root!.Value.Velocity_m_s.Length(), 0, 1);
        Assert.All(frames.Skip(first), frame => Assert.Same(longer, frame.Camera));
        Assert.Single(frames.SelectMany(frame => frame.People).Select(person => person.Track).Distinct());
    }

    [Fact]
    public async Task Run_PlaceLearntMeanwhile_AnglesAreOfOneGroundOrTheOther()
    {
        var learned = new Learned();
        var lens = CameraModel.FromFieldOfView(new FrameGeometry(640, 480), 90) with { Source = IntrinsicsSource.Configured, FocalSigma = 0 };
        var turned = new CameraMount(1.5, Math.PI / 6, 0).ToWorld();
        var truth = lens with { CameraToWorld = new RigidTransform(turned.Rotation, turned.Translation_m - (5 * Vector3.UnitX)) };
        using var shipped = new PipelineHarness();
        using var pipeline = new PipelineHarness
        {
            Plan = shipped.Plan with { Calibration = lens },
            Learned = learned,
            Detector = new() { Behaviour = (_, found) => found.Add(BowingPerson.BoxSeenBy(truth)) },
            PoseModel = new() { Skeleton = Halpe26.Skeleton, Behaviour = BowingPerson.PoseSeenBy(truth) },
        };
        pipeline.Start(session =>
        {
            session.Frames(40);
            learned.Camera = truth;
            session.Frames(40);
            return ScriptedSource.EndOfFile;
        });
        await pipeline.EndAsync();

        var level = BowingPerson.AnglesOf([.. BowingPerson.World_m.Select(joint => OpenSimSpace.Of(lens).FromCamera(truth.ToCamera(joint)))]);
        foreach (var frame in pipeline.Published.Frames)
        {
            var expected = frame.Camera.CameraToWorld is null ? level : BowingPerson.Angles_rad;
            foreach (var angle in frame.People.Single().Motion?.Angles.Take(3) ?? [])
            {
                Assert.Equal(expected[(int)angle.Angle], angle.Value_rad, 0.03f);
            }
        }

        Assert.Contains(pipeline.Published.Frames, frame => frame.Camera.CameraToWorld is null);
        Assert.NotNull(pipeline.Published.Frames[^1].Camera.CameraToWorld);
        Assert.Equal(3, pipeline.Published.Frames[^1].People.Single().Motion!.Angles.Count(angle => angle.Angle <= JointAngle.PelvisRotation));
    }

    [Fact]
    public async Task Run_WhatWasLearntIsLost_FallsBackToThePlan()
    {
        var learned = new Learned { Camera = CameraModel.FromFieldOfView(new FrameGeometry(640, 480), 40) };
        using var pipeline = new PipelineHarness
        {
            Learned = learned,
            Detector = new() { Behaviour = static (_, found) => found.Add(PipelineHarness.Person()) },
        };
        pipeline.Start(session =>
        {
            session.Frames(20);
            learned.Camera = null;
            session.Frames(20);
            return ScriptedSource.EndOfFile;
        });
        await pipeline.EndAsync();
        Assert.Equal(40, pipeline.Published.Frames[0].Camera.HorizontalFieldOfView_deg, 0.01);
        Assert.Equal(60, pipeline.Published.Frames[^1].Camera.HorizontalFieldOfView_deg, 0.01);
    }

    private sealed class Learned : ILearnedCalibration
    {
        private volatile CameraModel? _camera;

        public string? Missing => _camera is null ? "people" : null;

        public CameraModel? Camera
        {
            get => _camera;
            set => _camera = value;
        }
    }
}
