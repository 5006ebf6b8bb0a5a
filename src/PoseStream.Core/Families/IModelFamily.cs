namespace PoseStream.Core.Families;

/// <summary>A way of writing people into tensors, shared by many networks.</summary>
public interface IModelFamily
{
    /// <summary>The word in a manifest's "family".</summary>
    string Name { get; }

    /// <summary>The outputs that decoding reads, by role; a manifest names the tensor for each. Others are cut from the graph.</summary>
    IReadOnlyList<string> Roles { get; }
}
