namespace PoseStream.TestKit.Inference;

/// <summary>Where tests look for ONNX Runtime, after the variable POSESTREAM_ONNXRUNTIME and the program's own folder.</summary>
public static class RuntimeFolders
{
    public static IReadOnlyList<string> All { get; } =
        [Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), "posestream", "lib")];
}
