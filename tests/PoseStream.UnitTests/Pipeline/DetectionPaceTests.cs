using System.Numerics;
using PoseStream.Core.Detections;
using PoseStream.Core.Geometry;
using PoseStream.Core.Time;
using PoseStream.Core.Tracking;
using PoseStream.Pipeline.Stages;
using Xunit;

namespace PoseStream.UnitTests.Pipeline;

public sealed class DetectionPaceTests
{
    private readonly PersonTracker _tracker = new(new TrackerOptions(), new TrackIdSequence());

    [Fact]
    public void IsDue_LongestOfOne_IsEveryFrame() => Assert.Equal(20, Looks(longest: 1, frames: 20, speed_px: 0));

    [Fact]
    public void IsDue_NobodyThere_IsEveryNth()
    {
        var pace = new DetectionPace(5);
        var looks = 0;
        for (var i = 0; i < 20; i++)
        {
            var isDue = pace.IsDue([], isBehind: false);
            pace.Advance(isDue);
            looks += isDue ? 1 : 0;
        }

        Assert.Equal(4, looks);
    }

    [Theory]
    [InlineData(0, 11, 12)]
    [InlineData(4, 15, 25)]
    [InlineData(12, 30, 60)]
    public void IsDue_PeopleMove_ComesSooner(float speed_px, int least, int most) =>
        Assert.InRange(Looks(longest: 10, frames: 100, speed_px), least, most);

    [Fact]
    public void IsDue_Behind_KeepsToTheLongestWhateverMoves() => Assert.Equal(10, Looks(longest: 10, frames: 100, speed_px: 12, isBehind: true));

    [Fact]
    public void Restart_NextFrame_IsDue()
    {
        var pace = new DetectionPace(10);
        pace.Advance(looked: true);
        Assert.False(pace.IsDue([], isBehind: false));
        pace.Restart();
        Assert.True(pace.IsDue([], isBehind: true));
    }

    /// <returns>How often the detector looked at somebody who walks 80 pixels wide through the picture.</returns>
    private int Looks(int longest, int frames, float speed_px, bool isBehind = false)
    {
        var pace = new DetectionPace(longest);
        var looks = 0;
        for (var i = 0; i < frames; i++)
        {
            var now = MediaTime.FromSeconds(i / 30.0);
            var isDue = pace.IsDue(_tracker.Tracks, isBehind);
            if (isDue)
            {
                _tracker.Update([new Detection(BoundingBox.FromCenter(new Vector2(100 + (speed_px * i), 200), 80, 200), 0.9f)], now);
                looks++;
            }
            else
            {
                _tracker.Predict(now);
            }

            pace.Advance(isDue);
        }

        Assert.Single(_tracker.Tracks);
        return looks;
    }
}
