using System.CommandLine;
using PoseStream.Daemon.Commands;
using PoseStream.Daemon.Configuration;
using PoseStream.Daemon.Hosting;
using PoseStream.TestKit;
using Xunit;

namespace PoseStream.UnitTests.Commands;

public sealed class NamedCamerasTests
{
    private static readonly string Placed = Checkout.PathOf("config", "calibration", "example.json");

    [Fact]
    public void Plan_FieldOfView_IsThatOfAllCameras() =>
        Assert.Equal([85, 85], Plan("--camera", "a=/a", "--camera", "b=/b", "--fov", "85").Cameras.Select(camera => camera.HorizontalFieldOfView_deg));

    [Fact]
    public void Plan_Calibration_IsThatOfTheOnlyCamera() => Assert.NotNull(Plan("--camera", "a=/a", "--calibration", Placed).Cameras[0].Calibration!.Ground);

    [Fact]
    public void Plan_LensOfACalibrationAndFromPeople_LearnsThePlace()
    {
        var camera = Plan("--camera", "a=/a", "--calibration", Placed, "--calibration-place", "false", "--calibrate-from-people").Cameras[0];
        Assert.True(camera.CalibrateFromPeople);
        Assert.Null(camera.Calibration!.CameraToWorld);
    }

    [Theory]
    [InlineData("nothing to run")]
    [InlineData("nothing to run", "--fov", "85")]
    [InlineData("--calibration is of one camera, and there are 2", "--camera", "a=/a", "--camera", "b=/b", "--calibration", "PLACED")]
    [InlineData("--calibrate-from-people: has no effect where --calibration says already where the camera is", "--camera", "a=/a", "--calibration", "PLACED", "--calibrate-from-people")]
    [InlineData("--calibration-unit: has no effect without --calibration", "--camera", "a=/a", "--calibration-unit", "mm")]
    public void Plan_Mistake_NamesTheOption(string problem, params string[] arguments) =>
        Assert.StartsWith(problem, Assert.Throws<CommandFailedException>(() => Plan(arguments)).Message, StringComparison.Ordinal);

    private static ServicePlan Plan(params string[] arguments)
    {
        var (cameras, command) = (new NamedCameras(), new Command("test"));
        cameras.AddTo(command);
        return cameras.Plan(command.Parse([.. arguments.Select(argument => argument == "PLACED" ? Placed : argument)]));
    }
}
