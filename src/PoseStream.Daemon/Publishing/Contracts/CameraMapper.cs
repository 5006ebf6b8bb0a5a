using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using PoseStream.Core.Geometry;
using V1 = PoseStream.V1;

namespace PoseStream.Daemon.Publishing.Contracts;

/// <summary>A camera as messages tell it.</summary>
internal static class CameraMapper
{
    private const int IdBytes = 8;

    // One camera takes millions of frames.
    private static readonly ConditionalWeakTable<CameraModel, string> Ids = [];

    public static V1.CameraIntrinsics Intrinsics(CameraModel camera)
    {
        var message = new V1.CameraIntrinsics
        {
            FxPx = (float)camera.Fx,
            FyPx = (float)camera.Fy,
            CxPx = (float)camera.Cx,
            CyPx = (float)camera.Cy,
            Source = camera.Source switch
            {
                IntrinsicsSource.Configured => V1.IntrinsicsSource.Configured,
                IntrinsicsSource.AssumedFieldOfView => V1.IntrinsicsSource.AssumedFieldOfView,
                IntrinsicsSource.EstimatedFromPeople => V1.IntrinsicsSource.EstimatedFromPeople,
                _ => V1.IntrinsicsSource.Unspecified,
            },
            LensModel = camera.Distortion.Kind is LensKind.Fisheye ? V1.LensModel.Fisheye : V1.LensModel.Perspective,
            FocalStandardError = (float)camera.FocalSigma,
        };
        if (camera.Distortion is var lens && lens != LensDistortion.None)
        {
            foreach (var coefficient in lens.Coefficients())
            {
                message.DistortionCoefficients.Add((float)coefficient);
            }
        }

        return message;
    }

    /// <returns>Null where nobody knows where the camera is.</returns>
    public static V1.CameraPose? Pose(CameraModel camera) => camera.CameraToWorld is not { } placed ? null : new V1.CameraPose
    {
        Orientation = new V1.Quaternion { X = placed.Rotation.X, Y = placed.Rotation.Y, Z = placed.Rotation.Z, W = placed.Rotation.W },
        PositionM = new V1.Vector3 { X = placed.Translation_m.X, Y = placed.Translation_m.Y, Z = placed.Translation_m.Z },
        HeightStandardErrorM = (float)camera.HeightSigma * placed.Translation_m.Z,
    };

    /// <summary>Of all that positions in metres depend on, and nothing else.</summary>
    public static string Id(CameraModel camera) => Ids.GetValue(camera, static camera => Compute(camera));

    private static string Compute(CameraModel camera)
    {
        var lens = camera.Distortion;
        var (turn, place) = camera.CameraToWorld is { } placed ? (placed.Rotation, placed.Translation_m) : (default, new Vector3(float.NaN));
        ReadOnlySpan<double> numbers =
        [
            camera.Fx, camera.Fy, camera.Cx, camera.Cy, camera.Geometry.Width, camera.Geometry.Height, (double)lens.Kind,
            lens.K1, lens.K2, lens.P1, lens.P2, lens.K3, lens.K4, lens.K5, lens.K6, turn.X, turn.Y, turn.Z, turn.W, place.X, place.Y, place.Z,
        ];
        Span<byte> bytes = stackalloc byte[numbers.Length * sizeof(double)];
        for (var i = 0; i < numbers.Length; i++)
        {
            BinaryPrimitives.WriteDoubleLittleEndian(bytes[(i * sizeof(double))..], numbers[i]);
        }

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, hash);
        return Convert.ToHexStringLower(hash[..IdBytes]);
    }
}
