using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.Logging;
using PoseStream.Core.Families;

namespace PoseStream.Daemon.Models;

/// <summary>
/// Downloads a model file: a broken download goes on where it stopped, at once and at the next call; a file comes to its place only with the right size and hash.
/// </summary>
/// <param name="client">Its handler decides on proxies.</param>
public sealed class ModelDownloader(HttpClient client, TimeProvider time, ILogger<ModelDownloader> logger)
{
    private const int MaxAttempts = 10;

    /// <summary>Silent for so long, a connection is given up.</summary>
    public static readonly TimeSpan StallTimeout = TimeSpan.FromSeconds(30);

    /// <summary>https; http only of this machine, where nobody is in between.</summary>
    public static bool Allows(Uri url) => url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && url.IsLoopback);

    /// <exception cref="ModelStoreException">One line: the file, what went wrong, what to do, and what is kept for the next call.</exception>
    /// <exception cref="OperationCanceledException">What was received is kept for the next call, if the server can go on from there.</exception>
    public async Task DownloadAsync(ModelBuild build, string target, IProgress<ModelPullProgress>? progress, CancellationToken cancellationToken)
    {
        using var part = new PartialDownload(target);
        try
        {
            await DownloadAsync(build, part, progress, cancellationToken);
        }
        catch (ModelStoreException exception) when (part.Kept.Length > 0)
        {
            throw new ModelStoreException(exception.Message + part.Kept, exception);
        }
    }

    private async Task DownloadAsync(ModelBuild build, PartialDownload part, IProgress<ModelPullProgress>? progress, CancellationToken cancellationToken)
    {
        if (part.Length > build.Bytes)
        {
            part.Restart(null);
        }
        else if (part is { Length: > 0, Tag: not null })
        {
            ModelStoreLog.Resumed(logger, build.File, part.Length, build.Bytes);
        }

        for (var attempt = 1; part.Length < build.Bytes; attempt++)
        {
            var before = part.Length;
            var broken = await ReceiveAsync(build, part, progress, cancellationToken);
            if (broken is null || part.Length == build.Bytes)
            {
                continue;
            }

            // A server that gave something may give the rest, and one that refused our part may give the whole; one that gives nothing is left alone.
            var discarded = before > 0 && part.Length == 0;
            if ((part.Length <= before && !discarded) || attempt == MaxAttempts)
            {
                throw new ModelStoreException(
                    $"{build.File}: {build.Url} broke off at {part.Length} of {build.Bytes} bytes ({broken}); pull again");
            }

            ModelStoreLog.Reconnecting(logger, build.File, part.Length, build.Bytes, broken);
        }

        await part.CompleteAsync(build, cancellationToken);
    }

    /// <summary>One request. Null: the server has no more to say; else why the connection broke.</summary>
    private async Task<string?> ReceiveAsync(
        ModelBuild build, PartialDownload part, IProgress<ModelPullProgress>? progress, CancellationToken cancellationToken)
    {
        using var stall = new CancellationTokenSource(StallTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stall.Token, cancellationToken);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, build.Url);
            if (part.Tag is { } tag)
            {
                request.Headers.Range = new RangeHeaderValue(part.Length, null);
                request.Headers.IfRange = tag;
            }

            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            if (!Begin(build, part, response))
            {
                return "the server has no such part of the file";
            }

            await using var body = await response.Content.ReadAsStreamAsync(either.Token);
            var buffer = new byte[1 << 16];
            for (int count; (count = await body.ReadAsync(buffer, either.Token)) > 0;)
            {
                stall.CancelAfter(StallTimeout);
                if (part.Length + count > build.Bytes)
                {
                    part.Restart(null);
                    throw new ModelStoreException($"{build.File}: {build.Url} sends more than the {build.Bytes} bytes of the manifest; it is another file");
                }

                await part.AppendAsync(buffer.AsMemory(0, count), build.Bytes, either.Token);
                progress?.Report(new ModelPullProgress(build.File, part.Length, build.Bytes));
            }

            return part.Length < build.Bytes ? "the server closed the connection" : null;
        }
        catch (HttpRequestException exception) when (exception.HttpRequestError is HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError)
        {
            throw new ModelStoreException(
                $"{build.File}: {build.Url} cannot be reached ({exception.Message}); pull again where it can, or bring the file from another machine and 'posestream models add FILE'");
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            return exception.Message;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return "nothing came for too long";
        }
    }

    /// <summary>Looks at the head of the response. False: the part here is of no use, and is gone.</summary>
    private static bool Begin(ModelBuild build, PartialDownload part, HttpResponseMessage response)
    {
        if (response.RequestMessage?.RequestUri is { } final && !Allows(final))
        {
            throw new ModelStoreException($"{build.File}: {build.Url} leads to {final.GetLeftPart(UriPartial.Path)}, which is not https; correct the manifest");
        }

        if (response.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable)
        {
            part.Restart(null);
            return false;
        }

        if (!response.IsSuccessStatusCode)
        {
            throw new ModelStoreException(
                $"{build.File}: {build.Url} answers {(int)response.StatusCode} {response.ReasonPhrase}; correct the address in the manifest, or add the file by hand");
        }

        var content = response.Content.Headers;
        var resumes = response.StatusCode == HttpStatusCode.PartialContent && content.ContentRange?.From == part.Length;
        var size = response.StatusCode == HttpStatusCode.PartialContent ? content.ContentRange?.Length : content.ContentLength;
        if (size is not null && size != build.Bytes)
        {
            part.Restart(null);
            throw new ModelStoreException($"{build.File}: {build.Url} has {size} bytes, the manifest says {build.Bytes}; it is another file");
        }

        if (!resumes)
        {
            part.Restart(response);
            return response.StatusCode != HttpStatusCode.PartialContent;
        }

        return true;
    }
}
