using PoseStream.Core.Frames;
using PoseStream.Core.Geometry;
using PoseStream.Core.Locating;
using PoseStream.Core.Time;
using PoseStream.Core.Tracking;

namespace PoseStream.Pipeline.Stages;

/// <summary>Finds the camera of a frame and places each person in its space.</summary>
public sealed class LocateStep(PipelinePlan plan)
{
    // Detectors draw boxes a little inside the picture where a person is cut off.
    private const float EdgeShare = 0.01f;

    private readonly Dictionary<TrackId, RootGate> _gates = [];
    private CameraModel? _camera;

    public void Apply(FrameWork work)
    {
        var camera = CameraFor(work.Geometry);
        work.Camera = camera;
        for (var i = 0; i < work.PeopleCount; i++)
        {
            var person = work.Person(i);
            if (person.State is TrackState.Ended)
            {
                _gates.Remove(person.Track);
            }
            else if (person.HasPose)
            {
                Locate(person, camera, work.Stamp.MediaTime);
            }
        }
    }

    /// <summary>The same object as long as the picture size stays.</summary>
    private CameraModel CameraFor(FrameGeometry geometry)
    {
        if (_camera?.Geometry != geometry)
        {
            _camera = plan.Calibration?.At(geometry) ?? CameraModel.FromFieldOfView(geometry, plan.HorizontalFieldOfView_deg);
        }

        return _camera;
    }

    private void Locate(PersonWork person, CameraModel camera, MediaTime time)
    {
        var fit = PersonPlacement.Place(person.Joints, person.Job.Result.MetresPerPixel, person.Job.Crop.Transform, camera, person.Positions_m);
        if (fit is { } placed && GateOf(person.Track).Accepts(placed.Translation_m, time, IsCut(person.Box, camera.Geometry)))
        {
            person.Fit = placed;
            person.Root_m = placed.Translation_m;
        }
    }

    private RootGate GateOf(TrackId track)
    {
        if (!_gates.TryGetValue(track, out var gate))
        {
            gate = new RootGate();
            _gates.Add(track, gate);
        }

        return gate;
    }

    private static bool IsCut(in BoundingBox box, FrameGeometry frame) =>
        box.X1 < EdgeShare * frame.Width || box.Y1 < EdgeShare * frame.Height
        || box.X2 > (1 - EdgeShare) * frame.Width || box.Y2 > (1 - EdgeShare) * frame.Height;
}
