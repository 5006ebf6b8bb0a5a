namespace PoseStream.Core.Skeletons;

/// <summary>A named, versioned list of joints. Data, not types: joints are indices into it.</summary>
public sealed class Skeleton
{
    private readonly Dictionary<string, int> _byName;

    public Skeleton(string name, int version, IReadOnlyList<JointDefinition> joints)
    {
        Name = name;
        Version = version;
        Joints = joints;
        _byName = joints.Select((joint, index) => (joint.Name, index)).ToDictionary(pair => pair.Name, pair => pair.index, StringComparer.Ordinal);
    }

    public string Name { get; }

    public int Version { get; }

    public IReadOnlyList<JointDefinition> Joints { get; }

    public int Count => Joints.Count;

    /// <exception cref="KeyNotFoundException"/>
    public int IndexOf(string name) => _byName.TryGetValue(name, out var index)
        ? index
        : throw new KeyNotFoundException($"skeleton {Name} has no joint '{name}'");

    public bool TryIndexOf(string name, out int index) => _byName.TryGetValue(name, out index);
}
