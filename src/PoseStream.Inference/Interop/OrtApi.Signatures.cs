using System.Runtime.InteropServices;
using PoseStream.Core.Families;

namespace PoseStream.Inference.Interop;

/// <content>Names, types and shapes of a session's inputs and outputs.</content>
internal sealed unsafe partial class OrtApi
{
    public IReadOnlyList<OrtTensorSignature> Inputs(OrtSession session) => Tensors(session, 30, 36, 33);

    public IReadOnlyList<OrtTensorSignature> Outputs(OrtSession session) => Tensors(session, 31, 37, 34);

    private OrtTensorSignature[] Tensors(OrtSession session, int countIndex, int nameIndex, int typeIndex)
    {
        nuint count;
        Check(((delegate* unmanaged<nint, nuint*, nint>)_table[countIndex])(session.Pointer, &count));
        var allocator = DefaultAllocator();
        var result = new OrtTensorSignature[(int)count];
        for (var i = 0; i < result.Length; i++)
        {
            nint name;
            Check(((delegate* unmanaged<nint, nuint, nint, nint*, nint>)_table[nameIndex])(session.Pointer, (nuint)i, allocator, &name));
            var text = Marshal.PtrToStringUTF8(name) ?? "";
            Free(allocator, name);
            nint type;
            Check(((delegate* unmanaged<nint, nuint, nint*, nint>)_table[typeIndex])(session.Pointer, (nuint)i, &type));
            try
            {
                result[i] = Describe(text, type);
            }
            finally
            {
                Release(98)(type);
            }
        }

        return result;
    }

    private OrtTensorSignature Describe(string name, nint type)
    {
        // Owned by the type; null for a sequence, a map or an optional.
        nint info;
        Check(((delegate* unmanaged<nint, nint*, nint>)_table[55])(type, &info));
        if (info == 0)
        {
            return new OrtTensorSignature(new TensorInfo(name, TensorElementType.Undefined, []), []);
        }

        int elementType;
        Check(((delegate* unmanaged<nint, int*, nint>)_table[60])(info, &elementType));
        nuint rank;
        Check(((delegate* unmanaged<nint, nuint*, nint>)_table[61])(info, &rank));
        var dimensions = new long[(int)rank];
        var symbols = new nint[(int)rank];
        fixed (long* dimensionsPointer = dimensions)
        fixed (nint* symbolsPointer = symbols)
        {
            Check(((delegate* unmanaged<nint, long*, nuint, nint>)_table[62])(info, dimensionsPointer, rank));
            Check(((delegate* unmanaged<nint, nint*, nuint, nint>)_table[63])(info, symbolsPointer, rank));
        }

        return new OrtTensorSignature(
            new TensorInfo(name, (TensorElementType)elementType, dimensions),
            [.. symbols.Select(symbol => Marshal.PtrToStringUTF8(symbol) ?? "")]);
    }

    /// <summary>Belongs to the library.</summary>
    private nint DefaultAllocator()
    {
        nint allocator;
        Check(((delegate* unmanaged<nint*, nint>)_table[78])(&allocator));
        return allocator;
    }

    private void Free(nint allocator, nint memory) =>
        Check(((delegate* unmanaged<nint, nint, nint>)_table[76])(allocator, memory));
}
