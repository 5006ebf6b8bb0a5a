using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using PoseStream.Daemon.Hosting;
using PoseStream.Grpc.Subscriptions;

namespace PoseStream.Daemon.Web;

/// <summary>The event stream behind an open page: "service" once, then "status" every second and "frame" for each frame. "missed" tells what a slow reader lost.</summary>
/// <param name="stopping">Ends every stream.</param>
internal sealed class LiveEndpoint(LivePublisher live, CameraFleet cameras, string node, string version, int maxViewers, CancellationToken stopping)
{
    // Of each camera, and as many events besides; a browser that is slower sees the newest.
    private const int FramesPerCamera = 2;

    private readonly int _queue = (FramesPerCamera * cameras.Ids.Count) + FramesPerCamera;

    public async Task ServeAsync(HttpContext http)
    {
        using var subscription = live.Viewers.TrySubscribe(_queue, maxViewers);
        if (subscription is null)
        {
            http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            await http.Response.WriteAsync($"{maxViewers} pages are open already (web.max_viewers)\n", http.RequestAborted).ConfigureAwait(false);
            return;
        }

        await TellAsync(http, subscription).ConfigureAwait(false);
    }

    /// <summary>Tells every open page each second how the cameras are, until cancelled.</summary>
    public async Task TellStatusAsync(TimeProvider time)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1), time);
        try
        {
            while (await timer.WaitForNextTickAsync(stopping).ConfigureAwait(false))
            {
                if (live.Viewers.SubscriberCount > 0)
                {
                    live.Viewers.Publish(ServerSentEvent.Of("status", json => StatusJson.WriteStatus(json, cameras, live)));
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The service stops.
        }
    }

    private async Task TellAsync(HttpContext http, Subscription<ReadOnlyMemory<byte>> subscription)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, stopping);
        http.Response.ContentType = "text/event-stream";
        http.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        try
        {
            var body = http.Response.Body;
            await body.WriteAsync(ServerSentEvent.Of("service", json => StatusJson.WriteService(json, node, version, cameras)), end.Token).ConfigureAwait(false);
            await body.WriteAsync(ServerSentEvent.Of("status", json => StatusJson.WriteStatus(json, cameras, live)), end.Token).ConfigureAwait(false);
            await body.FlushAsync(end.Token).ConfigureAwait(false);
            await foreach (var (frame, missed) in subscription.ReadAllAsync(end.Token).ConfigureAwait(false))
            {
                if (missed > 0)
                {
                    await body.WriteAsync(ServerSentEvent.Of("missed", json => json.WriteNumberValue(missed)), end.Token).ConfigureAwait(false);
                }

                await body.WriteAsync(frame, end.Token).ConfigureAwait(false);
                await body.FlushAsync(end.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // The page was closed, or the service stops.
        }
    }
}
