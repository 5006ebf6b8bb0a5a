using PoseStream.Core.Geometry;
using PoseStream.Daemon.Configuration;
using PoseStream.Media;
using PoseStream.TestKit;
using Xunit;

namespace PoseStream.UnitTests.Configuration;

/// <summary>What a camera's entry says of its calibration.</summary>
public sealed class CalibrationKeysTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Read_Calibration_IsReadFromItsFileAndComparedByValue()
    {
        _folder.Write("lens.json", """{ "fx": 500, "fy": 501, "cx": 319.5, "cy": 239.5, "width": 640, "height": 480, "mount": { "height_m": 2.5, "pitch_deg": 10 } }""");
        const string Text = """{ "cameras": [{ "name": "a", "url": "/a", "calibration": "lens.json" }] }""";
        var camera = Read(Text).Cameras[0];
        Assert.Equal((500, 320, 2.5f), (camera.Calibration!.Fx, camera.Calibration.Cx, camera.Calibration.Ground!.Value.Height_m));
        Assert.Equal(IntrinsicsSource.Configured, camera.Calibration.Source);
        Assert.Equal(Read(Text), Read(Text));

        _folder.Write("lens.json", """{ "fx": 500, "fy": 501, "cx": 319.5, "cy": 239.5, "width": 640, "height": 480, "mount": { "height_m": 2.6, "pitch_deg": 10 } }""");
        Assert.NotEqual(camera, Read(Text).Cameras[0]);
    }

    [Fact]
    public void Read_CalibrationInMillimetres_IsInMetresOrTheLensAlone()
    {
        _folder.Write("lens.yml", """
            image_width: 640
            image_height: 480
            camera_matrix: [500, 0, 319.5, 0, 500, 239.5, 0, 0, 1]
            rotation: [0., -1., 0., 0., 0., -1., 1., 0., 0.]
            translation: [0., 2400., 0.]
            """);
        CameraModel? Of(string more) => Read($$"""{ "cameras": [{ "name": "a", "url": "/a", "calibration": "lens.yml", {{more}} }] }""").Cameras[0].Calibration;
        Assert.Equal(2.4f, Of("\"calibration_unit\": \"mm\"")!.Ground!.Value.Height_m, 4);
        Assert.Null(Of("\"calibration_place\": false")!.CameraToWorld);
        Assert.Null(Of("\"calibration_place\": false, \"calibrate_from_people\": true")!.CameraToWorld);
        Assert.Equal(
            ["cameras[0].calibration_unit: has no effect where calibration_place is false; remove one of them"],
            Errors("""{ "cameras": [{ "name": "a", "url": "/a", "calibration": "lens.yml", "calibration_unit": "mm", "calibration_place": false }] }"""));
    }

    [Fact]
    public void Read_CalibrationThatIsNone_NamesKeyAndFile()
    {
        var file = _folder.Write("lens.json", """{ "fx": 500 }""");
        Assert.Equal([$"cameras[0].calibration: {file}: has no \"width\""], Errors("""{ "cameras": [{ "name": "a", "url": "/a", "calibration": "lens.json" }] }"""));
    }

    [Fact]
    public void Read_CalibrationAndIntrinsics_AreOneTooMany()
    {
        _folder.Write("lens.json", """{ "horizontal_fov_deg": 60, "width": 640, "height": 480 }""");
        Assert.Equal(
            ["cameras[0].calibration: and intrinsics say the same; remove one of them"],
            Errors("""{ "cameras": [{ "name": "a", "url": "/a", "calibration": "lens.json", "intrinsics": { "fx": 1, "fy": 1, "cx": 1, "cy": 1, "width": 1, "height": 1 } }] }"""));
    }

    [Fact]
    public void Read_CalibrateFromPeople_IsForCamerasWhosePlaceNobodyKnows()
    {
        Assert.False(Read("""{ "cameras": [{ "name": "a", "url": "/a" }] }""").Cameras[0].CalibrateFromPeople);
        Assert.True(Read("""{ "cameras": [{ "name": "a", "url": "/a", "calibrate_from_people": true }] }""").Cameras[0].CalibrateFromPeople);
        _folder.Write("lens.json", """{ "horizontal_fov_deg": 60, "width": 640, "height": 480 }""");
        Assert.True(Read("""{ "cameras": [{ "name": "a", "url": "/a", "calibrate_from_people": true, "calibration": "lens.json" }] }""").Cameras[0].CalibrateFromPeople);
        _folder.Write("placed.json", """{ "horizontal_fov_deg": 60, "width": 640, "height": 480, "mount": { "height_m": 2.5, "pitch_deg": 10 } }""");
        Assert.Equal(
            ["cameras[0].calibrate_from_people: has no effect where calibration says already where the camera is; remove one of them, or set calibration_place to false"],
            Errors("""{ "cameras": [{ "name": "a", "url": "/a", "calibrate_from_people": true, "calibration": "placed.json" }] }"""));
    }

    private ServicePlan Read(string text) => new ServicePlanReader(CredentialRedactor.Redact, static _ => null).Read(_folder.Write("posestream.json", text));

    private string[] Errors(string text)
    {
        var start = $"{_folder.PathOf("posestream.json")}: ";
        return [.. Assert.Throws<ConfigurationException>(() => Read(text)).Errors.Select(error => error.Replace(start, string.Empty, StringComparison.Ordinal))];
    }
}
