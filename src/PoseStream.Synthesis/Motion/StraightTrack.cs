using System.Numerics;

namespace PoseStream.Synthesis.Motion;

/// <summary>From the origin at a steady speed; negative walks backwards, a sideways part sidesteps. Facing +x.</summary>
public sealed class StraightTrack(float speed_mps, float leftwards_mps = 0) : IFloorTrack
{
    public double Duration_s => double.PositiveInfinity;

    public FloorPlacement At(double t_s) => new(new Vector2((float)(speed_mps * t_s), (float)(leftwards_mps * t_s)), 0);
}
