using Microsoft.Extensions.Logging;
using PoseStream.Media.Clock;

namespace PoseStream.Media;

/// <summary>Says what is wrong with a camera's time reports, once for each time that it begins.</summary>
internal sealed class ReportWarnings(LiveClock clock, ILogger logger, string name)
{
    private bool _implausibleTold;
    private bool _disagreementTold;

    /// <summary>After each report that the clock was given.</summary>
    public void Tell()
    {
        if (clock.Implausible is { } off && !_implausibleTold)
        {
            MediaLog.CameraClockImplausible(logger, name, off.TotalSeconds);
        }

        _implausibleTold = clock.Implausible is not null;
        if (clock.Disagreement != TimeSpan.Zero && !_disagreementTold)
        {
            MediaLog.ReportsDisagree(logger, name, clock.Disagreement.TotalSeconds);
        }

        _disagreementTold = clock.Disagreement != TimeSpan.Zero;
    }
}
