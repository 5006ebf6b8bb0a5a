using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;
using PoseStream.Core.Geometry;
using PoseStream.Core.Kinematics;
using PoseStream.Core.Refinement;
using PoseStream.Daemon.Configuration;
using PoseStream.Media;
using PoseStream.TestKit;
using Xunit;

namespace PoseStream.UnitTests.Configuration;

public sealed partial class ServicePlanReaderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Dictionary<string, string> _environment = new() { ["HOME"] = "/home/somebody" };

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Read_ShippedFile_IsExactlyTheDefaults()
    {
        Assert.Equal(Read("{}"), Read(File.ReadAllText(ShippedFile())));
    }

    [Fact]
    public void Read_ShippedFileWithItsCameraUncommented_HoldsEveryKnownKeyAndTheCameraDefaults()
    {
        var text = CommentedOut().Replace(File.ReadAllText(ShippedFile()), string.Empty);
        var path = _folder.Write("posestream.json", text);
        var plan = Reader().Read(text, path, out var known);
        var minimal = Read("""{ "cameras": [{ "name": "front", "url": "rtsp://user:password@host/stream" }] }""");
        Assert.Equal(minimal, plan);

        Read("""{ "cameras": [{ "name": "a", "url": "/a.mp4", "intrinsics": { "fx": 1, "fy": 1, "cx": 1, "cy": 1, "width": 1, "height": 1 } }] }""", out var withIntrinsics);
        using var document = JsonDocument.Parse(text, new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
        var written = KeysOf(document.RootElement, string.Empty).ToHashSet();
        Assert.Equal(written.Order(), known.Order());
        foreach (var key in withIntrinsics.Except(known))
        {
            Assert.StartsWith("cameras[].intrinsics.", key, StringComparison.Ordinal);
            Assert.Contains($"\"{key["cameras[].intrinsics.".Length..]}\"", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Read_DamagedFile_IsReadOrRefusedInWordsNeverOtherwise()
    {
        var text = CommentedOut().Replace(File.ReadAllText(ShippedFile()), string.Empty);
        var random = new Random(1);
        var refused = 0;
        for (var i = 0; i < 400; i++)
        {
            var damaged = text.ToCharArray();
            damaged[random.Next(text.Length)] = "{}[]\",:-0x\\"[random.Next(11)];
            try
            {
                Read(new string(damaged));
            }
            catch (ConfigurationException exception)
            {
                refused++;
                Assert.NotEmpty(exception.Errors);
            }
        }

        Assert.InRange(refused, 50, 400);
    }

    [Fact]
    public void Read_EveryValueOtherThanItsDefault_ReachesThePlan()
    {
        var ca = _folder.Write("ca.pem", "-");
        var library = _folder.Write("lib/ort.so", "-");
        var boxes = _folder.Write("boxes.json", "[]");
        _folder.Write("secret", "from file\nsecond line");
        var plan = Read("""
            {
              // comments and trailing commas are allowed
              "node": "gym-1", "preset": "yolox-mediapipe", "models_dir": "models", "logging": { "level": "debug" },
              "cameras": [{
                "name": "front", "url": "clips/a.mp4", "transport": "udp", "tls_ca_file": "ca.pem", "hwaccel": "vaapi", "connect_timeout_s": 1.5, "stall_timeout_s": 2,
                "buffers": 8, "loop": true, "horizontal_fov_deg": 90, "refinement": { "method": "none" },
                "intrinsics": { "fx": 500, "fy": 501, "cx": 320, "cy": 240, "width": 640, "height": 480, "distortion": [1, 2, 3, 4, 5] },
              }],
              "detector": { "input_width": 640, "input_height": 416, "every_n_frames": 3, "close_looks": false, "decode": { "score_threshold": 0.5 }, "boxes_file": "boxes.json" },
              "pose": { "model": "mine", "max_people": 2, "decode": { "presence_threshold": 0.25 } },
              "tracking": { "min_iou": 0.5, "start_score": 0.6, "confirm_after_hits": 2, "end_after_s": 3, "doubt_after_s": 0.25 },
              "refinement": {
                "method": "fixed_lag", "one_euro": { "min_cutoff_hz": 7, "beta": 2, "derivative_cutoff_hz": 3 }, "exponential": { "time_constant_s": 0.5 },
                "kalman": { "motion": "acceleration", "acceleration_mps2": 4, "sigma_m": 0.5 }, "lowess": { "frames": 11, "delay_frames": 5 },
                "fixed_lag": { "frames": 4 }, "gate": { "rule": "neighbours", "threshold": 8 }, "hold_bone_lengths": true, "publish_raw": true,
              },
              "kinematics": { "angles": false, "segment_lengths": true, "velocities": true },
              "inference": { "provider": "tensorrt", "require": true, "threads": 3, "device_id": 1, "library": "lib/ort.so", "max_batch": 16 },
              "grpc": { "enabled": false, "listen": "[::1]:0", "max_subscribers": 3, "reflection": false, "subscriber_queue": 9, "write_timeout_s": 4 },
              "web": { "enabled": true, "listen": "*:81", "hosts": ["gym.example", "gym"], "max_viewers": 2 },
              "mqtt": {
                "enabled": true, "host": "broker", "port": 1234, "client_id": "me", "username": "u", "password_file": "secret",
                "tls": { "enabled": true, "ca_file": "ca.pem", "insecure": true }, "format": "json", "queue": 5, "status_interval_s": 6,
              },
            }
            """);
        var refinement = new RefinementOptions(
            RefinementMethod.FixedLag, new OneEuroOptions(7, 2, 3), new ExponentialOptions(0.5f), new KalmanOptions(KalmanMotion.Acceleration, 4, 0.5f),
            new LowessOptions(11, 5), new FixedLagOptions(4), new GateOptions(GateRule.Neighbours, 8), true, true);
        var expected = new ServicePlan(
            "gym-1",
            List(new CameraPlan(
                new("front"), _folder.PathOf("clips/a.mp4"), CameraTransport.Udp, CameraTls.Verify, ca, HardwareAcceleration.Vaapi, TimeSpan.FromSeconds(1.5), TimeSpan.FromSeconds(2),
                8, true, new IntrinsicsPlan(500, 501, 320, 240, 640, 480, List(1d, 2, 3, 4, 5)), 90,
                refinement with { Method = RefinementMethod.None })),
            new DetectorPlan("yolox-nano", 640, 416, 3, false, List(new DecodeOverride("score_threshold", 0.5)), boxes),
            new PosePlan("mine", 2, List(new DecodeOverride("presence_threshold", 0.25))),
            new TrackingPlan(0.5, 0.6, 2, TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(0.25)),
            refinement,
            new KinematicsOptions(false, true, true),
            new InferencePlan(InferenceProvider.TensorRt, true, 3, 1, library, 16),
            new GrpcPlan(false, new(System.Net.IPAddress.IPv6Loopback, 0), 3, false, 9, TimeSpan.FromSeconds(4)),
            new WebPlan(true, new(System.Net.IPAddress.IPv6Any, 81), List("gym.example", "gym"), 2),
            new MqttPlan(true, "broker", 1234, "me", "u", "from file", new MqttTlsPlan(true, ca, true), MqttFormat.Json, 5, TimeSpan.FromSeconds(6)),
            _folder.PathOf("models"),
            LogLevel.Debug)
        {
            Preset = ModelPreset.All.Single(preset => preset.Name == "yolox-mediapipe"),
        };
        Assert.Equal(expected, plan);
        Assert.Equal(expected.GetHashCode(), plan.GetHashCode());
        Assert.NotEqual(expected, plan with { Cameras = List(plan.Cameras[0] with { Buffers = 9 }) });
    }

    [Fact]
    public void Read_ManyErrors_AllAreToldAtOnceEachOnOneLine()
    {
        var errors = Errors("""
            {
              "nodes": "x",
              "cameras": [
                { "name": "a", "url": "rtsp://h/1", "buffers": 1 },
                { "name": "a", "url": "rtsp://h/2", "transport": "tpc" },
                { "name": "b/c" },
                7
              ],
              "detector": { "input_width": 100 },
              "tracking": { "end_after_s": -5 },
              "grpc": { "listen": "nowhere", "reflection": "yes" },
              "grpc": {},
              "mqtt": { "password": "p", "queue": 1.5 },
              "preset": "other"
            }
            """);
        string[] expected =
        [
            "grpc: is written twice; keep one",
            "preset: \"other\" is not known here; write one of built-in, rtmdet-mediapipe, yolox-mediapipe",
            "cameras[3]: is a number; write an object",
            "cameras[0].buffers: 1 is out of range; write a whole number from 2 to 64",
            "cameras[1].transport: \"tpc\" is not known here; write one of auto, tcp, udp",
            "cameras[1].name: \"a\" is the name of cameras[0] too; give each camera its own",
            "cameras[2].name: \"b/c\" cannot be a name; use letters, digits, '.', '_' and '-', at most 64",
            "cameras[2].url: is missing; write it",
            "detector.input_width: 100 is no multiple of 32; write 96 or 128",
            "tracking.end_after_s: -5 is out of range; write a number from 0 to 600",
            "grpc.listen: \"nowhere\" is no address to listen on; write IP:PORT, like 127.0.0.1:50051, [::1]:50051 or *:50051 (port 0: any free one)",
            "grpc.reflection: is a string; write true or false",
            "mqtt.queue: 1.5 is out of range; write a whole number from 1 to 65536",
            "mqtt.username: is missing, and there is a password; write both or neither",
            "nodes: is no key here; did you mean \"node\"?",
        ];
        Assert.Equal(expected.Order(), errors.Order());
    }

    [Theory]
    [InlineData("""{ "refinment": {} }""", "refinment: is no key here; did you mean \"refinement\"?")]
    [InlineData("""{ "grpc": { "write-timeout_s": 1 } }""", "grpc.write-timeout_s: is no key here; did you mean \"write_timeout_s\"?")]
    [InlineData("""{ "refinement": { "method": "median" } }""", "refinement.method: \"median\" is not known here; write one of none, one_euro, exponential, kalman, lowess, fixed_lag")]
    [InlineData("""{ "refinement": { "lowess": { "frames": 5, "delay_frames": 5 } } }""", "refinement.lowess.delay_frames: 5 is outside of the window of 5 frames; write at most 4")]
    [InlineData("""{ "cameras": [{ "name": "a", "url": "/a", "refinement": { "kalman": { "sigma": 1 } } }] }""", "cameras[0].refinement.kalman.sigma: is no key here; did you mean \"sigma_m\"?")]
    [InlineData("""{ "logging": { "zzzzzz": 1 } }""", "logging.zzzzzz: is no key here; there are level")]
    [InlineData("""{ "node": "" }""", "node: is empty; write something, or leave the key out")]
    [InlineData("""{ "node": "a b" }""", "node: \"a b\" cannot be a topic level; use letters, digits, '.', '_' and '-', at most 64")]
    [InlineData("""{ "node": "${NOT_SET}" }""", "node: the environment variable NOT_SET is not set; set it, or write the value in place of ${NOT_SET}")]
    [InlineData("""{ "mqtt": { "tls": { "insecure": true } } }""", "mqtt.tls.insecure: has no effect without TLS; set enabled to true, or remove it")]
    [InlineData("""{ "inference": { "provider": "gpu" } }""", "inference.provider: \"gpu\" is not known here; write one of auto, cpu, cuda, tensorrt")]
    [InlineData("""{ "tracking": { "min_iou": 1.5 } }""", "tracking.min_iou: 1.5 is out of range; write a number from 0 to 1")]
    [InlineData("""{ "cameras": [{ "name": "a", "url": "rtsp://h/1", "loop": true }] }""", "cameras[0].loop: is for files only, and the url is no file; remove it or set it to false")]
    [InlineData("""{ "cameras": [{ "name": "a", "url": "/a", "intrinsics": { "fx": 1, "fy": 1, "cx": 1, "cy": 1, "width": 1, "height": 1, "distortion": [0] } }] }""", "cameras[0].intrinsics.distortion: has 1 numbers; write 5")]
    [InlineData("""{ "cameras": [{ "name": "a", "url": "/a", "intrinsics": { "fx": 1, "fy": 1, "cx": 1, "cy": 1, "width": 1 } }] }""", "cameras[0].intrinsics.height: is missing; write it")]
    [InlineData("""{ "cameras": [{ "name": "a", "url": "/a", "calibration_camera": "left" }] }""", "cameras[0].calibration_camera: has no effect without calibration; write that or remove this")]
    [InlineData("""{ "cameras": [{ "name": "a", "url": "/a", "calibration": null, "calibration_unit": "mm" }] }""", "cameras[0].calibration_unit: has no effect without calibration; write that or remove this")]
    [InlineData("""{ "cameras": [{ "name": "a", "url": "/a", "calibration_place": false }] }""", "cameras[0].calibration_place: has no effect without calibration; write that or remove this")]
    [InlineData("""{ "cameras": [{ "name": "a", "url": "/a", "calibration_unit": "inch" }] }""", "cameras[0].calibration_unit: \"inch\" is not known here; write one of m, cm, mm")]
    [InlineData("""{ "cameras": [{ "name": "a", "url": "/a", "calibration": "/absent.yaml" }] }""", "cameras[0].calibration: \"/absent.yaml\" is not there; check the path, relative ones start at the folder of this file")]
    [InlineData("""{ "models_dir": "/a\u0000b" }""", "models_dir: holds the character U+0000, which no path can; leave it out")]
    [InlineData("""{ "cameras": [{ "name": "a", "url": "/a\u0000b" }] }""", "cameras[0].url: holds the character U+0000, which no path can; leave it out")]
    [InlineData("""{ "cameras": [{ "name": "a", "url": "file:///a%00b" }] }""", "cameras[0].url: holds the character U+0000, which no path can; leave it out")]
    [InlineData("""{ "pose": { "decode": { "presence_threshold": "high" } } }""", "pose.decode.presence_threshold: is a string; write a number")]
    public void Read_OneError_NamesKeyValueAndRemedy(string text, string expected)
    {
        Assert.Equal([expected], Errors(text));
    }

    [Theory]
    [InlineData("{ \"node\": \"a\"\n \"preset\": \"x\" }", "not valid JSON at line 2, byte 2; look there for a missing comma, quote or bracket")]
    [InlineData("{ \"node\": \"\\ud800\" }", "holds half a character (an escape such as \\ud800 alone); write the character itself")]
    [InlineData("[]", "holds a list; write one object: { … }")]
    public void Read_NotAnObject_TellsWhere(string text, string expected)
    {
        Assert.Equal([expected], Errors(text));
    }

    [Fact]
    public void Read_MissingFile_NamesIt()
    {
        var path = _folder.PathOf("absent.json");
        var exception = Assert.Throws<ConfigurationException>(() => Reader().Read(path));
        Assert.StartsWith($"{path}: cannot be read", Assert.Single(exception.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_MissingReferencedFiles_NamesEachByAbsolutePath()
    {
        var errors = Errors("""{ "detector": { "boxes_file": "no.json" }, "inference": { "library": "no.so" }, "mqtt": { "password_file": "no", "tls": { "enabled": true, "ca_file": "no.pem" } } }""");
        Assert.Equal(4, errors.Count);
        Assert.Contains($"inference.library: \"{_folder.PathOf("no.so")}\" is not there; check the path, relative ones start at the folder of this file", errors);
    }

    [Theory]
    [InlineData("""{ "cameras": [{ "name": "a", "url": "gopher://u:canary@h/1" }] }""")]
    [InlineData("""{ "cameras": [{ "name": "a", "url": "rtsp:/u:canary@h/1" }] }""")]
    [InlineData("""{ "cameras": [{ "name": "a", "url": "rtsp//u:canary@h/1" }] }""")]
    [InlineData("""{ "cameras": [{ "name": "a", "url": "${SECRET_URL}" }] }""")]
    [InlineData("""{ "cameras": [{ "name": "a", "url": "rtsp://u:canary@h/1", "loop": true }] }""")]
    [InlineData("""{ "mqtt": { "password": "canary" } }""")]
    [InlineData("""{ "mqtt": { "pasword": "canary", "username": "u" } }""")]
    [InlineData("""{ "mqtt": { "username": "u", "password": canary } }""")]
    [InlineData("""{ "mqtt": { "username": "u", "password": ["canary"] } }""")]
    public void Read_ErrorNearAPassword_NeverShowsIt(string text)
    {
        _environment["SECRET_URL"] = "gopher://u:canary@h/1";
        Assert.DoesNotContain("canary", string.Join('\n', Errors(text)), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_EnvironmentVariables_AreFilledIn()
    {
        _environment["CAMERA_PASSWORD"] = "geheim";
        var plan = Read("""{ "cameras": [{ "name": "a", "url": "rtsp://u:${CAMERA_PASSWORD}@h/1" }] }""");
        Assert.Equal("rtsp://u:geheim@h/1", plan.Cameras[0].Url);
        Assert.False(plan.Cameras[0].IsFile);
        Assert.DoesNotContain("geheim", plan.ToString() + plan.Cameras[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Plan_WithAPassword_DoesNotPrintIt()
    {
        var plan = Read("""{ "mqtt": { "username": "u", "password": "canary" } }""");
        Assert.Equal("canary", plan.Mqtt.Password);
        Assert.DoesNotContain("canary", plan.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("file:///videos/a%20b.mp4", "/videos/a b.mp4", true)]
    [InlineData("/dev/video0", "/dev/video0", false)]
    [InlineData("udp://0.0.0.0:5000", "udp://0.0.0.0:5000", false)]
    [InlineData("HTTP://h/a.m3u8", "HTTP://h/a.m3u8", false)]
    public void Read_CameraUrl_IsNormalised(string written, string expected, bool isFile)
    {
        var camera = Read($$"""{ "cameras": [{ "name": "a", "url": "{{written}}" }] }""").Cameras[0];
        Assert.Equal((expected, isFile), (camera.Url, camera.IsFile));
    }

    [Theory]
    [InlineData(null, "/home/somebody/.local/share/posestream/models")]
    [InlineData("/data", "/data/posestream/models")]
    [InlineData("relative", "/home/somebody/.local/share/posestream/models")]
    public void Read_NoModelsFolder_FollowsTheXdgRule(string? dataHome, string expected)
    {
        if (dataHome is not null)
        {
            _environment["XDG_DATA_HOME"] = dataHome;
        }

        Assert.Equal(expected, Read("{}").ModelsFolder);
    }

    [Fact]
    public void Read_MqttWithTlsAndNoPort_UsesTheTlsPort()
    {
        Assert.Equal(8883, Read("""{ "mqtt": { "tls": { "enabled": true } } }""").Mqtt.Port);
    }

    [Fact]
    public void ForCameras_NamesAndUrls_AreDefaultsWithTheseCameras()
    {
        var plan = ServicePlan.ForCameras(["front=rtsp://h/1?a=b", "clip=a.mp4"], CredentialRedactor.Redact);
        Assert.Equal(["front", "clip"], plan.Cameras.Select(camera => camera.Name.Value));
        Assert.Equal(["rtsp://h/1?a=b", Path.GetFullPath("a.mp4")], plan.Cameras.Select(camera => camera.Url));
        Assert.Equal(Read("{}").Detector, plan.Detector);
    }

    [Theory]
    [InlineData("rtsp://u:canary@h/1")]
    [InlineData("rtsp://u:canary@h/1?a=b")]
    [InlineData("rtsp:u:canary@h/1?a=b")]
    [InlineData("a=rtsp:/u:canary@h/1")]
    [InlineData("a b=rtsp://u:canary@h/1")]
    [InlineData("a=gopher://u:canary@h/1")]
    public void ForCameras_BadArgument_NeverShowsThePassword(string argument)
    {
        var exception = Assert.Throws<ConfigurationException>(() => ServicePlan.ForCameras([argument], CredentialRedactor.Redact));
        Assert.DoesNotContain("canary", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ForCameras_BadArguments_EachIsNamed()
    {
        var exception = Assert.Throws<ConfigurationException>(() => ServicePlan.ForCameras(["rtsp://u:canary@h", "a=rtsp://h", "a=rtsp://h", "b=gopher://x"], CredentialRedactor.Redact));
        Assert.Equal(
            [
                "command line: camera 1: the argument has no name; write NAME=URL, like front=rtsp://host/stream",
                "command line: camera 3 (a): the name is used twice; give each camera its own",
                "command line: camera 4 (b).url: \"gopher://x\" has a scheme that cannot be read; use one of rtsp, rtsps, http, https, rtmp, rtmps, srt, udp, file, or a path",
            ],
            exception.Errors);
    }

    private static ValueList<T> List<T>(params T[] items) => new(items);

    /// <summary>Keys of the objects in "decode" are the families', not the service's; there are none in the file.</summary>
    private static IEnumerable<string> KeysOf(JsonElement element, string path) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(property =>
        {
            var key = path.Length == 0 ? property.Name : $"{path}.{property.Name}";
            return KeysOf(property.Value, key).Prepend(key);
        }),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(item => KeysOf(item, $"{path}[]")),
        _ => [],
    };

    private static string ShippedFile() => Checkout.PathOf("config", "posestream.json");

    private ServicePlanReader Reader() => new(CredentialRedactor.Redact, name => _environment.GetValueOrDefault(name));

    private ServicePlan Read(string text) => Reader().Read(_folder.Write("posestream.json", text));

    private ServicePlan Read(string text, out IReadOnlySet<string> known) => Reader().Read(text, _folder.PathOf("posestream.json"), out known);

    private List<string> Errors(string text)
    {
        var exception = Assert.Throws<ConfigurationException>(() => Read(text));
        var start = $"{_folder.PathOf("posestream.json")}: ";
        Assert.All(exception.Errors, error => Assert.StartsWith(start, error, StringComparison.Ordinal));
        Assert.All(exception.Errors, error => Assert.DoesNotContain('\n', error));
        return [.. exception.Errors.Select(error => error[start.Length..])];
    }

    // A brace or two blanks after the slashes: the camera's lines, not the explanations.
    [GeneratedRegex(@"^    //(?=[{}]|  )", RegexOptions.Multiline)]
    private static partial Regex CommentedOut();
}
