using System.Globalization;
using System.Numerics;

namespace PoseStream.Synthesis.Motion.Bvh;

/// <summary>Reads one file, word by word, and knows at every word which line it is on.</summary>
internal sealed class BvhReader(TextReader reader, string name)
{
    private readonly List<BvhNode> _nodes = [];
    private string _line = "";
    private int _at;
    private int _lineNumber;
    private int _channels;

    public BvhFile Read()
    {
        Expect("HIERARCHY");
        Expect("ROOT");
        ReadNode(-1, RestOfLine());
        Expect("MOTION");
        Expect("Frames:");
        var frames = (int)Number("the number of frames");
        Expect("Frame");
        Expect("Time:");
        var frameTime_s = Number("the frame time in seconds");
        if (frames < 1 || frameTime_s is <= 0 or > 10)
        {
            throw Fault($"{frames} frames of {frameTime_s} s make no motion");
        }

        var values = new float[checked(frames * _channels)];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = Number($"number {(i % _channels) + 1} of {_channels} of frame {(i / _channels) + 1} of {frames}");
        }

        return TryWord(out var word)
            ? throw Fault($"'{word}' after the last of {frames} frames of {_channels} numbers")
            : new BvhFile(name, _nodes, frameTime_s, values, _channels);
    }

    private void ReadNode(int parent, string nodeName)
    {
        if (_nodes.Count > 500)
        {
            throw Fault("more than 500 joints");
        }

        Expect("{");
        Expect("OFFSET");
        var offset = ReadOffset();
        Expect("CHANNELS");
        var count = (int)Number("the number of channels");
        if (count is < 1 or > 6)
        {
            throw Fault($"{count} channels; a joint has 1 to 6");
        }

        var channels = new BvhChannel[count];
        for (var i = 0; i < count; i++)
        {
            var word = Word("a channel");
            channels[i] = Enum.TryParse<BvhChannel>(word, true, out var channel) && !char.IsDigit(word[0])
                ? channel
                : throw Fault($"unknown channel '{word}'; expected Xposition to Zrotation");
        }

        var me = _nodes.Count;
        _nodes.Add(new BvhNode(nodeName, parent, offset, _channels, channels));
        _channels += count;
        while (true)
        {
            var word = Word("JOINT, End Site or }");
            switch (word)
            {
                case "JOINT":
                    ReadNode(me, RestOfLine());
                    break;
                case "End":
                    Expect("Site");
                    Expect("{");
                    Expect("OFFSET");
                    _nodes.Add(new BvhNode(nodeName + "/end", me, ReadOffset(), _channels, []));
                    Expect("}");
                    break;
                case "}":
                    return;
                default:
                    throw Fault($"expected JOINT, End Site or }} but found '{word}'");
            }
        }
    }

    private Vector3 ReadOffset() => new(Number("an offset"), Number("an offset"), Number("an offset"));

    private float Number(string what)
    {
        var word = Word(what);
        return float.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && float.IsFinite(value)
            ? value
            : throw Fault($"expected {what} but found '{word}'");
    }

    private void Expect(string wanted)
    {
        var word = Word(wanted);
        if (!word.Equals(wanted, StringComparison.OrdinalIgnoreCase))
        {
            throw Fault($"expected {wanted} but found '{word}'");
        }
    }

    private string RestOfLine()
    {
        var rest = _line[_at..].Trim();
        _at = _line.Length;
        return rest.Length > 0 ? rest : throw Fault("a joint needs a name");
    }

    private ReadOnlySpan<char> WordSpan(string what) =>
        TryWord(out var word) ? word : throw Fault($"the file ends where {what} was expected");

    private string Word(string what) => WordSpan(what).ToString();

    private bool TryWord(out ReadOnlySpan<char> word)
    {
        while (true)
        {
            while (_at < _line.Length && char.IsWhiteSpace(_line[_at]))
            {
                _at++;
            }

            if (_at < _line.Length)
            {
                var start = _at;
                while (_at < _line.Length && !char.IsWhiteSpace(_line[_at]))
                {
                    _at++;
                }

                word = _line.AsSpan(start, _at - start);
                return true;
            }

            if (reader.ReadLine() is not { } line)
            {
                word = default;
                return false;
            }

            (_line, _at) = (line, 0);
            _lineNumber++;
        }
    }

    private BvhFormatException Fault(string what) => new($"{name}:{_lineNumber}: {what}");
}
