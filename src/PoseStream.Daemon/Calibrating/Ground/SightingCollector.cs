using PoseStream.Core.Geometry;
using PoseStream.Core.Ports;
using PoseStream.Core.Poses;
using PoseStream.Core.Time;

namespace PoseStream.Daemon.Calibrating.Ground;

/// <summary>Keeps, of published frames, all who were seen upright.</summary>
/// <param name="reached">Told the time of each frame.</param>
internal sealed class SightingCollector(Action<MediaTime>? reached = null) : IPosePublisher
{
    private readonly UprightFilter _filter = new();
    private readonly List<UprightSighting> _sightings = [];

    public IReadOnlyList<UprightSighting> Sightings => _sightings;

    /// <summary>The camera of the last frame; null before the first.</summary>
    public CameraModel? Camera { get; private set; }

    public void Publish(PoseFrame frame)
    {
        Camera = frame.Camera;
        foreach (var person in frame.People)
        {
            if (_filter.TrySee(person, out var sighting))
            {
                _sightings.Add(sighting);
            }
        }

        reached?.Invoke(frame.Stamp.MediaTime);
    }
}
