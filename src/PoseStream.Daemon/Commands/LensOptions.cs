using System.CommandLine;
using PoseStream.Core.Geometry;
using PoseStream.Daemon.Calibrating.Reading;
using PoseStream.Daemon.Configuration;
using PoseStream.Daemon.Hosting;

namespace PoseStream.Daemon.Commands;

/// <summary>What a command is told of a recording's camera: a calibration, a field of view, or nothing.</summary>
/// <param name="unknown">What is done where nothing is told: the end of the description of --fov.</param>
internal sealed class LensOptions(string unknown)
{
    private const double AssumedFieldOfView_deg = 60;

    private readonly Option<string?> _file = new("--camera")
    {
        Description = "A calibration: OpenCV, ROS, Pose2Sim, Anipose, Human3.6M or PoseStream.", HelpName = "FILE",
    };

    private readonly Option<string?> _name = new("--camera-name") { Description = "Which of the cameras in that file.", HelpName = "NAME" };

    private readonly Option<double?> _fieldOfView = new("--fov")
    {
        Description = $"The horizontal field of view in degrees, where there is no calibration; {unknown}", HelpName = "DEG",
    };

    public void AddTo(Command command)
    {
        command.Add(_file);
        command.Add(_name);
        command.Add(_fieldOfView);
    }

    public bool AreGiven(ParseResult arguments) => arguments.GetValue(_file) is not null || arguments.GetValue(_fieldOfView) is not null;

    /// <exception cref="CommandFailedException">They contradict one another, or the file is no calibration.</exception>
    public CameraPlan Apply(ParseResult arguments, CameraPlan camera)
    {
        var (file, name, fieldOfView) = (arguments.GetValue(_file), arguments.GetValue(_name), arguments.GetValue(_fieldOfView));
        if (file is not null && fieldOfView is not null)
        {
            throw new CommandFailedException("--fov: --camera says it already; give one of them");
        }

        if (name is not null && file is null)
        {
            throw new CommandFailedException("--camera-name: has no effect without --camera; give that too");
        }

        if (fieldOfView is not (null or (>= 1 and <= 179)))
        {
            throw new CommandFailedException(FormattableString.Invariant($"--fov: {fieldOfView} is no field of view; give 1 to 179 degrees"));
        }

        return camera with
        {
            Calibration = file is null ? null : CalibrationFile.Read(file, name), HorizontalFieldOfView_deg = fieldOfView ?? AssumedFieldOfView_deg,
        };
    }
}
