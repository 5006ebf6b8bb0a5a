using System.Numerics;
using PoseStream.Core.Frames;
using PoseStream.Core.Geometry;
using PoseStream.Core.Locating;
using PoseStream.Core.Poses;
using PoseStream.Core.Skeletons;
using PoseStream.Core.Time;
using PoseStream.Core.Tracking;

namespace PoseStream.Pipeline.Stages;

/// <summary>Finds the camera of a frame and places each person in its space.</summary>
public sealed class LocateStep(PipelinePlan plan)
{
    // Detectors draw boxes a little inside the picture where a person is cut off.
    private const float EdgeShare = 0.01f;

    private static readonly int Root = Halpe26.Skeleton.IndexOf("pelvis");

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
        var crop = person.Job.Crop.Transform;
        var center = crop.ToFrame(new Vector2(crop.InputWidth, crop.InputHeight) / 2);
        var turn = ViewingDirection.FromRay(camera.Normalize(center));
        if (float.IsFinite(person.Job.Result.MetresPerPixel))
        {
            PlaceByScale(person, camera, Vector3.Transform(Vector3.UnitZ, turn), time);
        }
        else
        {
            PlaceByFit(person, camera, turn, time);
        }
    }

    private void PlaceByScale(PersonWork person, CameraModel camera, Vector3 sight, MediaTime time)
    {
        var root = RootScale.Place(person.Joints, Root, person.Job.Result.MetresPerPixel, sight, camera, person.Positions_m);
        if (root is { } place && GateOf(person.Track).Accepts(place, time, IsCut(person.Box, camera.Geometry)))
        {
            person.Fit = new RootFit(place, ReprojectionError_px: null);
            person.Root_m = place;
        }
    }

    private void PlaceByFit(PersonWork person, CameraModel camera, Quaternion turn, MediaTime time)
    {
        var joints = person.Joints.AsSpan();
        for (var j = 0; j < joints.Length; j++)
        {
            joints[j] = joints[j] with { RootRelative_m = Vector3.Transform(joints[j].RootRelative_m, turn) };
        }

        if (RootFitter.Fit(joints, camera) is { } fit && GateOf(person.Track).Accepts(fit.Translation_m, time, IsCut(person.Box, camera.Geometry)))
        {
            person.Fit = fit;
            person.Root_m = fit.Translation_m;
            for (var j = 0; j < joints.Length; j++)
            {
                person.Positions_m[j] = joints[j].IsPresent ? joints[j].RootRelative_m + fit.Translation_m : new Vector3(float.NaN);
            }
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
