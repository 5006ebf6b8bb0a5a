using PoseStream.Daemon.Models;

namespace PoseStream.Daemon.Commands;

/// <summary>A line on standard error that counts up while a file comes; on no terminal, a line every ten percent.</summary>
internal sealed class PullProgress : IProgress<ModelPullProgress>
{
    private const int StepOffTerminal_percent = 10;

    private readonly bool _inPlace = !Console.IsErrorRedirected;
    private int _shown_percent = -1;

    public void Report(ModelPullProgress value)
    {
        var percent = (int)(100 * value.Received / Math.Max(1, value.Total));
        if (percent == _shown_percent || (!_inPlace && percent < _shown_percent + StepOffTerminal_percent))
        {
            return;
        }

        _shown_percent = percent;
        var line = $"{value.File}: {value.Received / 1e6:F1} of {value.Total / 1e6:F1} MB, {percent} %";
        if (_inPlace)
        {
            Console.Error.Write($"\r{line} ");
        }
        else
        {
            Console.Error.WriteLine(line);
        }
    }

    public void Finish()
    {
        if (_inPlace && _shown_percent >= 0)
        {
            Console.Error.WriteLine();
        }
    }
}
