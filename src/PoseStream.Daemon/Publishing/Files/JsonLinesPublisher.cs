using System.Text;
using PoseStream.Core.Ports;
using PoseStream.Core.Poses;
using PoseStream.Daemon.Publishing.Contracts;

namespace PoseStream.Daemon.Publishing.Files;

/// <summary>
/// Writes one PoseFrame a line. It waits for the disk: a file is read without loss. When the disk refuses, nothing more is written, so that no line is
/// missing between others.
/// </summary>
/// <param name="failed">Called once, when the disk refuses: there is no point in going on.</param>
public sealed class JsonLinesPublisher(Stream output, Action failed) : IPosePublisher, IDisposable
{
    private readonly StreamWriter _writer = new(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true) { NewLine = "\n" };

    private bool _finished;

    /// <summary>Why the disk refused; null if it did not.</summary>
    public IOException? Fault { get; private set; }

    public void Publish(PoseFrame frame) => Try(() =>
    {
        ContractJson.Format(PoseFrameMapper.Map(frame), _writer);
        _writer.WriteLine();
    });

    /// <summary>After the last frame; <see cref="Fault"/> tells whether every line is written.</summary>
    public void Finish()
    {
        // The owner may have closed the stream since: the writer must not touch it a second time.
        if (!_finished)
        {
            _finished = true;
            Try(_writer.Dispose);
        }
    }

    public void Dispose() => Finish();

    private void Try(Action write)
    {
        if (Fault is not null)
        {
            return;
        }

        try
        {
            write();
        }
        catch (IOException exception)
        {
            Fault = exception;
            failed();
        }
    }
}
