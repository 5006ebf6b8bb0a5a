using System.Numerics;

namespace PoseStream.Core.Kinematics;

/// <summary>OpenSim's ground: x forward, y up, z to the right.</summary>
public static class OpenSimSpace
{
    /// <summary>For a camera that is held level, the only thing to assume of one that nobody placed in a world: forward is away from it.</summary>
    public static Vector3 FromCamera(Vector3 camera) => new(camera.Z, -camera.Y, camera.X);

    /// <summary>From REP-103: x forward, y left, z up.</summary>
    public static Vector3 FromWorld(Vector3 world) => new(world.X, world.Z, -world.Y);
}
