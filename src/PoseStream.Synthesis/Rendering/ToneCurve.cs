namespace PoseStream.Synthesis.Rendering;

/// <summary>Linear light to sRGB bytes by table; the highlights roll off softly instead of clipping.</summary>
internal static class ToneCurve
{
    private const int Steps = 4096;
    private const float Brightest = 2f;

    private static readonly byte[] Table = [.. Enumerable.Range(0, Steps + 1).Select(step => Compute(step * Brightest / Steps))];

    public static byte ToByte(float linear)
    {
        // Written so that a NaN falls to the dark end.
        var step = linear > 0 ? Math.Min(linear * (Steps / Brightest), Steps) : 0;
        return Table[(int)step];
    }

    private static byte Compute(float linear)
    {
        var soft = linear < 0.8f ? linear : 0.8f + (0.2f * (1 - MathF.Exp((0.8f - linear) / 0.2f)));
        return (byte)((MathF.Pow(soft, 1 / 2.2f) * 255) + 0.5f);
    }
}
