using PoseStream.Core.Ports;
using PoseStream.Core.Poses;

namespace PoseStream.TestKit.Fakes;

/// <summary>Keeps every frame that it is given.</summary>
public sealed class RecordingPublisher : IPosePublisher
{
    private readonly Lock _lock = new();
    private readonly List<PoseFrame> _frames = [];

    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _frames.Count;
            }
        }
    }

    public IReadOnlyList<PoseFrame> Frames
    {
        get
        {
            lock (_lock)
            {
                return [.. _frames];
            }
        }
    }

    public void Publish(PoseFrame frame)
    {
        lock (_lock)
        {
            _frames.Add(frame);
        }
    }

    public Task WaitForAsync(int frames) => Eventually.ThatAsync(() => Count >= frames, what: $"{frames} frames published");
}
