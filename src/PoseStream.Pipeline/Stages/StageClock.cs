using PoseStream.Core.Poses;

namespace PoseStream.Pipeline.Stages;

/// <summary>The timestamps at which a frame passed from stage to stage. Reused.</summary>
public sealed class StageClock
{
    private readonly long[] _marks = new long[Enum.GetValues<StageMark>().Length];

    public void Mark(StageMark mark, long timestamp) => _marks[(int)mark] = timestamp;

    public StageTimings Timings(TimeProvider time)
    {
        TimeSpan Between(StageMark from, StageMark to) => time.GetElapsedTime(_marks[(int)from], _marks[(int)to]);
        return new StageTimings(
            Between(StageMark.Arrived, StageMark.DetectBegun),
            Between(StageMark.DetectBegun, StageMark.Detected),
            Between(StageMark.Detected, StageMark.Tracked),
            Between(StageMark.Tracked, StageMark.Posed),
            Between(StageMark.Posed, StageMark.Located),
            Between(StageMark.Located, StageMark.Refined),
            Between(StageMark.Arrived, StageMark.Refined));
    }
}
