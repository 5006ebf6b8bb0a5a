using PoseStream.Core.Families;

namespace PoseStream.Inference.Interop;

/// <param name="Symbols">For each dimension the name that an open one has in the file; empty for a fixed or a nameless one.</param>
internal sealed record OrtTensorSignature(TensorInfo Info, IReadOnlyList<string> Symbols);
