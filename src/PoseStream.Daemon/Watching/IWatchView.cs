using PoseStream.V1;

namespace PoseStream.Daemon.Watching;

/// <summary>Shows frames to a person as they come.</summary>
internal interface IWatchView : IAsyncDisposable
{
    void Show(StreamPosesResponse response);
}
