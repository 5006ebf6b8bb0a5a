using System.Numerics;
using PoseStream.Synthesis.Appearance;

namespace PoseStream.Synthesis.Rendering;

/// <summary>How a camera spoils a picture. The default spoils nothing.</summary>
public sealed record SensorSettings
{
    public static SensorSettings Clean { get; } = new();

    /// <summary>The picture is delivered as if taken at this share of its size and enlarged; 1 for none.</summary>
    public float Resolution { get; init; } = 1;

    /// <summary>Passes of a 1-2-1 blur along rows.</summary>
    public int BlurAcross { get; init; }

    /// <summary>Passes of a 1-2-1 blur along columns.</summary>
    public int BlurDown { get; init; }

    /// <summary>Factors on red, green and blue.</summary>
    public Vector3 Gain { get; init; } = Vector3.One;

    /// <summary>Exponent on the byte scale: above 1 darkens the middle.</summary>
    public float Gamma { get; init; } = 1;

    /// <summary>Factor on the distance from middle grey.</summary>
    public float Contrast { get; init; } = 1;

    /// <summary>0 grey to 1 as it is.</summary>
    public float Saturation { get; init; } = 1;

    /// <summary>Standard deviation in steps of 255.</summary>
    public float Noise { get; init; }

    /// <summary>The same noise in all three colours.</summary>
    public bool GreyNoise { get; init; }

    /// <summary>Strength of dark bands that lamps leave on a rolling shutter, 0..1.</summary>
    public float Flicker { get; init; }

    /// <summary>JPEG-like quality 1..100; 0 leaves the picture uncompressed.</summary>
    public int Quality { get; init; }

    /// <summary>A camera of the kinds that are met: mostly fair, seldom bad.</summary>
    public static SensorSettings Random(Dice dice)
    {
        var blur = dice.Chance(0.5f) ? 0 : 1 + dice.Below(2);
        var streak = dice.Chance(0.15f) ? 2 + dice.Below(5) : 0;
        return new SensorSettings
        {
            Resolution = dice.Chance(0.3f) ? dice.Uniform(0.45f, 0.95f) : 1,
            BlurAcross = blur + streak,
            BlurDown = blur,
            Gain = MathF.Exp(dice.Normal(0.06f, 0.18f)) * new Vector3(MathF.Exp(dice.Normal(0, 0.06f)), 1, MathF.Exp(dice.Normal(0, 0.06f))),
            Gamma = MathF.Exp(dice.Normal(-0.08f, 0.2f)),
            Contrast = MathF.Exp(dice.Normal(0, 0.15f)),
            Saturation = dice.Chance(0.1f) ? 0 : Math.Clamp(MathF.Exp(dice.Normal(-0.1f, 0.25f)), 0, 1.6f),
            Noise = dice.Chance(0.4f) ? 0 : dice.LogUniform(1, 12),
            GreyNoise = dice.Chance(0.5f),
            Flicker = dice.Chance(0.08f) ? dice.Uniform(0.03f, 0.15f) : 0,
            Quality = dice.Chance(0.45f) ? 12 + dice.Below(80) : 0,
        };
    }
}
