namespace PoseStream.TestKit;

/// <summary>What code allocates on the thread that runs it.</summary>
public static class Allocation
{
    private const int Rounds = 6;

    /// <summary>
    /// What a round in the middle of several allocates, bytes: the runtime itself allocates now and then while it makes better code of the first runs, and code that allocates or grows does so
    /// in most rounds.
    /// </summary>
    /// <param name="runs">In each round.</param>
    public static long Of(Action run, int runs = 50)
    {
        var allocated = new long[Rounds];
        for (var round = 0; round < Rounds; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < runs; i++)
            {
                run();
            }

            allocated[round] = GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Array.Sort(allocated);
        return allocated[Rounds / 2];
    }
}
