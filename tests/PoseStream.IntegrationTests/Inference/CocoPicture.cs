using System.Text.Json;
using PoseStream.Core.Frames;
using PoseStream.Core.Geometry;
using PoseStream.TestKit;
using PoseStream.TestKit.Inference;

namespace PoseStream.IntegrationTests.Inference;

/// <param name="People">All labelled people but crowds.</param>
internal sealed record CocoPicture(string Path, FrameGeometry Size, IReadOnlyList<CocoPerson> People)
{
    /// <summary>People that cover at least 96² px, COCO's "large".</summary>
    public IEnumerable<BoundingBox> BigPeople => People.Where(person => person.Area >= 96 * 96).Select(person => person.Box);

    public static IReadOnlyList<CocoPicture> All()
    {
        using var labels = JsonDocument.Parse(File.ReadAllBytes(SharedMaterial.PathOf("coco/person_keypoints.json")));
        var people = labels.RootElement.GetProperty("annotations").EnumerateArray()
            .Where(annotation => annotation.GetProperty("iscrowd").GetInt32() == 0)
            .ToLookup(annotation => annotation.GetProperty("image_id").GetInt64(), CocoPerson.Read);
        return [.. labels.RootElement.GetProperty("images").EnumerateArray().Select(image => new CocoPicture(
            SharedMaterial.PathOf($"coco/{image.GetProperty("file_name").GetString()}"),
            new FrameGeometry(image.GetProperty("width").GetInt32(), image.GetProperty("height").GetInt32()),
            [.. people[image.GetProperty("id").GetInt64()]]))];
    }

    public FrameLease Decode(FramePool pool) => TestFrames.Decode(pool, Path, 0, Size, new ColorSpec(ColorMatrix.Bt601, true));
}
