using System.CommandLine;
using PoseStream.Daemon.Configuration;
using PoseStream.Daemon.Hosting;
using PoseStream.Media;

namespace PoseStream.Daemon.Commands;

/// <summary>The cameras that run is told on the command line, and what can be told of them there; a configuration file says the same with its keys.</summary>
internal sealed class NamedCameras
{
    private readonly Option<string[]> _cameras = new("--camera") { Description = "A camera without a configuration file; may be repeated.", HelpName = "NAME=URL" };

    private readonly Option<string?> _preset = new("--preset")
    {
        Description = $"With --camera, the networks: {string.Join(", ", ModelPreset.All.Select(p => p.Name))}, or one network a stage, such as detect=ID,pose2d=ID.", HelpName = "NAME",
    };

    private readonly Option<bool> _people = new("--calibrate-from-people")
    {
        Description = "With --camera, for cameras that do not move: learns lens, height and pitch from the people who pass, and distances with them.",
    };

    private readonly LensOptions _lens = new("for all cameras of --camera, 60 by default.");

    public void AddTo(Command command)
    {
        command.Add(_cameras);
        command.Add(_preset);
        command.Add(_people);
        _lens.AddTo(command);
    }

    /// <summary>Told before the configuration file is read.</summary>
    /// <exception cref="CommandFailedException">Something of these was given: the line says what to write into the file.</exception>
    public void RefuseBesideFile(ParseResult arguments)
    {
        if (Cameras(arguments).Length > 0)
        {
            throw new CommandFailedException("--config and --camera cannot be given together: write the camera into the file");
        }

        if (arguments.GetValue(_preset) is not null)
        {
            throw new CommandFailedException("--preset is for --camera; in a configuration file write \"preset\"");
        }

        if (arguments.GetValue(_people))
        {
            throw new CommandFailedException("--calibrate-from-people is for --camera; in a configuration file write \"calibrate_from_people\": true into the camera's entry");
        }

        if (_lens.Given(arguments).FirstOrDefault() is { Option: { } option, Key: var key })
        {
            throw new CommandFailedException($"{option} is for --camera; in a configuration file write \"{key}\" into the camera's entry");
        }
    }

    /// <exception cref="CommandFailedException">There is none, or the options contradict one another.</exception>
    /// <exception cref="ConfigurationException">A camera is no NAME=URL.</exception>
    public ServicePlan Plan(ParseResult arguments)
    {
        var cameras = Cameras(arguments);
        if (cameras.Length == 0)
        {
            throw new CommandFailedException("nothing to run: give --config FILE, or --camera NAME=URL for a start without a file");
        }

        var plan = ServicePlan.ForCameras(cameras, CredentialRedactor.RedactAddress);
        if (arguments.GetValue(_preset) is { } name)
        {
            plan = ModelPreset.TryParse(name, out var preset, out var problem) ? plan.With(preset) : throw new CommandFailedException($"--preset: {problem}");
        }

        return plan with { Cameras = new ValueList<CameraPlan>([.. plan.Cameras.Select(camera => Told(arguments, camera, plan.Cameras.Count))]) };
    }

    private CameraPlan Told(ParseResult arguments, CameraPlan camera, int count)
    {
        var told = _lens.Apply(arguments, camera) with { CalibrateFromPeople = arguments.GetValue(_people) };
        if (told.Calibration is not null && count > 1)
        {
            throw new CommandFailedException($"--calibration is of one camera, and there are {count}; write a configuration file, with \"calibration\" in each camera's entry");
        }

        return told is not { CalibrateFromPeople: true, Calibration.CameraToWorld: not null }
            ? told
            : throw new CommandFailedException("--calibrate-from-people: has no effect where --calibration says already where the camera is; leave one out, or give --calibration-place false");
    }

    private string[] Cameras(ParseResult arguments) => arguments.GetValue(_cameras) ?? [];
}
