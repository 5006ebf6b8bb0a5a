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

    public void AddTo(Command command)
    {
        command.Add(_file);
        command.Add(_name);
        if (withPlace)
        {
            command.Add(_unit);
            command.Add(_place);
        }

        command.Add(_fieldOfView);
    }

    public bool AreGiven(ParseResult arguments) => arguments.GetValue(_file) is not null || arguments.GetValue(_fieldOfView) is not null;

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

        var (name, unit, place) = (arguments.GetValue(_name), withPlace ? arguments.GetValue(_unit) : null, withPlace ? arguments.GetValue(_place) : false);
        if (file is null)
        {
            RefuseStray((_name, name is not null), (_unit, unit is not null), (_place, withPlace && place is not null));
        }

        return camera with
        {
            Calibration = file is null ? null : CalibrationFile.Read(file, new CalibrationOptions(name, UnitOf(unit, place), place ?? true)),
            HorizontalFieldOfView_deg = fieldOfView ?? camera.HorizontalFieldOfView_deg,
        };
    }

    private static void RefuseStray(params ReadOnlySpan<(Option Option, bool IsGiven)> ofTheFile)
    {
        foreach (var (option, isGiven) in ofTheFile)
        {
            if (isGiven)
            {
                throw new CommandFailedException($"{option.Name}: has no effect without --calibration; give that too");
            }
        }
    }

    private static double UnitOf(string? name, bool? place) => name switch
    {
        null => CalibrationOptions.Meter,
        _ when place is false => throw new CommandFailedException("--calibration-unit: has no effect where --calibration-place is false; give one of them"),
        _ => CalibrationOptions.Units.TryGetValue(name, out var unit)
            ? unit
            : throw new CommandFailedException($"--calibration-unit: '{name}' is not known here; give one of {string.Join(", ", CalibrationOptions.Units.Keys)}"),
    };
}
