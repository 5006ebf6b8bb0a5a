namespace PoseStream.Core.Families.Meshes;

/// <summary>A way of making a body's surface of a pose.</summary>
public interface IMeshFamily : IModelFamily
{
    /// <param name="input">The file's input tensor.</param>
    /// <param name="outputs">The file's tensor for each role, in the order of <see cref="IModelFamily.Roles"/>.</param>
    /// <param name="files">What the manifest's "files" name beside the network, by its word there: permutation, faces, regressor. Read and checked already.</param>
    /// <exception cref="ModelContractException">The manifest, the tensors or the files do not fit this family.</exception>
    IMeshCodec Bind(ModelManifest manifest, TensorInfo input, IReadOnlyList<TensorInfo> outputs, IReadOnlyDictionary<string, IReadOnlyList<float>> files);
}
