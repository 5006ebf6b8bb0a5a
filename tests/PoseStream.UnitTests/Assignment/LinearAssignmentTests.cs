using PoseStream.Core.Assignment;
using Xunit;

namespace PoseStream.UnitTests.Assignment;

public sealed class LinearAssignmentTests
{
    [Fact]
    public void Solve_AnyMatrix_IsAsGoodAsTryingEverything()
    {
        var random = new Random(6);
        var workspace = new AssignmentWorkspace();
        for (var trial = 0; trial < 500; trial++)
        {
            var (rows, columns) = (random.Next(0, 6), random.Next(0, 6));
            double[] gains = [.. Enumerable.Range(0, rows * columns).Select(_ => random.Next(4) == 0 ? 0 : random.NextDouble() - 0.2)];
            var column = new int[rows];

            var sum = LinearAssignment.Solve(gains, rows, columns, column, workspace);

            Assert.Equal(Best(gains, rows, columns, 0, []), sum, 1e-9);
            var used = column.Where(c => c != LinearAssignment.Nothing).ToArray();
            Assert.Equal(used.Length, used.Distinct().Count());
            Assert.Equal(sum, column.Select((c, row) => c < 0 ? 0 : gains[(row * columns) + c]).Sum(), 1e-9);
            Assert.All(column.Select((c, row) => (c, row)).Where(pair => pair.c >= 0), pair => Assert.True(gains[(pair.row * columns) + pair.c] > 0));
        }
    }

    [Fact]
    public void Solve_GreedyWouldErr_TakesTheBetterSum()
    {
        var column = new int[2];
        Assert.Equal(1.7, LinearAssignment.Solve([0.9, 0.8, 0.9, 0.1], 2, 2, column), 1e-12);
        Assert.Equal([1, 0], column);
    }

    private static double Best(double[] gains, int rows, int columns, int row, HashSet<int> used)
    {
        if (row == rows)
        {
            return 0;
        }

        var best = Best(gains, rows, columns, row + 1, used);
        for (var column = 0; column < columns; column++)
        {
            if (used.Add(column))
            {
                best = Math.Max(best, gains[(row * columns) + column] + Best(gains, rows, columns, row + 1, used));
                used.Remove(column);
            }
        }

        return best;
    }
}
