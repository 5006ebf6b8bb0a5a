namespace PoseStream.Daemon.Demonstrating;

/// <summary>Shows a person how the demo goes.</summary>
internal interface IDemoView : IAsyncDisposable
{
    void Show(DemoResult result);
}
