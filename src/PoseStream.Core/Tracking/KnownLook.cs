using PoseStream.Core.Time;

namespace PoseStream.Core.Tracking;

/// <summary>
/// How somebody who is tracked looked so far: the colours of their clothes, and the mean of what a re-identification network said. Where it was asked both times its word counts and clothes
/// do not: it sees them too.
/// </summary>
public struct KnownLook
{
    /// <summary>The most that a look can be surprising.</summary>
    public const float MostSurprise = 12;

    /// <summary>Two who are less surprising look alike.</summary>
    private const float AlikeSurprise = 6;

    // The same clothes are 1 % to 8 % apart from sight to sight, those of two people seldom less than 10 %; in the units of a squared distance.
    private const float ClothesWeight = 60;

    // Light and posture change what is seen of clothes within seconds.
    private const float ClothesGain = 0.1f;

    // Sights of which the mean of vectors is; from then on the old ones fade.
    private const int MostSights = 10;

    // People do not change sooner; turning round takes a second.
    private const double Fresh_s = 1;

    private Appearance _clothes;
    private bool _knowsClothes;
    private Embedding? _embedding;
    private int _sights;
    private MediaTime _lastSight;

    /// <summary>Whether a network would learn little from another sight.</summary>
    public readonly bool IsFresh(MediaTime now) => _sights > 0 && now - _lastSight < Fresh_s;

    /// <summary>Minus twice the logarithm of how likely a look is, up to a constant; null where nothing can be compared.</summary>
    public readonly double? Surprise(in SeenLook look) => Surprise(look.Embedding, look.Clothes);

    /// <inheritdoc cref="Surprise(in SeenLook)"/>
    public readonly double? Surprise(in KnownLook other) => Surprise(other._embedding, other._clothes);

    /// <summary>Whether it may be the same person; not where nothing can be compared.</summary>
    public readonly bool IsLike(in SeenLook look) => Surprise(look) < AlikeSurprise;

    /// <inheritdoc cref="IsLike(in SeenLook)"/>
    public readonly bool IsLike(in KnownLook other) => Surprise(other) < AlikeSurprise;

    /// <param name="isClear">Nobody stands in front, or may; of what is not clear only the first sight is better than none, and only until there is a clear one.</param>
    public void Remember(in SeenLook look, bool isClear, MediaTime now)
    {
        if (look.Clothes.IsKnown && (isClear || !_knowsClothes))
        {
            _clothes.Blend(look.Clothes, _knowsClothes ? ClothesGain : 1);
            _knowsClothes = true;
        }

        if (look.Embedding is { IsKnown: true } seen && (isClear || _embedding is null))
        {
            _embedding ??= new Embedding(seen.Space);
            _embedding.Blend(seen, 1f / Math.Min(_sights + 1, MostSights));
            if (isClear)
            {
                _sights++;
                _lastSight = now;
            }
        }
    }

    private readonly double? Surprise(Embedding? embedding, in Appearance clothes) =>
        _embedding is { } known && embedding is { IsKnown: true }
            ? Math.Clamp(MostSurprise * (1 - known.Space.Likeness(Embedding.Cosine(known, embedding))), 0, MostSurprise)
            : _knowsClothes && clothes.IsKnown ? Math.Min(MostSurprise, ClothesWeight * (1 - Appearance.Similarity(_clothes, clothes))) : null;
}
