using System.Numerics;
using PoseStream.Core.Detections;
using PoseStream.Core.Frames;
using PoseStream.Core.Geometry;
using PoseStream.Core.Time;
using PoseStream.Core.Tracking;
using Xunit;

namespace PoseStream.UnitTests.Tracking;

/// <summary>A tracker, and boxes of 80 by 200 pixels for it to follow.</summary>
public abstract class TrackingCase
{
    private protected static readonly CameraModel Camera = CameraModel.FromFieldOfView(new FrameGeometry(640, 480), 60);

    private protected PersonTracker Tracker { get; } = new(new TrackerOptions(EndAfter_s: 1.5), new TrackIdSequence());

    private protected static Detection At(float x, float y = 200) => new(BoundingBox.FromCenter(new Vector2(x, y), 80, 200), 0.9f);

    private protected void See(double seconds, params Detection[] detections) => Tracker.Update(detections, MediaTime.FromSeconds(seconds));

    private protected void Learn(double seconds, bool isDoubted, ulong id = 1, float z = 5) => Tracker.Learn(
        new TrackId(id), new TrackSighting(MediaTime.FromSeconds(seconds), isDoubted, At(100).Box, TrunkSighting.None, new Vector3(0, 0, z), default), Camera);

    private protected void Confirm()
    {
        See(0, At(100));
        See(0.04, At(100));
        See(0.08, At(100));
    }

    private protected Track Only() => Assert.Single(Tracker.Tracks);
}
