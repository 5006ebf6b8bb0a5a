using System.Globalization;
using System.Text.RegularExpressions;
using PoseStream.Daemon.Models;
using PoseStream.IntegrationTests.Inference;
using PoseStream.TestKit;
using Xunit;

namespace PoseStream.IntegrationTests.Training;

/// <summary>The trainer as somebody runs it, on a handful of samples: nothing is learnt in seconds, but every step of the way is gone.</summary>
public sealed class TrainingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [TorchFact]
    public async Task Train_Interrupted_GoesOnFromItsCheckpointAndTheProgramReadsTheExport()
    {
        var samples = await TrainAsync("going on from /");
        var more = await TrainAsync($"going on from the checkpoint, {samples} samples");
        Assert.True(more > samples);

        var (exitCode, output) = await RunAsync("export.py", "temporal", "--folder", _folder.Path, "--out", _folder.PathOf("out"), "--state", "last", "--blend", "0.5");

        Assert.True(exitCode == 0, output);
        var manifest = ManifestReader.Read(_folder.PathOf("out/posestream-temporal.json"));
        var network = _folder.PathOf("out/posestream-temporal.onnx");
        Assert.Equal("posestream-temporal", manifest.Family);
        Assert.Equal(new FileInfo(network).Length, manifest.Builds[0].Bytes);
        using var model = OnnxFixture.Loader().LoadTemporal(manifest, manifest.Builds[0], network, OnnxFixture.Cpu);
    }

    [TorchFact]
    public async Task Train_BecomesWorse_IsNotTheFinalNetwork()
    {
        // Steps so large that nothing is left of what was learnt.
        await TrainAsync("going on from /", "--rate", "10");

        var (exitCode, output) = await RunAsync("export.py", "temporal", "--folder", _folder.Path, "--out", _folder.PathOf("out"));

        Assert.Equal(1, exitCode);
        Assert.Contains($"{_folder.PathOf("temporal-final.pt")}: there is none", output, StringComparison.Ordinal);
        Assert.Contains("--state last", output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder.PathOf("out")));
    }

    /// <summary>Interrupts a training after its first steps. How many samples it has seen with those before it.</summary>
    private async Task<int> TrainAsync(string begins, params string[] more)
    {
        string[] few = ["--shard", "8", "--shards", "2", "--held-out", "4", "--batch", "16"];
        string[] arguments = ["temporal", "--folder", _folder.Path, "--program", Path.Combine(AppContext.BaseDirectory, "posestream"), .. few, .. more];
        await using var training = TrainingScript.Start("train.py", arguments);
        await training.UntilPrintedAsync(begins);
        var best = Number(await training.UntilPrintedAsync(@"written when refined_mpjpe_mm is better than (?<number>\S+)"));
        await training.UntilPrintedAsync(" samples .*/s");
        await training.InterruptAsync();
        var samples = Number(await training.UntilPrintedAsync(@"^ *(?<number>\d+) held out"));
        var judged = await training.UntilPrintedAsync(@"(?<is>written|not written): refined_mpjpe_mm (?<number>\S+), the best before (?<before>\S+)");
        var (exitCode, output) = await training.EndAsync();

        Assert.True(exitCode == 0, output);
        Assert.Equal(best.ToString("F3", CultureInfo.InvariantCulture), judged.Groups["before"].Value);
        if (Number(judged) != best)
        {
            // Printed numbers that are the same need not be so.
            Assert.Equal(Number(judged) < best, judged.Groups["is"].Value == "written");
        }

        return (int)samples;
    }

    private static async Task<(int ExitCode, string Output)> RunAsync(string script, params string[] arguments)
    {
        await using var process = TrainingScript.Start(script, arguments);
        return await process.EndAsync();
    }

    /// <summary>As Python writes it.</summary>
    private static double Number(Match match) =>
        match.Groups["number"].Value is var text && text == "inf" ? double.PositiveInfinity : double.Parse(text, CultureInfo.InvariantCulture);
}
