using System.Text.Json;
using PoseStream.Core.Families;
using PoseStream.Core.Skeletons;
using PoseStream.Daemon.Configuration;
using PoseStream.Daemon.Configuration.Reading;
using PoseStream.Daemon.Hosting;

namespace PoseStream.Daemon.Models;

/// <summary>Reads a model's manifest. Strict: an unknown key, a missing one or a value that makes no sense is an error, and all are told at once.</summary>
public static class ManifestReader
{
    private static readonly Dictionary<string, ModelTask> Tasks =
        Enum.GetValues<ModelTask>().ToDictionary(task => task.ToString().ToLowerInvariant(), StringComparer.Ordinal);

    private static readonly Dictionary<string, ColorOrder> Colors = new(StringComparer.Ordinal) { ["rgb"] = ColorOrder.Rgb, ["bgr"] = ColorOrder.Bgr };

    private static readonly Dictionary<string, TensorLayout> Layouts = new(StringComparer.Ordinal)
    {
        ["nchw"] = TensorLayout.Nchw, ["nhwc"] = TensorLayout.Nhwc, ["chw"] = TensorLayout.Chw,
    };

    private static readonly Dictionary<string, InputFit> Fits = new(StringComparer.Ordinal)
    {
        ["letterbox-top-left"] = InputFit.LetterboxTopLeft,
        ["letterbox-centered"] = InputFit.LetterboxCentered,
        ["stretch"] = InputFit.Stretch,
        ["square-crop"] = InputFit.SquareCrop,
        ["aspect-crop"] = InputFit.AspectCrop,
        ["index-crop"] = InputFit.IndexCrop,
        ["virtual-camera"] = InputFit.VirtualCamera,
    };

    private static readonly Dictionary<string, InputSampling> Samplings = new(StringComparer.Ordinal) { ["bilinear"] = InputSampling.Bilinear, ["area"] = InputSampling.Area };

    private static readonly Dictionary<string, IModelFamily?> Families =
        FamilyCatalog.All.ToDictionary(family => family.Name, family => (IModelFamily?)family, StringComparer.Ordinal);

    /// <exception cref="ConfigurationException">All errors, one line each.</exception>
    public static ModelManifest Read(string path) => ReadWithJson(path).Manifest;

    internal static (ModelManifest Manifest, JsonElement Json) ReadWithJson(string path)
    {
        string text;
        try
        {
            text = File.ReadAllText(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException($"{path}: cannot be read ({FileProblem.Reason(path, exception)}); check the path and its permissions", exception);
        }

        var reading = new JsonReading(path, Path.GetDirectoryName(Path.GetFullPath(path))!, redact: value => value);
        var root = reading.Parse(text);
        var manifest = root is null ? null : ReadManifest(root);
        root?.RejectUnknown();
        return reading.Errors.Count == 0 ? (manifest!, root!.Json) : throw new ConfigurationException(reading.Errors);
    }

    private static ModelManifest ReadManifest(JsonSection root)
    {
        var id = root.RequiredText("id");
        if (id.Length > 0 && !id.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '.'))
        {
            root.Complain("id", $"\"{id}\" cannot be an id; use small letters, digits, '-' and '.'");
        }

        root.Require("task", "family", "builds");
        var family = root.Word("family", null, Families);
        var task = root.Word("task", ModelTask.Detection, Tasks);
        if (family is not null && root.Has("task") && task != ModelTasks.Of(family))
        {
            root.Complain("task", $"does not fit family \"{family.Name}\"; write \"{Tasks.First(pair => pair.Value == ModelTasks.Of(family)).Key}\"");
        }

        var builds = root.Sections("builds").Select(section => ManifestBuildReader.Read(section, task, family, Layouts)).ToArray();
        if (root.Has("builds") && builds.Length == 0)
        {
            root.Complain("builds", "is empty; write at least one file that holds the network");
        }

        return new ModelManifest(
            id,
            root.RequiredText("description"),
            task,
            family?.Name ?? string.Empty,
            root.RequiredText("licence"),
            root.RequiredText("source"),
            ReadInput(root, task),
            ReadNumbers(root.Section("decode")),
            builds,
            ReadSkeleton(root, task),
            root.OptionalSection("training") is { } training ? ReadTraining(training) : null,
            ReadFiles(root, task));
    }

    private static string? ReadSkeleton(JsonSection root, ModelTask task)
    {
        var name = root.OptionalText("skeleton");
        if (name is not null && task is ModelTask.Detection or ModelTask.Reid or ModelTask.Root)
        {
            root.Complain("skeleton", "is for networks that give or read joints; take it out");
        }
        else if (name is not null && SkeletonCatalog.All.All(skeleton => skeleton.Name != name))
        {
            root.Complain("skeleton", $"\"{name}\" is not known here; write one of {string.Join(", ", SkeletonCatalog.All.Select(skeleton => skeleton.Name))}");
        }

        return name;
    }

    private static TrainingRecord ReadTraining(JsonSection section)
    {
        section.Require("seed", "samples", "results");
        return new TrainingRecord(
            (long)section.Number("seed", 0, 0, 1e15),
            section.RequiredText("commit"),
            section.RequiredText("date"),
            (long)section.Number("samples", 0, 0, 1e15),
            section.Number("blend", 0, 0, 1),
            ReadNumbers(section.Section("results")));
    }

    private static Dictionary<string, ModelTable>? ReadFiles(JsonSection root, ModelTask task)
    {
        if (root.OptionalSection("files") is not { } files)
        {
            return null;
        }

        if (task != ModelTask.Mesh)
        {
            root.Complain("files", "is for mesh networks only; take it out");
        }

        return files.Keys.ToDictionary(name => name, name => ManifestBuildReader.ReadTable(files.Section(name)), StringComparer.Ordinal);
    }

    /// <summary>What the picture of a network that sees one becomes; what a network reads of poses follows from its family and the constants in "decode".</summary>
    private static InputSpec ReadInput(JsonSection root, ModelTask task)
    {
        if (!task.SeesPicture())
        {
            if (root.Take("input", JsonValueKind.Object) is not null)
            {
                root.Complain("input", "is for networks that see a picture; take it out");
            }

            return InputSpec.None;
        }

        root.Require("input");
        var section = root.Section("input");
        section.Require("width", "height", "color", "scale", "mean", "std", "fit", "pad");
        if (task is ModelTask.Reid)
        {
            // Most see the box as it is, which is no other network's default.
            section.Require("box_expansion");
        }

        var std = ReadChannels(section, "std", 1);
        if (std.Contains(0))
        {
            section.Complain("std", "has a zero, by which nothing can be divided; write 1 for no change");
        }

        var fit = section.Word("fit", InputFit.LetterboxTopLeft, Fits);
        var sampling = section.Word("sampling", InputSampling.Bilinear, Samplings);
        if (fit is InputFit.VirtualCamera && sampling is not InputSampling.Bilinear)
        {
            section.Complain("sampling", "what a virtual camera sees is read \"bilinear\"; take it out");
        }

        return new InputSpec(
            section.Integer("width", 32, 1, 8192),
            section.Integer("height", 32, 1, 8192),
            section.Word("color", ColorOrder.Rgb, Colors),
            (float)section.Number("scale", 1, 1e-9, 1e9),
            ReadChannels(section, "mean", 0),
            std,
            fit,
            (float)section.Number("pad", 0, 0, 255),
            (float)section.Number("box_expansion", 1.25, 0.1, 10),
            sampling);
    }

    private static float[] ReadChannels(JsonSection section, string key, float fallback) =>
        section.Numbers(key, 3) is { } numbers ? [.. numbers.Select(number => (float)number)] : [fallback, fallback, fallback];

    private static Dictionary<string, double> ReadNumbers(JsonSection section) =>
        section.Keys.ToDictionary(name => name, name => section.Number(name, 0, -1e9, 1e9), StringComparer.Ordinal);
}
