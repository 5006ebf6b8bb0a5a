using System.Numerics;
using PoseStream.Core.Frames;
using PoseStream.Core.Geometry;
using PoseStream.Core.Kinematics;
using PoseStream.Core.Locating;
using PoseStream.Core.Ports;
using PoseStream.Core.Poses;
using PoseStream.Core.Skeletons;
using PoseStream.Core.Time;
using PoseStream.Core.Tracking;

namespace PoseStream.Pipeline.Stages;

/// <summary>Finds the camera of a frame and places each person in its space: by this frame's pose and all before it.</summary>
/// <param name="learned">Comes before the plan's calibration as soon as it knows the camera; null where nothing is learnt.</param>
public sealed class LocateStep(PipelinePlan plan, ILearnedCalibration? learned = null)
{
    // Nobody's height is known: networks say distances that are wrong by as much as adults differ, for one person always the same. Logarithms.
    private const double BodyScaleSigma = 0.06;

    // From frame to frame, in logarithms.
    private const float NetworkDepthSigma = 0.05f;
    private const float JointFitSigma = 0.05f;

    // Where a network does not say how sure it is of a joint's pixel: a share of the box's height, and never less than a pixel.
    private const float PixelSigmaShare = 0.015f;
    private const float LeastPixelSigma_px = 1;

    // A heat map is as wide as it was taught to be, and the pelvis nearer to its middle than its spread says: measured on rendered people.
    private const float DoubtInSpread = 0.37f;

    // Of the box of the one behind.
    private const float BehindShare = 0.5f;

    private static readonly int Root = Halpe26.Skeleton.IndexOf("pelvis");
    private static readonly int[] TrunkAndLegs =
    [
        .. new[] { "left_shoulder", "right_shoulder", "left_hip", "right_hip", "left_knee", "right_knee", "left_ankle", "right_ankle" }.Select(Halpe26.Skeleton.IndexOf),
    ];

    private static readonly int[] Soles =
    [
        .. new[] { "left_big_toe", "left_small_toe", "left_heel", "right_big_toe", "right_small_toe", "right_heel" }.Select(Halpe26.Skeleton.IndexOf),
    ];

    private readonly Dictionary<TrackId, PersonPlace> _places = [];
    private CameraModel? _camera;
    private CameraModel? _known = plan.Calibration;

    /// <summary>What takes frames of a size: the same object as long as that stays, and what is known of the camera.</summary>
    public CameraModel CameraFor(FrameGeometry geometry)
    {
        var known = learned?.Camera ?? plan.Calibration;
        if (_camera?.Geometry != geometry || !ReferenceEquals(known, _known))
        {
            _known = known;
            _camera = known?.At(geometry) ?? CameraModel.FromFieldOfView(geometry, plan.HorizontalFieldOfView_deg);
        }

        return _camera;
    }

    public void Apply(FrameWork work)
    {
        var camera = work.Camera ??= CameraFor(work.Geometry);
        for (var i = 0; i < work.PeopleCount; i++)
        {
            var person = work.Person(i);
            if (person.State is TrackState.Ended)
            {
                Forget(person.Track);
                continue;
            }

            if (person.IsMeasured)
            {
                Measure(person, camera, person.MeasuredAt, IsBehind(person, work));
            }

            Place(person, work.Geometry, person.IsMeasured ? person.MeasuredAt : work.Stamp.MediaTime);
        }

        work.IsLocated = true;
    }

    public void Forget(TrackId track) => _places.Remove(track);

    public void ForgetAll() => _places.Clear();

    private void Measure(PersonWork person, CameraModel camera, MediaTime time, bool isBehind)
    {
        if (PersonPlacement.Place(person.Measured, person.MetresPerPixel, person.Turn, camera, person.Positions_m) is not { } placed)
        {
            return;
        }

        var root = placed.Translation_m;
        var isPartial = isBehind || (person.MeasuredBox.IsCutBy(camera.Geometry) && !LacksHeadOnly(person, camera.Geometry));
        var place = PlaceOf(person.Track, camera);
        var measurement = new RootMeasurement(
            new Vector2(root.X, root.Y) / root.Z,
            PixelSigmaOf(person) / (float)camera.Fx,
            root.Z * place.Stature.Correction(BodyHeight.Estimate(person.Positions_m)),
            float.IsFinite(person.MetresPerPixel) ? NetworkDepthSigma : JointFitSigma,
            float.IsFinite(person.MetresPerPixel) ? RootSource.NetworkDepth : RootSource.JointFit,
            isPartial) { PelvisSigma_m = PelvisDoubt.Sigma_m(person.Positions_m) };
        if (!place.Root.Update(measurement, time))
        {
            return;
        }

        person.Fit = placed;
        if (camera.Ground is { } ground)
        {
            UseGround(person, ground, measurement, root, place.Root, time);
        }
    }

    /// <summary>The floor knows nobody's height, and so tells more of the distance than any network.</summary>
    private static void UseGround(PersonWork person, GroundPlane ground, in RootMeasurement measured, Vector3 root_m, RootEstimator estimator, MediaTime time)
    {
        Span<Vector3> feet_m = stackalloc Vector3[Soles.Length];
        for (var i = 0; i < feet_m.Length; i++)
        {
            // A hidden foot is where the network would put it.
            feet_m[i] = person.Measured[Soles[i]].Visibility >= JointEstimate.VisibleFrom ? person.Positions_m[Soles[i]] : new Vector3(float.NaN);
        }

        if (GroundContact.Measure(new Plane(ground.Up, ground.Height_m), feet_m, root_m, measured) is { } contact)
        {
            estimator.Update(contact, time);
        }
    }

    private void Place(PersonWork person, FrameGeometry frame, MediaTime time)
    {
        // Somebody doubted is not claimed to stand anywhere that nothing shows. Where a network looks ahead, what is known is too old to lead to where the person is now.
        if ((person.IsLate && person.Fit is null) || !_places.TryGetValue(person.Track, out var place) || (person.IsDoubted && person.Fit is null) || place.Root.At(time) is not { } root)
        {
            return;
        }

        if (person.Fit is { } fit)
        {
            RootMotion.Move(person.Positions_m, fit.Translation_m, root.Position_m);
            place.Stature.Learn(SeenHeight(person, frame));
            person.BodyHeight_m = place.Stature.Height_m;
        }

        person.Root = root;
        person.Root_m = root.Position_m;
    }

    /// <summary>By joints that show. Of somebody cut off or hidden a network draws what is missing, mostly too short.</summary>
    private static float? SeenHeight(PersonWork person, FrameGeometry frame)
    {
        Span<Vector3> seen_m = stackalloc Vector3[person.Positions_m.Length];
        for (var j = 0; j < seen_m.Length; j++)
        {
            seen_m[j] = person.Measured[j].VisibilityIn(frame) is JointVisibility.Visible ? person.Positions_m[j] : new Vector3(float.NaN);
        }

        return BodyHeight.Estimate(seen_m);
    }

    private PersonPlace PlaceOf(TrackId track, CameraModel camera)
    {
        if (!_places.TryGetValue(track, out var place))
        {
            place = new PersonPlace(new RootEstimator(BodyScaleSigma, camera.FocalSigma, camera.HeightSigma));
            _places.Add(track, place);
        }

        return place;
    }

    private static float PixelSigmaOf(PersonWork person)
    {
        var sigma = person.Measured[Root].PixelSigma;
        return MathF.Max(LeastPixelSigma_px, float.IsFinite(sigma) ? DoubtInSpread * sigma : PixelSigmaShare * person.MeasuredBox.Height);
    }

    /// <summary>Whom the picture's upper edge takes the head of, and no more, is measured as a whole person is.</summary>
    private static bool LacksHeadOnly(PersonWork person, FrameGeometry frame)
    {
        if (!person.MeasuredBox.IsCutOnlyAtTopBy(frame))
        {
            return false;
        }

        foreach (var joint in TrunkAndLegs)
        {
            if (person.Measured[joint].VisibilityIn(frame) is not JointVisibility.Visible)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether somebody who stands nearer, lower in the picture, takes up so much of the person's box that a network may have seen them instead.</summary>
    private static bool IsBehind(PersonWork person, FrameWork work)
    {
        for (var i = 0; i < work.PeopleCount; i++)
        {
            var other = work.Person(i);
            if (other != person && other.IsMeasured && other.MeasuredBox.Y2 > person.MeasuredBox.Y2
                && BoundingBox.CoveredPart(person.MeasuredBox, other.MeasuredBox) > BehindShare)
            {
                return true;
            }
        }

        return false;
    }
}
