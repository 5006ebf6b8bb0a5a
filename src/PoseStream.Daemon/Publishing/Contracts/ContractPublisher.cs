using PoseStream.Core.Ports;
using PoseStream.Core.Poses;
using V1 = PoseStream.V1;

namespace PoseStream.Daemon.Publishing.Contracts;

/// <summary>Makes the message once for all outputs that want it.</summary>
public sealed class ContractPublisher(IReadOnlyList<IContractPublisher> outputs) : IPosePublisher
{
    public void Publish(PoseFrame frame)
    {
        V1.PoseFrame? message = null;
        foreach (var output in outputs)
        {
            if (output.HasReaders)
            {
                output.Publish(frame, message ??= PoseFrameMapper.Map(frame));
            }
        }
    }
}
