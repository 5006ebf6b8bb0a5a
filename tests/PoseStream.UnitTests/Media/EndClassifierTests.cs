using PoseStream.Core.Ports;
using PoseStream.Media;
using PoseStream.Media.Interop;
using Xunit;

namespace PoseStream.UnitTests.Media;

public sealed class EndClassifierTests
{
    // What FFmpeg returns where it was told to stop.
    private const int InterruptedByDeadline = -1414092869;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1.5);

    [Theory]
    [InlineData(AvError.Unauthorized, "Rtsp", EndReason.AuthenticationFailed)]
    [InlineData(AvError.Forbidden, "Network", EndReason.AuthenticationFailed)]
    [InlineData(AvError.HttpNotFound, "Rtsp", EndReason.NotFound)]
    [InlineData(AvError.NotFound, "File", EndReason.NotFound)]
    [InlineData(AvError.NoSuchDevice, "Device", EndReason.NotFound)]
    [InlineData(AvError.ConnectionRefused, "Rtsp", EndReason.Unreachable)]
    [InlineData(AvError.HostUnreachable, "RtspTls", EndReason.Unreachable)]
    [InlineData(AvError.InputOutput, "Rtsp", EndReason.Unreachable)]
    [InlineData(AvError.InputOutput, "File", EndReason.Failed)]
    [InlineData(AvError.TimedOut, "Rtsp", EndReason.Stalled)]
    [InlineData(AvError.InvalidData, "Rtsp", EndReason.Failed)]
    [InlineData(AvError.InvalidData, "File", EndReason.Unsupported)]
    [InlineData(AvError.ProtocolNotSupported, "Rtsp", EndReason.Unsupported)]
    [InlineData(AvError.StreamNotFound, "File", EndReason.Unsupported)]
    [InlineData(AvError.ServerError, "Rtsp", EndReason.Failed)]
    [InlineData(AvError.AccessDenied, "File", EndReason.Failed)]
    [InlineData(-12, "Rtsp", EndReason.Failed)]
    public void WhileOpening_Code_BecomesAReason(int code, string kind, EndReason expected) =>
        Assert.Equal(expected, EndClassifier.WhileOpening(code, Enum.Parse<SourceKind>(kind), expired: false, Limit, "text", null).Reason);

    [Theory]
    [InlineData("Unable to verify peer certificate: none", EndReason.Failed, "certificate was not accepted (FFmpeg: Unable to verify")]
    [InlineData("Failed to resolve hostname cam: Name or service not known", EndReason.Unreachable, "(FFmpeg: Failed to resolve hostname cam")]
    [InlineData(null, EndReason.Unreachable, "host name cannot be resolved")]
    public void WhileOpening_InputOutput_SaysWhatFFmpegLogged(string? logged, EndReason expected, string words)
    {
        var end = EndClassifier.WhileOpening(AvError.InputOutput, SourceKind.Network, expired: false, Limit, "text", logged);

        Assert.Equal(expected, end.Reason);
        Assert.Contains(words, end.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("File", "this user may not read the file: change its permissions")]
    [InlineData("Device", "this user may not read the device: add the user to its group, often 'video'")]
    public void WhileOpening_AccessDenied_SaysWhatToDo(string kind, string message) =>
        Assert.Equal(message, EndClassifier.WhileOpening(AvError.AccessDenied, Enum.Parse<SourceKind>(kind), expired: false, Limit, "text", null).Message);

    [Theory]
    [InlineData(AvError.InvalidData)]
    [InlineData(InterruptedByDeadline)]
    [InlineData(AvError.InputOutput)]
    public void WhileOpening_DeadlinePassed_IsStalledWhateverTheCode(int code)
    {
        var end = EndClassifier.WhileOpening(code, SourceKind.Rtsp, expired: true, Limit, "text", null);

        Assert.Equal(new SourceEnd(EndReason.Stalled, "no answer within 1.5 s"), end);
    }

    [Theory]
    [InlineData(AvError.EndOfFile, false, false, EndReason.EndOfFile)]
    [InlineData(AvError.EndOfFile, true, false, EndReason.EndOfStream)]
    [InlineData(AvError.ConnectionReset, true, false, EndReason.EndOfStream)]
    [InlineData(AvError.InputOutput, false, false, EndReason.Failed)]
    [InlineData(AvError.TimedOut, true, false, EndReason.Stalled)]
    [InlineData(InterruptedByDeadline, true, true, EndReason.Stalled)]
    [InlineData(AvError.EndOfFile, true, true, EndReason.Stalled)]
    public void WhileReading_Code_BecomesAReason(int code, bool live, bool expired, EndReason expected) =>
        Assert.Equal(expected, EndClassifier.WhileReading(code, live, expired, Limit, "text").Reason);
}
