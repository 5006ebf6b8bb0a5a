namespace PoseStream.Core.Families;

/// <summary>One file that holds the network: the same weights may come in several exports.</summary>
/// <param name="File">The name in the store.</param>
/// <param name="Sha256">Lower-case hex of the file as published; a file with any other hash is never opened.</param>
/// <param name="Url">Where <c>models pull</c> gets it; null if the file must be added by hand.</param>
/// <param name="InputName">The input tensor.</param>
/// <param name="Outputs">From the family's roles to this file's tensor names.</param>
/// <param name="ScaleInput">
/// A second input, f32 [N,1], that wants to know how large the crop is: RootNet's k (facts: model contracts §2). It is told 2000 mm over the crop's side in pixels of the
/// input, which is k of a camera whose focal length is one such pixel; what comes back over 1000 is then <see cref="Poses.RootEstimate.MetresPerPixel"/>. Null where there is none.
/// </param>
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
