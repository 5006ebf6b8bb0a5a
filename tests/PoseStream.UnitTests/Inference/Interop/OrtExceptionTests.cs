using PoseStream.Inference.Interop;
using Xunit;

namespace PoseStream.UnitTests.Inference.Interop;

public sealed class OrtExceptionTests
{
    [Fact]
    public void Message_WithBuildPathsAndLineBreaks_IsOneLineWithoutThem()
    {
        var error = new OrtException(
            OrtErrorCode.RuntimeException,
            "Non-zero status code returned while running Conv node. Name:'Conv_0' Status Message: \n"
            + "/onnxruntime_src/onnxruntime/core/framework/op_kernel.cc:83 virtual OrtValue* Compute(int) status.IsOK() was false. Missing Input: image\r\n");
        Assert.StartsWith("RuntimeException: Non-zero status code returned while running Conv node. Name:'Conv_0' Status Message: ", error.Message, StringComparison.Ordinal);
        Assert.EndsWith("Missing Input: image", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("onnxruntime_src", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public void Message_Endless_IsCut() =>
        Assert.InRange(new OrtException(OrtErrorCode.Fail, new string('x', 10_000)).Message.Length, 100, 450);
}
