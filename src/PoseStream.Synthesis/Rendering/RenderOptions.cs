namespace PoseStream.Synthesis.Rendering;

/// <param name="SamplesPerSide">Rays for a pixel are this squared: 1 (rough) to 4; default 2.</param>
/// <param name="ShadowSide">Cells along a side of the shadow map; 0 leaves shadows out. Default 192.</param>
/// <param name="KeepsWorld">Draws what does not move once and takes it from there: for scenes that are drawn again and again by a camera that stands. The same pictures.</param>
public readonly record struct RenderOptions(int SamplesPerSide = 2, int ShadowSide = 192, bool KeepsWorld = false)
{
    public RenderOptions()
        : this(2)
    {
    }
}
