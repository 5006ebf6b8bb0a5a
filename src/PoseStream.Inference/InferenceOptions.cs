namespace PoseStream.Inference;

/// <summary>How networks are computed, and where the ONNX Runtime library is.</summary>
public sealed record InferenceOptions
{
    /// <summary>Default: <see cref="ExecutionProvider.Auto"/>.</summary>
    public ExecutionProvider Provider { get; init; } = ExecutionProvider.Auto;

    /// <summary>Refuse to load a model where <see cref="Provider"/> does not work, instead of falling back to the CPU. Default: false.</summary>
    public bool Require { get; init; }

    /// <summary>Which of the machine's accelerators, from 0. Default: 0.</summary>
    public int DeviceId { get; init; }

    /// <summary>The most items of one run on an accelerator, if the model's batch axis is open; the CPU always takes one. Default: 1.</summary>
    public int MaxBatch { get; init; } = 1;

    /// <summary>Batches on the CPU too, where they gain nothing: for measuring that. Default: false.</summary>
    public bool BatchOnCpu { get; init; }

    /// <summary>The ONNX Runtime library, a file or the folder that holds it; null to search. Default: null.</summary>
    public string? LibraryPath { get; init; }

    /// <summary>Folders to search after the program's own and before the system's. Default: none.</summary>
    public IReadOnlyList<string> LibraryFolders { get; init; } = [];
}
