using System.Globalization;
using System.Numerics;
using System.Text;
using Google.Protobuf;
using PoseStream.Core.Geometry;
using PoseStream.Core.Skeletons;
using PoseStream.Daemon.Evaluating.Files;
using PoseStream.V1;
using BoundingBox = PoseStream.Core.Geometry.BoundingBox;
using Vector2 = System.Numerics.Vector2;
using Vector3 = System.Numerics.Vector3;

namespace PoseStream.Daemon.Evaluating.Recordings;

/// <summary>Our own JSON Lines: PoseFrames as 'infer' writes them, or the truth of synthetic pictures. Which of the two, the first line tells.</summary>
internal static class JsonLinesReader
{
    // In a row of the truth: world x, y, z, camera x, y, z, pixel x, y, visibility, person in front.
    private const int JointNumbers = 10;

    /// <param name="minimumVisible">Truths of whom a smaller share is seen need not be found.</param>
    /// <exception cref="Hosting.CommandFailedException">One line with the file, the line and the field.</exception>
    public static PoseRecording Read(string file, double minimumVisible)
    {
        var identities = new IdentityNumbers();
        var number = 0L;
        List<RecordedFrame> frames = [];
        List<double[]> delays_s = [];
        foreach (var line in BadFile.Reading(file, () => File.ReadAllLines(file)))
        {
            number++;
            if (line.Length == 0)
            {
                continue;
            }

            var place = JsonPlace.Parse(file, number, Encoding.UTF8.GetBytes(line));
            var (frame, late_s) = place.Optional("picture") is not null ? Punctual(TruthOf(place, identities, minimumVisible))
                : place.Optional("streamId") is not null ? FrameOf(place, line)
                : throw place.Complain("is neither a PoseFrame (\"streamId\") nor the truth of a picture (\"picture\")");
            frames.Add(frame);
            delays_s.Add(late_s);
        }

        return frames.Count > 0
            ? new PoseRecording(file, RecordingSpace.Camera, Halpe26.Skeleton, LatePositions.Restore(frames, delays_s))
            : throw BadFile.Of(file, "has no line");
    }

    private static RecordedFrame TruthOf(JsonPlace picture, IdentityNumbers identities, double minimumVisible)
    {
        var people = picture["people"].Items().Where(person => BoxOf(person) is not null).Select(person =>
        {
            var (meters, pixels) = JointsOf(person["joints"]);
            return new RecordedPerson(
                identities.Of(person["identity"].Text()), BoxOf(person), 1, person["visible_share"].Number() < minimumVisible, meters, pixels);
        });
        return new RecordedFrame(string.Empty, FrameNumbers.Canonical(picture["picture"].Text()), picture.Optional("time_s")?.Number(), [.. people]);
    }

    private static BoundingBox? BoxOf(JsonPlace person)
    {
        var place = person["visible_box_px"];
        if (place.IsNull)
        {
            return null;
        }

        var box = place.Numbers(4);
        return new BoundingBox((float)box[0], (float)box[1], (float)box[2], (float)box[3]);
    }

    private static (Vector3[] Meters, Vector2[] Pixels) JointsOf(JsonPlace joints)
    {
        List<Vector3> meters = [];
        List<Vector2> pixels = [];
        foreach (var row in joints.Items())
        {
            JsonPlace[] cells = [.. row.Items()];
            if (cells.Length != JointNumbers)
            {
                throw row.Complain($"has {cells.Length} values; a joint has {JointNumbers}");
            }

            meters.Add(new Vector3(cells[3].NumberOrNothing(), cells[4].NumberOrNothing(), cells[5].NumberOrNothing()));
            pixels.Add(new Vector2(cells[6].NumberOrNothing(), cells[7].NumberOrNothing()));
        }

        return meters.Count == Halpe26.Skeleton.Count
            ? ([.. meters], [.. pixels])
            : throw joints.Complain($"has {meters.Count} joints; {Halpe26.Skeleton.Name} has {Halpe26.Skeleton.Count}");
    }

    private static (RecordedFrame Frame, double[] Delays_s) Punctual(RecordedFrame frame) => (frame, new double[frame.People.Count]);

    private static (RecordedFrame Frame, double[] Delays_s) FrameOf(JsonPlace place, string line)
    {
        PoseFrame frame;
        try
        {
            frame = PoseFrame.Parser.ParseJson(line);
        }
        catch (Exception exception) when (exception is InvalidProtocolBufferException or InvalidJsonException)
        {
            throw place.Complain($"is no PoseFrame ({exception.Message})");
        }

        if (!frame.SkeletonId.StartsWith($"{Halpe26.Skeleton.Name}@", StringComparison.Ordinal))
        {
            throw place.Complain($"skeletonId: \"{frame.SkeletonId}\" is not known here; it must be {Halpe26.Skeleton.Name}");
        }

        var name = frame.Sequence.ToString(CultureInfo.InvariantCulture);
        // Lost tracks are predictions of where somebody may be, and tentative ones are not yet believed.
        Person[] people = [.. frame.People.Where(person => person.State is TrackState.Confirmed)];
        return (
            new RecordedFrame(string.Empty, name, TimeOf(frame), [.. people.Select(person => PersonOf(person, place))]),
            [.. people.Select(person => person.PositionDelay?.ToTimeSpan().TotalSeconds ?? 0)]);
    }

    private static double? TimeOf(PoseFrame frame) => frame.CaptureTime is { } time ? time.Seconds + (time.Nanos / 1e9) : null;

    private static RecordedPerson PersonOf(Person person, JsonPlace place)
    {
        var meters = new Vector3[Halpe26.Skeleton.Count];
        var pixels = new Vector2[Halpe26.Skeleton.Count];
        Array.Fill(meters, new Vector3(float.NaN));
        Array.Fill(pixels, new Vector2(float.NaN));
        foreach (var joint in person.Joints)
        {
            if (joint.Id >= (uint)meters.Length)
            {
                throw place.Complain($"track {person.TrackId}: there is no joint {joint.Id} in {Halpe26.Skeleton.Name}");
            }

            meters[joint.Id] = joint.PositionM is { } position ? new Vector3(position.X, position.Y, position.Z) : new Vector3(float.NaN);
            pixels[joint.Id] = joint.PositionPx is { } pixel ? new Vector2(pixel.X, pixel.Y) : new Vector2(float.NaN);
        }

        var box = person.Box ?? throw place.Complain($"track {person.TrackId}: has no box");
        return new RecordedPerson(
            person.TrackId, new BoundingBox(box.X1Px, box.Y1Px, box.X2Px, box.Y2Px), person.ExistenceProbability, false, meters, pixels);
    }
}
