using PoseStream.Core.Poses;
using PoseStream.Daemon.Publishing.Contracts;
using Xunit;
using V1 = PoseStream.V1;

namespace PoseStream.UnitTests.Publishing;

public sealed class ContractPublisherTests
{
    [Fact]
    public void Publish_OneOutputThrows_TheOthersGetTheFrameAndTheFaultIsTold()
    {
        var (before, broken, after) = (new Output(), new Output { Fault = new IOException("the cable is cut") }, new Output());
        var fault = Assert.Throws<AggregateException>(() => new ContractPublisher([before, broken, after]).Publish(PublishedPoses.Frame));
        Assert.Same(broken.Fault, Assert.Single(fault.InnerExceptions));
        Assert.Single(before.Messages);
        Assert.Single(after.Messages);
    }

    [Fact]
    public void Publish_SeveralOutputs_ShareOneMessage()
    {
        var (first, second) = (new Output(), new Output());
        new ContractPublisher([first, second]).Publish(PublishedPoses.Frame);
        Assert.Same(Assert.Single(first.Messages), Assert.Single(second.Messages));
    }

    [Fact]
    public void Publish_OutputWithoutReaders_IsLeftAlone()
    {
        var output = new Output { HasReaders = false };
        new ContractPublisher([output]).Publish(PublishedPoses.Frame);
        Assert.Empty(output.Messages);
    }

    private sealed class Output : IContractPublisher
    {
        public List<V1.PoseFrame> Messages { get; } = [];

        public Exception? Fault { get; init; }

        public bool HasReaders { get; init; } = true;

        public void Publish(PoseFrame frame, V1.PoseFrame message)
        {
            if (Fault is not null)
            {
                throw Fault;
            }

            Messages.Add(message);
        }
    }
}
