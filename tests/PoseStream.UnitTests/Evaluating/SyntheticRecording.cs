using System.Numerics;
using PoseStream.Core.Frames;
using PoseStream.Core.Geometry;
using PoseStream.Core.Poses;
using PoseStream.Core.Skeletons;
using PoseStream.Core.Time;
using PoseStream.Core.Tracking;
using PoseStream.Daemon.Publishing.Files;
using PoseStream.Synthesis.Rendering;
using PoseStream.Synthesis.Truth;
using PoseStream.TestKit;

namespace PoseStream.UnitTests.Evaluating;

/// <summary>A truth and what a service could have said of it, written by the program's own writers: two people who walk, 25 frames a second.</summary>
internal sealed class SyntheticRecording
{
    private static readonly CameraModel Camera = CameraModel.FromFieldOfView(new FrameGeometry(1280, 720), 60);
    private static readonly CameraView View = CameraView.Aimed(Camera, new Vector3(0, 0, 1.5f), 0, 0);

    /// <summary>Of the published positions from the truth.</summary>
    public Vector3 Offset_m { get; init; }

    /// <summary>Which track the service says a person (0 or 1) is; null: not found.</summary>
    public Func<int, int, ulong?> TrackOf { get; init; } = (_, person) => (ulong)person + 7;

    /// <summary>How much of a person is seen.</summary>
    public Func<int, int, float> VisibleShareOf { get; init; } = (_, _) => 1;

    public Func<int, string> NameOf { get; init; } = frame => $"{frame:D6}";

    public int Frames { get; init; } = 20;

    public (string Poses, string Truth) Write(TemporaryFolder folder)
    {
        var (posesPath, truthPath) = (folder.PathOf("poses.jsonl"), folder.PathOf("truth.jsonl"));
        using var poses = File.Create(posesPath);
        using var truth = File.Create(truthPath);
        using var publisher = new JsonLinesPublisher(poses, () => throw new InvalidOperationException("the disk refused"));
        var writer = new TruthJsonLines(truth);
        for (var frame = 0; frame < Frames; frame++)
        {
            PersonTruth[] people = [.. Enumerable.Range(0, 2).Select(person => TruthOf(frame, person))];
            writer.Write(NameOf(frame), MediaTime.FromSeconds(frame / 25.0), new PictureTruth(View, people));
            publisher.Publish(FrameOf(frame, people));
        }

        publisher.Finish();
        return (posesPath, truthPath);
    }

    private static BoundingBox BoxOf(IReadOnlyList<JointTruth> joints) => new(
        joints.Min(joint => joint.Pixel.X), joints.Min(joint => joint.Pixel.Y), joints.Max(joint => joint.Pixel.X), joints.Max(joint => joint.Pixel.Y));

    private PersonTruth TruthOf(int frame, int person)
    {
        // Upright enough: every joint somewhere in a box of 0.5 x 1.7 x 0.3 m that moves 4 cm a frame.
        var random = new Random(person);
        var place = new Vector3((2f * person) - 1 + (0.04f * frame), 0, 5);
        JointTruth[] joints = [.. Enumerable.Range(0, Halpe26.Skeleton.Count).Select(_ =>
        {
            var camera = place + new Vector3(0.5f * random.NextSingle(), 1.7f * random.NextSingle() - 0.85f, 0.3f * random.NextSingle());
            return new JointTruth(camera, camera, Camera.Project(camera), TruthVisibility.Visible, null);
        })];
        var box = BoxOf(joints);
        return new PersonTruth(person, $"person-{person}", 1.7f, box, box, box.Area / 3, VisibleShareOf(frame, person), joints);
    }

    private PoseFrame FrameOf(int frame, PersonTruth[] people)
    {
        var time = TimeSpan.FromSeconds(frame / 25.0);
        var timing = new FrameTiming(MediaTime.FromSeconds(time.TotalSeconds), DateTimeOffset.UnixEpoch + time, ClockSource.FilePts, TimeSpan.Zero, 0);
        List<PersonPose> found = [];
        foreach (var person in people)
        {
            if (TrackOf(frame, person.Person) is { } track)
            {
                PublishedJoint[] joints = [.. person.Joints.Select((joint, i) => new PublishedJoint(i, joint.Pixel, joint.Camera_m + Offset_m, 0.9f, JointVisibility.Visible))];
                found.Add(new PersonPose(new TrackId(track), TrackState.Confirmed, 0.9f, person.VisibleBox!.Value, joints[19].Position_m, joints, 1.7f, 1));
            }
        }

        return new PoseFrame(
            new FrameStamp(new CameraId("synthetic"), new StreamEpoch(0), frame, timing), DateTimeOffset.UnixEpoch + time, Camera, Halpe26.Skeleton, found, default, 0, ["none"]);
    }
}
