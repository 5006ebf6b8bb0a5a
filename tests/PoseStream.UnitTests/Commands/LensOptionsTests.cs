using System.CommandLine;
using PoseStream.Core.Geometry;
using PoseStream.Daemon.Commands;
using PoseStream.Daemon.Configuration;
using PoseStream.Daemon.Hosting;
using PoseStream.Media;
using PoseStream.TestKit;
using Xunit;

namespace PoseStream.UnitTests.Commands;

public sealed class LensOptionsTests : IDisposable
{
    private const string Lens = "image_width: 640\nimage_height: 480\ncamera_matrix: [500, 0, 319.5, 0, 500, 239.5, 0, 0, 1]\n";
    private const string Place = "rotation: [0., -1., 0., 0., 0., -1., 1., 0., 0.]\ntranslation: [0., 2400., 0.]\n";

    private readonly TemporaryFolder _folder = new();
    private readonly string _file;

    public LensOptionsTests() => _file = _folder.Write("lens.yml", Lens + Place);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Apply_Nothing_LeavesTheCameraAsItIs() => Assert.Equal((null, 60), Applied());

    [Fact]
    public void Apply_FieldOfView_IsTheCameras() => Assert.Equal((null, 75), Applied("--fov", "75"));

    [Theory]
    [InlineData("--calibration")]
    [InlineData("--camera")]
    public void Apply_CalibrationUnderEitherName_IsRead(string option)
    {
        var (calibration, _) = Applied(option, _file, "--calibration-unit", "mm");
        Assert.Equal((500, 2.4f), (calibration!.Fx, MathF.Round(calibration.Ground!.Value.Height_m, 4)));
        Assert.Null(Applied(option, _file, "--calibration-place", "false").Calibration!.CameraToWorld);
    }

    [Theory]
    [InlineData("--calibration-camera")]
    [InlineData("--camera-name")]
    public void Apply_NameOfTheCameraUnderEitherName_IsPassedOn(string option) => Assert.EndsWith(
        "remove 'left'", Assert.Throws<CommandFailedException>(() => Applied("--calibration", _file, option, "left")).Message, StringComparison.Ordinal);

    [Fact]
    public void Apply_CommandWithoutAUseForThePlace_NeverReadsIt()
    {
        _folder.Write("lens.yml", $"{Lens}rotation: [0, 0, 0]\ntranslation: [0, 0, 0]\n");
        Assert.Null(Applied(new LensOptions("", withPlace: false), "--calibration", _file).Calibration!.CameraToWorld);
    }

    [Theory]
    [InlineData("assumed (--fov;")]
    [InlineData("of --fov", "--fov", "75")]
    [InlineData("that lens.yml assumes (write", "--calibration", "lens.yml")]
    public void Origin_OfAnAssumedLens_AdvisesWhatIsNotDoneYet(string expected, params string[] arguments)
    {
        var (lens, command) = (new LensOptions(""), new Command("test"));
        lens.AddTo(command);
        Assert.StartsWith(expected, lens.Origin(command.Parse(arguments)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--calibration-camera: has no effect without --calibration", "--calibration-camera", "left")]
    [InlineData("--calibration-unit: has no effect without --calibration", "--calibration-unit", "mm")]
    [InlineData("--calibration-place: has no effect without --calibration", "--calibration-place", "true")]
    [InlineData("--calibration-unit: has no effect where --calibration-place is false", "--calibration", "FILE", "--calibration-unit", "mm", "--calibration-place", "false")]
    [InlineData("--calibration-unit: 'inch' is not known here; give one of m, cm, mm", "--calibration", "FILE", "--calibration-unit", "inch")]
    [InlineData("--fov: --calibration says it already", "--calibration", "FILE", "--fov", "60")]
    [InlineData("--fov: 200 is no field of view", "--fov", "200")]
    public void Apply_Mistake_NamesTheOptionAndWhatToDo(string problem, params string[] arguments) => Assert.StartsWith(
        problem, Assert.Throws<CommandFailedException>(() => Applied([.. arguments.Select(argument => argument == "FILE" ? _file : argument)])).Message, StringComparison.Ordinal);

    private static (CameraModel? Calibration, double FieldOfView_deg) Applied(params string[] arguments) => Applied(new LensOptions("", withOldNames: true), arguments);

    private static (CameraModel? Calibration, double FieldOfView_deg) Applied(LensOptions lens, params string[] arguments)
    {
        var command = new Command("test");
        lens.AddTo(command);
        var camera = ServicePlan.ForCameras(["a=/a"], CredentialRedactor.RedactAddress).Cameras[0];
        var applied = lens.Apply(command.Parse(arguments), camera);
        Assert.Equal(camera, applied with { Calibration = null, HorizontalFieldOfView_deg = camera.HorizontalFieldOfView_deg });
        return (applied.Calibration, applied.HorizontalFieldOfView_deg);
    }
}
