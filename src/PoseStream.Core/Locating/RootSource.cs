namespace PoseStream.Core.Locating;

/// <summary>What a distance in metres rests on.</summary>
public enum RootSource
{
    /// <summary>A network's own word on how large the person is, that of the poses or one for the root (<see cref="RootScale"/>).</summary>
    NetworkDepth,

    /// <summary>The network's metric joints, fitted to their pixels (<see cref="RootFitter"/>), or its relative depths to the lengths of bones (<see cref="BoneLengthSearch"/>).</summary>
    JointFit,

    /// <summary>The feet on a floor whose place is known (<see cref="GroundContact"/>).</summary>
    GroundContact,
}
