namespace PoseStream.Core.Metrics.Tracks;

/// <summary>What some frames hold: how many boxes, and in how many frames each pair of identities met.</summary>
internal sealed class IdentityCounts
{
    public Dictionary<Meeting, int> Meetings { get; } = [];

    public long Frames { get; set; }

    public long Truths { get; set; }

    public long Tracks { get; set; }

    public void AddMeeting(in Meeting meeting) => Meetings[meeting] = Meetings.GetValueOrDefault(meeting) + 1;

    public void Join(IdentityCounts other)
    {
        Frames += other.Frames;
        Truths += other.Truths;
        Tracks += other.Tracks;
        foreach (var (meeting, frames) in other.Meetings)
        {
            Meetings[meeting] = Meetings.GetValueOrDefault(meeting) + frames;
        }
    }
}
