namespace PoseStream.Core.Assignment;

/// <summary>What <see cref="LinearAssignment"/> needs room for. It grows to the largest problem and is used again. Not thread-safe.</summary>
public sealed class AssignmentWorkspace
{
    internal double[] RowPrice { get; private set; } = [];

    internal double[] PlacePrice { get; private set; } = [];

    internal int[] RowOfPlace { get; private set; } = [];

    internal int[] CameFrom { get; private set; } = [];

    internal double[] Distance { get; private set; } = [];

    internal bool[] Done { get; private set; } = [];

    internal void Clear(int rows, int places)
    {
        if (RowPrice.Length <= rows || PlacePrice.Length <= places)
        {
            RowPrice = new double[rows + 1];
            PlacePrice = new double[places + 1];
            RowOfPlace = new int[places + 1];
            CameFrom = new int[places + 1];
            Distance = new double[places + 1];
            Done = new bool[places + 1];
            return;
        }

        Array.Clear(RowPrice, 0, rows + 1);
        Array.Clear(PlacePrice, 0, places + 1);
        Array.Clear(RowOfPlace, 0, places + 1);
        Array.Clear(CameFrom, 0, places + 1);
    }
}
