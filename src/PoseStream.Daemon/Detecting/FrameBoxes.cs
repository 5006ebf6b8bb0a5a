using System.Globalization;
using System.Text.Json;
using PoseStream.Core.Detections;
using PoseStream.Core.Geometry;
using PoseStream.Daemon.Configuration;
using PoseStream.Daemon.Hosting;

namespace PoseStream.Daemon.Detecting;

/// <summary>
/// People's boxes from a file in COCO's JSON, frame by frame. Two forms: a data set, { "images": [{ "id" }], "annotations": [{ "image_id", "bbox" }] },
/// whose n-th image in the order of ids is the n-th frame; or a list of results, [{ "image_id", "bbox", "score" }], where image_id is the number of the frame, from 0.
/// bbox is [x, y, width, height] in pixels of the frame; without a score it is certain; a "category_id" other than 1 is no person, and a crowd is none.
/// </summary>
public sealed class FrameBoxes
{
    private const long PersonCategory = 1;

    private readonly Dictionary<long, Detection[]> _byFrame;

    private FrameBoxes(Dictionary<long, Detection[]> byFrame) => _byFrame = byFrame;

    /// <summary>Best first; none for a frame that the file does not have.</summary>
    public ReadOnlySpan<Detection> Of(long frame) => _byFrame.GetValueOrDefault(frame);

    /// <exception cref="ConfigurationException">One line: the file, the place in it, what to do.</exception>
    public static FrameBoxes Read(string path)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path), new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip });
            var root = document.RootElement;
            return root.ValueKind == JsonValueKind.Array
                ? new FrameBoxes(Group(path, "", root, static id => id))
                : new FrameBoxes(ReadDataSet(path, root));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException($"{path}: cannot be read ({FileProblem.Reason(path, exception)}); check the path and its permissions", exception);
        }
        catch (JsonException exception)
        {
            throw new ConfigurationException($"{path}: is no JSON (line {exception.LineNumber + 1}); write boxes as COCO does", exception);
        }
    }

    private static Dictionary<long, Detection[]> ReadDataSet(string path, JsonElement root)
    {
        RequireList(path, root, "images");
        RequireList(path, root, "annotations");
        var images = root.GetProperty("images"u8).EnumerateArray()
            .Select((image, i) => Integer(path, $"images[{i}]", image, "id"))
            .Distinct()
            .Order()
            .Select((id, frame) => (id, frame: (long)frame))
            .ToDictionary(pair => pair.id, pair => pair.frame);
        var annotations = root.GetProperty("annotations"u8);
        return Group(path, "annotations", annotations, id => images.TryGetValue(id, out var frame)
            ? frame
            : throw Wrong(path, "annotations", $"have an image_id {id} that is not among the images; add the image"));
    }

    private static Dictionary<long, Detection[]> Group(string path, string key, JsonElement rows, Func<long, long> frameOf) => rows.EnumerateArray()
        .Select((row, i) => (Row: row, Key: $"{key}[{i}]"))
        .Where(item => IsPerson(path, item.Key, item.Row))
        .Select(item => (Frame: frameOf(Integer(path, item.Key, item.Row, "image_id")), Detection: ReadBox(path, item.Key, item.Row)))
        .GroupBy(item => item.Frame, item => item.Detection)
        .ToDictionary(group => group.Key, group => group.OrderByDescending(detection => detection.Score).ToArray());

    private static bool IsPerson(string path, string key, JsonElement row)
    {
        if (row.ValueKind != JsonValueKind.Object)
        {
            throw Wrong(path, key, "is no object; write { \"image_id\", \"bbox\" }");
        }

        return (!row.TryGetProperty("category_id"u8, out _) || Integer(path, key, row, "category_id") == PersonCategory)
            && (!row.TryGetProperty("iscrowd"u8, out _) || Integer(path, key, row, "iscrowd") == 0);
    }

    private static Detection ReadBox(string path, string key, JsonElement row)
    {
        if (!row.TryGetProperty("bbox"u8, out var bbox) || bbox.ValueKind != JsonValueKind.Array || bbox.GetArrayLength() != 4
            || bbox.EnumerateArray().Any(number => number.ValueKind != JsonValueKind.Number || !float.IsFinite(number.GetSingle())))
        {
            throw Wrong(path, $"{key}.bbox", "is no list of four numbers; write [x, y, width, height]");
        }

        var score = row.TryGetProperty("score"u8, out var given) && given.ValueKind == JsonValueKind.Number ? given.GetSingle() : 1;
        var (x, y) = (bbox[0].GetSingle(), bbox[1].GetSingle());
        return new Detection(new BoundingBox(x, y, x + bbox[2].GetSingle(), y + bbox[3].GetSingle()), Math.Clamp(score, 0, 1));
    }

    private static void RequireList(string path, JsonElement root, string key)
    {
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty(key, out var list) || list.ValueKind != JsonValueKind.Array)
        {
            throw Wrong(path, key, "is no list; write { \"images\": [], \"annotations\": [] }, or a list of { \"image_id\", \"bbox\", \"score\" }");
        }
    }

    private static long Integer(string path, string place, JsonElement row, string key) =>
        row.ValueKind == JsonValueKind.Object && row.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number)
            ? number
            : throw Wrong(path, $"{place}.{key}", "is no whole number; write one");

    private static ConfigurationException Wrong(string path, string place, string what) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{path}: {place}: {what}"));
}
