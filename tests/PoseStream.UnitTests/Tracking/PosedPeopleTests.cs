using System.Numerics;
using PoseStream.Core.Detections;
using PoseStream.Core.Frames;
using PoseStream.Core.Geometry;
using PoseStream.Core.Poses;
using PoseStream.Core.Skeletons;
using PoseStream.Core.Time;
using PoseStream.Core.Tracking;
using Xunit;

namespace PoseStream.UnitTests.Tracking;

/// <summary>
/// Somebody walks past somebody who stands; their boxes are 80 by 200 pixels, trunks lie 30 pixels above the middle and a little to the right. For a while the detector sees the one who stands only.
/// </summary>
public sealed class PosedPeopleTests
{
    private const int Hidden = 30;
    private const float Pace_px = 4;
    private static readonly Vector2 TrunkFromCenter = new(6, -30);
    private static readonly CameraModel Camera = CameraModel.FromFieldOfView(new FrameGeometry(640, 480), 60);

    private readonly PersonTracker _tracker = new(new TrackerOptions(), new TrackIdSequence());
    private readonly Dictionary<int, BoundingBox> _boxes = [];
    private Func<int, double> _time_s = static frame => frame * 0.04;
    private Func<int, float> _height = static _ => 200;
    private float _confidence = 0.9f;
    private Vector2 _trunkOff;
    private Vector2 _boxOff;

    [Fact]
    public void Update_MissedAmongOthersButPosed_StaysWhoAndWhereTheyAre()
    {
        // From the frame that the detector misses them, they stand: nothing but their pose can tell.
        Run(Hidden + 15, WalkerAt, HeStops);
        Assert.Equal((TrackState.Confirmed, true), (Walker.State, Walker.SeenNow));
        Assert.Equal(HeStops(Hidden + 14).X, Walker.Box.Center.X, 8f);
    }

    [Theory]
    [InlineData(0.2, 0.2, 4)]
    [InlineData(0.2, 0.2, 4, 2)] // of one frame no pose comes
    [InlineData(0.1, 0.35, 3)] // newer frames win, and what lies between two is not even
    public void Update_MissedAmongOthersWhereFramesAreFew_StaysWhoTheyAre(double even_s, double odd_s, int frames, int noPose = -1)
    {
        _time_s = frame => (((frame + 1) / 2) * even_s) + ((frame / 2) * odd_s);
        Run(Hidden + frames, WalkerAt, HeStops, frame => frame != Hidden + noPose);
        Assert.Equal((TrackState.Confirmed, true), (Walker.State, Walker.SeenNow));
    }

    [Fact]
    public void Update_MissedWhileTheBoxGrewSmaller_KeepsTheirSizeAndIsLookedForSoon()
    {
        // Whoever is hidden from the feet upwards does not shrink.
        _height = static frame => 200 - (5 * Math.Max(0, frame - Hidden + 6));
        Run(Hidden, WalkerAt, HeStops);
        Assert.False(Walker.IsUnsettled);
        Run(Hidden + 1, WalkerAt, HeStops, first: Hidden);
        var height = Walker.Box.Height;
        Run(Hidden + 15, WalkerAt, HeStops, first: Hidden + 1);
        Assert.Equal(TrackState.Confirmed, Walker.State);
        Assert.Equal(height, Walker.Box.Height, 0.5f);
        Assert.True(Walker.IsUnsettled);
    }

    [Fact]
    public void Update_MissedAmongOthersAndNoPose_IsLost()
    {
        Run(Hidden + 15, WalkerAt, HeStops, static frame => frame < Hidden);
        Assert.Equal(TrackState.Lost, Walker.State);
    }

    [Fact]
    public void Update_PosedButAlone_IsLost()
    {
        // Where nobody can hide them a pose without a box is of the background.
        Run(Hidden + 5, WalkerAt, WalkerAt, somebodyStands: false);
        Assert.Equal(TrackState.Lost, Walker.State);
    }

    [Fact]
    public void Update_MissedForLongerThanASecond_IsLostHoweverPosed()
    {
        Run(Hidden + 24, Standing, Standing);
        Assert.Equal(TrackState.Confirmed, Walker.State);
        Run(Hidden + 30, Standing, Standing, first: Hidden + 24);
        Assert.Equal(TrackState.Lost, Walker.State);
    }

    [Theory]
    [InlineData(0.5f, 0)] // much less sure than usual
    [InlineData(0.9f, 40)] // a fifth of the height from where they were looked for
    public void Update_PoseThatMayBeSomebodyElses_HoldsNobody(float confidence, float off_px)
    {
        Run(Hidden, WalkerAt, WalkerAt);
        (_confidence, _trunkOff) = (confidence, new Vector2(off_px, 0));
        Run(Hidden + 12, WalkerAt, WalkerAt, first: Hidden);
        Assert.Equal(TrackState.Lost, Walker.State);
        Assert.Equal(WalkerAt(Hidden + 11).X, Walker.Box.Center.X, 12f);
    }

    [Fact]
    public void Update_NetworkThatIsNeverSure_IsBelievedAsItIsUsually()
    {
        _confidence = 0.3f;
        Run(Hidden + 15, WalkerAt, HeStops);
        Assert.Equal(TrackState.Confirmed, Walker.State);
    }

    [Fact]
    public void Update_NetworkThatWasSureOnce_IsBelievedAsItIsByNow()
    {
        _confidence = 1;
        Run(6, WalkerAt, WalkerAt);
        _confidence = 0.5f;
        Run(Hidden + 15, WalkerAt, HeStops, first: 6);
        Assert.Equal(TrackState.Confirmed, Walker.State);
    }

    [Fact]
    public void Update_BoxDrawnOverBoth_IsCorrectedByThePose()
    {
        // The detector's box of the walker is drawn towards the one who stands, by a quarter of its width.
        Run(20, WalkerAt, WalkerAt);
        _boxOff = new Vector2(20, 0);
        Run(26, WalkerAt, WalkerAt, first: 20);
        var posed = Walker.Box.Center.X - WalkerAt(25).X;

        var boxesOnly = new PosedPeopleTests();
        boxesOnly.Run(20, WalkerAt, WalkerAt, static _ => false);
        boxesOnly._boxOff = _boxOff;
        boxesOnly.Run(26, WalkerAt, WalkerAt, static _ => false, first: 20);
        var unposed = boxesOnly.Walker.Box.Center.X - WalkerAt(25).X;
        Assert.True(posed < 0.6f * unposed, $"{posed} px off with poses, {unposed} without");
    }

    [Fact]
    public void Of_JointOfTheTrunkAbsent_IsNotKnown()
    {
        var joints = new JointEstimate[Halpe26.Skeleton.Count];
        Array.Fill(joints, new JointEstimate(new Vector2(10, 20), new Vector3(float.NaN), 0.8f, 1));
        Assert.Equal(new TrunkSighting(new Vector2(10, 20), 0.8f), TrunkSighting.Of(joints));
        joints[Halpe26.Skeleton.IndexOf("left_hip")] = JointEstimate.Absent;
        Assert.False(TrunkSighting.Of(joints).IsKnown);
    }

    private Track Walker => _tracker.Tracks.Single(static track => track.Id == new TrackId(1));

    private static Vector2 WalkerAt(int frame) => new(100 + (Pace_px * frame), 200);

    private static Vector2 HeStops(int frame) => WalkerAt(Math.Min(frame, Hidden));

    private static Vector2 Standing(int frame) => new(210, 200);

    /// <param name="walker">Where the detector sees him, as long as it does.</param>
    /// <param name="posed">Where he is.</param>
    /// <param name="hasPose">Whether the pose network saw him in a frame; always unless given.</param>
    private void Run(int end, Func<int, Vector2> walker, Func<int, Vector2> posed, Func<int, bool>? hasPose = null, int first = 0, bool somebodyStands = true)
    {
        for (var frame = first; frame < end; frame++)
        {
            List<Detection> seen = [];
            if (frame < Hidden)
            {
                seen.Add(Box(walker(frame) + _boxOff, _height(frame)));
            }

            if (somebodyStands)
            {
                seen.Add(Box(new Vector2(245, 205)));
            }

            // What the poses of two frames before told.
            if (frame >= 3 && (hasPose?.Invoke(frame) ?? true))
            {
                var past = frame - 2;
                var trunk = new TrunkSighting(posed(past) + TrunkFromCenter + _trunkOff, _confidence);
                _tracker.Learn(
                    new TrackId(1), new TrackSighting(MediaTime.FromSeconds(_time_s(past)), false, _boxes[past], trunk, new Vector3(float.NaN), default), Camera);
            }

            _tracker.Update([.. seen], MediaTime.FromSeconds(_time_s(frame)));
            _boxes[frame] = Walker.Box;
        }
    }

    private static Detection Box(Vector2 center, float height = 200) => new(BoundingBox.FromCenter(center, 80, height), 0.9f);
}
