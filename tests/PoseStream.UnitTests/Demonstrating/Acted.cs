using System.Numerics;
using PoseStream.Core.Frames;
using PoseStream.Core.Geometry;
using PoseStream.Core.Skeletons;
using PoseStream.Synthesis.Rendering;
using PoseStream.Synthesis.Truth;
using PoseStream.V1;
using BoundingBox = PoseStream.Core.Geometry.BoundingBox;
using Vector2 = System.Numerics.Vector2;
using Vector3 = System.Numerics.Vector3;

namespace PoseStream.UnitTests.Demonstrating;

/// <summary>Pictures of 640x360 whose truth is chosen, and messages that tell it more or less well.</summary>
internal static class Acted
{
    public static readonly CameraView View = CameraView.LookingAt(CameraModel.FromFieldOfView(new FrameGeometry(640, 360), 60), new Vector3(-4, 0, 1), new Vector3(0, 0, 1));

    private static readonly int Joints = Halpe26.Skeleton.Count;

    private static readonly int Pelvis = Halpe26.Skeleton.IndexOf("pelvis");

    public static PictureTruth Picture(params PersonTruth[] people) => new(View, people);

    /// <summary>Forty pixels wide, a hundred high, with the left edge at <paramref name="x"/>; joints in a loose cloud four metres away.</summary>
    public static PersonTruth Person(int index, float x = 100, float visibleShare = 1, BoundingBox? full = null, params string[] hidden)
    {
        var whole = full ?? new BoundingBox(x, 100, x + 40, 200);
        var seen = whole.ClipTo(640, 360);
        var joints = Enumerable.Range(0, Joints).Select(j => new JointTruth(
            Vector3.Zero, PlaceOf(index, j), Vector2.Zero,
            hidden.Contains(Halpe26.Skeleton.Joints[j].Name) ? TruthVisibility.OccludedByThing : TruthVisibility.Visible, null));
        return new PersonTruth(
            index, $"person-{index}", 1.7f, seen.Area > 0 && visibleShare > 0 ? seen : null, whole, seen.Area * visibleShare, seen.Area > 0 ? visibleShare : 0, [.. joints]);
    }

    /// <summary>Somebody beside the picture.</summary>
    public static PersonTruth Away(int index) => Person(index, full: new BoundingBox(-200, 100, -160, 200));

    /// <param name="move">Of every joint and the root.</param>
    /// <param name="spoil">Of single joints, by name.</param>
    public static Person Found(PersonTruth truth, ulong track, Vector3 move = default, float shift_px = 0, IReadOnlyDictionary<string, Vector3>? spoil = null)
    {
        var box = truth.VisibleBox!.Value;
        var message = new Person
        {
            TrackId = track,
            State = TrackState.Confirmed,
            ExistenceProbability = 0.9f,
            Box = new V1.BoundingBox { X1Px = box.X1 + shift_px, Y1Px = box.Y1, X2Px = box.X2 + shift_px, Y2Px = box.Y2 },
            RootPositionM = Message(truth.Joints[Pelvis].Camera_m + move),
        };
        for (var j = 0; j < Joints; j++)
        {
            var wrong = spoil?.GetValueOrDefault(Halpe26.Skeleton.Joints[j].Name) ?? Vector3.Zero;
            message.Joints.Add(new Joint { Id = (uint)j, PositionM = Message(truth.Joints[j].Camera_m + move + wrong) });
        }

        return message;
    }

    public static PoseFrame Frame(params IEnumerable<Person> people)
    {
        var frame = new PoseFrame { StreamEpoch = 1 };
        frame.People.AddRange(people);
        return frame;
    }

    private static Vector3 PlaceOf(int person, int joint) =>
        new((0.5f * person) + (0.3f * MathF.Sin(joint)), 0.8f * MathF.Cos(2.3f * joint), 4 + (0.2f * MathF.Sin(1.7f * joint)));

    private static V1.Vector3 Message(Vector3 point) => new() { X = point.X, Y = point.Y, Z = point.Z };
}
