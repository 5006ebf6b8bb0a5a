using PoseStream.Core.Frames;
using PoseStream.Synthesis.Cameras;

namespace PoseStream.Daemon.Simulating;

/// <summary>What a simulated camera shows.</summary>
/// <param name="Name">Of the camera, and the path in its address.</param>
/// <param name="Small">The same in half the width and height; null where no fault needs it.</param>
internal sealed record CameraClip(string Name, MemoryClip Video, FrameGeometry Geometry, MemoryClip? Small);
