namespace PoseStream.Core.Frames;

/// <param name="FullRange">Luma uses 0..255 (JPEG) instead of 16..235 (video).</param>
public readonly record struct ColorSpec(ColorMatrix Matrix, bool FullRange);
