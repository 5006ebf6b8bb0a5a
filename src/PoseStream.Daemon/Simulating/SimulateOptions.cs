using System.Net;
using PoseStream.Synthesis.Cameras;

namespace PoseStream.Daemon.Simulating;

/// <param name="Names">At least one: of clips, or video files.</param>
/// <param name="Listen">Where the first camera listens; the next ones on the ports above, or on any where its port is 0.</param>
/// <param name="Credentials">Null: everybody may watch.</param>
/// <param name="Faults">Of every camera.</param>
internal sealed record SimulateOptions(IReadOnlyList<string> Names, IPEndPoint Listen, CameraCredentials? Credentials, IReadOnlyList<CameraFault> Faults);
