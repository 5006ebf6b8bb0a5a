using PoseStream.Core.Ports;
using PoseStream.Core.Poses;
using V1 = PoseStream.V1;

namespace PoseStream.Daemon.Publishing.Contracts;

/// <summary>Makes the message once for all outputs that want it.</summary>
public sealed class ContractPublisher(IReadOnlyList<IContractPublisher> outputs) : IPosePublisher
{
    /// <exception cref="AggregateException">Outputs failed, after every other one got the frame. The pipeline logs it with the camera's name.</exception>
    public void Publish(PoseFrame frame)
    {
        V1.PoseFrame? message = null;
        List<Exception>? faults = null;
        foreach (var output in outputs)
        {
            try
            {
                if (output.HasReaders)
                {
                    output.Publish(frame, message ??= PoseFrameMapper.Map(frame));
                }
            }
            catch (Exception exception)
            {
                (faults ??= []).Add(exception);
            }
        }

        if (faults is not null)
        {
            throw new AggregateException(faults);
        }
    }
}
