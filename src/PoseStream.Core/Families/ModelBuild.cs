using PoseStream.Core.Families.Roots;

namespace PoseStream.Core.Families;

/// <summary>One file that holds the network: the same weights may come in several exports.</summary>
/// <param name="File">The name in the store.</param>
/// <param name="Sha256">Lower-case hex of the file as published; a file with any other hash is never opened.</param>
/// <param name="Url">Where <c>models pull</c> gets it; null if the file must be added by hand.</param>
/// <param name="InputName">The input tensor.</param>
/// <param name="Outputs">From the family's roles to this file's tensor names.</param>
/// <param name="ScaleInput">A second input, f32 [N,1], that wants to know how large the crop is: it is told <see cref="IRootDecoder.ScaleInput"/>. Null where there is none.</param>
/// <param name="SizeInput">A second input, f32 [1,2], that wants the picture's height and width: it is told those of the input. Null where there is none.</param>
public sealed record ModelBuild(
    string File,
    string Sha256,
    long Bytes,
    Uri? Url,
    TensorLayout Layout,
    string InputName,
    IReadOnlyDictionary<string, string> Outputs,
    string? SizeInput = null,
    string? ScaleInput = null);
