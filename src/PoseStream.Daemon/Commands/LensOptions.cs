using System.CommandLine;
using PoseStream.Daemon.Calibrating.Reading;
using PoseStream.Daemon.Configuration;
using PoseStream.Daemon.Hosting;

namespace PoseStream.Daemon.Commands;

/// <summary>What a command is told of a camera: a calibration, a field of view, or nothing.</summary>
/// <param name="unknown">What is done where nothing is told: the end of the description of --fov.</param>
/// <param name="withPlace">Whether the command has a use for where the camera is; else only the lens of a calibration is read.</param>
/// <param name="withOldNames">Whether --camera and --camera-name are understood too, as they were once called.</param>
internal sealed class LensOptions(string unknown, bool withPlace = true, bool withOldNames = false)
{
    private readonly Option<string?> _file = new("--calibration", withOldNames ? ["--camera"] : [])
    {
        Description = "A calibration: OpenCV, ROS, Pose2Sim, Anipose, Human3.6M or PoseStream.", HelpName = "FILE",
    };

    private readonly Option<string?> _name = new("--calibration-camera", withOldNames ? ["--camera-name"] : [])
    {
        Description = "Which of the cameras in that file.", HelpName = "NAME",
    };

    private readonly Option<string?> _unit = new("--calibration-unit")
    {
        Description = $"What the translations in that file are in: {string.Join(", ", CalibrationOptions.Units.Keys)}; by default metres.", HelpName = "UNIT",
    };

    private readonly Option<bool?> _place = new("--calibration-place")
    {
        Description = "false: only the lens of that file, where its world does not stand on the ground.", HelpName = "true|false",
    };

    private readonly Option<double?> _fieldOfView = new("--fov")
    {
        Description = $"The horizontal field of view in degrees, where there is no calibration; {unknown}", HelpName = "DEG",
    };

    private IReadOnlyList<(Option Option, string Key)> All => withPlace
        ? [(_file, "calibration"), (_name, "calibration_camera"), (_unit, "calibration_unit"), (_place, "calibration_place"), (_fieldOfView, "horizontal_fov_deg")]
        : [(_file, "calibration"), (_name, "calibration_camera"), (_fieldOfView, "horizontal_fov_deg")];

    public void AddTo(Command command)
    {
        foreach (var (option, _) in All)
        {
            command.Add(option);
        }
    }

    /// <summary>What was given, each with the key that says the same in a configuration file.</summary>
    public IEnumerable<(string Option, string Key)> Given(ParseResult arguments) =>
        All.Where(entry => arguments.GetResult(entry.Option) is not null).Select(entry => (entry.Option.Name, entry.Key));

    /// <summary>Where a field of view comes from that nobody measured, and what there is to do about it: "assumed (...)".</summary>
    public string Origin(ParseResult arguments) => (arguments.GetValue(_file), arguments.GetValue(_fieldOfView)) switch
    {
        ({ } file, _) => $"that {file} assumes (write what the data sheet says into it; without --calibration, 'posestream calibrate ground' may find it)",
        (_, not null) => "of --fov",
        _ => "assumed (--fov; 'posestream calibrate ground' may find it)",
    };

    /// <exception cref="CommandFailedException">They contradict one another, or the file is no calibration.</exception>
    public CameraPlan Apply(ParseResult arguments, CameraPlan camera)
    {
        var (file, fieldOfView) = (arguments.GetValue(_file), arguments.GetValue(_fieldOfView));
        if (file is not null && fieldOfView is not null)
        {
            throw new CommandFailedException("--fov: --calibration says it already; give one of them");
        }

        if (fieldOfView is not (null or (>= 1 and <= 179)))
        {
            throw new CommandFailedException(FormattableString.Invariant($"--fov: {fieldOfView} is no field of view; give 1 to 179 degrees"));
        }

        if (file is null && Given(arguments).FirstOrDefault(given => given.Option != _fieldOfView.Name).Option is { } stray)
        {
            throw new CommandFailedException($"{stray}: has no effect without --calibration; give that too");
        }

        var place = withPlace ? arguments.GetValue(_place) ?? true : false;
        return camera with
        {
            Calibration = file is null ? null : CalibrationFile.Read(file, new CalibrationOptions(arguments.GetValue(_name), UnitOf(arguments, place), place)),
            HorizontalFieldOfView_deg = fieldOfView ?? camera.HorizontalFieldOfView_deg,
        };
    }

    private double UnitOf(ParseResult arguments, bool place)
    {
        if (!withPlace || arguments.GetValue(_unit) is not { } name)
        {
            return CalibrationOptions.Meter;
        }

        if (!place)
        {
            throw new CommandFailedException("--calibration-unit: has no effect where --calibration-place is false; give one of them");
        }

        return CalibrationOptions.Units.TryGetValue(name, out var unit)
            ? unit
            : throw new CommandFailedException($"--calibration-unit: '{name}' is not known here; give one of {string.Join(", ", CalibrationOptions.Units.Keys)}");
    }
}
