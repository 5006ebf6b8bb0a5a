using System.Buffers.Binary;

namespace PoseStream.Daemon.Evaluating.Numpy;

/// <summary>
/// Reads a Python pickle (protocols 2 to 5) of dictionaries, lists, tuples, texts, numbers and NumPy arrays, and refuses everything else: a
/// pickle is a program, and this one runs only the handful of steps that such data needs.
/// </summary>
internal sealed class Pickle
{
    private static readonly object Mark = new();

    private readonly PickleBytes _bytes;
    private readonly List<object?> _stack = [];
    private readonly Dictionary<int, object?> _memo = [];

    private Pickle(ReadOnlyMemory<byte> data) => _bytes = new PickleBytes(data);

    /// <returns>Dictionary&lt;string, object?&gt;, List&lt;object?&gt;, <see cref="NpyArray"/>, string, long, double, bool or null.</returns>
    /// <exception cref="FormatException">Broken, or not data.</exception>
    public static object? Read(ReadOnlyMemory<byte> data)
    {
        try
        {
            return new Pickle(data).Run();
        }
        catch (Exception exception) when (exception is ArgumentOutOfRangeException or InvalidCastException or KeyNotFoundException or InvalidOperationException)
        {
            throw new FormatException("holds a pickle that is broken or no plain data", exception);
        }
    }

    private object? Run()
    {
        while (true)
        {
            int code = _bytes.Byte();
            switch (code)
            {
                case '.': return Plain(Pop());
                case 0x80: _bytes.Take(1); break;
                case 0x95: _bytes.Take(8); break;
                case '(': Push(Mark); break;
                case '}': Push(new Dictionary<string, object?>(StringComparer.Ordinal)); break;
                case ']': Push(new List<object?>()); break;
                case ')': Push(Array.Empty<object?>()); break;
                case 'N': Push(null); break;
                case 0x88: Push(true); break;
                case 0x89: Push(false); break;
                case 'K': Push((long)_bytes.Byte()); break;
                case 'M': Push(_bytes.Integer(2) & 0xFFFF); break;
                case 'J': Push(_bytes.Integer(4)); break;
                case 0x8A: Push(_bytes.Integer(_bytes.Byte())); break;
                case 'G': Push(BinaryPrimitives.ReadDoubleBigEndian(_bytes.Take(8))); break;
                case 'X': Push(_bytes.Text(_bytes.Length())); break;
                case 0x8C: Push(_bytes.Text(_bytes.Byte())); break;
                case 'B': Push(_bytes.Take(_bytes.Length()).ToArray()); break;
                case 'C': Push(_bytes.Take(_bytes.Byte()).ToArray()); break;
                case 0x8E or 0x96: Push(_bytes.Take(_bytes.LongLength()).ToArray()); break;
                case 'q': _memo[_bytes.Byte()] = Peek(); break;
                case 'r': _memo[_bytes.Length()] = Peek(); break;
                case 0x94: _memo[_memo.Count] = Peek(); break;
                case 'h': Push(_memo[_bytes.Byte()]); break;
                case 'j': Push(_memo[_bytes.Length()]); break;
                case 't': Push(PopToMark()); break;
                case 0x85: Push(Last(1)); break;
                case 0x86: Push(Last(2)); break;
                case 0x87: Push(Last(3)); break;
                case 'a': Append([Pop()]); break;
                case 'e': Append(PopToMark()); break;
                case 's': SetItems(Last(2)); break;
                case 'u': SetItems(PopToMark()); break;
                case 'c': Push(new PickledName(_bytes.Line(), _bytes.Line())); break;
                case 0x93: Name(); break;
                case 'R': Call(); break;
                case 'b': Build(); break;
                default: throw new FormatException($"holds a pickle with step 0x{code:X2}, which plain data does not need");
            }
        }
    }

    private void Name()
    {
        var names = Last(2);
        Push(new PickledName((string)names[0]!, (string)names[1]!));
    }

    private void Call()
    {
        var arguments = (object?[])Pop()!;
        var name = (PickledName)Pop()!;
        Push(PickledCalls.Call(name, arguments));
    }

    private void Build()
    {
        var state = Pop();
        switch (Peek())
        {
            case PickledArray array: array.SetState((object?[])state!); break;
            // Byte order and alignment of a type: the little-endian ones that are read at all need nothing more.
            case PickledType type: type.SetState((object?[])state!); break;
            default: throw new FormatException("holds a pickle that builds something unknown");
        }
    }

    private void Append(object?[] items) => ((List<object?>)Peek()!).AddRange(items.Select(Plain));

    private void SetItems(object?[] items)
    {
        var target = (Dictionary<string, object?>)Peek()!;
        for (var i = 0; i + 1 < items.Length; i += 2)
        {
            target[Convert.ToString(items[i], System.Globalization.CultureInfo.InvariantCulture)!] = Plain(items[i + 1]);
        }
    }

    private static object? Plain(object? value) => value is PickledArray array ? array.Value : value;

    private void Push(object? value) => _stack.Add(value);

    private object? Peek() => _stack[^1];

    private object? Pop()
    {
        var value = _stack[^1];
        _stack.RemoveAt(_stack.Count - 1);
        return value;
    }

    private object?[] Last(int count)
    {
        object?[] items = [.. _stack[^count..]];
        _stack.RemoveRange(_stack.Count - count, count);
        return items;
    }

    private object?[] PopToMark()
    {
        var items = Last(_stack.Count - 1 - _stack.LastIndexOf(Mark));
        Pop();
        return items;
    }
}
