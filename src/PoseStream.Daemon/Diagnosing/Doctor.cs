using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using PoseStream.Core.Families;
using PoseStream.Daemon.Commands;
using PoseStream.Daemon.Configuration;
using PoseStream.Daemon.Detecting;
using PoseStream.Daemon.Hosting;
using PoseStream.Daemon.Models;
using PoseStream.Inference;
using PoseStream.Media;
using PoseStream.Mqtt;

namespace PoseStream.Daemon.Diagnosing;

/// <summary>Looks at every part that the service needs, each by really using it.</summary>
internal sealed class Doctor(ServicePlan plan, TimeProvider time)
{
    // systemd-timesyncd makes it once the clock has been set from the network.
    private const string ClockIsSynchronised = "/run/systemd/timesync/synchronized";

    private static readonly NullLoggerFactory Loggers = NullLoggerFactory.Instance;

    public async IAsyncEnumerable<Finding> ExamineAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var media = Try("FFmpeg", () => FFmpegLibrary.Load(LibraryFolders.FFmpeg, Loggers.CreateLogger<FFmpegLibrary>(), time), out var finding,
            library => $"{library.Versions.Release}: avformat {library.Versions.Format}, avcodec {library.Versions.Codec}, avutil {library.Versions.Util}, swscale {library.Versions.Scale}");
        yield return finding;
        foreach (var decoder in media?.ProbeHardwareDecoders() ?? [])
        {
            yield return new Finding(
                decoder.Opens ? FindingLevel.Good : FindingLevel.Note, "hardware decoder", decoder.Opens ? $"{decoder.Name} opens" : $"{decoder.Name}: {decoder.Failure}");
        }

        Try("ONNX Runtime", () => OnnxRuntimeLibrary.Load(NetworkSet.OptionsFor(plan.Inference)), out finding,
            library => $"{library.Version} from {library.Path}, built with {string.Join(", ", library.BuildProviders)}");
        yield return finding;
        Try("libmosquitto", MqttLibrary.Load, out finding, version => version.ToString());
        yield return finding;
        foreach (var model in ExamineModels())
        {
            yield return model;
        }

        yield return File.Exists(ClockIsSynchronised)
            ? new Finding(FindingLevel.Good, "clock", $"{time.GetUtcNow():O}, set from the network")
            : new Finding(FindingLevel.Note, "clock", $"{time.GetUtcNow():O}; whether it is set from the network is not known here: capture times are compared with it");
        if (media is not null)
        {
            var factory = new CameraFactory(plan, media, time, Loggers);
            foreach (var camera in plan.Cameras)
            {
                using var probe = new CameraProbe(time);
                yield return await probe.ExamineAsync(camera.Name.Value, factory.Live(camera).Source, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private IEnumerable<Finding> ExamineModels()
    {
        var catalog = Try("models", () => ModelCatalog.Load(plan.ModelsFolder), out var finding, c => $"{c.Manifests.Count} in the catalogue, store {plan.ModelsFolder}");
        yield return finding;
        if (catalog is null)
        {
            yield break;
        }

        var store = ModelAccess.OpenStore(plan.ModelsFolder, catalog, Loggers);
        foreach (var id in plan.Presets.SelectMany(preset => preset.Stages)
            .Where(stage => stage.Task is not ModelTask.Detection || (plan.Detector.BoxesFile is null && stage.Model != WholeImageModel.Id))
            .Select(stage => stage.Model).Distinct())
        {
            Try($"model {id}", () => store.Find(catalog.Get(id)), out finding, model => model.Path);
            yield return finding;
        }

        Try("networks", () => NetworkSet.Load(plan, catalog, store, Loggers), out finding, networks =>
        {
            using (networks)
            {
                return string.Join("; ", networks.All
                    .GroupBy(network => $"on {network.Model.Provider}" + (network.Model.FallbackReason is { } reason ? $" ({reason})" : ""))
                    .Select(group => $"{string.Join(", ", group.Select(network => $"{network.Model.Id} {(network.MaxBatch == 1 ? "one at a time" : $"{network.MaxBatch} at once")}"))} {group.Key}"));
            }
        });
        yield return finding;
    }

    private static T? Try<T>(string part, Func<T> open, out Finding finding, Func<T, string> describe)
        where T : class
    {
        try
        {
            var opened = open();
            finding = new Finding(FindingLevel.Good, part, describe(opened));
            return opened;
        }
        catch (Exception exception) when (ExpectedFailures.LinesOf(exception) is { } lines)
        {
            finding = new Finding(FindingLevel.Broken, part, string.Join("; ", lines));
            return null;
        }
    }
}
