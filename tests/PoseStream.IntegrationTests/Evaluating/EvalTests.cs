using System.Text.Json;
using PoseStream.IntegrationTests.Service;
using PoseStream.TestKit;
using Xunit;

namespace PoseStream.IntegrationTests.Evaluating;

/// <summary>posestream eval, as a user runs it.</summary>
public sealed class EvalTests : IDisposable
{
    private const string CocoTruth = "coco/person_keypoints.json";
    private const string CocoPredictions = "coco/predictions.json";

    private readonly TemporaryFolder _data = new();

    public void Dispose() => _data.Dispose();

    [SharedFact(CocoTruth, CocoPredictions)]
    public async Task Coco_Json_HoldsTheReferencesFigures()
    {
        var results = await ResultsAsync("coco", SharedMaterial.PathOf(CocoPredictions), SharedMaterial.PathOf(CocoTruth));
        Assert.Equal(0.86088961, results["AP"].GetProperty("value").GetDouble(), 1e-6);
        Assert.Equal(0.77557756, results["AP medium"].GetProperty("value").GetDouble(), 1e-6);
        Assert.Equal((12, "truths", "coco17"), (
            results["AP"].GetProperty("samples").GetInt32(), results["AP"].GetProperty("sample_kind").GetString(), results["AP"].GetProperty("joints").GetString()));
        Assert.InRange(0.8609, results["AP"].GetProperty("low95").GetDouble(), results["AP"].GetProperty("high95").GetDouble());
    }

    [SharedFact(CocoTruth, CocoPredictions)]
    public async Task Coco_Table_ShowsFiguresWithTheirSamples()
    {
        await using var program = PoseStreamProgram.Start(_data, "eval", "coco", SharedMaterial.PathOf(CocoPredictions), SharedMaterial.PathOf(CocoTruth));
        var (exitCode, output, _) = await program.EndAsync();
        Assert.Equal(0, exitCode);
        Assert.Matches(@"AP\s+│ 0\.8609 │.*│ coco17 │ 12 truths", output);
        Assert.Contains("4 pictures, 14 annotations, 73 results", output, StringComparison.Ordinal);
    }

    [NumpyFact]
    public async Task Poses_VideoPose3DsNpz_AgreesWithNumPy()
    {
        // The layout of data_3d_h36m.npz: one pickled dictionary of subjects and actions; NumPy's own figure of the same poses.
        await NumpyScript.RunAsync(_data.Path, """
            r = np.random.RandomState(0)
            truth = {'S9': {'Walking 1': r.rand(40, 32, 3).astype('float32'), 'Sitting': r.rand(7, 32, 3).astype('float32')}, 'S11': {'Photo': r.rand(3, 32, 3).astype('float32')}}
            noisy = {s: {a: (p + 0.05 * r.randn(*p.shape)).astype('float32') for a, p in actions.items()} for s, actions in truth.items()}
            np.savez_compressed('truth.npz', positions_3d=truth)
            np.savez('found.npz', positions_3d=noisy)
            picked = [0, 1, 2, 3, 6, 7, 8, 12, 13, 14, 15, 17, 18, 19, 25, 26, 27]
            pairs = [(noisy[s][a][:, picked].astype('f8'), truth[s][a][:, picked].astype('f8')) for s in truth for a in truth[s]]
            def aligned(x, y):
                mx, my = x.mean(0), y.mean(0)
                u, d, vt = np.linalg.svd((y - my).T @ (x - mx))
                f = np.diag([1, 1, np.sign(np.linalg.det(u @ vt))])
                return np.trace(np.diag(d) @ f) / ((x - mx) ** 2).sum() * (x - mx) @ (u @ f @ vt).T + my
            dist = lambda x, y: np.linalg.norm(x - y, axis=-1)
            absolute = np.concatenate([dist(x, y).ravel() for x, y in pairs]).mean()
            root = np.concatenate([dist(x - x[:, :1], y - y[:, :1]).ravel() for x, y in pairs]).mean()
            pa = np.concatenate([dist(aligned(a, b), b) for x, y in pairs for a, b in zip(x, y)]).mean()
            velocity = np.concatenate([dist(np.diff(x, axis=0), np.diff(y, axis=0)).ravel() for x, y in pairs]).mean() * 50
            open('figures.txt', 'w').write(' '.join(map(repr, map(float, [absolute, root, pa, velocity]))))
            """);
        var figures = (await File.ReadAllTextAsync(_data.PathOf("figures.txt"))).Split(' ').Select(text => double.Parse(text)).ToArray();

        var results = await ResultsAsync("poses", _data.PathOf("found.npz"), _data.PathOf("truth.npz"));

        Assert.Equal(figures[0], results["MPJPE absolute"].GetProperty("value").GetDouble(), 1e-6);
        Assert.Equal(figures[1], results["MPJPE"].GetProperty("value").GetDouble(), 1e-6);
        Assert.Equal(figures[2], results["PA-MPJPE"].GetProperty("value").GetDouble(), 1e-6);
        Assert.Equal(figures[3], results["MPJVE"].GetProperty("value").GetDouble(), 1e-4);
        Assert.Equal(50 * 17, results["MPJPE"].GetProperty("samples").GetInt32());
    }

    [NumpyFact]
    public async Task Poses_NpzOfEveryPickleProtocol_IsRead()
    {
        foreach (var protocol in (int[])[2, 3, 4, 5])
        {
            await NumpyScript.RunAsync(_data.Path, $$$"""
                import io, zipfile
                poses = {'S1': {'Eat': np.arange(2 * 17 * 3, dtype='f8').reshape(2, 17, 3), 'list': [np.asfortranarray(np.ones((1, 17, 3), 'f4'))]}}
                whole = np.array(poses, dtype=object)
                head = io.BytesIO()
                np.lib.format.write_array_header_1_0(head, np.lib.format.header_data_from_array_1_0(whole))
                with zipfile.ZipFile('p{{{protocol}}}.npz', 'w') as z:
                    z.writestr('positions_3d.npy', head.getvalue() + pickle.dumps(whole, protocol={{{protocol}}}))
                """);
            var file = _data.PathOf($"p{protocol}.npz");
            var results = await ResultsAsync("poses", file, file);
            Assert.Equal(0, results["MPJPE absolute"].GetProperty("value").GetDouble());
            Assert.Equal(3 * 17, results["MPJPE absolute"].GetProperty("samples").GetInt32());
        }
    }

    [Fact]
    public Task Poses_FileAbsent_NamesIt() => FailsAsync(["poses", "/nowhere/poses.jsonl", "/nowhere/truth.jsonl"], "/nowhere/poses.jsonl: there is no such file");

    [Fact]
    public Task Poses_FormatUnknown_ListsTheFormats() => FailsAsync(["poses", "a.c3d", "b.trc"], "a.c3d", ".trc", ".npz");

    [Fact]
    public Task Coco_TaskUnknown_ListsTheTasks() => FailsAsync(["coco", "a.json", "b.json", "--task", "masks"], "--task", "'masks'", "keypoints", "boxes");

    [Fact]
    public Task Tracks_OverlapOutOfRange_SaysTheRange() => FailsAsync(["tracks", "a.txt", "b.txt", "--overlap", "50"], "--overlap", "50", "0 to 1");

    [SharedFact(CocoTruth, CocoPredictions)]
    public Task Coco_FilesChangedRound_AsksWhetherTheyAre() =>
        FailsAsync(["coco", SharedMaterial.PathOf(CocoTruth), SharedMaterial.PathOf(CocoPredictions)], "predictions.json", "did you change truth and predictions round?");

    [Fact]
    public async Task Synthetic_OneScene_HasARowForEachCalibrationAndRefinementAndTheyDifferAsTheyMust()
    {
        var rows = await SyntheticRowsAsync();
        Assert.All(rows.Values, row => Assert.Equal(
            [
                "scene", "calibration", "refinement", "mpjpe_mm", "pa_mpjpe_mm", "mrpe_mm", "jitter_ratio", "id_switches_per_person_minute", "angle_mae_deg",
                "covariance_coverage", "missed_percent", "added_delay_ms",
            ],
            row.EnumerateObject().Select(property => property.Name)));
        Assert.Equal(["calibrated", "calibrated_ground", "from_people", "uncalibrated"], rows.Keys.Select(key => key.Calibration).Distinct().Order());
        double Of(string calibration, string refinement, string key) => rows[(calibration, refinement)].GetProperty(key).GetDouble();

        // Of a camera of which nothing is known several lenses are believed, in the mean a fifth too long or too short.
        Assert.True(Of("calibrated_ground", "default", "mrpe_mm") < 0.5 * Of("uncalibrated", "default", "mrpe_mm"));
        Assert.InRange(Of("from_people", "default", "mrpe_mm"), 1, 1.2 * Of("uncalibrated", "default", "mrpe_mm"));
        Assert.All((string[])["uncalibrated", "from_people", "calibrated", "calibrated_ground"], calibration =>
        {
            Assert.InRange(Of(calibration, "default", "mpjpe_mm"), 10, 1.01 * Of(calibration, "none", "mpjpe_mm"));
            Assert.InRange(Of(calibration, "default", "jitter_ratio"), 0.2, 0.55 * Of(calibration, "none", "jitter_ratio"));
            Assert.Equal(0, Of(calibration, "none", "added_delay_ms"));

            // A picture each fifteenth of a second: a track's first frame is not late, one after a frame without a pose is late by two.
            Assert.InRange(Of(calibration, "default", "added_delay_ms"), 50, 80);
        });

        // What the pose network said of the frames before is worth something, and is not late. In the room people hardly move: they are steadied, and as near to the truth, to a fiftieth, with angles no worse.
        var without = await SyntheticRowsAsync("--preset", "detect=posestream-detector,pose3d=posestream-pose");
        foreach (var (measure, share) in new[] { ("mpjpe_mm", 1.02), ("jitter_ratio", 0.6), ("angle_mae_deg", 1) })
        {
            Assert.InRange(Of("calibrated", "none", measure), 0.1, share * without[("calibrated", "none")].GetProperty(measure).GetDouble());
        }
    }

    [Theory]
    [InlineData("nowhere")]
    [InlineData("--preset", "nobody")]
    [InlineData("--json", "/nowhere/at/all.json")]
    public Task Synthetic_Mistake_IsOneLine(params string[] arguments) =>
        FailsAsync(["synthetic", .. arguments], arguments[^1].StartsWith('/') ? "/nowhere/at" : arguments[^1]);

    [Theory]
    [InlineData("synthetic")]
    [InlineData("poses")]
    [InlineData("networks", "video")]
    public async Task Help_OfAnyEvaluation_ListsJsonOnce(params string[] command)
    {
        await using var program = PoseStreamProgram.Start(_data, ["eval", .. command, "--help"]);
        var (_, output, _) = await program.EndAsync();
        Assert.Single(output.Split('\n'), line => line.TrimStart().StartsWith("--json", StringComparison.Ordinal));
    }

    /// <summary>By calibration and refinement. Renders twelve seconds of a room the first time, on a machine that may be busy.</summary>
    private async Task<Dictionary<(string Calibration, string Refinement), JsonElement>> SyntheticRowsAsync(params string[] arguments)
    {
        var file = _data.PathOf("rows.json");
        await using var program = PoseStreamProgram.Start(
            _data, new Dictionary<string, string?> { ["XDG_CACHE_HOME"] = _data.PathOf("cache") }, ["eval", "synthetic", "room", "--json", file, .. arguments]);
        var (exitCode, output, errors) = await program.EndAsync(TimeSpan.FromMinutes(5));
        Assert.True(exitCode == 0, string.Join('\n', errors));
        Assert.Contains("calibrated_ground", output, StringComparison.Ordinal);
        using var json = JsonDocument.Parse(await File.ReadAllTextAsync(file));
        return json.RootElement.EnumerateArray().ToDictionary(
            row => (row.GetProperty("calibration").GetString()!, row.GetProperty("refinement").GetString()!), row => row.Clone());
    }

    private async Task<Dictionary<string, JsonElement>> ResultsAsync(params string[] arguments)
    {
        await using var program = PoseStreamProgram.Start(_data, ["eval", .. arguments, "--json"]);
        var (exitCode, output, errors) = await program.EndAsync();
        Assert.True(exitCode == 0, string.Join('\n', errors));
        using var json = JsonDocument.Parse(output);
        return json.RootElement.GetProperty("results").EnumerateArray()
            .GroupBy(result => result.GetProperty("name").GetString()!)
            .ToDictionary(group => group.Key, group => group.First().Clone());
    }

    /// <summary>One line with all the words, exit code 1, no stack trace.</summary>
    private async Task FailsAsync(string[] arguments, params string[] words)
    {
        await using var program = PoseStreamProgram.Start(_data, ["eval", .. arguments]);
        var (exitCode, _, errors) = await program.EndAsync();
        var line = Assert.Single(errors);
        Assert.All(words, word => Assert.Contains(word, line, StringComparison.Ordinal));
        Assert.Equal(1, exitCode);
    }
}
