namespace PoseStream.Core.Metrics.Coco;

/// <summary>A box as COCO writes it: its top left corner and its size, pixels.</summary>
public readonly record struct CocoBox(double X, double Y, double Width, double Height)
{
    public double Area => Width * Height;

    /// <summary>Intersection over union; over the found box alone where the true one is a crowd, which may hold many.</summary>
    public static double Overlap(in CocoBox found, in CocoBox truth, bool crowd)
    {
        var width = Math.Min(found.X + found.Width, truth.X + truth.Width) - Math.Max(found.X, truth.X);
        var height = Math.Min(found.Y + found.Height, truth.Y + truth.Height) - Math.Max(found.Y, truth.Y);
        if (width <= 0 || height <= 0)
        {
            return 0;
        }

        var intersection = width * height;
        return intersection / (crowd ? found.Area : found.Area + truth.Area - intersection);
    }
}
