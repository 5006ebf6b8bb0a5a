using PoseStream.V1;

namespace PoseStream.Daemon.Watching;

/// <summary>Shows frames to a person as they come.</summary>
internal interface IWatchView : IAsyncDisposable
{
    /// <returns>False where nobody can look any more.</returns>
    bool Show(StreamPosesResponse response);
}
