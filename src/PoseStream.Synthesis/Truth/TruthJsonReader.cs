using System.Numerics;
using System.Text.Json;
using PoseStream.Core.Frames;
using PoseStream.Core.Geometry;
using PoseStream.Core.Skeletons;
using PoseStream.Synthesis.Rendering;

namespace PoseStream.Synthesis.Truth;

/// <summary>Reads what <see cref="TruthJsonLines"/> wrote. Joint angles follow from the joints, times from the video, and neither is read.</summary>
public static class TruthJsonReader
{
    private const byte LineEnd = (byte)'\n';

    /// <summary>One for each line of a file.</summary>
    /// <exception cref="InvalidDataException">The message names the line.</exception>
    public static IReadOnlyList<PictureTruth> Read(ReadOnlyMemory<byte> file)
    {
        List<PictureTruth> pictures = [];
        for (var rest = file; !rest.IsEmpty;)
        {
            var end = rest.Span.IndexOf(LineEnd) is var found and >= 0 ? found : rest.Length;
            try
            {
                using var line = JsonDocument.Parse(rest[..end]);
                pictures.Add(Picture(line.RootElement));
            }
            catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or InvalidDataException)
            {
                throw new InvalidDataException($"line {pictures.Count + 1} of the truth cannot be read: {exception.Message}", exception);
            }

            rest = rest[Math.Min(end + 1, rest.Length)..];
        }

        return pictures;
    }

    private static PictureTruth Picture(JsonElement picture) => new(
        View(picture.GetProperty("camera")), [.. picture.GetProperty("people").EnumerateArray().Select(Person)]);

    private static CameraView View(JsonElement camera)
    {
        var lens = Doubles(camera.GetProperty("intrinsics_px"), 4);
        var turn = Singles(camera.GetProperty("to_world_xyzw"), 4);
        var geometry = new FrameGeometry(camera.GetProperty("width_px").GetInt32(), camera.GetProperty("height_px").GetInt32());
        var source = Enum.Parse<IntrinsicsSource>(camera.GetProperty("intrinsics_source").GetString()!);
        var model = new CameraModel(lens[0], lens[1], lens[2], lens[3], Lens(camera), geometry, source);
        return new CameraView(model, Vector(Singles(camera.GetProperty("position_m"), 3)), new Quaternion(turn[0], turn[1], turn[2], turn[3]));
    }

    private static LensDistortion Lens(JsonElement camera)
    {
        var row = camera.GetProperty("distortion");
        switch (camera.GetProperty("lens").GetString())
        {
            case nameof(LensKind.Perspective):
                var p = Doubles(row, 8);
                return new LensDistortion(p[0], p[1], p[2], p[3], p[4], p[5], p[6], p[7]);
            case nameof(LensKind.Fisheye):
                var f = Doubles(row, 4);
                return LensDistortion.Fisheye(f[0], f[1], f[2], f[3]);
            case var other:
                throw new InvalidDataException($"there is no lens '{other}'; there are {string.Join(" and ", Enum.GetNames<LensKind>())}");
        }
    }

    private static PersonTruth Person(JsonElement person)
    {
        JointTruth[] joints = [.. person.GetProperty("joints").EnumerateArray().Select(Joint)];
        return joints.Length == Halpe26.Skeleton.Count
            ? new PersonTruth(
                person.GetProperty("person").GetInt32(),
                person.GetProperty("identity").GetString()!,
                person.GetProperty("stature_m").GetSingle(),
                Box(person.GetProperty("visible_box_px")),
                Box(person.GetProperty("full_box_px")),
                person.GetProperty("visible_px").GetSingle(),
                person.GetProperty("visible_share").GetSingle(),
                joints)
            : throw new InvalidDataException($"a person has {joints.Length} joints; {Halpe26.Skeleton.Name} has {Halpe26.Skeleton.Count}");
    }

    private static JointTruth Joint(JsonElement row)
    {
        Span<float> numbers = stackalloc float[8];
        for (var i = 0; i < numbers.Length; i++)
        {
            numbers[i] = Single(row[i]);
        }

        var occluder = row[9].GetInt32();
        return new JointTruth(
            Vector(numbers), Vector(numbers[3..]), new Vector2(numbers[6], numbers[7]), TruthVisibilityNames.Parse(row[8].GetString()), occluder == Solid.Nobody ? null : occluder);
    }

    private static BoundingBox? Box(JsonElement box) => box.ValueKind != JsonValueKind.Null && Singles(box, 4) is var sides
        ? new BoundingBox(sides[0], sides[1], sides[2], sides[3])
        : null;

    private static Vector3 Vector(ReadOnlySpan<float> numbers) => new(numbers[0], numbers[1], numbers[2]);

    private static float[] Singles(JsonElement row, int count) => Counted([.. row.EnumerateArray().Select(Single)], count);

    private static double[] Doubles(JsonElement row, int count) => Counted([.. row.EnumerateArray().Select(number => number.GetDouble())], count);

    private static T[] Counted<T>(T[] row, int count) => row.Length == count ? row : throw new InvalidDataException($"a list has {row.Length} numbers instead of {count}");

    private static float Single(JsonElement number) => number.ValueKind == JsonValueKind.Null ? float.NaN : number.GetSingle();
}
