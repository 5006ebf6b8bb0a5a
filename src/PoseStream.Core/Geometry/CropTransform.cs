using System.Numerics;

namespace PoseStream.Core.Geometry;

/// <summary>
/// The map between a model's input pixels and the frame's pixels: affine, or through a virtual camera. It is made once for a crop, drives the sampling, and travels with the crop
/// so that decoded points map back exactly once. Both sides use continuous coordinates, the centre of the first pixel being (0.5, 0.5).
/// </summary>
public readonly record struct CropTransform
{
    private readonly Matrix3x2 _toFrame;
    private readonly Matrix3x2 _toInput;

    private CropTransform(Matrix3x2 toFrame, int inputWidth, int inputHeight)
    {
        _toFrame = toFrame;
        InputWidth = inputWidth;
        InputHeight = inputHeight;
        if (!Matrix3x2.Invert(toFrame, out _toInput))
        {
            throw new ArgumentException("a crop must have an area", nameof(toFrame));
        }
    }

    private CropTransform(in VirtualCamera view, int inputWidth, int inputHeight)
        : this(Matrix3x2.Identity, inputWidth, inputHeight) => View = view;

    public int InputWidth { get; }

    public int InputHeight { get; }

    /// <summary>What sees the input's pixels; null for an affine crop.</summary>
    public VirtualCamera? View { get; }

    /// <summary>Frame pixels from input pixels: x' = M11 x + M21 y + M31, y' = M12 x + M22 y + M32. Of an affine crop.</summary>
    public Matrix3x2 ToFrameMatrix => _toFrame;

    /// <summary>Frame pixels for one input pixel.</summary>
    public float Scale => View is { } view ? view.FramePixelsPerPixel : MathF.Sqrt(MathF.Abs(_toFrame.GetDeterminant()));

    /// <summary>
    /// From the axes of the crop to the camera's: all of the way for a virtual camera, about the viewing axis for a crop that is turned. An affine crop does not know where in the
    /// picture it was: that is for whoever knows the lens (<see cref="Locating.ViewingDirection"/>).
    /// </summary>
    public Quaternion Turn => View is { } view ? view.ToReal : Quaternion.CreateFromAxisAngle(Vector3.UnitZ, Rotation);

    /// <summary>How far an affine crop is turned in the frame, radians, positive from x towards y (clockwise on the screen).</summary>
    public float Rotation => MathF.Atan2(_toFrame.M12, _toFrame.M11);

    /// <summary>The picture at the top-left of the input, aspect kept, sides truncated to whole pixels (facts: model contracts §6.2, §6.3).</summary>
    public static CropTransform LetterboxTopLeft(int frameWidth, int frameHeight, int inputWidth, int inputHeight)
    {
        var content = Fit(frameWidth, frameHeight, inputWidth, inputHeight);
        return new CropTransform(Matrix3x2.CreateScale(frameWidth / content.X, frameHeight / content.Y), inputWidth, inputHeight);
    }

    /// <summary>The picture in the middle of the input, aspect kept (facts: model contracts §6.4, §13.1).</summary>
    public static CropTransform LetterboxCentered(int frameWidth, int frameHeight, int inputWidth, int inputHeight)
    {
        var content = Fit(frameWidth, frameHeight, inputWidth, inputHeight);
        var offset = new Vector2(MathF.Floor((inputWidth - content.X) / 2), MathF.Floor((inputHeight - content.Y) / 2));
        return new CropTransform(
            Matrix3x2.CreateTranslation(-offset) * Matrix3x2.CreateScale(frameWidth / content.X, frameHeight / content.Y),
            inputWidth, inputHeight);
    }

    /// <summary>The picture fills the input, its aspect given up (facts: model contracts §4, §6.1).</summary>
    public static CropTransform Stretch(int frameWidth, int frameHeight, int inputWidth, int inputHeight) =>
        new(Matrix3x2.CreateScale((float)frameWidth / inputWidth, (float)frameHeight / inputHeight), inputWidth, inputHeight);

    /// <summary>A turned rectangle of the frame that fills the input.</summary>
    /// <param name="center">Its centre, frame pixels.</param>
    /// <param name="width">Its extent along its own x axis, frame pixels.</param>
    /// <param name="height">Its extent along its own y axis, frame pixels.</param>
    /// <param name="rotation">Radians, positive clockwise on the screen.</param>
    public static CropTransform Region(Vector2 center, float width, float height, float rotation, int inputWidth, int inputHeight) => new(
        Matrix3x2.CreateTranslation(-inputWidth / 2f, -inputHeight / 2f)
            * Matrix3x2.CreateScale(width / inputWidth, height / inputHeight)
            * Matrix3x2.CreateRotation(rotation)
            * Matrix3x2.CreateTranslation(center),
        inputWidth, inputHeight);

    /// <summary>What a virtual camera sees; its picture is the input.</summary>
    public static CropTransform Through(in VirtualCamera view, int inputWidth, int inputHeight) => new(view, inputWidth, inputHeight);

    /// <returns>NaN where a virtual camera sees what the frame cannot show.</returns>
    public Vector2 ToFrame(Vector2 input) => View is { } view ? view.ToFrame(input) : Vector2.Transform(input, _toFrame);

    public Vector2 ToInput(Vector2 frame) => View is { } view ? view.FromFrame(frame) : Vector2.Transform(frame, _toInput);

    /// <summary>Maps a box of an unturned crop.</summary>
    public BoundingBox ToFrame(in BoundingBox input)
    {
        var a = ToFrame(new Vector2(input.X1, input.Y1));
        var b = ToFrame(new Vector2(input.X2, input.Y2));
        return new BoundingBox(a.X, a.Y, b.X, b.Y);
    }

    private static Vector2 Fit(int frameWidth, int frameHeight, int inputWidth, int inputHeight)
    {
        var ratio = Math.Min((double)inputWidth / frameWidth, (double)inputHeight / frameHeight);
        // The product of an exact ratio may fall a rounding error below a whole number; a pixel must not be lost to it.
        return new Vector2(
            Math.Max(1, (float)Math.Floor((frameWidth * ratio) + 1e-6)),
            Math.Max(1, (float)Math.Floor((frameHeight * ratio) + 1e-6)));
    }
}
