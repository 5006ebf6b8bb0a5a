namespace PoseStream.Core.Families;

/// <summary>
/// What a network's input holds. An 8-bit colour v becomes (v * Scale - Mean[c]) / Std[c]; Mean and Std are in the order of <paramref name="Color"/>.
/// Pixels have half-pixel centres; outside the frame the colour is <paramref name="Pad"/> (8-bit, before normalisation).
/// </summary>
/// <param name="BoxExpansion">For crops: how many times as large as the box, its shape already that of the crop.</param>
public sealed record InputSpec(
    int Width,
    int Height,
    ColorOrder Color,
    float Scale,
    IReadOnlyList<float> Mean,
    IReadOnlyList<float> Std,
    InputFit Fit,
    float Pad,
    float BoxExpansion = 1.25f,
    InputSampling Sampling = InputSampling.Bilinear)
{
    /// <summary>Of networks that see no picture, but poses: what their input holds follows from their family.</summary>
    public static InputSpec None { get; } = new(0, 0, ColorOrder.Rgb, 1, [0, 0, 0], [1, 1, 1], InputFit.Stretch, 0);
}
