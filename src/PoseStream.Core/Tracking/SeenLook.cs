namespace PoseStream.Core.Tracking;

/// <summary>How somebody looks in a detection.</summary>
/// <param name="clothes">What is worn, as far as it is known.</param>
/// <param name="embedding">What a re-identification network says, which may be that it does not know; null where none was asked.</param>
/// <param name="isCut">Whether the picture's edge cuts off who is in it: of somebody who comes in or goes out another part shows in each frame.</param>
public readonly struct SeenLook(in Appearance clothes, Embedding? embedding = null, bool isCut = false)
{
    public Appearance Clothes { get; } = clothes;

    public bool IsCut { get; } = isCut;

    public Embedding? Embedding { get; } = embedding;
}
