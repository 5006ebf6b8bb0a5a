using Microsoft.Extensions.Logging;
using PoseStream.Synthesis.Cameras;
using PoseStream.Synthesis.Clips;

namespace PoseStream.Daemon.Demonstrating;

/// <summary>The simulated cameras: the clips in turn.</summary>
internal sealed class DemoCameras : IAsyncDisposable
{
    private readonly List<DemoCamera> _all = [];

    private DemoCameras()
    {
    }

    public IReadOnlyList<DemoCamera> All => _all;

    public static DemoCameras Start(IReadOnlyList<RenderedClip> clips, int count, TimeProvider time, ILoggerFactory loggers)
    {
        var cameras = new DemoCameras();
        for (var i = 0; i < count; i++)
        {
            var clip = clips[i % clips.Count];
            var name = $"{clip.Name}-{(i / clips.Count) + 1}";
            cameras._all.Add(new DemoCamera(
                name, clip, SimulatedCamera.Start(clip.Video, new SimulatedCameraOptions { Path = name }, time, loggers.CreateLogger<SimulatedCamera>())));
        }

        return cameras;
    }

    public DemoCamera Named(string name) => _all.First(camera => camera.Name == name);

    public void Stall() => _all.ForEach(camera => camera.Stall());

    public async ValueTask DisposeAsync()
    {
        foreach (var camera in _all)
        {
            await camera.DisposeAsync().ConfigureAwait(false);
        }
    }
}
