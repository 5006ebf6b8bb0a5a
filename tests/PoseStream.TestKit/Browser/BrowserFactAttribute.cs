using Xunit;

namespace PoseStream.TestKit.Browser;

/// <summary>A test in a real browser; skipped with its reason where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute() => Skip = LivePageBrowser.WhyAbsent;
}
