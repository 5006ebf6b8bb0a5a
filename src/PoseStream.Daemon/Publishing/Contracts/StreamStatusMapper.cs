using Google.Protobuf.WellKnownTypes;
using PoseStream.Core.Frames;
using PoseStream.Core.Ports;
using PoseStream.Pipeline.Supervision;
using V1 = PoseStream.V1;

namespace PoseStream.Daemon.Publishing.Contracts;

/// <summary>From a camera's status to the published message.</summary>
public static class StreamStatusMapper
{
    public static V1.StreamStatus Map(CameraStatus status, IReadOnlyList<ModelDescription> models)
    {
        var message = new V1.StreamStatus
        {
            StreamId = status.Camera.Value,
            State = Map(status.State),
            Message = status.Report?.PictureNotice is { } notice ? string.Join("; ", new[] { status.Message, notice }.Where(part => part.Length > 0)) : status.Message,
            Since = Timestamp.FromDateTimeOffset(status.Since),
            StreamEpoch = status.Epoch.Value,
            Source = status.Source,
            Codec = status.Report?.Codec ?? "",
            Transport = status.Report?.Transport ?? "",
            HardwareDecoder = status.Report?.HardwareDecoder ?? "",
            HardwareFallbackReason = status.Report?.FallbackReason ?? "",
            ImageWidthPx = (uint)(status.Geometry?.Width ?? 0),
            ImageHeightPx = (uint)(status.Geometry?.Height ?? 0),
            FramesDecoded = (ulong)status.Flow.Decoded,
            FramesPublished = (ulong)status.Flow.Published,
            FramesInFlight = (ulong)status.Flow.InFlight,
            PublishedFps = (float)status.PublishedPerSecond,
            CalibrationNotice = status.CalibrationNotice ?? "",
            NextRetryTime = status.NextTry is { } next ? Timestamp.FromDateTimeOffset(next) : null,
        };
        if (status.Model is { } camera)
        {
            message.Intrinsics = CameraMapper.Intrinsics(camera);
            message.CameraPose = CameraMapper.Pose(camera);
            message.CalibrationId = CameraMapper.Id(camera);
        }

        foreach (var reason in System.Enum.GetValues<DropReason>())
        {
            message.FramesDropped.Add(NameOf(reason), (ulong)status.Flow.Drops[(int)reason]);
        }

        foreach (var model in models)
        {
            message.Models.Add(new V1.ModelStatus
            {
                ModelId = model.Id, Family = model.Family, Provider = model.Provider, FallbackReason = model.FallbackReason ?? "", MaxBatch = (uint)model.MaxBatch,
            });
        }

        return message;
    }

    /// <summary>As in metrics and messages: snake_case.</summary>
    public static string NameOf(DropReason reason) => reason switch
    {
        DropReason.NoBuffer => "no_buffer",
        DropReason.Superseded => "superseded",
        DropReason.ItemFault => "item_fault",
        DropReason.Stopped => "stopped",
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, null),
    };

    /// <summary>The same word as the message's, without its prefix: "streaming", "auth_failed".</summary>
    public static string NameOf(CameraState state) => state switch
    {
        CameraState.AuthenticationFailed => "auth_failed",
        CameraState.NotFound => "not_found",
        CameraState.DecodeError => "decode_error",
        CameraState.Stopped => "ended",
        _ => state.ToString().ToLowerInvariant(),
    };

    private static V1.StreamState Map(CameraState state) => state switch
    {
        CameraState.Connecting => V1.StreamState.Connecting,
        CameraState.Streaming => V1.StreamState.Streaming,
        CameraState.Disconnected => V1.StreamState.Disconnected,
        CameraState.Stalled => V1.StreamState.Stalled,
        CameraState.AuthenticationFailed => V1.StreamState.AuthFailed,
        CameraState.NotFound => V1.StreamState.NotFound,
        CameraState.Unreachable => V1.StreamState.Unreachable,
        CameraState.Unsupported => V1.StreamState.Unsupported,
        CameraState.DecodeError => V1.StreamState.DecodeError,
        CameraState.Ended or CameraState.Stopped => V1.StreamState.Ended,
        _ => V1.StreamState.Failed,
    };
}
