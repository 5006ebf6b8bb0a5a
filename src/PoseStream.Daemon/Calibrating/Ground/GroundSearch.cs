namespace PoseStream.Daemon.Calibrating.Ground;

/// <summary>Tries all pitches and rolls, coarsely.</summary>
internal static class GroundSearch
{
    private const int MostBodies = 300;
    private const int Kept = 5;
    private const int LowestPitch_deg = -40;
    private const int HighestPitch_deg = 88;
    private const int LargestRoll_deg = 45;
    private const int Step_deg = 4;

    // A try that the middle half of the people does not nearly fit is none: in expected deviations.
    private const double WorstMiddle = 30;

    /// <param name="focal">Of the lens that the bodies are seen through, for <see cref="GroundStart.Focal"/>.</param>
    /// <returns>The best tries.</returns>
    public static IEnumerable<GroundStart> Candidates(VerticalBody[] bodies, double focal)
    {
        var every = Math.Max(1, bodies.Length / MostBodies);
        VerticalBody[] some = [.. bodies.Where((_, index) => index % every == 0)];
        List<GroundStart> tries = [];
        for (var pitch = LowestPitch_deg; pitch <= HighestPitch_deg; pitch += Step_deg)
        {
            for (var roll = -LargestRoll_deg; roll <= LargestRoll_deg; roll += Step_deg)
            {
                var (p, r) = (pitch * Math.PI / 180, roll * Math.PI / 180);
                if (Judge(some, p, r) is { } judged)
                {
                    tries.Add(new GroundStart(focal, p, r, judged.Stature, judged.Middle));
                }
            }
        }

        return tries.Where(one => one.Middle < WorstMiddle).OrderBy(one => one.Middle).Take(Kept);
    }

    private static (double Stature, double Middle)? Judge(VerticalBody[] bodies, double pitch, double roll)
    {
        var up = GroundEstimator.UpOf(pitch, roll);
        var statures = bodies.Select(body => (body.Person, Stature: body.BestStature(up))).Where(body => double.IsFinite(body.Stature)).ToArray();
        if (statures.Length < (bodies.Length / 2) + 1)
        {
            return null;
        }

        // Of people, not of sightings; of two the taller: there are children, and no giants.
        var ofPeople = statures.GroupBy(body => body.Person, body => body.Stature).Select(one => GroundEstimator.At([.. one.Order()], 0.5)).Order().ToArray();
        var stature = ofPeople[ofPeople.Length / 2];
        var misses = bodies.Select(body => body.Miss(up, stature)).Select(miss => double.IsNaN(miss.Along) ? double.MaxValue : Math.Sqrt((miss.Along * miss.Along) + (miss.Across * miss.Across))).Order().ToArray();
        return (stature, GroundEstimator.At(misses, 0.5));
    }
}
