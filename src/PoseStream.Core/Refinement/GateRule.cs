namespace PoseStream.Core.Refinement;

/// <summary>Which measured positions are not believed.</summary>
public enum GateRule
{
    /// <summary>All are.</summary>
    None,

    /// <summary>Far from where the last frames lead, in units of how far positions were from there lately.</summary>
    Robust,

    /// <summary>More than one standard deviation of the last frames from the frame before (facts: model contracts §11). Steady people lose many true positions to it.</summary>
    Neighbours,
}
