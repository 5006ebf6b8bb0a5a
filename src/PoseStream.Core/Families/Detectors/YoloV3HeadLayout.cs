namespace PoseStream.Core.Families.Detectors;

/// <summary>
/// How one raw head of YOLOv3 lies in memory: [N,3·(5+C),h,w], [N,h,w,3·(5+C)] or [N,3,h,w,5+C].
/// A value is at anchor·<paramref name="AnchorStep"/> + channel·<paramref name="ChannelStep"/> + cell·<paramref name="CellStep"/>.
/// </summary>
internal readonly record struct YoloV3HeadLayout(int Columns, int Rows, int Channels, int AnchorStep, int ChannelStep, int CellStep)
{
    public const int Anchors = 3;

    // Box, objectness and at least one class.
    private const int LeastChannels = 6;

    public int Length => Anchors * Channels * Columns * Rows;

    /// <exception cref="ModelContractException">It is none of the three.</exception>
    public static YoloV3HeadLayout Of(ModelManifest manifest, TensorInfo head, int columns, int rows)
    {
        var cells = columns * rows;
        var sizes = head.Dimensions;
        if (head.ElementType == TensorElementType.Float32 && sizes.Count == 5 && sizes[1] == Anchors && sizes[2] == rows && sizes[3] == columns && sizes[4] >= LeastChannels)
        {
            var channels = (int)sizes[4];
            return new YoloV3HeadLayout(columns, rows, channels, cells * channels, 1, channels);
        }

        if (head.ElementType == TensorElementType.Float32 && sizes.Count == 4)
        {
            if (sizes[2] == rows && sizes[3] == columns && Fits(sizes[1]))
            {
                var channels = (int)sizes[1] / Anchors;
                return new YoloV3HeadLayout(columns, rows, channels, channels * cells, cells, 1);
            }

            if (sizes[1] == rows && sizes[2] == columns && Fits(sizes[3]))
            {
                var channels = (int)sizes[3] / Anchors;
                return new YoloV3HeadLayout(columns, rows, channels, channels, 1, Anchors * channels);
            }
        }

        throw new ModelContractException(
            $"model '{manifest.Id}' does not fit family '{manifest.Family}': output {head}, expected Float32[?,3*(5+classes),{rows},{columns}], [?,{rows},{columns},3*(5+classes)] or [?,3,{rows},{columns},5+classes]");
    }

    private static bool Fits(long channels) => channels % Anchors == 0 && channels / Anchors >= LeastChannels;
}
