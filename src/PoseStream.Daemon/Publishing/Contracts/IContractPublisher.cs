using PoseStream.Core.Poses;
using V1 = PoseStream.V1;

namespace PoseStream.Daemon.Publishing.Contracts;

/// <summary>An output that sends posestream.v1 messages.</summary>
public interface IContractPublisher
{
    /// <summary>Whether anybody would get a frame now; where nobody would, no message is made.</summary>
    bool HasReaders { get; }

    /// <param name="message">Shared by all outputs: not to be changed.</param>
    void Publish(PoseFrame frame, V1.PoseFrame message);
}
