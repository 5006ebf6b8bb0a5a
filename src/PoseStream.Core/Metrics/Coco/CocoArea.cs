namespace PoseStream.Core.Metrics.Coco;

/// <summary>A range of sizes: truths outside of it need not be found, and what is found outside of it and is no truth is not wrong.</summary>
/// <param name="Minimum_px2">Pixels squared, included.</param>
/// <param name="Maximum_px2">Included.</param>
public sealed record CocoArea(string Name, double Minimum_px2, double Maximum_px2)
{
    public static readonly CocoArea All = new("all", 0, 1e10);
    public static readonly CocoArea Small = new("small", 0, 32 * 32);
    public static readonly CocoArea Medium = new("medium", 32 * 32, 96 * 96);
    public static readonly CocoArea Large = new("large", 96 * 96, 1e10);

    public bool Has(double area_px2) => area_px2 >= Minimum_px2 && area_px2 <= Maximum_px2;
}
