using Microsoft.Extensions.Logging;
using PoseStream.Core.Frames;
using PoseStream.Core.Ports;
using PoseStream.Core.Poses;
using PoseStream.Daemon.Configuration;
using PoseStream.Daemon.Hosting;
using PoseStream.Media;

namespace PoseStream.Daemon.Calibrating.Learning;

/// <summary>Those cameras of a service that are to be learnt from people.</summary>
internal sealed class CalibrationLearning : IPosePublisher, IDisposable
{
    private readonly Dictionary<CameraId, CameraLearner> _learners;
    private readonly SemaphoreSlim _turn = new(1);
    private readonly ILogger _logger;

    public CalibrationLearning(ServicePlan plan, TimeProvider time, ILogger logger)
    {
        _logger = logger;
        _learners = plan.Cameras.Where(camera => camera.CalibrateFromPeople).ToDictionary(camera => camera.Name, camera => new CameraLearner(
            camera.Name, CameraFactory.CalibrationOf(camera), camera.HorizontalFieldOfView_deg,
            new KeptCalibration(plan.CalibrationFolder, camera.Name, CredentialRedactor.RedactAddress(camera.Url), camera.HorizontalFieldOfView_deg, logger), time, logger));
    }

    /// <summary>Null for a camera that is not to be learnt.</summary>
    public ILearnedCalibration? Of(CameraId camera) => _learners.GetValueOrDefault(camera);

    /// <inheritdoc/>
    public void Publish(PoseFrame frame)
    {
        if (_learners.TryGetValue(frame.Stamp.Camera, out var learner))
        {
            learner.See(frame);
        }
    }

    /// <summary>Learns until cancelled. No fault of it takes a camera down.</summary>
    public Task RunAsync(CancellationToken stopping) => Task.WhenAll(_learners.Select(learner => Task.Run(() => RunAsync(learner.Key, learner.Value, stopping), CancellationToken.None)));

    public void Dispose() => _turn.Dispose();

    private async Task RunAsync(CameraId id, CameraLearner learner, CancellationToken stopping)
    {
        try
        {
            await learner.RunAsync(_turn, stopping).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            LearningLog.Failed(_logger, exception, id.Value);
        }
    }
}
