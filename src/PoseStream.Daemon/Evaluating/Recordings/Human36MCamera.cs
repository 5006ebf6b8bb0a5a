using System.Numerics;
using PoseStream.Core.Geometry;
using PoseStream.Daemon.Evaluating.Files;
using PoseStream.Daemon.Hosting;

namespace PoseStream.Daemon.Evaluating.Recordings;

/// <summary>
/// One camera of Human36M_subject*_camera.json: R, t (mm), f, c (pixels). Files of two kinds exist under one name: t is a translation (X = R·X_world + t) or
/// the camera's centre (X = R·(X_world - t)); the one that puts people in the picture is taken (facts: model contracts T6).
/// </summary>
internal sealed class Human36MCamera
{
    private const float MetersPerMillimeter = 0.001f;

    private readonly string _place;
    private readonly double[] _rotation;
    private readonly Vector3 _t_m;
    private readonly Vector2 _focal_px;
    private readonly Vector2 _centre_px;

    /// <exception cref="CommandFailedException">A field is missing or of another shape.</exception>
    public Human36MCamera(JsonPlace camera)
    {
        _place = camera.ToString();
        _rotation = [.. camera["R"].Items().SelectMany(row => row.Numbers(3))];
        if (_rotation.Length != 9)
        {
            throw camera["R"].Complain($"has {_rotation.Length / 3} rows; there must be 3");
        }

        _t_m = MetersPerMillimeter * VectorOf(camera["t"]);
        var (f, c) = (camera["f"].Numbers(2), camera["c"].Numbers(2));
        (_focal_px, _centre_px) = (new Vector2((float)f[0], (float)f[1]), new Vector2((float)c[0], (float)c[1]));
    }

    /// <param name="jointFile">…_joint_3d.json; the cameras are in …_camera.json beside it.</param>
    /// <exception cref="CommandFailedException">No such file or camera.</exception>
    public static Human36MCamera Read(string jointFile, string id) =>
        new(JsonPlace.Read(jointFile.Replace("_joint_3d.json", "_camera.json", StringComparison.Ordinal))[id]);

    /// <summary>The same frames in this camera's frame.</summary>
    /// <exception cref="CommandFailedException">Neither meaning of t puts most joints in the picture.</exception>
    public IReadOnlyList<RecordedFrame> View(IReadOnlyList<RecordedFrame> frames)
    {
        var toCamera = WorldToCamera([.. frames.SelectMany(frame => frame.People).SelectMany(person => person.Joints_m)]);
        return [.. frames.Select(frame => frame with { People = [.. frame.People.Select(person => person with { Joints_m = [.. person.Joints_m.Select(toCamera.Apply)] })] })];
    }

    /// <summary>The meaning of t that puts people in the picture.</summary>
    /// <param name="people_m">World positions of which most can be seen.</param>
    /// <exception cref="CommandFailedException">Neither meaning does.</exception>
    public RigidTransform WorldToCamera(IReadOnlyList<Vector3> people_m)
    {
        var (asTranslation, asCentre) = (Transform(_t_m), Transform(-Transform(Vector3.Zero).Turn(_t_m)));
        var (translationShare, centreShare) = (ShareInPicture(people_m, asTranslation), ShareInPicture(people_m, asCentre));
        if (Math.Max(translationShare, centreShare) < 0.5)
        {
            throw new CommandFailedException(
                $"{_place}: neither as translation nor as centre does t put the people in the picture; it may be the camera of another subject");
        }

        return translationShare >= centreShare ? asTranslation : asCentre;
    }

    private static Vector3 VectorOf(JsonPlace place)
    {
        var numbers = place.Numbers(3);
        return new Vector3((float)numbers[0], (float)numbers[1], (float)numbers[2]);
    }

    private RigidTransform Transform(Vector3 translation_m)
    {
        try
        {
            return RigidTransform.FromMatrix(_rotation, translation_m);
        }
        catch (ArgumentException exception)
        {
            throw BadFile.At(_place, "R", exception.Message);
        }
    }

    /// <summary>The picture reaches from 0 to about twice the principal point.</summary>
    private double ShareInPicture(IReadOnlyList<Vector3> points_m, RigidTransform toCamera) => points_m.Select(toCamera.Apply).Average(point =>
    {
        var pixel = (_focal_px * new Vector2(point.X, point.Y) / point.Z) + _centre_px;
        return point.Z > 0 && pixel is { X: >= 0, Y: >= 0 } && pixel.X <= 2 * _centre_px.X && pixel.Y <= 2 * _centre_px.Y ? 1.0 : 0;
    });
}
