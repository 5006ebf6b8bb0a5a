using Microsoft.Extensions.Logging;
using PoseStream.Core.Ports;
using PoseStream.Media.Interop;

namespace PoseStream.Media;

internal sealed class FFmpegConnection(FFmpegSourceOptions options, string name, FFmpegApi api, TimeProvider timeProvider, ILogger logger, IFrameSink sink, CancellationToken cancellationToken) : IDisposable
{
    public SourceEnd Run() => throw new NotSupportedException($"{options} {name} {api} {timeProvider} {logger} {sink} {cancellationToken}");

    public void Dispose()
    {
    }
}
