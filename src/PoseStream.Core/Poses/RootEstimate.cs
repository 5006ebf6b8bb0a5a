using System.Numerics;

namespace PoseStream.Core.Poses;

/// <summary>What a root network says of one person's crop: where the root is in the picture, and how far.</summary>
/// <param name="Pixel">Model-input pixels inside a family, frame pixels everywhere else.</param>
/// <param name="MetresPerPixel">
/// Metres that one pixel spans at the root's distance, in the unit of <paramref name="Pixel"/>; times the focal length, any camera's, the root's depth.
/// NaN where the network's answer makes no sense.
/// </param>
public readonly record struct RootEstimate(Vector2 Pixel, float MetresPerPixel);
