using PoseStream.Core.Frames;
using PoseStream.Core.Time;
using Xunit;

namespace PoseStream.UnitTests.Frames;

public sealed class FramePoolTests
{
    private static readonly FrameGeometry Small = new(64, 48);
    private static readonly FrameStamp Stamp = new(new CameraId("c"), new StreamEpoch(1), 7, default);

    [Fact]
    public void TryRent_AllBuffersOut_RefusesUntilOneIsBack()
    {
        using var pool = new FramePool(2);
        Assert.True(pool.TryRent(Small, Stamp, out var first));
        Assert.True(pool.TryRent(Small, Stamp, out var second));
        Assert.False(pool.TryRent(Small, Stamp, out _));
        Assert.Equal(2, pool.Rented);
        first.Dispose();
        Assert.True(pool.TryRent(Small, Stamp, out var third));
        Assert.Same(first, third);
        second.Dispose();
        third.Dispose();
        Assert.Equal(0, pool.Rented);
    }

    [Fact]
    public void TryRent_Frame_CarriesStampAndGeometry()
    {
        using var pool = new FramePool(1);
        Assert.True(pool.TryRent(Small, Stamp, out var lease));
        Assert.Equal(Stamp, lease.Frame.Stamp);
        Assert.Equal(Small, lease.Frame.Geometry);
        lease.Dispose();
    }

    [Fact]
    public void Dispose_LeaseGivenBackTwice_ThrowsAndPoolStaysWhole()
    {
        using var pool = new FramePool(1);
        Assert.True(pool.TryRent(Small, Stamp, out var lease));
        lease.Dispose();
        Assert.Throws<InvalidOperationException>(lease.Dispose);
        Assert.Equal(0, pool.Rented);
    }

    [Fact]
    public void Constructor_NoBuffers_Throws() => Assert.Throws<ArgumentOutOfRangeException>(() => new FramePool(0));

    [Fact]
    public async Task Rent_AllBuffersOut_WaitsForOne()
    {
        using var pool = new FramePool(1);
        Assert.True(pool.TryRent(Small, Stamp, out var lease));
        var waiting = Task.Run(() => pool.Rent(Small, Stamp, CancellationToken.None));
        Assert.False(waiting.IsCompleted);
        lease.Dispose();
        (await waiting.WaitAsync(TimeSpan.FromSeconds(20))).Dispose();
        Assert.Equal(0, pool.Rented);
    }

    [Fact]
    public async Task Rent_CancelledWhileWaiting_ThrowsAndTakesNothing()
    {
        using var pool = new FramePool(1);
        using var cancel = new CancellationTokenSource();
        Assert.True(pool.TryRent(Small, Stamp, out var lease));
        var waiting = Task.Run(() => pool.Rent(Small, Stamp, cancel.Token));
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting.WaitAsync(TimeSpan.FromSeconds(20)));
        lease.Dispose();
        Assert.Equal(0, pool.Rented);
    }

    [Fact]
    public void TryRent_PictureThatCannotBeHeld_LosesNoBuffer()
    {
        using var pool = new FramePool(1);
        var impossible = new FrameGeometry(60_000, 60_000);
        Assert.ThrowsAny<Exception>(() => pool.TryRent(impossible, Stamp, out _));
        Assert.Equal(0, pool.Rented);
        Assert.True(pool.TryRent(Small, Stamp, out var lease));
        lease.Frame.Buffer.Fill(1);
        lease.Dispose();
    }

    [Fact]
    public void TryRent_SmallerPicture_KeepsTheBufferAndFits()
    {
        using var pool = new FramePool(1);
        Assert.True(pool.TryRent(new FrameGeometry(640, 480), Stamp, out var lease));
        lease.Dispose();
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.True(pool.TryRent(Small, Stamp, out lease));
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(Small, lease.Frame.Geometry);
        Assert.Equal(lease.Frame.Layout.TotalBytes, lease.Frame.Buffer.Length);
        lease.Dispose();
    }

    [Fact]
    public void TryRent_LargerPicture_Grows()
    {
        using var pool = new FramePool(1);
        Assert.True(pool.TryRent(Small, Stamp, out var lease));
        lease.Dispose();
        Assert.True(pool.TryRent(new FrameGeometry(1919, 1079), Stamp, out lease));
        lease.Frame.Buffer.Fill(128);
        Assert.Equal(1920 * 1079, lease.Frame.Luma.Length);
        Assert.Equal(960 * 540, lease.Frame.U.Length);
        Assert.Equal(960 * 540, lease.Frame.V.Length);
        lease.Dispose();
    }

    [Fact]
    public async Task RentAndReturn_ManyThreads_NeverMoreThanCapacity()
    {
        using var pool = new FramePool(3);
        var held = 0;
        var most = 0;
        var workers = Enumerable.Range(0, 6).Select(_ => Task.Run(() =>
        {
            for (var i = 0; i < 2000; i++)
            {
                var lease = pool.Rent(Small, Stamp, CancellationToken.None);
                var now = Interlocked.Increment(ref held);
                InterlockedMax(ref most, now);
                Interlocked.Decrement(ref held);
                lease.Dispose();
            }
        }));
        await Task.WhenAll(workers).WaitAsync(TimeSpan.FromSeconds(30));
        Assert.InRange(most, 1, 3);
        Assert.Equal(0, pool.Rented);
    }

    private static void InterlockedMax(ref int target, int value)
    {
        for (var seen = Volatile.Read(ref target); value > seen; seen = Volatile.Read(ref target))
        {
            Interlocked.CompareExchange(ref target, value, seen);
        }
    }
}
