using System.Numerics;

namespace PoseStream.Synthesis.Rendering;

/// <summary>One strong light far away and a soft one from everywhere. Colours are linear; a white surface that faces the sun is as bright as both together.</summary>
/// <param name="ToSun">World direction towards the strong light, length 1, above the horizon.</param>
/// <param name="Sun">Colour and strength of the strong light.</param>
/// <param name="Above">Soft light from above.</param>
/// <param name="Below">Soft light thrown back by the floor.</param>
public sealed record Light(Vector3 ToSun, Vector3 Sun, Vector3 Above, Vector3 Below);
