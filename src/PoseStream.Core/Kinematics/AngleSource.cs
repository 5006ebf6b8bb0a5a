namespace PoseStream.Core.Kinematics;

/// <summary>Who says what an angle is.</summary>
public enum AngleSource
{
    /// <summary>It follows from where the joints are, after refinement.</summary>
    Joints,

    /// <summary>The network gives the coordinates of a body model itself, as it sees them: not refined.</summary>
    Network,
}
