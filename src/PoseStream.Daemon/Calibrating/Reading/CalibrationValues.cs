using System.Numerics;
using PoseStream.Core.Frames;
using PoseStream.Core.Geometry;
using PoseStream.Daemon.Evaluating.Files;

namespace PoseStream.Daemon.Calibrating.Reading;

/// <summary>What the formats have in common: camera matrices, distortion coefficients, picture sizes and places.</summary>
internal static class CalibrationValues
{
    // OpenCV, and every tool that calls it, counts pixels from the centre of the first; PoseStream from its corner.
    public const double PixelCenter = 0.5;

    private const double Skew = 1e-3;

    /// <summary>The first of the keys that is there.</summary>
    public static JsonPlace? Any(this JsonPlace place, params ReadOnlySpan<string> keys)
    {
        foreach (var key in keys)
        {
            if (place.Optional(key) is { IsNull: false } found)
            {
                return found;
            }
        }

        return null;
    }

    /// <summary>Row by row, whether written as rows, as one list, or as an object with "data".</summary>
    public static double[] Matrix(this JsonPlace place, params ReadOnlySpan<int> counts)
    {
        var list = place.IsObject ? place["data"] : place;
        double[] numbers = [.. list.Items().SelectMany(item => item.IsList ? item.Numbers() : [item.Number()])];
        return counts.Contains(numbers.Length) ? numbers : throw list.Complain($"has {numbers.Length} numbers; there must be {string.Join(" or ", counts.ToArray())}");
    }

    public static int Side(this JsonPlace place) => place.Integer() is >= 1 and <= 65536 and var side
        ? (int)side
        : throw place.Complain($"{place.Integer()} is no side of a picture; there are 1 to 65536 pixels");

    public static CameraModel Model(JsonPlace matrix, LensDistortion lens, FrameGeometry geometry, RigidTransform? worldToCamera)
    {
        var k = matrix.Matrix(9);
        if (Math.Abs(k[1]) > Skew * Math.Abs(k[0]) || k[3] != 0 || k[6] != 0 || k[7] != 0 || k[8] != 1)
        {
            throw matrix.Complain("is no camera matrix; it must be fx 0 cx 0 fy cy 0 0 1");
        }

        return new CameraModel(k[0], k[4], k[2] + PixelCenter, k[5] + PixelCenter, lens, geometry, IntrinsicsSource.Configured, worldToCamera?.Inverse());
    }

    /// <summary>k1 k2 p1 p2 [k3 [k4 k5 k6]]; what OpenCV writes after them must be 0.</summary>
    public static LensDistortion Perspective(this JsonPlace place)
    {
        var d = place.Matrix(0, 4, 5, 8, 12, 14);
        if (d.Skip(8).Any(coefficient => coefficient != 0))
        {
            throw place.Complain("has thin-prism or tilt coefficients, which are not modelled; calibrate without them");
        }

        double At(int index) => index < d.Length ? d[index] : 0;
        return new LensDistortion(At(0), At(1), At(2), At(3), At(4), At(5), At(6), At(7));
    }

    public static LensDistortion Fisheye(this JsonPlace place)
    {
        var d = place.Matrix(4);
        return LensDistortion.Fisheye(d[0], d[1], d[2], d[3]);
    }

    /// <summary>From the world to the camera, as OpenCV says it.</summary>
    /// <param name="rotation">A matrix or a rotation vector.</param>
    /// <param name="translation">In the options' unit.</param>
    /// <returns>Null where there is neither, or the options want no place.</returns>
    public static RigidTransform? WorldToCamera(JsonPlace owner, JsonPlace? rotation, JsonPlace? translation, CalibrationOptions options)
    {
        if (!options.Place)
        {
            return null;
        }

        if (rotation is null && translation is null)
        {
            return options.Unit_m == CalibrationOptions.Meter
                ? null
                : throw owner.Complain("does not say where the camera is; remove \"calibration_unit\" (--calibration-unit), which has no effect");
        }

        if (rotation is null || translation is null)
        {
            throw owner.Complain($"has a {(rotation is null ? "translation but no rotation" : "rotation but no translation")}; write both or neither");
        }

        var (r, t) = (rotation.Matrix(3, 9), (float)options.Unit_m * VectorOf(translation.Matrix(3)));
        try
        {
            return r.Length == 3 ? RigidTransform.FromRotationVector(VectorOf(r), t) : RigidTransform.FromMatrix(r, t);
        }
        catch (ArgumentException exception)
        {
            throw rotation.Complain(exception.Message);
        }
    }

    /// <summary>One of several cameras; without a name the only one.</summary>
    public static (string Name, JsonPlace Place) Choose(this JsonPlace root, string? camera, IReadOnlyList<(string Name, JsonPlace Place)> cameras)
    {
        var fitting = cameras.Where(entry => camera is null || entry.Name == camera).ToList();
        var names = string.Join(", ", cameras.Select(entry => entry.Name));
        return fitting.Count switch
        {
            1 => fitting[0],
            0 => throw root.Complain($"has no camera '{camera}'; there are {names}"),
            _ => throw root.Complain($"holds {fitting.Count} cameras; say which by its name: {names}"),
        };
    }

    private static Vector3 VectorOf(double[] numbers) => new((float)numbers[0], (float)numbers[1], (float)numbers[2]);
}
