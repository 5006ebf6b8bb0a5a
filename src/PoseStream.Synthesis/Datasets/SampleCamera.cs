using PoseStream.Synthesis.Appearance;
using PoseStream.Synthesis.Rendering;

namespace PoseStream.Synthesis.Datasets;

/// <summary>How well the camera of a sample sees.</summary>
/// <param name="IsRough">One sample a pixel: a big frame brought to a small input without smoothing looks so.</param>
internal sealed record SampleCamera(bool IsRough, SensorSettings Settings)
{
    /// <param name="lowest">Least share of the picture's resolution that a poor camera may leave.</param>
    public static SampleCamera Make(Dice dice, SampleStyle style, float lowest)
    {
        var isRough = dice.Chance(style is SampleStyle.Wild ? 0.3f : 0.15f);
        var settings = SensorSettings.Random(dice);
        return new SampleCamera(isRough, settings with
        {
            Resolution = lowest < settings.Resolution && dice.Chance(0.35f) ? dice.LogUniform(lowest, 1) : settings.Resolution,
            Noise = style is SampleStyle.Wild ? settings.Noise : settings.Noise / 2,
        });
    }
}
