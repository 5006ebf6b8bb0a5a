namespace PoseStream.Core.Families;

/// <summary>Numbers as ONNX numbers them (facts: ONNX Runtime ABI, enums); what families read, and what exports are likely to have instead.</summary>
public enum TensorElementType
{
    Undefined = 0,
    Float32 = 1,
    UInt8 = 2,
    Int32 = 6,
    Int64 = 7,
    Float16 = 10,
    Float64 = 11,
}
