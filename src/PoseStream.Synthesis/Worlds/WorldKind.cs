namespace PoseStream.Synthesis.Worlds;

/// <summary>Where people are.</summary>
public enum WorldKind
{
    Street,
    Room,
    Gym,
    Park,
}
