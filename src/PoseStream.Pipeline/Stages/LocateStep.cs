using System.Numerics;
using PoseStream.Core.Frames;
using PoseStream.Core.Geometry;
using PoseStream.Core.Locating;
using PoseStream.Core.Poses;

namespace PoseStream.Pipeline.Stages;

/// <summary>Finds the camera of a frame and places each person in its space.</summary>
public sealed class LocateStep(PipelinePlan plan)
{
    private CameraModel? _camera;

    public void Apply(FrameWork work)
    {
        var camera = CameraFor(work.Geometry);
        work.Camera = camera;
        for (var i = 0; i < work.PeopleCount; i++)
        {
            var person = work.Person(i);
            if (person.HasPose)
            {
                Locate(person, camera);
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

    private static void Locate(PersonWork person, CameraModel camera)
    {
        var crop = person.Job.Crop.Transform;
        var center = crop.ToFrame(new Vector2(crop.InputWidth, crop.InputHeight) / 2);
        var turn = ViewingDirection.FromRay(camera.Normalize(center));
        var joints = person.Joints.AsSpan();
        for (var j = 0; j < joints.Length; j++)
        {
            joints[j] = joints[j] with { RootRelative_m = Vector3.Transform(joints[j].RootRelative_m, turn) };
        }

        person.Fit = RootFitter.Fit(joints, camera);
        if (person.Fit is { } fit)
        {
            person.Root_m = fit.Translation_m;
            for (var j = 0; j < joints.Length; j++)
            {
                person.Positions_m[j] = joints[j].IsPresent ? joints[j].RootRelative_m + fit.Translation_m : new Vector3(float.NaN);
            }
        }
    }
}
