namespace PoseStream.Core.Tracking;

/// <summary>How somebody looks in a detection.</summary>
/// <param name="clothes">What is worn, as far as it is known.</param>
/// <param name="embedding">What a re-identification network says, which may be that it does not know; null where none was asked.</param>
public readonly struct SeenLook(in Appearance clothes, Embedding? embedding = null)
{
    public Appearance Clothes { get; } = clothes;

    public Embedding? Embedding { get; } = embedding;
}
