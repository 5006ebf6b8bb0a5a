using System.Globalization;
using System.Numerics;
using PoseStream.Core.Kinematics;
using PoseStream.Core.Ports;
using PoseStream.Core.Poses;
using PoseStream.Core.Skeletons;
using PoseStream.Core.Tracking;

namespace PoseStream.Daemon.Exporting;

/// <summary>
/// Keeps every confirmed person of a recording, for formats that need the whole before their first line: about 330 bytes a person and frame. A recording's camera is not learnt
/// meanwhile, so that a track is in one space from its start to its end.
/// </summary>
internal sealed class TrackRecorder : IPosePublisher
{
    private readonly Dictionary<TrackId, RecordedTrack> _tracks = [];
    private readonly HashSet<TrackId> _confirmed = [];

    /// <summary>In the order in which people appeared; only those with at least two poses in metres.</summary>
    public IEnumerable<RecordedTrack> Tracks => _tracks.Values.Where(track => track.Samples.Count > 1);

    /// <summary>How many confirmed people are not among <see cref="Tracks"/>.</summary>
    public int LeftOut => _confirmed.Count - Tracks.Count();

    public void Publish(PoseFrame frame)
    {
        var space = OpenSimSpace.Of(frame.Camera);
        foreach (var person in frame.People)
        {
            if (person.State is not TrackState.Confirmed)
            {
                continue;
            }

            _confirmed.Add(person.Track);
            if (person.Root_m is not null)
            {
                Add(frame, person, space);
            }
        }
    }

    private void Add(PoseFrame frame, PersonPose person, in OpenSimSpace space)
    {
        if (!_tracks.TryGetValue(person.Track, out var track))
        {
            track = new RecordedTrack(string.Create(CultureInfo.InvariantCulture, $"track-{person.Track.Value}"));
            _tracks.Add(person.Track, track);
        }

        var joints = new Vector3[Halpe26.Skeleton.Count];
        Array.Fill(joints, new Vector3(float.NaN));
        foreach (var joint in person.Joints)
        {
            if (joint.Position_m is { } position)
            {
                joints[joint.Index] = space.FromCamera(position);
            }
        }

        if (person.Motion is { Body: { } body, BodyDelay: var late })
        {
            track.Tell(frame.Stamp.MediaTime.Seconds - late.TotalSeconds, body);
        }

        var time = frame.Stamp.MediaTime.Seconds - (person.Motion?.Delay.TotalSeconds ?? 0);
        // While a smoother fills, its first frames are all of one time.
        if (track.Samples.Count == 0 || time > track.Samples[^1].Time_s)
        {
            track.Samples.Add(new TrackSample(frame.Stamp.Sequence, time, joints, track.PostureAt(time)));
        }
    }
}
