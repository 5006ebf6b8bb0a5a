using PoseStream.Core.Ports;

namespace PoseStream.Synthesis.Clips;

/// <summary>Compresses clips.</summary>
/// <param name="Identity">Changes whenever the same pictures would come out as other bytes: the encoder's name and settings.</param>
/// <param name="Open">For one clip.</param>
public sealed record ClipEncoder(string Identity, Func<ClipScript, IVideoEncoder> Open);
