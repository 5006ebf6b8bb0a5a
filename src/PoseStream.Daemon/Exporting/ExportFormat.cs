namespace PoseStream.Daemon.Exporting;

/// <summary>What infer can write beside its own lines.</summary>
internal enum ExportFormat
{
    /// <summary>OpenSim's markers, a file a track: <see cref="TrcFile"/>.</summary>
    Trc,

    /// <summary>OpenSim's joint angles, a file a track: <see cref="MotFile"/>.</summary>
    Mot,

    /// <summary>Biovision hierarchy, a file a track: <see cref="BvhFileText"/>.</summary>
    Bvh,

    /// <summary>OpenSim's markers of the network's own body model, a file a track: <see cref="TrcFile"/>.</summary>
    Markers,

    /// <summary>Surfaces, a folder a track and a file a frame: <see cref="ObjFile"/>.</summary>
    Obj,

    /// <summary>COCO's keypoint results, one file: <see cref="CocoKeypointFile"/>.</summary>
    Coco,
}
