namespace PoseStream.Synthesis.Motion.Bvh;

/// <summary>How high an ankle is that stands on the floor, by frame, in legs: recordings disagree by ten centimetres, and those made from video drift.</summary>
internal static class FloorUnderAnkles
{
    // Ankle height and leg as shares of stature.
    private const float AnkleOverFloor = 0.039f / 0.491f;

    // A floor that seems to move by more than this is drift; less is a jump or a crouch.
    private const float Drift = 0.25f;

    public static float[] Of(BvhPoints[] points, float frameTime_s)
    {
        var lows = points.Select(p => MathF.Min(p.Ankles[0].Z, p.Ankles[1].Z)).ToArray();
        var upright = points.Zip(lows).Where(x => ((x.First.Hips[0].Z + x.First.Hips[1].Z) / 2) - x.Second > 0.5f).Select(x => x.Second).ToList();
        if (upright.Count <= points.Length / 20)
        {
            // Nobody stands: whatever is lowest lies on the floor.
            return Everywhere(points.Length, Low(points.Select(Lowest)) + AnkleOverFloor);
        }

        var reach = Math.Max(1, (int)(1.2f / frameTime_s));
        var valley = Around(Around(lows, reach, MathF.Min), reach / 2, MathF.Max);
        if (valley.Max() - valley.Min() < Drift)
        {
            return Everywhere(points.Length, Low(upright));
        }

        var smooth = new float[valley.Length];
        for (var i = 0; i < smooth.Length; i++)
        {
            var (from, to) = (Math.Max(0, i - reach), Math.Min(valley.Length - 1, i + reach));
            smooth[i] = valley.AsSpan(from, to - from + 1).ToArray().Average();
        }

        return smooth;
    }

    private static float[] Everywhere(int count, float value) => [.. Enumerable.Repeat(value, count)];

    private static float Low(IEnumerable<float> values)
    {
        var sorted = values.Order().ToList();
        return sorted[sorted.Count / 10];
    }

    private static float Lowest(BvhPoints p)
    {
        var lowest = MathF.Min(p.Hips[0].Z, p.Neck.Z) - 0.1f;
        for (var side = 0; side < 2; side++)
        {
            lowest = MathF.Min(lowest, MathF.Min(p.Wrists[side].Z - 0.03f, p.Elbows[side].Z - 0.04f));
            lowest = MathF.Min(lowest, MathF.Min(p.Knees[side].Z - 0.06f, MathF.Min(p.Toes[side].Z - 0.02f, p.Ankles[side].Z - 0.05f)));
        }

        return lowest;
    }

    private static float[] Around(float[] values, int reach, Func<float, float, float> pick)
    {
        var result = new float[values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            result[i] = values[i];
            for (var k = Math.Max(0, i - reach); k <= Math.Min(values.Length - 1, i + reach); k++)
            {
                result[i] = pick(result[i], values[k]);
            }
        }

        return result;
    }
}
