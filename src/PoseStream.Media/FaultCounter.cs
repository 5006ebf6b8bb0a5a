using PoseStream.Core.Time;
using PoseStream.Media.Interop;

namespace PoseStream.Media;

/// <summary>Counts faults of single items and tells of them at most once a second.</summary>
internal sealed class FaultCounter(TimeProvider timeProvider, Action<long, string> tell)
{
    private readonly LogThrottle _throttle = new(timeProvider);
    private long _untold;
    private string _last = "";

    public void Count(int code, FFmpegApi api)
    {
        _untold++;
        _last = api.ErrorText(code);
        if (_throttle.TryPass(out _))
        {
            Flush();
        }
    }

    /// <summary>Tells of what was not told yet.</summary>
    public void Flush()
    {
        if (_untold > 0)
        {
            tell(_untold, _last);
            _untold = 0;
        }
    }
}
