using PoseStream.Core.Frames;
using PoseStream.Core.Time;
using PoseStream.IntegrationTests.Media;
using PoseStream.Media;
using PoseStream.Synthesis.Cameras;
using PoseStream.TestKit.Fakes;

namespace PoseStream.IntegrationTests.Cameras;

/// <summary>A simulated camera with our own source before it, which reads the number off each picture. No error may be logged by either.</summary>
internal sealed class CameraRun : IAsyncDisposable
{
    public static readonly CameraCredentials Viewer = new("viewer", "p@ss w%rd");
    private readonly List<(int Number, FrameTiming Timing, FrameGeometry Geometry)> _frames = [];
    private readonly LogCollector _cameraLog = new();

    /// <param name="time">The source's clock; the camera has the system's.</param>
    /// <param name="stallTimeout">Short where the source is to end as stalled: a busy machine may let anything stand for some seconds.</param>
    public CameraRun(
        SimulatedCameraOptions? options = null, RtspTransport transport = RtspTransport.Tcp, Action<SimulatedCamera>? prepare = null, TimeProvider? time = null,
        TimeSpan? stallTimeout = null)
    {
        Camera = SimulatedCamera.Start(PatternClip.Small, options ?? new SimulatedCameraOptions(), TimeProvider.System, _cameraLog);
        prepare?.Invoke(Camera);
        Run = Watch(transport, time, stallTimeout ?? TimeSpan.FromSeconds(20));
    }

    public SimulatedCamera Camera { get; }

    public SourceRun Run { get; }

    public IReadOnlyList<(int Number, FrameTiming Timing, FrameGeometry Geometry)> Frames
    {
        get
        {
            lock (_frames)
            {
                return [.. _frames];
            }
        }
    }

    public Task Until(int frames) => Run.Until(sink => sink.Count >= frames);

    /// <summary>Waits for so many more pictures.</summary>
    public Task UntilMore(int frames) => Until(Run.Sink.Count + frames);

    /// <summary>Waits for what the pictures must show; some that were sent before may still be on their way.</summary>
    public Task UntilShown(Func<IReadOnlyList<(int Number, FrameTiming Timing, FrameGeometry Geometry)>, bool> condition) => Run.Until(_ => condition(Frames));

    public async ValueTask DisposeAsync()
    {
        await Run.DisposeAsync();
        await Camera.DisposeAsync();
        _cameraLog.AssertNoErrors();
    }

    private SourceRun Watch(RtspTransport transport, TimeProvider? time, TimeSpan stallTimeout)
    {
        var url = Camera.Credentials is null ? Camera.Url : Camera.UrlFor(Viewer);
        var options = new FFmpegSourceOptions
        {
            Url = url, Transport = transport, HardwareDecoder = "none", ConnectTimeout = TimeSpan.FromSeconds(10), StallTimeout = stallTimeout,
        };
        var sink = new RecordingSink((frame, _) =>
        {
            lock (_frames)
            {
                _frames.Add((MovingPattern.NumberOf(frame), frame.Stamp.Timing, frame.Geometry));
            }
        });
        return new SourceRun(options, sink, time);
    }
}
