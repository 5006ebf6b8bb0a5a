using PoseStream.Core.Geometry;

namespace PoseStream.Core.Ports;

/// <summary>A camera's lens and place, which are found out while it is watched.</summary>
public interface ILearnedCalibration
{
    /// <summary>Null while no more is known than before it was watched; the same object until something else is known. Any thread may ask.</summary>
    CameraModel? Camera { get; }

    /// <summary>One line for a person: why no more is known yet; null where it is. Any thread may ask.</summary>
    string? Missing { get; }
}
