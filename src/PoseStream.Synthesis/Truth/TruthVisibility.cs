namespace PoseStream.Synthesis.Truth;

/// <summary>What a picture shows of a joint.</summary>
public enum TruthVisibility
{
    Visible,

    /// <summary>Behind another part of the same person.</summary>
    SelfOccluded,

    /// <summary>Behind another person.</summary>
    OccludedByPerson,

    /// <summary>Behind a thing.</summary>
    OccludedByThing,
    OutOfFrame,
}
