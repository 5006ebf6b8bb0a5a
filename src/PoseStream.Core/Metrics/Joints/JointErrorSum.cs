namespace PoseStream.Core.Metrics.Joints;

/// <summary>Distances of the joints of one pose from the truth.</summary>
/// <param name="Sum_m">Metres.</param>
/// <param name="Count">Joints that were there in both; 0: nothing could be compared.</param>
public readonly record struct JointErrorSum(double Sum_m, int Count)
{
    /// <summary>Metres; NaN where nothing could be compared.</summary>
    public double Mean_m => Count > 0 ? Sum_m / Count : double.NaN;
}
