using System.Text.Json;
using PoseStream.Core.Video;
using PoseStream.TestKit;
using PoseStream.V1;
using Xunit;
using Xunit.Abstractions;

namespace PoseStream.IntegrationTests.Service;

/// <summary>posestream calibrate, on rendered people whose camera is known.</summary>
public sealed class CalibrateTests(ITestOutputHelper log) : IDisposable
{
    private readonly TemporaryFolder _data = new();

    public void Dispose() => _data.Dispose();

    [Fact]
    public async Task Ground_PeopleOnASquare_FindsLensAndPlaceThatInferThenUses()
    {
        var clip = SquareClip.Render(0);
        var recording = _data.PathOf("square.h264");
        await using (var file = File.Create(recording))
        {
            for (var i = 0; i < clip.Video.Count; i++)
            {
                AnnexB.Write(clip.Video[i], file);
            }
        }

        var (found, text) = (_data.PathOf("camera.json"), await RunAsync("calibrate", "ground", recording, "--out", _data.PathOf("camera.json")));
        Assert.Contains("found from the people", text, StringComparison.Ordinal);
        using var json = JsonDocument.Parse(await File.ReadAllTextAsync(found));
        var (lens, mount, view) = (json.RootElement, json.RootElement.GetProperty("mount"), clip.View);
        Assert.InRange(lens.GetProperty("horizontal_fov_deg").GetDouble() / view.Model.HorizontalFieldOfView_deg, 0.9, 1.1);
        Assert.InRange(lens.GetProperty("focal_standard_error").GetDouble(), 0.02, 0.12);
        Assert.InRange(mount.GetProperty("height_m").GetDouble() / view.Position_m.Z, 0.88, 1.12);

        text = await RunAsync("infer", recording, "--calibration", found, "--out", _data.PathOf("out"));
        Assert.Contains("with the lens that was found from people", text, StringComparison.Ordinal);
        var frames = File.ReadLines(_data.PathOf("out/poses.jsonl")).Select(PoseFrame.Parser.ParseJson).ToList();
        Assert.All(frames, static frame => Assert.Equal(IntrinsicsSource.EstimatedFromPeople, frame.Intrinsics.Source));
        Assert.Contains(frames.SelectMany(static frame => frame.People), static person => person.RootSource is RootSource.GroundContact);
    }

    [Theory]
    [InlineData("--fov", "200")]
    [InlineData("--calibration-camera", "left")]
    [InlineData("--calibration", "/nowhere/camera.json")]
    public async Task Infer_LensMistaken_IsOneLine(string option, string value)
    {
        await using var program = PoseStreamProgram.Start(_data, "infer", "x.mp4", "--out", _data.PathOf("out"), option, value);
        var (exitCode, _, errors) = await program.EndAsync();
        Assert.Equal(1, exitCode);
        Assert.Contains(option is "--calibration" ? value : option, Assert.Single(errors), StringComparison.Ordinal);
    }

    private async Task<string> RunAsync(params string[] arguments)
    {
        await using var program = PoseStreamProgram.Start(_data, arguments);
        var (exitCode, output, errors) = await program.EndAsync(TimeSpan.FromMinutes(5));
        log.WriteLine(output);
        Assert.True(exitCode == 0, string.Join('\n', errors));
        return output;
    }
}
