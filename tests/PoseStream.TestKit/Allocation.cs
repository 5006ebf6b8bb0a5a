namespace PoseStream.TestKit;

/// <summary>What code allocates on the thread that runs it.</summary>
public static class Allocation
{
    private const int Rounds = 6;

    /// <summary>
    /// The least that one of several rounds allocates, bytes: the runtime itself allocates now and then while it makes better code of the first runs, and code that allocates does so in every round.
    /// </summary>
    /// <param name="runs">In each round.</param>
    public static long Of(Action run, int runs = 50)
    {
        var least = long.MaxValue;
        for (var round = 0; round < Rounds; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < runs; i++)
            {
                run();
            }

            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}
