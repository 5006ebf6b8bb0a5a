using PoseStream.TestKit;
using Xunit;

namespace PoseStream.IntegrationTests.Service;

/// <summary>Mistakes that a person makes at the start: one clear line each, and exit code 1; 78 where the configuration of the service is wrong.</summary>
public sealed class MistakeTests : IDisposable
{
    private const string Detector = "models/rtmdet-nano.onnx";
    private const string Pose = "models/mediapipe-pose-landmark-lite.onnx";
    private const string Networks = "models";

    private const int Failed = 1;
    private const int Misconfigured = 78;

    private readonly TemporaryFolder _data = new();

    public void Dispose() => _data.Dispose();

    [SharedFact(Networks)]
    public Task Infer_FileAbsent_NamesIt() => FailsAsync(["infer", "/nowhere/video.mp4", "--out", "OUT"], "/nowhere/video.mp4", "no such file");

    [Theory]
    [InlineData("'--nonsense'", "--nonsense", "--out", "OUT")]
    [InlineData("'--out'")]
    [InlineData("'many'", "--out", "OUT", "--seconds", "many")]
    public async Task CommandLine_Mistaken_SaysWhatAndWhereToRead(string complaint, params string[] options)
    {
        var told = await FailsAsync(["calibrate", "ground", "x.mp4", .. options], "'posestream calibrate ground --help'");
        Assert.Contains(complaint, told, StringComparison.Ordinal);
        Assert.DoesNotContain("--preset", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CommandLine_WithoutTheCommandItNeeds_ListsThem()
    {
        await using var program = PoseStreamProgram.Start(_data, "calibrate");
        var (exitCode, output, _) = await program.EndAsync();
        Assert.Equal(Failed, exitCode);
        Assert.Contains("ground", output, StringComparison.Ordinal);
    }

    [Fact]
    public Task Run_NothingToRun_SaysWhatToGive() => FailsAsync(["run"], "--config FILE", "--camera NAME=URL");

    [Theory]
    [InlineData("--preset", "rtmdet-mediapipe", "\"preset\"")]
    [InlineData("--calibrate-from-people", null, "\"calibrate_from_people\": true")]
    [InlineData("--camera", "a=rtsp://localhost/x", "into the file")]
    [InlineData("--fov", "80", "\"horizontal_fov_deg\"")]
    [InlineData("--calibration", "lens.json", "\"calibration\"")]
    [InlineData("--calibration-place", "false", "\"calibration_place\"")]
    public Task Run_OptionOfCamerasWithAFile_SaysWhatToWriteThere(string option, string? value, string key) =>
        FailsAsync(["run", "--config", "/nowhere.json", option, .. value is null ? Array.Empty<string>() : [value]], option, key);

    [Fact]
    public Task Run_PresetThatIsNone_NamesThoseThereAre() => FailsAsync(["run", "--camera", "a=rtsp://localhost/x", "--preset", "nonsense"], "--preset", "nonsense", "built-in", "rtmdet-mediapipe");

    [Fact]
    public Task Run_CalibrationForSeveralCameras_SaysToWriteAFile() => FailsAsync(
        ["run", "--camera", "a=rtsp://localhost/x", "--camera", "b=rtsp://localhost/y", "--calibration", Checkout.PathOf("config", "calibration", "example.json")],
        "--calibration", "2", "configuration file");

    [Fact]
    public Task Run_PlaceGivenAndToBeLearnt_IsOneTooMany() => FailsAsync(
        ["run", "--camera", "a=rtsp://localhost/x", "--calibrate-from-people", "--calibration", Checkout.PathOf("config", "calibration", "example.json")],
        "--calibrate-from-people", "--calibration-place false");

    [Fact]
    public async Task Run_RecordingAbsentAndOnlyChecked_NamesCameraAndPath()
    {
        var there = _data.Write("there.mp4", "-");
        var config = _data.Write("posestream.json", $$"""{ "cameras": [{ "name": "a", "url": "{{there}}" }, { "name": "b", "url": "absent.mp4" }] }""");
        await FailsAsync(["run", "--config", config, "--check-config"], "camera 'b'", "url", _data.PathOf("absent.mp4"), "no such file");
        await FailsAsync(["run", "--camera", $"c={_data.Path}", "--check-config"], "camera 'c'", _data.Path, "is a folder");
    }

    [Theory]
    [InlineData("there.json/camera.json", "cannot be written to", "there.json is a file and no folder")]
    [InlineData("folder.json", "is a folder; name one file in it")]
    public async Task CalibrateGround_OutputThatCannotBe_SaysWhyInPlainWords(string output, params string[] words)
    {
        _data.Write("there.json", "-");
        Directory.CreateDirectory(_data.PathOf("folder.json"));
        await FailsAsync(["calibrate", "ground", _data.Write("x.mp4", "-"), "--out", _data.PathOf(output)], [$"--out: {_data.PathOf(output)} ", .. words]);
    }

    [Fact]
    public Task Infer_PresetUnknown_ListsThePresets() => FailsAsync(["infer", "x.mp4", "--out", "OUT", "--preset", "best"], "'best'", "rtmdet-mediapipe");

    [Fact]
    public Task Run_ConfigKeyUnknown_NamesKeyAndNearest() =>
        FailsWithConfigAsync("""{ "cameras": [{ "name": "a", "url": "rtsp://localhost/x", "transprt": "tcp" }] }""", "cameras[0].transprt", "\"transport\"");

    [Fact]
    public Task Run_NoCameras_SaysToAddOne() => FailsWithConfigAsync("""{ "cameras": [] }""", "cameras: is empty");

    [Fact]
    public async Task Run_ConfigOnlyChecked_EndsAsEveryCommand() =>
        await FailsAsync(["run", "--config", _data.Write("posestream.json", """{ "cameras": [] }"""), "--check-config"], "cameras: is empty");

    [Fact]
    public Task Run_ModelUnknown_NamesItAndTheNearest() =>
        FailsWithConfigAsync("""{ "cameras": [{ "name": "a", "url": "rtsp://localhost/x" }], "detector": { "model": "rtmdet-nano" } }""", "'rtmdet-nano'", "rtmdet-nano-person");

    [Fact]
    public Task Run_ModelNotHere_SaysHowToGetIt() => FailsAsync(
        ["run", "--config", DownloadedNetworks()], Without("POSESTREAM_MODELS"), "rtmdet-nano-person", "models pull");

    [SharedFact(Detector)]
    public async Task Run_ModelTruncated_NamesFileAndHashes()
    {
        _data.Write("posestream/models/rtmdet-nano.onnx", (await File.ReadAllBytesAsync(SharedMaterial.PathOf(Detector)))[..100_000]);
        await FailsAsync(["run", "--config", DownloadedNetworks()], Without("POSESTREAM_MODELS"), "rtmdet-nano.onnx", "SHA-256", "truncated");
    }

    [SharedFact(Detector)]
    public async Task Run_ModelChangedByOneByte_IsNeverOpened()
    {
        var bytes = await File.ReadAllBytesAsync(SharedMaterial.PathOf(Detector));
        bytes[^1000] ^= 1;
        _data.Write("posestream/models/rtmdet-nano.onnx", bytes);
        await FailsAsync(["run", "--config", DownloadedNetworks()], Without("POSESTREAM_MODELS"), "rtmdet-nano.onnx", "expected SHA-256", "found");
    }

    [SharedFact(Detector, Pose)]
    public async Task Run_ModelOfAnotherFamily_NamesTensorsAndFamily()
    {
        var manifests = Path.Combine(AppContext.BaseDirectory, "models");
        var rtmdet = await File.ReadAllTextAsync(Path.Combine(manifests, "rtmdet-nano-person.json"));
        _data.Write("posestream/models/manifests/wrong.json", rtmdet
            .Replace("\"rtmdet-nano-person\"", "\"wrong\"", StringComparison.Ordinal)
            .Replace("\"rtmdet\"", "\"yolox\"", StringComparison.Ordinal)
            .Replace("{ \"dets\": \"dets\", \"labels\": \"labels\" }", "{ \"predictions\": \"dets\" }", StringComparison.Ordinal));
        var config = _data.Write("c.json", """{ "cameras": [{ "name": "a", "url": "rtsp://localhost/x" }], "detector": { "model": "wrong" } }""");
        await FailsAsync(["run", "--config", config], "'wrong'", "does not fit family 'yolox'", "dets");
    }

    [SharedFact(Detector, Pose)]
    public Task Run_DetectorUsedAsPose_SaysThatItCannotBe() => FailsWithConfigAsync(
        """{ "cameras": [{ "name": "a", "url": "rtsp://localhost/x" }], "pose": { "model": "yolox-nano" } }""", "yolox-nano", "is a network for detection, expected one for pose");

    [Fact]
    public Task Run_FFmpegMissing_SaysWhatToInstall() => FailsAsync(
        ["run", "--camera", "a=rtsp://localhost/x"], With("POSESTREAM_FFMPEG", _data.Path), _data.Path, "libavformat");

    [SharedFact(Detector, Pose)]
    public Task Run_OnnxRuntimeMissing_SaysWhatWasTried() => FailsAsync(
        ["run", "--camera", "a=rtsp://localhost/x"], With("POSESTREAM_ONNXRUNTIME", "/nowhere/libonnxruntime.so"), "/nowhere/libonnxruntime.so");

    [SharedFact(Detector, Pose)]
    public async Task Run_ProviderRequiredButAbsent_Refuses()
    {
        var config = _data.Write("c.json", """{ "cameras": [{ "name": "a", "url": "rtsp://localhost/x" }], "inference": { "provider": "cuda", "require": true } }""");
        await FailsAsync(["run", "--config", config], "cuda");
    }

    [Theory]
    [InlineData("grpc")]
    [InlineData("web")]
    public async Task Run_PortInUse_NamesItAndTheKey(string server)
    {
        using var taken = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        taken.Start();
        string[] free = server == "web" ? ["--grpc", "127.0.0.1:0"] : [];
        await FailsAsync(["run", "--camera", "a=rtsp://localhost/x", .. free, $"--{server}", taken.LocalEndpoint.ToString()!], $"{server}.listen", taken.LocalEndpoint.ToString()!, "in use");
    }

    [Theory]
    [InlineData("--grpc")]
    [InlineData("--web")]
    public Task Run_AddressWrong_NamesOptionAndForm(string option) => FailsAsync(["run", "--camera", "a=rtsp://localhost/x", option, "8080"], option, "'8080'", "IP:PORT");

    [Fact]
    public Task Watch_NoService_SaysSo() => FailsAsync(["watch", "--server", "http://127.0.0.1:1"], "http://127.0.0.1:1");

    [Fact]
    public Task ModelsAdd_FileUnknown_ShowsItsHash() => FailsAsync(["models", "add", _data.Write("some.onnx", "not a model")], "some.onnx", "SHA-256");

    private static Dictionary<string, string?> With(string variable, string? value) => new() { [variable] = value };

    private static Dictionary<string, string?> Without(string variable) => With(variable, null);

    private string DownloadedNetworks() =>
        _data.Write("downloaded.json", """{ "preset": "rtmdet-mediapipe", "cameras": [{ "name": "a", "url": "rtsp://localhost/x" }] }""");

    private Task<string> FailsWithConfigAsync(string config, params string[] words) =>
        FailsAsync(Misconfigured, ["run", "--config", _data.Write("posestream.json", config)], [], words);

    private Task<string> FailsAsync(string[] arguments, params string[] words) => FailsAsync(arguments, [], words);

    private Task<string> FailsAsync(string[] arguments, Dictionary<string, string?> environment, params string[] words) => FailsAsync(Failed, arguments, environment, words);

    /// <summary>One line with all the words, the exit code, no stack trace.</summary>
    /// <returns>All that was said.</returns>
    private async Task<string> FailsAsync(int expectedExitCode, string[] arguments, Dictionary<string, string?> environment, params string[] words)
    {
        await using var program = PoseStreamProgram.Start(_data, environment, arguments.Select(a => a == "OUT" ? _data.PathOf("out") : a));
        var (exitCode, output, errors) = await program.EndAsync();
        var line = Assert.Single(errors, line => line.StartsWith("posestream: ", StringComparison.Ordinal));
        Assert.All(words, word => Assert.Contains(word, line, StringComparison.Ordinal));
        Assert.DoesNotContain(errors, text => text.Contains("   at ", StringComparison.Ordinal));
        Assert.Equal(expectedExitCode, exitCode);
        return $"{output}\n{string.Join('\n', errors)}";
    }
}
