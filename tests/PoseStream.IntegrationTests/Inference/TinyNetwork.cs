using Google.Protobuf;

namespace PoseStream.IntegrationTests.Inference;

/// <summary>
/// An ONNX file written by hand, for what no real network at hand has: an open batch axis that works, beside an output of data-dependent size.
/// flat f32 [N,48] = the input x f32 [N,3,4,4] in a row; places i64 [4,k] = where the input is not zero.
/// </summary>
internal static class TinyNetwork
{
    private const int Float32 = 1;
    private const int Int64 = 7;
    private const int Float64 = 11;

    public static void Write(string path) => File.WriteAllBytes(path, Message(model =>
    {
        Number(model, 1, 8);
        Nested(model, 7, graph =>
        {
            Nested(graph, 1, node => Operator(node, "Flatten", "x", "flat"));
            Nested(graph, 1, node => Operator(node, "NonZero", "x", "places"));
            Text(graph, 2, "tiny");
            Nested(graph, 11, value => Tensor(value, "x", Float32, "N", 3, 4, 4));
            Nested(graph, 12, value => Tensor(value, "flat", Float32, "N", 48));
            Nested(graph, 12, value => Tensor(value, "places", Int64, 4, "k"));
        });
        Nested(model, 8, opset => Number(opset, 2, 13));
    }));

    /// <summary>wide f64 [1,3,4,4] = the input x f32 [1,3,4,4]: of a type that nothing here reads.</summary>
    public static void WriteWide(string path) => File.WriteAllBytes(path, Message(model =>
    {
        Number(model, 1, 8);
        Nested(model, 7, graph =>
        {
            Nested(graph, 1, node =>
            {
                Operator(node, "Cast", "x", "wide");
                Nested(node, 5, attribute =>
                {
                    Text(attribute, 1, "to");
                    Number(attribute, 3, Float64);
                    Number(attribute, 20, 2);
                });
            });
            Text(graph, 2, "wide");
            Nested(graph, 11, value => Tensor(value, "x", Float32, 1, 3, 4, 4));
            Nested(graph, 12, value => Tensor(value, "wide", Float64, 1, 3, 4, 4));
        });
        Nested(model, 8, opset => Number(opset, 2, 13));
    }));

    private static void Operator(CodedOutputStream node, string type, string input, string output)
    {
        Text(node, 1, input);
        Text(node, 2, output);
        Text(node, 4, type);
    }

    private static void Tensor(CodedOutputStream value, string name, int elementType, params object[] dimensions)
    {
        Text(value, 1, name);
        Nested(value, 2, type => Nested(type, 1, tensor =>
        {
            Number(tensor, 1, elementType);
            Nested(tensor, 2, shape =>
            {
                foreach (var size in dimensions)
                {
                    Nested(shape, 1, dimension =>
                    {
                        if (size is int number)
                        {
                            Number(dimension, 1, number);
                        }
                        else
                        {
                            Text(dimension, 2, (string)size);
                        }
                    });
                }
            });
        }));
    }

    private static void Number(CodedOutputStream stream, int field, long value)
    {
        stream.WriteTag(field, WireFormat.WireType.Varint);
        stream.WriteInt64(value);
    }

    private static void Text(CodedOutputStream stream, int field, string value)
    {
        stream.WriteTag(field, WireFormat.WireType.LengthDelimited);
        stream.WriteString(value);
    }

    private static void Nested(CodedOutputStream stream, int field, Action<CodedOutputStream> write)
    {
        stream.WriteTag(field, WireFormat.WireType.LengthDelimited);
        stream.WriteBytes(ByteString.CopyFrom(Message(write)));
    }

    private static byte[] Message(Action<CodedOutputStream> write)
    {
        using var memory = new MemoryStream();
        using (var stream = new CodedOutputStream(memory, leaveOpen: true))
        {
            write(stream);
        }

        return memory.ToArray();
    }
}
