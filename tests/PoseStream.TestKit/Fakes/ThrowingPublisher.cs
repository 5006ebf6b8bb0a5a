using PoseStream.Core.Ports;
using PoseStream.Core.Poses;

namespace PoseStream.TestKit.Fakes;

/// <summary>An output with a bug.</summary>
public sealed class ThrowingPublisher : IPosePublisher
{
    public void Publish(PoseFrame frame) => throw new InvalidOperationException("this output is broken");
}
