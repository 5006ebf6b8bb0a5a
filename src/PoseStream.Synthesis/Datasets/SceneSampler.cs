using PoseStream.Core.Frames;
using PoseStream.Core.Geometry;
using PoseStream.Synthesis.Appearance;
using PoseStream.Synthesis.Rendering;
using PoseStream.Synthesis.Truth;

namespace PoseStream.Synthesis.Datasets;

/// <summary>
/// Makes pictures for training a detector, drawn at the size of its input: whole frames of any aspect, letterboxed as the service does it, with the people of
/// <see cref="SceneComposer"/>. Sample n of a seed is always the same. Not thread-safe: one for each thread.
/// </summary>
public sealed class SceneSampler(Cast cast, SampleStyle style)
{
    /// <summary>Of the input outside the picture, 8 bit.</summary>
    public const byte Pad = 114;

    private readonly SceneComposer _composer = new(cast, style);
    private readonly SampleSensor _sensor = new();
    private readonly Picture _picture = new();

    public void Make(ulong seed, SceneSample sample)
    {
        var dice = new Dice(seed);
        var geometry = PictureIn(dice, sample.Geometry);
        var (scene, view) = _composer.Compose(dice, geometry);
        _sensor.Take(scene, view, SampleCamera.Make(dice, style, lowest: 0.4f), dice, _picture);
        var truth = TruthExtractor.Extract(scene, view, _picture);
        sample.Clear();
        Copy(sample);
        foreach (var person in truth.People)
        {
            if (person is { VisibleBox: { } box, Visible_px: > 4 })
            {
                sample.Add(box, ignored: !SeenEnough.Is(person, inputScale: 1));
            }
        }
    }

    /// <summary>The part of the input that a frame of some usual aspect fills.</summary>
    private static FrameGeometry PictureIn(Dice dice, FrameGeometry input)
    {
        var aspect = dice.Unit() switch
        {
            < 0.6f => 16f / 9,
            < 0.8f => 4f / 3,
            < 0.9f => dice.Uniform(0.9f, 2.2f),
            _ => dice.Pick(9f / 16, 3f / 4),
        };
        var scale = MathF.Min(input.Width / aspect, input.Height);
        return new FrameGeometry((int)MathF.Floor((aspect * scale) + 1e-3f), (int)MathF.Floor(scale + 1e-3f));
    }

    private void Copy(SceneSample sample)
    {
        var rgb = sample.Rgb.AsSpan();
        rgb.Fill(Pad);
        var row = _picture.Geometry.Width * 3;
        for (var y = 0; y < _picture.Geometry.Height; y++)
        {
            _picture.Rgb.AsSpan(y * row, row).CopyTo(rgb[(y * sample.Geometry.Width * 3)..]);
        }
    }
}
