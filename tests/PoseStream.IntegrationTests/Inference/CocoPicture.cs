using System.Text.Json;
using PoseStream.Core.Frames;
using PoseStream.Core.Geometry;
using PoseStream.TestKit;

namespace PoseStream.IntegrationTests.Inference;

/// <param name="BigPeople">Labelled people that cover at least 96² px, COCO's "large".</param>
internal sealed record CocoPicture(string Path, FrameGeometry Size, IReadOnlyList<BoundingBox> BigPeople)
{
    public static IReadOnlyList<CocoPicture> All()
    {
        using var labels = JsonDocument.Parse(File.ReadAllBytes(SharedMaterial.PathOf("coco/person_keypoints.json")));
        var people = labels.RootElement.GetProperty("annotations").EnumerateArray()
            .Where(a => a.GetProperty("area").GetDouble() >= 96 * 96 && a.GetProperty("iscrowd").GetInt32() == 0)
            .ToLookup(a => a.GetProperty("image_id").GetInt64(), a => Box(a.GetProperty("bbox")));
        return [.. labels.RootElement.GetProperty("images").EnumerateArray().Select(image => new CocoPicture(
            SharedMaterial.PathOf($"coco/{image.GetProperty("file_name").GetString()}"),
            new FrameGeometry(image.GetProperty("width").GetInt32(), image.GetProperty("height").GetInt32()),
            [.. people[image.GetProperty("id").GetInt64()]]))];
    }

    private static BoundingBox Box(JsonElement bbox)
    {
        var (x, y, width, height) = (bbox[0].GetSingle(), bbox[1].GetSingle(), bbox[2].GetSingle(), bbox[3].GetSingle());
        return new BoundingBox(x, y, x + width, y + height);
    }
}
