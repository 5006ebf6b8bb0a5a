namespace PoseStream.Core.Tracking;

/// <summary>How the vectors of one re-identification network are to be read: networks differ in how alike the vectors are that they give to strangers.</summary>
/// <param name="Length">Numbers of a vector.</param>
/// <param name="SameCosine">Mean cosine of two sights of one person, -1..1.</param>
/// <param name="DifferentCosine">Mean cosine of sights of two people, -1..1; smaller.</param>
public sealed record EmbeddingSpace(int Length, float SameCosine, float DifferentCosine)
{
    /// <summary>1 for what two sights of one person have on the mean, 0 for those of two people, on a straight line beyond both.</summary>
    public float Likeness(float cosine) => (cosine - DifferentCosine) / (SameCosine - DifferentCosine);
}
