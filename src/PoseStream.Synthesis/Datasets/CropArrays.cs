using PoseStream.Core.Skeletons;

namespace PoseStream.Synthesis.Datasets;

/// <summary>Writes crops as images.npy, joints.npy and cameras.npy, one after another.</summary>
internal sealed class CropArrays : IDisposable
{
    private const int Channels = 3;

    private readonly NpyWriter _images;
    private readonly NpyWriter _joints;
    private readonly NpyWriter _cameras;

    /// <param name="perSample">Dimensions between that of the samples and those of a crop: none, or the frames of a sequence.</param>
    public CropArrays(DatasetOptions options, params ReadOnlySpan<int> perSample)
    {
        _images = NpyWriter.Bytes(Path.Combine(options.Folder, "images.npy"), [options.Count, .. perSample, options.Input.Height, options.Input.Width, Channels]);
        _joints = NpyWriter.Floats(Path.Combine(options.Folder, "joints.npy"), [options.Count, .. perSample, Halpe26.Skeleton.Count, CropSample.Columns]);
        _cameras = NpyWriter.Floats(Path.Combine(options.Folder, "cameras.npy"), [options.Count, .. perSample, CropSample.CameraColumns]);
    }

    public void Write(CropSample crop)
    {
        _images.Write(crop.Rgb);
        _joints.Write(crop.Joints);
        _cameras.Write(crop.Camera);
    }

    public void Commit()
    {
        _cameras.Commit();
        _joints.Commit();
        _images.Commit();
    }

    public void Dispose()
    {
        _cameras.Dispose();
        _joints.Dispose();
        _images.Dispose();
    }
}
