using System.Diagnostics.CodeAnalysis;
using PoseStream.Core.Families;

namespace PoseStream.Daemon.Configuration;

/// <summary>A name for networks that go well together, one a stage.</summary>
/// <param name="Detector">Stage "detect".</param>
/// <param name="Pose">Stage "pose2d" or "pose3d".</param>
/// <param name="PoseHasMetres">Whether that is pose3d; null where the network was named without a word on it.</param>
/// <param name="Root">Tells distances; null: the pose does, or a fit.</param>
/// <param name="Lift">Makes metres of pixels; null for none.</param>
/// <param name="Sequence">Makes better metres of the last frames' metres; null for none.</param>
/// <param name="Mesh">Makes surfaces; null for none.</param>
/// <param name="Reid">Tells people apart by their looks; null: by the colours of their clothes.</param>
public sealed record ModelPreset(
    string Name, string Detector, string Pose, bool? PoseHasMetres = true, string? Root = null, string? Lift = null, string? Sequence = null, string? Mesh = null,
    string? Reid = null)
{
    /// <summary>As they are written in a preset, in the order in which they run.</summary>
    public static IReadOnlyList<string> StageNames { get; } = ["detect", "reid", "pose2d", "pose3d", "root", "lift", "sequence", "mesh"];

    /// <summary>Comes with the program and needs no download; trained on rendered people only.</summary>
    public static ModelPreset BuiltIn { get; } = new("built-in", "posestream-detector", "posestream-pose", Sequence: "posestream-temporal");

    public static IReadOnlyList<ModelPreset> All { get; } =
    [
        BuiltIn,
        new("rtmdet-mediapipe", "rtmdet-nano-person", "mediapipe-pose-landmark-lite"),
        new("yolox-mediapipe", "yolox-nano", "mediapipe-pose-landmark-lite"),
    ];

    /// <summary>In the order in which they run.</summary>
    public IEnumerable<PresetStage> Stages
    {
        get
        {
            yield return new("detect", Detector, ModelTask.Detection);
            if (Reid is not null)
            {
                yield return new("reid", Reid, ModelTask.Reid);
            }

            yield return new(PoseHasMetres switch { true => "pose3d", false => "pose2d", null => "pose" }, Pose, ModelTask.Pose);
            foreach (var (stage, model, task) in new[]
            {
                ("root", Root, ModelTask.Root), ("lift", Lift, ModelTask.Lift), ("sequence", Sequence, ModelTask.Sequence), ("mesh", Mesh, ModelTask.Mesh),
            })
            {
                if (model is not null)
                {
                    yield return new(stage, model, task);
                }
            }
        }
    }

    /// <summary>Of an argument: the name of a preset, or its stages as "detect=ID,pose2d=ID,lift=ID".</summary>
    /// <param name="problem">What is wrong, and what to write; null where nothing is.</param>
    public static bool TryParse(string text, [NotNullWhen(true)] out ModelPreset? preset, [NotNullWhen(false)] out string? problem)
    {
        preset = All.FirstOrDefault(known => known.Name == text);
        problem = null;
        if (preset is not null)
        {
            return true;
        }

        if (!text.Contains('=', StringComparison.Ordinal))
        {
            problem = $"no preset '{text}'; there are {string.Join(", ", All.Select(known => known.Name))}, or write its stages as detect=ID,pose3d=ID";
            return false;
        }

        Dictionary<string, string> stages = new(StringComparer.Ordinal);
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries))
        {
            var pair = part.Split('=', 2, StringSplitOptions.TrimEntries);
            if (pair is not [{ Length: > 0 }, { Length: > 0 }] || !StageNames.Contains(pair[0]) || !stages.TryAdd(pair[0], pair[1]))
            {
                problem = $"'{part}' is no stage with a network, or is there twice; write one of {string.Join(", ", StageNames)}, '=' and the network's id";
                return false;
            }
        }

        (preset, problem) = Of(text, stages);
        return preset is not null;
    }

    /// <param name="stages">The network's id by the stage's name; every name is one of a stage.</param>
    /// <returns>The preset, or what is wrong with it.</returns>
    internal static (ModelPreset? Preset, string? Problem) Of(string name, IReadOnlyDictionary<string, string> stages)
    {
        var (pixels, metres) = (stages.GetValueOrDefault("pose2d"), stages.GetValueOrDefault("pose3d"));
        if (!stages.TryGetValue("detect", out var detector))
        {
            return (null, "has no detect; name a detector, or whole-image");
        }

        if (pixels is null == metres is null)
        {
            return (null, pixels is null ? "has no pose; name a network as pose2d or as pose3d" : "has pose2d and pose3d; keep one of them");
        }

        return (
            new ModelPreset(
                name, detector, pixels ?? metres!, metres is not null, stages.GetValueOrDefault("root"), stages.GetValueOrDefault("lift"), stages.GetValueOrDefault("sequence"),
                stages.GetValueOrDefault("mesh"), stages.GetValueOrDefault("reid")),
            null);
    }
}
