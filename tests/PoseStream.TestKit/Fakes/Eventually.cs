using System.Runtime.CompilerServices;
using Xunit;

namespace PoseStream.TestKit.Fakes;

/// <summary>Waits for a condition that another thread brings about.</summary>
public static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public static Task ThatAsync(Func<bool> condition, TimeSpan? patience = null, [CallerArgumentExpression(nameof(condition))] string what = "") =>
        ThatAsync(() => Task.FromResult(condition()), patience, what);

    public static async Task ThatAsync(Func<Task<bool>> condition, TimeSpan? patience = null, [CallerArgumentExpression(nameof(condition))] string what = "")
    {
        var limit = patience ?? Patience;
        var give = DateTime.UtcNow + limit;
        while (!await condition())
        {
            Assert.True(DateTime.UtcNow < give, $"still not so after {limit.TotalSeconds} s: {what}");
            await Task.Delay(2);
        }
    }
}
