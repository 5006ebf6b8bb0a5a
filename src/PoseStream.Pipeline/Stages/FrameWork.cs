using PoseStream.Core.Frames;
using PoseStream.Core.Geometry;
using PoseStream.Core.Time;
using PoseStream.Core.Tracking;
using PoseStream.Pipeline.Batching;

namespace PoseStream.Pipeline.Stages;

/// <summary>One frame on the way through the stages. Reused; a camera has as many as frames may be between detection and publishing.</summary>
public sealed class FrameWork
{
    private readonly List<PersonWork> _slots = [];
    private readonly PipelineNetworks _networks;

    /// <param name="networks">Whose results there must be room for.</param>
    public FrameWork(PipelineNetworks networks)
    {
        _networks = networks;
        Detect = new DetectJob(Ticket);
        DetectCloser = new DetectJob(Ticket);
    }

    public WorkTicket Ticket { get; } = new();

    public DetectJob Detect { get; }

    /// <summary>A second look, at a part of the frame; not taken where its region is the whole.</summary>
    public DetectJob DetectCloser { get; }

    /// <summary>Held until the poses are computed; null after.</summary>
    public FrameLease? Lease { get; set; }

    public FrameStamp Stamp { get; private set; }

    public FrameGeometry Geometry { get; private set; }

    /// <summary>What took the frame; null before the pose stage.</summary>
    public CameraModel? Camera { get; set; }

    /// <summary>Whether the people carry what their poses told: a work that comes back to the detect stage brings it to the tracker.</summary>
    public bool IsLocated { get; set; }

    public int PeopleCount { get; private set; }

    public StageClock Clock { get; } = new();

    public PersonWork Person(int index) => _slots[index];

    public void Begin(FrameLease lease)
    {
        Lease = lease;
        Stamp = lease.Frame.Stamp;
        Geometry = lease.Frame.Geometry;
        Camera = null;
        IsLocated = false;
        PeopleCount = 0;
    }

    public void AddPerson(Track track) => NextSlot().Take(track);

    public void AddEnd(in UntoldEnd end) => NextSlot().TakeEnd(end);

    private PersonWork NextSlot()
    {
        if (PeopleCount == _slots.Count)
        {
            _slots.Add(new PersonWork(Ticket, _networks));
        }

        return _slots[PeopleCount++];
    }
}
