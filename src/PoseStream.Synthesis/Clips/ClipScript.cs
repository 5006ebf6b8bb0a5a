using PoseStream.Core.Frames;
using PoseStream.Synthesis.Appearance;

namespace PoseStream.Synthesis.Clips;

/// <summary>What determines every pixel of a clip, together with the code that draws it.</summary>
/// <param name="Name">Letters and digits: part of file and camera names.</param>
/// <param name="Seed">From 2^40 up: training draws its pictures from seeds below 2^32, so no network has seen these people and places.</param>
/// <param name="Build">Puts up the set, the camera and the cast, from dice of this seed: the same each time.</param>
public sealed record ClipScript(string Name, ulong Seed, Func<Dice, ClipScript, Stage> Build)
{
    /// <summary>Default 640x360.</summary>
    public FrameGeometry Geometry { get; init; } = new(640, 360);

    /// <summary>Default 15: few enough to be drawn in half a minute on two cores.</summary>
    public int FramesPerSecond { get; init; } = 15;

    /// <summary>Of one round, after which everybody is back where the round began. Default 12.</summary>
    public int Seconds { get; init; } = 12;

    /// <summary>Pictures of one round.</summary>
    public int Count => Seconds * FramesPerSecond;

    public long Interval_ns => 1_000_000_000L / FramesPerSecond;

    public Stage NewStage() => Build(new Dice(Seed), this);
}
