namespace PoseStream.Core.Tracking;

/// <summary>
/// What a re-identification network makes of somebody's looks: a direction in its space, near to that of other pictures of the same person. One sight of them, or the mean of several.
/// Reused; allocates nothing after construction.
/// </summary>
public sealed class Embedding(EmbeddingSpace space)
{
    private readonly float[] _values = new float[space.Length];

    public EmbeddingSpace Space { get; } = space;

    /// <summary>False before the first <see cref="Take"/>, and after a vector without a direction.</summary>
    public bool IsKnown { get; private set; }

    /// <summary>Of unit length for one sight, of a mean at most that; nothing while it is not known.</summary>
    public ReadOnlySpan<float> Values => IsKnown ? _values : [];

    /// <summary>The mean cosine of the sights of the one with those of the other, -1..1; both are known and of one space.</summary>
    public static float Cosine(Embedding a, Embedding b)
    {
        // The product with a mean is the mean of the products, as long as the mean is not brought back to unit length.
        var product = 0f;
        ReadOnlySpan<float> left = a._values;
        ReadOnlySpan<float> right = b._values.AsSpan(0, left.Length);
        for (var i = 0; i < left.Length; i++)
        {
            product += left[i] * right[i];
        }

        return product;
    }

    /// <summary>Takes the direction of a network's vector, of whatever length. One of zeros or with a number that is none has no direction: what it is of is not known then.</summary>
    public void Take(ReadOnlySpan<float> vector)
    {
        var square = 0d;
        foreach (var value in vector)
        {
            square += (double)value * value;
        }

        IsKnown = double.IsFinite(square) && square > 0;
        if (IsKnown)
        {
            var scale = 1 / Math.Sqrt(square);
            for (var i = 0; i < _values.Length; i++)
            {
                _values[i] = (float)(vector[i] * scale);
            }
        }
    }

    /// <summary>Goes a share of the way to another that is known, 0..1; all of it where nothing was known yet.</summary>
    public void Blend(Embedding seen, float share)
    {
        share = IsKnown ? share : 1;
        for (var i = 0; i < _values.Length; i++)
        {
            _values[i] += share * (seen._values[i] - _values[i]);
        }

        IsKnown = true;
    }
}
