namespace PoseStream.Inference.Models;

internal static class BatchLimit
{
    /// <exception cref="ArgumentException">None, too many, or not a place for each result: a fault of the caller.</exception>
    public static void Require(int items, int results, int maxBatch)
    {
        if (items < 1 || items > maxBatch || results < items)
        {
            throw new ArgumentException($"{items} items with {results} results; a run takes 1 to {maxBatch} and needs a result for each");
        }
    }
}
