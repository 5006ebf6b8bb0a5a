using System.Buffers.Binary;
using System.Text;

namespace PoseStream.Daemon.Evaluating.Numpy;

/// <summary>
/// Reads a Python pickle (protocols 2 to 5) of dictionaries, lists, tuples, texts, numbers and NumPy arrays, and refuses everything else: a
/// pickle is a program, and this one runs only the handful of steps that such data needs.
/// </summary>
internal sealed class Pickle
{
    private static readonly object Mark = new();

    private readonly ReadOnlyMemory<byte> _data;
    private readonly List<object?> _stack = [];
    private readonly Dictionary<int, object?> _memo = [];
    private int _at;

    private Pickle(ReadOnlyMemory<byte> data) => _data = data;

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
            int code = Byte();
            switch (code)
            {
                case '.': return Plain(Pop());
                case 0x80: Take(1); break;
                case 0x95: Take(8); break;
                case '(': Push(Mark); break;
                case '}': Push(new Dictionary<string, object?>(StringComparer.Ordinal)); break;
                case ']': Push(new List<object?>()); break;
                case ')': Push(Array.Empty<object?>()); break;
                case 'N': Push(null); break;
                case 0x88: Push(true); break;
                case 0x89: Push(false); break;
                case 'K': Push((long)Byte()); break;
                case 'M': Push((long)BinaryPrimitives.ReadUInt16LittleEndian(Take(2))); break;
                case 'J': Push((long)BinaryPrimitives.ReadInt32LittleEndian(Take(4))); break;
                case 0x8A: Push(Long(Take(Byte()))); break;
                case 'G': Push(BinaryPrimitives.ReadDoubleBigEndian(Take(8))); break;
                case 'X': Push(Encoding.UTF8.GetString(Take(Length4()))); break;
                case 0x8C: Push(Encoding.UTF8.GetString(Take(Byte()))); break;
                case 'B': Push(Take(Length4()).ToArray()); break;
                case 'C': Push(Take(Byte()).ToArray()); break;
                case 0x8E or 0x96: Push(Take(checked((int)BinaryPrimitives.ReadInt64LittleEndian(Take(8)))).ToArray()); break;
                case 'q': _memo[Byte()] = Peek(); break;
                case 'r': _memo[Length4()] = Peek(); break;
                case 0x94: _memo[_memo.Count] = Peek(); break;
                case 'h': Push(_memo[Byte()]); break;
                case 'j': Push(_memo[Length4()]); break;
                case 't': Push(PopToMark()); break;
                case 0x85: Push(Last(1)); break;
                case 0x86: Push(Last(2)); break;
                case 0x87: Push(Last(3)); break;
                case 'a': Append([Pop()]); break;
                case 'e': Append(PopToMark()); break;
                case 's': SetItems(Last(2)); break;
                case 'u': SetItems(PopToMark()); break;
                case 'c': Push(new PickledName(Line(), Line())); break;
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

    private byte Byte() => Take(1)[0];

    private int Length4() => BinaryPrimitives.ReadInt32LittleEndian(Take(4));

    private static long Long(ReadOnlySpan<byte> bytes)
    {
        var value = 0L;
        for (var i = 0; i < bytes.Length; i++)
        {
            value |= (long)bytes[i] << (8 * i);
        }

        return value;
    }

    private string Line()
    {
        var rest = _data.Span[_at..];
        var text = Encoding.ASCII.GetString(rest[..rest.IndexOf((byte)'\n')]);
        _at += text.Length + 1;
        return text;
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        var taken = _data.Span.Slice(_at, count);
        _at += count;
        return taken;
    }

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
