using System.Runtime.InteropServices;
using Microsoft.Extensions.Logging.Abstractions;
using PoseStream.Media;
using PoseStream.Media.Interop;
using Xunit;

namespace PoseStream.IntegrationTests.Media;

/// <summary>Offsets that no picture depends on, against the loaded library itself.</summary>
public sealed class NativeLayoutTests
{
    // What a new context of every supported major has: AUTO_BSF, and in some FLUSH_PACKETS.
    private const int AutoBsf = 0x200000;
    private const int VaapiFormat = 44;
    private const int FlushPackets = 0x200;

    [Fact]
    public void SetNonBlocking_NewInput_AddsTheFlagToTheDefaults()
    {
        var api = FFmpegLibrary.Load(null, NullLogger.Instance, TimeProvider.System).Api;
        using var input = new MediaInput(api, new ProgressDeadline(TimeProvider.System, CancellationToken.None));
        var flags = input.DangerousGetHandle() + api.Layout.FormatFlags;
        var before = Marshal.ReadInt32(flags);
        Assert.Equal(AutoBsf, before & ~FlushPackets);

        input.SetNonBlocking();

        Assert.Equal(before | AvConstant.FormatFlagNonBlocking, Marshal.ReadInt32(flags));
    }

    [Fact]
    public void Pointer_AfterDispose_Throws()
    {
        var packet = new PacketHandle(FFmpegLibrary.Load(null, NullLogger.Instance, TimeProvider.System).Api);
        packet.Dispose();

        Assert.Throws<ObjectDisposedException>(() => packet.Pts);
    }

    [Fact]
    public unsafe void InterruptCallback_DeadlineThrows_TellsFFmpegToStop()
    {
        var api = FFmpegLibrary.Load(null, NullLogger.Instance, TimeProvider.System).Api;
        var time = new BreakingClock();
        using var input = new MediaInput(api, new ProgressDeadline(time, CancellationToken.None));
        var callback = (nint*)(input.DangerousGetHandle() + api.Layout.FormatInterruptCallback);
        time.IsBroken = true;

        var answer = ((delegate* unmanaged[Cdecl]<nint, int>)callback[0])(callback[1]);

        time.IsBroken = false;
        Assert.Equal(1, answer);
    }

    [Fact]
    public unsafe void HardwareChoice_StreamChangesBothWays_RefusedFollows()
    {
        var api = FFmpegLibrary.Load(null, NullLogger.Instance, TimeProvider.System).Api;
        var choice = new HardwareChoice(api, VaapiFormat);
        var able = stackalloc int[] { VaapiFormat, AvConstant.PixelFormatYuv420P, AvConstant.PixelFormatNone };

        Assert.Equal(AvConstant.PixelFormatYuv420P, choice.Choose(able + 1));
        Assert.True(choice.Refused);

        Assert.Equal(VaapiFormat, choice.Choose(able));
        Assert.False(choice.Refused);
    }

    private sealed class BreakingClock : TimeProvider
    {
        public bool IsBroken { get; set; }

        public override long GetTimestamp() => IsBroken ? throw new InvalidOperationException("the clock is broken") : base.GetTimestamp();
    }
}
