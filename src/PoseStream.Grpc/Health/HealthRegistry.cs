using PoseStream.Grpc.Health.V1;

namespace PoseStream.Grpc.Health;

/// <summary>What grpc.health.v1 answers, by service name. The application sets it; "" is the server as a whole. Safe for all threads.</summary>
public sealed class HealthRegistry
{
    private readonly Lock _access = new();
    private readonly Dictionary<string, HealthCheckResponse.Types.ServingStatus> _statuses = new(StringComparer.Ordinal);
    private TaskCompletionSource _changed = NewSignal();

    public void Set(string service, HealthCheckResponse.Types.ServingStatus status)
    {
        lock (_access)
        {
            if (_statuses.TryGetValue(service, out var current) && current == status)
            {
                return;
            }

            _statuses[service] = status;
            Signal();
        }
    }

    /// <summary>The name is unknown from now on.</summary>
    public void Remove(string service)
    {
        lock (_access)
        {
            if (_statuses.Remove(service))
            {
                Signal();
            }
        }
    }

    /// <summary>Null where the name is not registered.</summary>
    public HealthCheckResponse.Types.ServingStatus? Find(string service) => Look(service).Status;

    /// <summary>The status, and a task that ends at the next change of any status.</summary>
    internal (HealthCheckResponse.Types.ServingStatus? Status, Task Changed) Look(string service)
    {
        lock (_access)
        {
            return (_statuses.TryGetValue(service, out var status) ? status : null, _changed.Task);
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Signal()
    {
        _changed.SetResult();
        _changed = NewSignal();
    }
}
