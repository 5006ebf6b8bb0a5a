using Google.Protobuf;
using Google.Protobuf.Reflection;
using PoseStream.V1;
using AlphaReflection = PoseStream.Grpc.Reflection.V1Alpha.ReflectionReflection;
using HealthFile = PoseStream.Grpc.Health.V1.HealthReflection;
using V1Reflection = PoseStream.Grpc.Reflection.V1.ReflectionReflection;

namespace PoseStream.IntegrationTests.Grpc;

/// <summary>A serialised FileDescriptorSet of all services, for clients that have no generated code; gone when disposed.</summary>
internal sealed class DescriptorSetFile : IDisposable
{
    private static readonly FileDescriptor[] Roots =
        [StreamsReflection.Descriptor, SkeletonReflection.Descriptor, HealthFile.Descriptor, V1Reflection.Descriptor, AlphaReflection.Descriptor];

    public DescriptorSetFile() => File.WriteAllBytes(Path, Describe().ToByteArray());

    public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"posestream-{Guid.NewGuid():N}.binpb");

    public void Dispose() => File.Delete(Path);

    /// <summary>Each file after those that it imports.</summary>
    private static FileDescriptorSet Describe()
    {
        var ordered = new List<FileDescriptor>();
        void Add(FileDescriptor file)
        {
            foreach (var import in file.Dependencies)
            {
                Add(import);
            }

            if (!ordered.Contains(file))
            {
                ordered.Add(file);
            }
        }

        Array.ForEach(Roots, Add);
        return new FileDescriptorSet { File = { ordered.Select(file => FileDescriptorProto.Parser.ParseFrom(file.SerializedData)) } };
    }
}
