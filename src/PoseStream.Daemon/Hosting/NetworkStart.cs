using Microsoft.Extensions.Logging;
using PoseStream.Core.Ports;
using PoseStream.Pipeline.Batching;

namespace PoseStream.Daemon.Hosting;

/// <summary>
/// Loads networks, and puts them to work when all are loaded, each once however many cameras use it. Disposing takes all down again, the last first; as far as one that is stuck, whose thread is still at
/// work in the library.
/// </summary>
/// <param name="threads">For each network; 0 for what <see cref="NetworkSet.ThreadsFor"/> finds.</param>
internal sealed class NetworkStart(int threads, ILoggerFactory loggers) : IDisposable
{
    // On a GPU, how long a batch that is not full waits for other cameras' frames.
    private static readonly TimeSpan BatchWindow = TimeSpan.FromMilliseconds(3);

    private readonly Stack<IDisposable> _parts = new();
    private readonly Dictionary<string, IDisposable> _loaded = new(StringComparer.Ordinal);
    private readonly Dictionary<string, INetworkAtWork> _working = new(StringComparer.Ordinal);

    /// <summary>In the order in which they were started.</summary>
    public IReadOnlyList<INetworkAtWork> Working => [.. _working.Values];

    /// <param name="key">What is the same for everybody who wants the same.</param>
    /// <returns>What puts the network to work.</returns>
    public Func<DetectWorkers> Detect(string key, Func<IDetectorModel> load) =>
        Once(key, load, model => new DetectWorkers(model, ThreadsFor(model.MaxBatch), BatchWindow, loggers.CreateLogger<DetectWorkers>()));

    /// <inheritdoc cref="Detect"/>
    public Func<ReidWorkers> Reid(string key, Func<IReidModel> load) =>
        Once(key, load, model => new ReidWorkers(model, ThreadsFor(model.MaxBatch), BatchWindow, loggers.CreateLogger<ReidWorkers>()));

    /// <inheritdoc cref="Detect"/>
    public Func<PoseWorkers> Pose(string key, Func<IPoseModel> load) =>
        Once(key, load, model => new PoseWorkers(model, ThreadsFor(model.MaxBatch), BatchWindow, loggers.CreateLogger<PoseWorkers>()));

    /// <inheritdoc cref="Detect"/>
    public Func<RootWorkers> Root(string key, Func<IRootModel> load) =>
        Once(key, load, model => new RootWorkers(model, ThreadsFor(model.MaxBatch), BatchWindow, loggers.CreateLogger<RootWorkers>()));

    /// <inheritdoc cref="Detect"/>
    public Func<TemporalWorkers> Temporal(string key, Func<ITemporalModel> load) =>
        Once(key, load, model => new TemporalWorkers(model, ThreadsFor(model.MaxBatch), BatchWindow, loggers.CreateLogger<TemporalWorkers>()));

    /// <inheritdoc cref="Detect"/>
    public Func<MeshWorkers> Mesh(string key, Func<IMeshModel> load) =>
        Once(key, load, model => new MeshWorkers(model, ThreadsFor(model.MaxBatch), BatchWindow, loggers.CreateLogger<MeshWorkers>()));

    /// <inheritdoc cref="NetworkSet.ThreadsFor"/>
    public int ThreadsFor(int maxBatch) => NetworkSet.ThreadsFor(threads, maxBatch, Environment.ProcessorCount);

    public void Dispose()
    {
        while (_parts.TryPop(out var part))
        {
            part.Dispose();
            if (part is INetworkAtWork { IsStuck: true })
            {
                return;
            }
        }
    }

    private Func<TWorkers> Once<TModel, TWorkers>(string key, Func<TModel> load, Func<TModel, TWorkers> start)
        where TModel : class, IDisposable
        where TWorkers : class, INetworkAtWork, IDisposable
    {
        if (!_loaded.TryGetValue(key, out var model))
        {
            model = load();
            _parts.Push(model);
            _loaded.Add(key, model);
        }

        return () =>
        {
            if (!_working.TryGetValue(key, out var workers))
            {
                var started = start((TModel)model);
                _parts.Push(started);
                _working.Add(key, started);
                workers = started;
            }

            return (TWorkers)workers;
        };
    }
}
