using System.Text;
using PoseStream.Core.Ports;
using PoseStream.Core.Poses;
using PoseStream.Daemon.Publishing.Contracts;

namespace PoseStream.Daemon.Publishing.Files;

/// <summary>Writes one PoseFrame a line. It waits for the disk: a file is read without loss.</summary>
public sealed class JsonLinesPublisher(Stream output) : IPosePublisher, IDisposable
{
    private readonly StreamWriter _writer = new(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { NewLine = "\n" };

    public void Publish(PoseFrame frame)
    {
        ContractJson.Format(PoseFrameMapper.Map(frame), _writer);
        _writer.WriteLine();
    }

    public void Dispose() => _writer.Dispose();
}
