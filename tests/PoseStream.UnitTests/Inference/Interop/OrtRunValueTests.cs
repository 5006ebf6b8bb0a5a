using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using PoseStream.Inference.Interop;
using Xunit;

namespace PoseStream.UnitTests.Inference.Interop;

/// <summary>Every value is given back exactly once, also where nobody disposes.</summary>
public sealed unsafe class OrtRunValueTests
{
    private static readonly List<nint> Released = [];

    [Fact]
    public void Replace_DisposeOrForgetting_ReleasesEachValueOnce()
    {
        Replace();
        Assert.Equal([1, 2], Read());

        Forget();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        Assert.Equal([1, 2, 3], Read());
    }

    private static void Replace()
    {
        var value = new OrtRunValue(&Release);
        Assert.True(value.IsInvalid);
        value.Replace(1);
        value.Replace(2);
        Assert.Equal([1], Read());
        Assert.Equal(2, value.Pointer);
        value.Dispose();
        value.Dispose();
        Assert.Throws<ObjectDisposedException>(() => value.Pointer);
        Assert.Throws<ObjectDisposedException>(() => value.Replace(4));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Forget() => new OrtRunValue(&Release).Replace(3);

    private static nint[] Read()
    {
        lock (Released)
        {
            return [.. Released];
        }
    }

    [UnmanagedCallersOnly]
    private static void Release(nint value)
    {
        lock (Released)
        {
            Released.Add(value);
        }
    }
}
