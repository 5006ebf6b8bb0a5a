using PoseStream.Core.Poses;

namespace PoseStream.Core.Ports;

/// <summary>Takes finished frames. It is called from each camera's pipeline in order and must not wait for a slow reader.</summary>
public interface IPosePublisher
{
    void Publish(PoseFrame frame);
}
