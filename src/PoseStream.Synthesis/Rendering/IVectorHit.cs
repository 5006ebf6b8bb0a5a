using System.Numerics;

namespace PoseStream.Synthesis.Rendering;

/// <summary>Where rays with the given local directions first meet a solid.</summary>
internal interface IVectorHit
{
    /// <summary>Depths; <see cref="float.MaxValue"/> (or not a number) where the ray passes by.</summary>
    static abstract Vector<float> Depth(in CameraSolid solid, Vector<float> lx, Vector<float> ly, Vector<float> lz);
}
