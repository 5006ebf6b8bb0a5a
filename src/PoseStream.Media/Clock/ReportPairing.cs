namespace PoseStream.Media.Clock;

/// <summary>
/// Finds which packet a wall clock belongs to. FFmpeg attaches a packet's sender-report time before its parser joins network packets to pictures; the parser
/// knows the end of a picture only by the next one's beginning, so an H.264 or HEVC picture leaves with the wall clock of the picture after it, while codecs
/// without a parser (MJPEG) keep their own. Seen with 5.1. The wall clock of time stamp zero, which is exact, tells the two cases apart.
/// </summary>
internal sealed class ReportPairing
{
    private long? _held_us;
    private long _heldStamp_us;
    private bool? _isAhead;

    /// <param name="wall_us">The wall clock that came with the packet; null = none.</param>
    /// <param name="stamp_us">The packet's time stamp.</param>
    /// <param name="zero_us">Wall clock of time stamp zero by the first report; null = no report yet.</param>
    /// <returns>The wall clock of this very packet, as far as it is known.</returns>
    public long? Pair(long? wall_us, long stamp_us, long? zero_us)
    {
        var before_us = _held_us;
        if (_isAhead is null && before_us is { } held && zero_us is { } zero)
        {
            _isAhead = Math.Abs(held - stamp_us - zero) < Math.Abs(held - _heldStamp_us - zero);
        }

        _held_us = wall_us;
        _heldStamp_us = stamp_us;
        return _isAhead switch
        {
            true => before_us,
            false => wall_us,
            null => null,
        };
    }
}
