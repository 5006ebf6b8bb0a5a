using Google.Protobuf.Reflection;
using PoseStream.V1;
using Xunit;

namespace PoseStream.UnitTests.Grpc;

/// <summary>The rules of buf's STANDARD set that posestream.v1 can break, read from the generated descriptors.</summary>
public class ProtoStyleTests
{
    private static readonly FileDescriptor[] Files = [PoseReflection.Descriptor, SkeletonReflection.Descriptor, StreamsReflection.Descriptor];

    [Fact]
    public void Files_Package_MatchesTheFolder() =>
        Assert.All(Files, file => Assert.StartsWith(file.Package.Replace('.', '/') + "/", file.Name, StringComparison.Ordinal));

    [Fact]
    public void Enums_Values_HaveTheEnumAsPrefixAndAnUnspecifiedZero() => Assert.All(Files.SelectMany(file => file.EnumTypes), type =>
    {
        var prefix = string.Concat(type.Name.Select((c, i) => i > 0 && char.IsUpper(c) ? "_" + c : c.ToString())).ToUpperInvariant();
        Assert.Equal(prefix + "_UNSPECIFIED", type.FindValueByNumber(0).Name);
        Assert.All(type.Values, value => Assert.StartsWith(prefix + "_", value.Name, StringComparison.Ordinal));
    });

    [Fact]
    public void Services_Methods_HaveARequestAndAResponseOfTheirOwn()
    {
        var methods = Files.SelectMany(file => file.Services).SelectMany(service => service.Methods).ToArray();

        Assert.Equal(5, methods.Length);
        Assert.All(methods, method =>
        {
            Assert.EndsWith("Service", method.Service.Name, StringComparison.Ordinal);
            Assert.Equal(method.Name + "Request", method.InputType.Name);
            Assert.Equal(method.Name + "Response", method.OutputType.Name);
        });
    }

    [Fact]
    public void Numbers_OfAFieldWithoutUnitSuffix_AreNoMeasures()
    {
        // Shares without a unit, and numbers whose unit the using field names.
        string[] unitless = ["existence_probability", "confidence", "sigma", "published_fps", "distortion_coefficients", "focal_standard_error", "x", "y", "z", "w", "xx", "xy", "xz", "yy", "yz", "zz"];
        var measures = Files.SelectMany(file => file.MessageTypes).SelectMany(message => message.Fields.InDeclarationOrder())
            .Where(field => field.FieldType is FieldType.Float or FieldType.Double && !unitless.Contains(field.Name));

        Assert.All(measures, field => Assert.Matches("_(m|px|ms|hz|rad)$", field.Name));
    }
}
