using PoseStream.Core.Time;

namespace PoseStream.IntegrationTests.Media;

/// <summary>Where a stream over UDP can be judged: a reader that a busy machine lets stand loses datagrams, which is not the stream's fault.</summary>
internal static class SteadyFrames
{
    // A full receive buffer and the pictures up to the next key frame.
    private const int Recovery = 40;

    private static readonly TimeSpan Standstill = TimeSpan.FromSeconds(0.5);

    /// <summary>The indices of frames with the one before them where nothing stood still then or in the frames before, the first ones left out that <paramref name="skip"/> counts.</summary>
    public static IEnumerable<int> Of(IReadOnlyList<FrameTiming> timings, int skip = 0)
    {
        var doubtful = 0;
        for (var i = 1; i < timings.Count; i++)
        {
            var stood = TimeProvider.System.GetElapsedTime(timings[i - 1].ArrivalTimestamp, timings[i].ArrivalTimestamp) > Standstill;
            doubtful = stood ? Recovery : Math.Max(0, doubtful - 1);
            if (doubtful == 0 && i > skip)
            {
                yield return i;
            }
        }
    }
}
