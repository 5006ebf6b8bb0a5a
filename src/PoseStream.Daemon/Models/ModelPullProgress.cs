namespace PoseStream.Daemon.Models;

/// <param name="Received">Bytes on disk, those of an earlier attempt included.</param>
public readonly record struct ModelPullProgress(string File, long Received, long Total);
