namespace PoseStream.Core.Metrics.Coco;

/// <summary>One of the figures that COCO prints.</summary>
/// <param name="IsRecall">Average recall; otherwise average precision.</param>
/// <param name="Threshold">At one similarity; null: the mean over .50, .55, … .95.</param>
/// <param name="Limit">The best results of a picture that count.</param>
internal sealed record CocoFigure(string Name, bool IsRecall, double? Threshold, CocoArea Area, int Limit)
{
    private const int KeypointLimit = 20;

    /// <summary>AP, AP@.50, AP@.75, medium, large; the same for AR.</summary>
    public static readonly IReadOnlyList<CocoFigure> Keypoints =
    [
        .. from recall in (bool[])[false, true]
           let name = recall ? "AR" : "AP"
           from figure in (CocoFigure[])
           [
               new(name, recall, null, CocoArea.All, KeypointLimit),
               new($"{name}@.50", recall, 0.5, CocoArea.All, KeypointLimit),
               new($"{name}@.75", recall, 0.75, CocoArea.All, KeypointLimit),
               new($"{name} medium", recall, null, CocoArea.Medium, KeypointLimit),
               new($"{name} large", recall, null, CocoArea.Large, KeypointLimit),
           ]
           select figure,
    ];

    /// <summary>AP, AP@.50, AP@.75, small, medium, large; AR with 1, 10 and 100 results, small, medium, large.</summary>
    public static readonly IReadOnlyList<CocoFigure> Boxes =
    [
        new("AP", false, null, CocoArea.All, 100),
        new("AP@.50", false, 0.5, CocoArea.All, 100),
        new("AP@.75", false, 0.75, CocoArea.All, 100),
        new("AP small", false, null, CocoArea.Small, 100),
        new("AP medium", false, null, CocoArea.Medium, 100),
        new("AP large", false, null, CocoArea.Large, 100),
        new("AR 1 a picture", true, null, CocoArea.All, 1),
        new("AR 10 a picture", true, null, CocoArea.All, 10),
        new("AR 100 a picture", true, null, CocoArea.All, 100),
        new("AR small", true, null, CocoArea.Small, 100),
        new("AR medium", true, null, CocoArea.Medium, 100),
        new("AR large", true, null, CocoArea.Large, 100),
    ];

    /// <summary>The similarities, made as COCO makes them: half steps would fall on the other side of equal values.</summary>
    public IEnumerable<double> Thresholds => Threshold is { } one ? [one] : Enumerable.Range(0, 10).Select(i => (i * ((0.95 - 0.5) / 9)) + 0.5);
}
