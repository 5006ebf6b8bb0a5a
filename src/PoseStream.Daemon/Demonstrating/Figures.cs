namespace PoseStream.Daemon.Demonstrating;

/// <summary>What is known of one camera's frames, or of those of all, at one moment. NaN where nothing was measured yet.</summary>
/// <param name="PeopleNow">In the last frame.</param>
/// <param name="PeopleTruth">How often somebody was there to be found, over all frames.</param>
/// <param name="PeopleMatched">How often that one was found.</param>
/// <param name="Learnt">Of a camera that was learnt from its people: one line for a person; else null.</param>
/// <param name="P50_ms">Half of the frames were published within this time of their capture.</param>
internal sealed record Figures(
    string Name,
    StreamFlow Flow,
    int PeopleNow,
    long PeopleTruth,
    long PeopleMatched,
    double Recall,
    double Precision,
    double Mpjpe_m,
    double PaMpjpe_m,
    double Mrpe_m,
    long IdSwitches,
    double P50_ms,
    double P95_ms,
    double P99_ms,
    string? Learnt = null)
{
    public static Figures Of(string name, StreamFlow flow, int peopleNow, long idSwitches, Accuracy accuracy, LatencyHistogram latency) => new(
        name, flow, peopleNow, accuracy.PeopleTruth, accuracy.PeopleMatched, accuracy.Recall, accuracy.Precision,
        accuracy.Mpjpe_m, accuracy.PaMpjpe_m, accuracy.Mrpe_m, idSwitches, latency.At(0.5), latency.At(0.95), latency.At(0.99));
}
