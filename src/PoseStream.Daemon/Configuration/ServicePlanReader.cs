using System.Text.Json;
using PoseStream.Core.Refinement;
using PoseStream.Daemon.Configuration.Reading;
using PoseStream.Daemon.Hosting;

namespace PoseStream.Daemon.Configuration;

/// <summary>
/// Reads a configuration file. What the user wrote stays a JSON document, which is read key by key, each with its default and range, straight into the plan:
/// a class of nullable properties between the two would only repeat every key.
/// </summary>
/// <param name="redact">Hides the credentials of an address; every value that an error shows goes through it.</param>
/// <param name="environment">The variables for ${NAME} in strings; null: those of the process.</param>
public sealed class ServicePlanReader(Func<string, string> redact, Func<string, string?>? environment = null)
{
    private readonly Func<string, string?> _environment = environment ?? Environment.GetEnvironmentVariable;

    /// <summary>Reads a file. Relative paths in it start at its folder. At a reload, keep the last plan when this throws.</summary>
    /// <exception cref="ConfigurationException">All errors at once, one line each: file, key, value, what is wrong, what to do.</exception>
    public ServicePlan Read(string path)
    {
        path = Path.GetFullPath(path);
        string text;
        try
        {
            text = File.ReadAllText(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException($"{path}: cannot be read ({FileProblem.Reason(path, exception)}); check the path and its permissions", exception);
        }

        return Read(text, path, out _);
    }

    internal ServicePlan Read(string text, string path, out IReadOnlySet<string> knownKeys)
    {
        var reading = new JsonReading(path, Path.GetDirectoryName(path)!, redact, _environment);
        var root = reading.Parse(text);
        var plan = root is null ? null : new ServicePlanSections(root, _environment).Read();
        root?.RejectUnknown();
        knownKeys = reading.KnownKeys;
        return reading.Errors.Count == 0 ? plan! : throw new ConfigurationException(reading.Errors);
    }

    internal ServicePlan ReadArguments(IReadOnlyList<string> arguments)
    {
        var reading = new JsonReading("command line", Environment.CurrentDirectory, redact);
        List<CameraPlan> cameras = [];
        for (var i = 0; i < arguments.Count; i++)
        {
            var equals = arguments[i].IndexOf('=', StringComparison.Ordinal);
            var name = equals > 0 ? arguments[i][..equals] : string.Empty;

            // An address may hold '=' too: what stands before it is then no name, and nothing to show.
            var named = name.Length > 0 && CameraAddress.SchemeOf(name) is null && !CameraAddress.IsMalformed(name);
            var path = named ? $"camera {i + 1} ({name})" : $"camera {i + 1}";
            if (!named)
            {
                reading.Complain(path, "the argument has no name; write NAME=URL, like front=rtsp://host/stream");
                continue;
            }

            var written = new Dictionary<string, string> { ["name"] = name, ["url"] = arguments[i][(equals + 1)..] };
            if (CameraPlanReader.Read(new JsonSection(reading, path, JsonSerializer.SerializeToElement(written)), RefinementOptions.Default, new Dictionary<string, ModelPreset>()) is not { } camera)
            {
                continue;
            }

            if (cameras.Exists(other => other.Name == camera.Name))
            {
                reading.Complain(path, "the name is used twice; give each camera its own");
            }

            cameras.Add(camera);
        }

        return reading.Errors.Count == 0
            ? Read("{}", Path.Combine(Environment.CurrentDirectory, "posestream.json"), out _) with { Cameras = new ValueList<CameraPlan>(cameras) }
            : throw new ConfigurationException(reading.Errors);
    }
}
