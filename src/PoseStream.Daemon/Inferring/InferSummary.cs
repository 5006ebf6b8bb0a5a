using System.Globalization;
using PoseStream.Core.Geometry;
using PoseStream.Core.Ports;
using PoseStream.Core.Poses;
using PoseStream.Core.Skeletons;
using PoseStream.Core.Time;
using PoseStream.Core.Tracking;
using PoseStream.Pipeline.Flow;

namespace PoseStream.Daemon.Inferring;

/// <summary>What a person wants to know of a recording at the end: did every frame come through, who was there, how tall, how far. Written by one thread, read by others for progress.</summary>
/// <param name="lens">Where an assumed field of view comes from, and what there is to do about it.</param>
internal sealed class InferSummary(string lens) : IPosePublisher
{
    private static readonly int[] Ends =
        [.. new[] { "left_shoulder", "right_shoulder", "left_ankle", "right_ankle" }.Select(Halpe26.Skeleton.IndexOf)];

    private readonly HashSet<TrackId> _people = [];
    private readonly List<float> _heights_m = [];
    private readonly List<float> _distances_m = [];
    private long _position_ns;
    private CameraModel? _camera;

    /// <summary>How far into the recording the last published frame was.</summary>
    public TimeSpan Position => TimeSpan.FromTicks(Volatile.Read(ref _position_ns) / 100);

    public void Publish(PoseFrame frame)
    {
        Volatile.Write(ref _position_ns, frame.Stamp.MediaTime.Nanoseconds);
        _camera = frame.Camera;
        foreach (var person in frame.People)
        {
            if (person.State is not TrackState.Confirmed || person.Root_m is not { } root)
            {
                continue;
            }

            _people.Add(person.Track);
            _distances_m.Add(root.Length());
            if (person.BodyHeight_m is { } height && IsFullyVisible(person))
            {
                _heights_m.Add(height);
            }
        }
    }

    public string Describe(string path, FlowSnapshot flow, TimeSpan elapsed) => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        {path}
        frames    {flow.Decoded} decoded = {flow.Published} published + {flow.Dropped} dropped + {flow.InFlight} in flight, {flow.Published / elapsed.TotalSeconds:F1} a second
        people    {_people.Count} confirmed tracks
        stature   {Range(_heights_m)} people fully visible
        distance  {Range(_distances_m)} people placed in metres{Caveat}
        """);

    private string Caveat => _camera switch
    {
        { Source: IntrinsicsSource.AssumedFieldOfView } => string.Create(
            CultureInfo.InvariantCulture,
            $", if the field of view is the {_camera.HorizontalFieldOfView_deg:0.#}° {lens}"),
        { Source: IntrinsicsSource.EstimatedFromPeople } => string.Create(
            CultureInfo.InvariantCulture, $", ± {100 * _camera.FocalSigma:F0} % with the lens that was found from people"),
        _ => "",
    };

    private static bool IsFullyVisible(PersonPose person) =>
        Ends.All(index => person.Joints.Any(joint => joint.Index == index && joint.Visibility is JointVisibility.Visible));

    private static string Range(List<float> values_m)
    {
        if (values_m.Count == 0)
        {
            return "unknown: no";
        }

        values_m.Sort();
        float At(double share) => values_m[(int)(share * (values_m.Count - 1))];
        return string.Create(CultureInfo.InvariantCulture, $"{At(0.05):F2} to {At(0.95):F2} m, median {At(0.5):F2} m: 5 % to 95 % of {values_m.Count} sightings of");
    }
}
