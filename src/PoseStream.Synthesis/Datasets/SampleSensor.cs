using PoseStream.Core.Frames;
using PoseStream.Synthesis.Appearance;
using PoseStream.Synthesis.Rendering;

namespace PoseStream.Synthesis.Datasets;

/// <summary>Draws samples: the rendering, then the camera's faults. One for each thread.</summary>
internal sealed class SampleSensor
{
    private const int ShadowSide = 128;

    private readonly SceneRenderer _smooth = new(new RenderOptions(2, ShadowSide));
    private readonly SceneRenderer _rough = new(new RenderOptions(1, ShadowSide));
    private readonly Sensor _sensor = new();

    /// <param name="lowest">Least share of the picture's resolution that a poor camera may leave.</param>
    public void Take(Scene scene, CameraView view, Dice dice, SampleStyle style, float lowest, Picture picture)
    {
        // A big frame brought to a small input without smoothing looks as if it had one sample a pixel.
        var renderer = dice.Chance(style is SampleStyle.Wild ? 0.3f : 0.15f) ? _rough : _smooth;
        renderer.Render(scene, view, picture);
        var settings = SensorSettings.Random(dice);
        settings = settings with
        {
            Resolution = lowest < settings.Resolution && dice.Chance(0.35f) ? dice.LogUniform(lowest, 1) : settings.Resolution,
            Noise = style is SampleStyle.Wild ? settings.Noise : settings.Noise / 2,
        };
        _sensor.Apply(settings, picture.Rgb, picture.Geometry, dice);
    }
}
