namespace PoseStream.Core.Assignment;

/// <summary>Pairs rows with columns so that the gains of the pairs sum to the most: the Hungarian method with shortest augmenting paths, O(n³).</summary>
public static class LinearAssignment
{
    public const int Nothing = -1;

    /// <param name="gains">Row by row; finite. A pair whose gain is not above 0 is never made: leaving both alone is as good.</param>
    /// <param name="columnOfRow">Receives each row's column or <see cref="Nothing"/>.</param>
    /// <returns>The sum of gains.</returns>
    public static double Solve(ReadOnlySpan<double> gains, int rows, int columns, Span<int> columnOfRow) =>
        Solve(gains, rows, columns, columnOfRow, new AssignmentWorkspace());

    /// <inheritdoc cref="Solve(ReadOnlySpan{double}, int, int, Span{int})"/>
    /// <param name="workspace">Used again, nothing is allocated.</param>
    public static double Solve(ReadOnlySpan<double> gains, int rows, int columns, Span<int> columnOfRow, AssignmentWorkspace workspace)
    {
        // Columns of no gain, one for each row, let every row find a place: it may stay alone.
        var places = columns + rows;
        workspace.Clear(rows, places);
        var rowPrice = workspace.RowPrice;
        var placePrice = workspace.PlacePrice;
        var rowOfPlace = workspace.RowOfPlace;
        var cameFrom = workspace.CameFrom;
        var distance = workspace.Distance;
        var done = workspace.Done;
        for (var row = 1; row <= rows; row++)
        {
            // Rows and places count from 1; place 0 stands for the row that looks for one.
            rowOfPlace[0] = row;
            var place = 0;
            Array.Fill(distance, double.PositiveInfinity);
            Array.Clear(done);
            do
            {
                done[place] = true;
                var (from, nearest, step) = (rowOfPlace[place], 0, double.PositiveInfinity);
                for (var next = 1; next <= places; next++)
                {
                    if (done[next])
                    {
                        continue;
                    }

                    var cost = next <= columns ? -Math.Max(0, gains[((from - 1) * columns) + next - 1]) : 0;
                    var reduced = cost - rowPrice[from] - placePrice[next];
                    if (reduced < distance[next])
                    {
                        (distance[next], cameFrom[next]) = (reduced, place);
                    }

                    if (distance[next] < step)
                    {
                        (step, nearest) = (distance[next], next);
                    }
                }

                for (var i = 0; i <= places; i++)
                {
                    if (done[i])
                    {
                        rowPrice[rowOfPlace[i]] += step;
                        placePrice[i] -= step;
                    }
                    else
                    {
                        distance[i] -= step;
                    }
                }

                place = nearest;
            }
            while (rowOfPlace[place] != 0);

            for (; place != 0; place = cameFrom[place])
            {
                rowOfPlace[place] = rowOfPlace[cameFrom[place]];
            }
        }

        columnOfRow[..rows].Fill(Nothing);
        var sum = 0.0;
        for (var column = 1; column <= columns; column++)
        {
            if (rowOfPlace[column] > 0 && gains[((rowOfPlace[column] - 1) * columns) + column - 1] is > 0 and var gain)
            {
                columnOfRow[rowOfPlace[column] - 1] = column - 1;
                sum += gain;
            }
        }

        return sum;
    }
}
