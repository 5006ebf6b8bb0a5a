using System.Numerics;
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
    private readonly Vector3[] _rows;
    private readonly Vector3 _t_m;
    private readonly Vector2 _focal_px;
    private readonly Vector2 _centre_px;

    private Human36MCamera(JsonPlace camera)
    {
        _place = camera.ToString();
        _rows = [.. camera["R"].Items().Select(row => VectorOf(row))];
        if (_rows.Length != 3)
        {
            throw camera["R"].Complain($"has {_rows.Length} rows; there must be 3");
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
        var asTranslation = ShareInPicture(frames, _t_m);
        var asCentre = ShareInPicture(frames, -Rotate(_t_m));
        if (Math.Max(asTranslation, asCentre) < 0.5)
        {
            throw new CommandFailedException(
                $"{_place}: neither as translation nor as centre does t put the people in the picture; it may be the camera of another subject");
        }

        var translation = asTranslation >= asCentre ? _t_m : -Rotate(_t_m);
        return [.. frames.Select(frame => frame with { People = [.. frame.People.Select(person => person with { Joints_m = Turn(person.Joints_m, translation) })] })];
    }

    private static Vector3 VectorOf(JsonPlace place)
    {
        var numbers = place.Numbers(3);
        return new Vector3((float)numbers[0], (float)numbers[1], (float)numbers[2]);
    }

    private Vector3 Rotate(Vector3 point) => new(Vector3.Dot(_rows[0], point), Vector3.Dot(_rows[1], point), Vector3.Dot(_rows[2], point));

    private Vector3[] Turn(Vector3[] joints, Vector3 translation) => [.. joints.Select(joint => Rotate(joint) + translation)];

    /// <summary>The picture reaches from 0 to about twice the principal point.</summary>
    private double ShareInPicture(IReadOnlyList<RecordedFrame> frames, Vector3 translation) =>
        frames.SelectMany(frame => frame.People).SelectMany(person => Turn(person.Joints_m, translation)).Average(joint =>
        {
            var pixel = (_focal_px * new Vector2(joint.X, joint.Y) / joint.Z) + _centre_px;
            return joint.Z > 0 && pixel is { X: >= 0, Y: >= 0 } && pixel.X <= 2 * _centre_px.X && pixel.Y <= 2 * _centre_px.Y ? 1.0 : 0;
        });
}
