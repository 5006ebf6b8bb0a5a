using System.Numerics;
using PoseStream.Core.BodyModels;
using PoseStream.Core.Geometry;
using PoseStream.Core.Kinematics;
using PoseStream.Core.Poses;
using PoseStream.Core.Refinement;
using PoseStream.Core.Skeletons;
using PoseStream.Core.Tracking;

namespace PoseStream.Pipeline.Stages;

/// <summary>Smooths each tracked person over time and tells how the person moves. A track that ended, by itself or with its epoch, is forgotten.</summary>
/// <param name="body">Whose coordinates the last network gives; null where angles follow from joints.</param>
public sealed class RefineStep(RefinementOptions refinement, KinematicsOptions kinematics, IBodyModel? body = null)
{
    // Of a root's place from frame to frame: across the line of sight, and along it as a share of the distance. It is smooth already: held more firmly, it is drawn behind whoever walks, and out
    // of the ellipse that is told.
    private const float RootLateral_m = 0.045f;
    private const float RootDepthSigma = 0.02f;

    // Of what the pose network says of a joint. A heat map is never narrower than it was taught to be, and joints are nearer to its middle than its spread says. Measured on rendered people, so
    // that squared errors are the published variances on average, with the sequence network and without.
    private const float ErrorInPixelSpread = 0.58f;
    private const float ErrorInDepthSpread = 0.73f;

    private static readonly int Root = Halpe26.Skeleton.IndexOf("pelvis");

    private readonly OwnAngles? _own = body is null ? null : new OwnAngles(body, kinematics.Body);
    private readonly Dictionary<TrackId, PersonMovement> _people = [];
    private readonly PointSigma[] _sigmas = new PointSigma[Halpe26.Skeleton.Count + 1];
    private readonly Vector3[] _ground_m = new Vector3[Halpe26.Skeleton.Count];

    public void Apply(FrameWork work)
    {
        var space = OpenSimSpace.Of(work.Camera!);
        for (var i = 0; i < work.PeopleCount; i++)
        {
            var person = work.Person(i);
            person.Motion.Body = null;
            if (person.State is TrackState.Ended)
            {
                Forget(person.Track);
            }
            else if (person.Fit is not null)
            {
                if (!_people.TryGetValue(person.Track, out var movement))
                {
                    movement = new PersonMovement(refinement);
                    _people.Add(person.Track, movement);
                }

                Refine(person, movement, space, work);
            }
            else
            {
                Array.Fill(person.Motion.Angles_rad, float.NaN);
            }

            if (person.IsMeasured)
            {
                _own?.Tell(person.Pose, space, person.Motion);
                person.Motion.BodyDelay_s = work.Stamp.MediaTime - person.MeasuredAt;
            }
        }
    }

    public void Forget(TrackId track) => _people.Remove(track);

    public void ForgetAll() => _people.Clear();

    private void Refine(PersonWork person, PersonMovement movement, in OpenSimSpace space, FrameWork work)
    {
        var motion = person.Motion;
        var root = person.Root_m;
        motion.RawRoot_m = root;
        person.Positions_m.CopyTo(motion.RawPositions_m, 0);
        FindSigmas(person, work.Camera!);
        movement.Refiner.Refine(person.MeasuredAt, ref root, person.Positions_m, _sigmas);
        motion.Delay_s = movement.Refiner.Delay_s + (work.Stamp.MediaTime - person.MeasuredAt);
        person.Root_m = root;
        if (movement.Refiner.Delay_s is 0 && person.Root is { } state)
        {
            // A filter without delay draws the root behind whoever moves, off the place that the covariance is of.
            person.Root = state with { Covariance_m2 = state.Covariance_m2.With(root - motion.RawRoot_m) };
        }

        if (kinematics.Angles)
        {
            for (var j = 0; j < _ground_m.Length; j++)
            {
                _ground_m[j] = space.FromCamera(person.Positions_m[j]);
            }

            JointAngleSolver.Solve(_ground_m, motion.Angles_rad);
            Array.Fill(motion.AngleSources, AngleSource.Joints);
        }

        if (kinematics.SegmentLengths)
        {
            for (var j = 0; j < motion.Segments.Length; j++)
            {
                motion.Segments[j] = movement.Refiner.Lengths.Of(j);
            }
        }

        if (kinematics.Velocities)
        {
            movement.Velocities.Next(movement.Since(person.MeasuredAt.Seconds - movement.Refiner.Delay_s), person.Positions_m, motion.Velocities_mps);
        }
    }

    /// <summary>Pixels become metres at the person's distance.</summary>
    private void FindSigmas(PersonWork person, CameraModel camera)
    {
        var metresPerPixel = person.Root_m.Z / (float)camera.Fx;
        for (var j = 0; j < person.Joints.Length; j++)
        {
            _sigmas[j] = new PointSigma(person.Measured[j].PixelSigma * metresPerPixel, person.Measured[j].DepthSigma_m);
            person.Motion.Sigmas[j] = j == Root ? PointSigma.Unknown : SigmaOf(person.Measured[j], person.Joints[j], metresPerPixel);
        }

        _sigmas[^1] = new PointSigma(RootLateral_m, RootDepthSigma * person.Root_m.Z);
    }

    /// <summary>
    /// How far a joint is off. What a sequence network says of that is how much its joints still shake, as filters need it: it takes most of the shaking away, and little of the error, of
    /// which only the pose network tells.
    /// </summary>
    /// <param name="told">By the pose network.</param>
    private static PointSigma SigmaOf(in JointEstimate measured, in JointEstimate told, float metresPerPixel) => new(
        float.IsFinite(measured.PixelSigma) ? ErrorInPixelSpread * told.PixelSigma * metresPerPixel : float.NaN,
        float.IsFinite(measured.DepthSigma_m) ? ErrorInDepthSpread * told.DepthSigma_m : float.NaN);
}
