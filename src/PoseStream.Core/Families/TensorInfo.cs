namespace PoseStream.Core.Families;

/// <param name="Dimensions">-1 where the size is known only at run time.</param>
public sealed record TensorInfo(string Name, TensorElementType ElementType, IReadOnlyList<long> Dimensions)
{
    public override string ToString() => $"{Name} {ElementType}[{string.Join(',', Dimensions.Select(d => d < 0 ? "?" : d.ToString()))}]";
}
