using System.Numerics;
using PoseStream.Core.Meshes;
using PoseStream.Core.Poses;
using PoseStream.Core.Skeletons;

namespace PoseStream.Core.Families.Meshes;

/// <summary>
/// Pose2Mesh's MeshNet (facts: model contracts §10). Input f32 [N,J,5], J joints of the manifest's skeleton: x and y standardised over the joints, then the joint in metres from the
/// root, along the camera's axes. Role: mesh f32 [N,V,3], metres from the root. V is 12288 where the export gives the nodes of its graph, padded and in the order of its coarsening, and
/// decode.vertices (6890 for SMPL, 778 for MANO) where the export put them in order.
/// Files that the manifest may name, each a table of plain numbers: "permutation", for each vertex the node that holds it (node numbers for more than the vertices may follow: those of the
/// padding); needed exactly where V is not decode.vertices. "faces", three vertex numbers a face counted from 0; without it there is no OBJ. "regressor", joints by
/// vertices, weights row by row, the root first: with it joints come out too, and all is counted from the root's.
/// A pose that lacks a joint has no surface: every joint moves every vertex, and none may be invented.
/// </summary>
public sealed class Pose2MeshFamily : IMeshFamily
{
    private const int Mesh = 0;
    private const int FeaturesPerJoint = 5;
    private const int SmplVertices = 6890;
    private const string Permutation = "permutation";
    private const string Faces = "faces";
    private const string Regressor = "regressor";

    private static readonly string[] Known = [Permutation, Faces, Regressor];

    public string Name => "pose2mesh";

    public IReadOnlyList<string> Roles { get; } = ["mesh"];

    public IMeshCodec Bind(
        ModelManifest manifest, TensorInfo input, IReadOnlyList<TensorInfo> outputs, IReadOnlyDictionary<string, IReadOnlyList<float>> files)
    {
        if (input.ElementType != TensorElementType.Float32 || input.Dimensions is not [_, >= 1, FeaturesPerJoint])
        {
            throw Fault(manifest, $"the input is {input}, expected Float32[?,joints,{FeaturesPerJoint}]");
        }

        TensorContract.Require(manifest, outputs[Mesh], TensorElementType.Float32, -1, -1, 3);
        var skeleton = SkeletonCatalog.All.FirstOrDefault(known => known.Name == manifest.Skeleton)
            ?? throw Fault(manifest, $"it needs \"skeleton\"; write one of {string.Join(", ", SkeletonCatalog.All.Select(known => known.Name))}");
        if (skeleton.Count != input.Dimensions[1])
        {
            throw Fault(manifest, $"the input is {input}, and skeleton '{skeleton.Name}' has {skeleton.Count} joints");
        }

        var constants = new DecodeConstants(manifest);
        var vertices = (int)constants.Get("vertices", SmplVertices, 3, 1 << 20);
        constants.RejectUnknown();
        if (files.Keys.FirstOrDefault(name => !Known.Contains(name)) is { } unknown)
        {
            throw Fault(manifest, $"it reads no file \"{unknown}\"; it reads {string.Join(", ", Known)}");
        }

        var nodes = (int)outputs[Mesh].Dimensions[1];
        var order = ReadOrder(manifest, files, nodes, vertices);
        var faces = files.TryGetValue(Faces, out var table) ? ReadFaces(manifest, table, vertices) : [];
        return new Codec(skeleton, new MeshTopology(manifest.Id, vertices, faces), nodes, order, ReadRegressor(manifest, files, vertices));
    }

    /// <returns>For each vertex its node.</returns>
    private static int[] ReadOrder(ModelManifest manifest, IReadOnlyDictionary<string, IReadOnlyList<float>> files, int nodes, int vertices)
    {
        if (!files.TryGetValue(Permutation, out var table))
        {
            return nodes == vertices
                ? [.. Enumerable.Range(0, vertices)]
                : throw Fault(
                    manifest,
                    $"the output has {nodes} nodes for {vertices} vertices, in an order that only the file \"{Permutation}\" tells; name it in \"files\", or write decode.vertices if there are as many");
        }

        int[] order = [.. ReadWhole(manifest, Permutation, table, nodes)];
        return order.Length >= vertices && order.Distinct().Count() == order.Length
            ? order[..vertices]
            : throw Fault(manifest, $"file \"{Permutation}\" has {order.Length} numbers, {order.Distinct().Count()} different ones; expected at least {vertices}, all different");
    }

    private static int[] ReadFaces(ModelManifest manifest, IReadOnlyList<float> table, int vertices)
    {
        int[] faces = [.. ReadWhole(manifest, Faces, table, vertices)];
        var fault = faces.Length == 0 || faces.Length % 3 != 0 ? $"has {faces.Length} numbers, expected three a face" : MeshOrientation.FindFault(faces, vertices);
        return fault is null ? faces : throw Fault(manifest, $"file \"{Faces}\": {fault}");
    }

    private static JointRegressor? ReadRegressor(ModelManifest manifest, IReadOnlyDictionary<string, IReadOnlyList<float>> files, int vertices)
    {
        if (!files.TryGetValue(Regressor, out var table))
        {
            return null;
        }

        return table.Count > 0 && table.Count % vertices == 0 && table.All(float.IsFinite)
            ? new JointRegressor(table, vertices)
            : throw Fault(manifest, $"file \"{Regressor}\" has {table.Count} numbers, expected a whole number of joints times {vertices} vertices, all finite");
    }

    private static IEnumerable<int> ReadWhole(ModelManifest manifest, string file, IReadOnlyList<float> table, int below)
    {
        for (var i = 0; i < table.Count; i++)
        {
            yield return table[i] >= 0 && table[i] < below && table[i] == MathF.Floor(table[i])
                ? (int)table[i]
                : throw Fault(manifest, $"file \"{file}\": number {i} is {table[i]}, expected a whole one from 0 to {below - 1}");
        }
    }

    private static ModelContractException Fault(ModelManifest manifest, string what) =>
        new($"model '{manifest.Id}' does not fit family '{manifest.Family}': {what}");

    private sealed class Codec(Skeleton skeleton, MeshTopology topology, int nodes, int[] order, JointRegressor? regressor) : IMeshCodec
    {
        // A body of less than this many pixels has no shape to standardise.
        private const float LeastDeviation_px = 1e-3f;

        public Skeleton Input => skeleton;

        public MeshTopology Topology => topology;

        public int RegressedJoints => regressor?.Count ?? 0;

        public IReadOnlyList<long> InputShape { get; } = [skeleton.Count, FeaturesPerJoint];

        public bool CanEncode(PoseEstimate pose)
        {
            foreach (ref readonly var joint in pose.Joints)
            {
                if (!joint.IsPresent || !joint.HasMetric || !float.IsFinite(joint.Pixel.X + joint.Pixel.Y))
                {
                    return false;
                }
            }

            return true;
        }

        /// <summary>The original brings the joints into a box of 288 x 384 first: standardising undoes any shift and scale, so that is left out.</summary>
        public void Encode(PoseEstimate pose, Span<float> input)
        {
            var (sum, squares) = (Vector2.Zero, Vector2.Zero);
            foreach (ref readonly var joint in pose.Joints)
            {
                sum += joint.Pixel;
            }

            var mean = sum / pose.Joints.Length;
            foreach (ref readonly var joint in pose.Joints)
            {
                squares += (joint.Pixel - mean) * (joint.Pixel - mean);
            }

            var deviation = Vector2.Max(Vector2.SquareRoot(squares / pose.Joints.Length), new Vector2(LeastDeviation_px));
            for (var j = 0; j < pose.Joints.Length; j++)
            {
                var (pixel, metres) = ((pose.Joints[j].Pixel - mean) / deviation, pose.Joints[j].RootRelative_m);
                var row = input.Slice(j * FeaturesPerJoint, FeaturesPerJoint);
                (row[0], row[1], row[2], row[3], row[4]) = (pixel.X, pixel.Y, metres.X, metres.Y, metres.Z);
            }
        }

        public void Decode(IModelOutputs outputs, int item, MeshEstimate result)
        {
            var mesh = outputs.Float32(Mesh).Slice(item * 3 * nodes, 3 * nodes);
            var isNumber = true;
            for (var i = 0; i < order.Length; i++)
            {
                var at = 3 * order[i];
                var vertex = new Vector3(mesh[at], mesh[at + 1], mesh[at + 2]);
                result.Vertices_m[i] = vertex;
                isNumber &= float.IsFinite(vertex.X + vertex.Y + vertex.Z);
            }

            result.IsPresent = isNumber;
            if (regressor is not null)
            {
                regressor.Apply(result.Vertices_m, result.Joints_m);
                var root = result.Joints_m[0];
                Shift(result.Joints_m, root);
                Shift(result.Vertices_m, root);
            }
        }

        private static void Shift(Span<Vector3> points, Vector3 root)
        {
            foreach (ref var point in points)
            {
                point -= root;
            }
        }
    }
}
