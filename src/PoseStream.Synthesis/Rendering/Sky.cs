using System.Numerics;

namespace PoseStream.Synthesis.Rendering;

/// <summary>What is seen where no solid is. Colours are linear.</summary>
/// <param name="Clouds">0 clear to 1 covered.</param>
public sealed record Sky(Vector3 Horizon, Vector3 Zenith, Vector3 Cloud, float Clouds)
{
    internal Vector3 Along(Vector3 direction)
    {
        var flat = MathF.Sqrt((direction.X * direction.X) + (direction.Y * direction.Y)) + 1e-4f;
        var slope = direction.Z / flat;
        var color = Vector3.Lerp(Horizon, Zenith, Math.Clamp(slope * 1.2f, 0, 1));
        if (slope <= 0.02f || Clouds <= 0)
        {
            return color;
        }

        var height = 0.35f / (slope + 0.15f);
        var cover = NoiseTile.Sample(direction.X / flat * height * 0.4f, direction.Y / flat * height * 0.4f);
        var share = Math.Clamp((cover - 1 + Clouds) * 2.5f, 0, 1);
        return Vector3.Lerp(color, Cloud, share * Math.Clamp(slope * 6, 0, 1));
    }
}
