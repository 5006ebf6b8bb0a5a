namespace PoseStream.Synthesis.Motion.Bvh;

/// <summary>Which node of a file is which part of a body: the naming of CMU, ACCAD, Rokoko/Mixamo, Blender and CMU's subject 135.</summary>
internal sealed class BvhJointNames
{
    // Side words are put first and names are compared without case, dots, dashes and prefixes: "thigh.L", "mixamorig:LeftUpLeg", "l_thigh" all find "leftthigh".
    private static readonly Dictionary<string, string[]> Known = new()
    {
        ["neck"] = ["neck", "lowerneck", "leftclavicle", "leftcollar"],
        ["head"] = ["head", "face"],
        ["hip"] = ["upleg", "thigh", "femur", "upperleg", "hip"],
        ["knee"] = ["leg", "shin", "tibia", "lowerleg", "knee"],
        ["ankle"] = ["foot", "ankle"],
        ["toes"] = ["toebase", "toes", "toe"],
        ["shoulder"] = ["arm", "upperarm", "humerus", "shoulder"],
        ["elbow"] = ["forearm", "elbow", "radius", "lowerarm"],
        ["wrist"] = ["wrist", "hand"],
    };

    private readonly Dictionary<string, int> _nodes = [];
    private readonly BvhFile _file;

    public BvhJointNames(BvhFile file)
    {
        _file = file;
        for (var i = 0; i < file.Nodes.Count; i++)
        {
            _nodes.TryAdd(Normalised(file.Nodes[i].Name), i);
        }

        Neck = Find("", "neck");
        Head = Find("", "head");
        Hips = Both("hip");
        Knees = Both("knee");
        Ankles = Both("ankle");
        Toes = Both("toes", Ankles);
        Shoulders = Both("shoulder");
        Elbows = Both("elbow");
        Wrists = Both("wrist", Elbows);
        HandTips = (TipOf(Wrists.Left), TipOf(Wrists.Right));
        HeadTop = file.Nodes.ToList().FindIndex(node => node.Parent == Head && node.IsEnd);
    }

    public int Neck { get; }

    public int Head { get; }

    /// <summary>-1 where the file has none.</summary>
    public int HeadTop { get; }

    public (int Left, int Right) Hips { get; }

    public (int Left, int Right) Knees { get; }

    public (int Left, int Right) Ankles { get; }

    public (int Left, int Right) Toes { get; }

    public (int Left, int Right) Shoulders { get; }

    public (int Left, int Right) Elbows { get; }

    public (int Left, int Right) Wrists { get; }

    /// <summary>Something towards the fingers; the wrist itself where the file has no hand.</summary>
    public (int Left, int Right) HandTips { get; }

    private static string Normalised(string name)
    {
        var plain = name[(name.LastIndexOf(':') + 1)..];
        var (stem, side) = plain.ToLowerInvariant().Replace('_', '.').Replace('-', '.') switch
        {
            var n when n.EndsWith(".l", StringComparison.Ordinal) => (n[..^2], "left"),
            var n when n.EndsWith(".r", StringComparison.Ordinal) => (n[..^2], "right"),
            var n when n.StartsWith("l.", StringComparison.Ordinal) => (n[2..], "left"),
            var n when n.StartsWith("r.", StringComparison.Ordinal) => (n[2..], "right"),
            var n => (n, ""),
        };
        stem = stem.Replace(".", "", StringComparison.Ordinal);
        foreach (var (letter, word) in new[] { ('l', "left"), ('r', "right") })
        {
            // "lfemur", "lhand": a side's letter before a part that is known.
            if (side.Length == 0 && stem.Length > 2 && stem[0] == letter
                && (stem[1..] is "clavicle" || Known.Values.Any(parts => parts.Contains(stem[1..]))))
            {
                return word + stem[1..];
            }
        }

        return side + stem;
    }

    private (int Left, int Right) Both(string part, (int Left, int Right)? endOf = null) =>
        (Find("left", part, endOf?.Left), Find("right", part, endOf?.Right));

    private int Find(string side, string part, int? endOf = null)
    {
        foreach (var name in Known[part])
        {
            if (_nodes.TryGetValue(side + name, out var node))
            {
                return node;
            }
        }

        var end = endOf is { } joint ? _file.Nodes.ToList().FindIndex(node => node.Parent == joint && node.IsEnd) : -1;
        return end >= 0
            ? end
            : throw new BvhFormatException($"{_file.Name}: no joint is called as the {side}{(side.Length > 0 ? " " : "")}{part} (looked for {string.Join(", ", Known[part].Select(name => side + name))})");
    }

    private int TipOf(int wrist)
    {
        var tip = wrist;
        for (var i = wrist + 1; i < _file.Nodes.Count; i++)
        {
            // First child, its first child and so on, until the way leaves the wrist.
            if (_file.Nodes[i].Parent == tip)
            {
                tip = i;
            }
        }

        return tip;
    }
}
