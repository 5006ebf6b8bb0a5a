using System.Globalization;
using System.Numerics;
using PoseStream.Core.Metrics.Joints;
using PoseStream.Daemon.Evaluating.Comparing;
using PoseStream.Daemon.Evaluating.Files;
using PoseStream.Daemon.Hosting;

namespace PoseStream.Daemon.Evaluating.Meshes;

/// <summary>
/// MPVPE of two surfaces, or of those that two folders have under the same names, as the OBJ export writes them. Files know no joints: surfaces are moved to the mean of their vertices.
/// </summary>
internal static class MeshComparison
{
    private const string Pattern = "*.obj";

    /// <exception cref="CommandFailedException">No common file, or surfaces of different meshes.</exception>
    public static Evaluation Run(string predictions, string truth)
    {
        var pairs = Pairs(predictions, truth, out var note);
        VertexErrorMeter? meter = null;
        var vertices = 0;
        foreach (var (found, known) in pairs)
        {
            var (estimate_m, truth_m) = (ObjReader.Read(found), ObjReader.Read(known));
            if (estimate_m.Length != truth_m.Length)
            {
                throw BadFile.Of(found, $"has {estimate_m.Length} vertices and {known} has {truth_m.Length}; only surfaces of the same mesh can be compared");
            }

            if (meter is not null && truth_m.Length != vertices)
            {
                throw BadFile.Of(known, $"has {truth_m.Length} vertices and those before it have {vertices}; compare one mesh at a time");
            }

            vertices = truth_m.Length;
            meter ??= new VertexErrorMeter(string.Create(CultureInfo.InvariantCulture, $"{vertices} vertices"), "mean of vertices");
            meter.Add(estimate_m, Mean(estimate_m), truth_m, Mean(truth_m));
        }

        return new Evaluation(predictions, truth, [note], meter!.Results());
    }

    private static List<(string Found, string Known)> Pairs(string predictions, string truth, out string note)
    {
        if (!Directory.Exists(predictions) && !Directory.Exists(truth))
        {
            note = "one surface";
            return [(predictions, truth)];
        }

        var (found, known) = (NamesIn(predictions), NamesIn(truth));
        string[] common = [.. known.Where(found.Contains)];
        note = $"surfaces of the same name: {common.Length}, of {found.Count} in the predictions and {known.Count} in the truth";
        return common.Length > 0
            ? [.. common.Select(name => (Path.Combine(predictions, name), Path.Combine(truth, name)))]
            : throw BadFile.Of(predictions, $"has no {Pattern} of the same name as one in {truth}");
    }

    private static SortedSet<string> NamesIn(string folder) => BadFile.Reading(
        folder, () => new SortedSet<string>(Directory.GetFiles(folder, Pattern, SearchOption.AllDirectories).Select(file => Path.GetRelativePath(folder, file)), StringComparer.Ordinal));

    private static Vector3 Mean(ReadOnlySpan<Vector3> vertices)
    {
        var sum = Vector3.Zero;
        foreach (var vertex in vertices)
        {
            sum += vertex;
        }

        return sum / vertices.Length;
    }
}
