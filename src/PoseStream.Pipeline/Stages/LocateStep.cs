using System.Numerics;
using PoseStream.Core.Geometry;
using PoseStream.Core.Locating;
using PoseStream.Core.Poses;

namespace PoseStream.Pipeline.Stages;

/// <summary>Places each person in camera space.</summary>
public sealed class LocateStep(PipelinePlan plan)
{
    private CameraModel? _camera;

    public void Apply(FrameWork work)
    {
        _camera = CameraFor(work);
        for (var i = 0; i < work.PeopleCount; i++)
        {
            var person = work.Person(i);
            if (person.HasPose)
            {
                Locate(person, _camera);
            }
        }
    }

    /// <summary>The camera of a frame; the same object as long as the picture size stays.</summary>
    public CameraModel CameraFor(FrameWork work) =>
        _camera?.Geometry == work.Geometry
            ? _camera
            : plan.Calibration?.At(work.Geometry) ?? CameraModel.FromFieldOfView(work.Geometry, plan.HorizontalFieldOfView_deg);

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
