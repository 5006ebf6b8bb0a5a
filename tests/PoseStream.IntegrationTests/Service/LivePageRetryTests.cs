using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using PoseStream.Daemon.Web;
using PoseStream.TestKit;
using PoseStream.TestKit.Browser;
using PoseStream.TestKit.Net;
using Xunit;

namespace PoseStream.IntegrationTests.Service;

/// <summary>The live page's own files in a real browser, behind a server that refuses it.</summary>
public sealed class LivePageRetryTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [BrowserFact]
    public async Task Page_EventsRefused_AsksAgain()
    {
        var asked = 0;
        var askedAgain = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var app = LoopbackApplication.Build();
        foreach (var file in PageFile.All)
        {
            app.MapGet(file.Path, file.SendAsync);
        }

        app.MapGet("/events", () =>
        {
            if (Interlocked.Increment(ref asked) > 1)
            {
                askedAgain.TrySetResult();
            }

            return Results.StatusCode(StatusCodes.Status502BadGateway);
        });
        await app.StartAsync();
        using var profile = new TemporaryFolder();
        // A port for debuggers keeps a browser without a window open.
        using var browser = Process.Start(
            LivePageBrowser.Chromium,
            ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--remote-debugging-port=0", $"--user-data-dir={profile.Path}", app.Urls.Single()]);
        try
        {
            await askedAgain.Task.WaitAsync(Patience);
        }
        finally
        {
            browser.Kill(entireProcessTree: true);
            await browser.WaitForExitAsync();
        }
    }
}
