namespace PoseStream.Synthesis.Motion;

/// <summary>What the arms do while the rest of the body stands, walks or sits.</summary>
public enum ArmAction
{
    /// <summary>Hang, and swing opposite to the legs.</summary>
    Swing,
    Phone,
    Crossed,
    Pockets,
    OnHips,

    /// <summary>Both hands in front, as with a box.</summary>
    Carry,
    Wave,

    /// <summary>One hand goes out to something and comes back, again and again.</summary>
    Reach,

    /// <summary>Both hands on the thighs, for who sits.</summary>
    OnThighs,
}
