using PoseStream.Core.Time;
using PoseStream.Media;

namespace PoseStream.IntegrationTests.Media;

/// <summary>Where a stream can be judged. Over UDP a reader that a busy machine lets stand loses datagrams, which is not the stream's fault; over TCP nothing may be lost whatever the machine does.</summary>
internal static class SteadyFrames
{
    // A full receive buffer and the pictures up to the next key frame.
    private const int Recovery = 40;

    private static readonly TimeSpan Standstill = TimeSpan.FromSeconds(0.5);

    /// <summary>The indices of frames to compare with the one before them: over UDP those where nothing stood still then or in the frames before. The first ones are left out that <paramref name="skip"/> counts.</summary>
    public static IEnumerable<int> Of(IReadOnlyList<FrameTiming> timings, RtspTransport transport, int skip = 0)
    {
        var doubtful = 0;
        for (var i = 1; i < timings.Count; i++)
        {
            var stood = transport is RtspTransport.Udp && TimeProvider.System.GetElapsedTime(timings[i - 1].ArrivalTimestamp, timings[i].ArrivalTimestamp) > Standstill;
            doubtful = stood ? Recovery : Math.Max(0, doubtful - 1);
            if (doubtful == 0 && i > skip)
            {
                yield return i;
            }
        }
    }
}
