using PoseStream.Core.Frames;

namespace PoseStream.Media.Interop;

/// <summary>Brings a decoded picture into a frame's planes: one copy, or one conversion where it is not 8-bit 4:2:0. The range of the samples stays as it is.</summary>
internal sealed unsafe class PictureConverter(FFmpegApi api) : IDisposable
{
    private const int HighDefinitionHeight = 720;

    private readonly PictureHandle _downloaded = new(api);
    private readonly ScalerHandle _scaler = new(api);

    /// <returns>Zero, or FFmpeg's negative code: then the frame's planes hold nothing of use.</returns>
    public int Convert(PictureHandle picture, Frame frame)
    {
        if (!picture.IsInHardware)
        {
            return ConvertSoftware(picture, frame);
        }

        try
        {
            var code = api.Util.HardwareDownload(_downloaded.Pointer, picture.Pointer, 0);
            if (code < 0)
            {
                return code;
            }

            code = ConvertSoftware(_downloaded, frame);
            // What a download leaves out is the description of the colours.
            frame.Color = ColorOf(picture, _downloaded.PixelFormat);
            return code;
        }
        finally
        {
            _downloaded.Clear();
        }
    }

    public void Dispose()
    {
        _scaler.Dispose();
        _downloaded.Dispose();
    }

    private int ConvertSoftware(PictureHandle picture, Frame frame)
    {
        var format = picture.PixelFormat;
        frame.Color = ColorOf(picture, format);
        var layout = frame.Layout;
        fixed (byte* target = frame.Buffer)
        {
            if (format is not AvConstant.PixelFormatYuv420P and not AvConstant.PixelFormatYuvJ420P)
            {
                return Scale(picture, format, target, layout);
            }

            var geometry = frame.Geometry;
            CopyPlane(picture, 0, target, layout.LumaStride, geometry.Width, geometry.Height);
            CopyPlane(picture, 1, target + layout.UOffset, layout.ChromaStride, geometry.ChromaWidth, geometry.ChromaHeight);
            CopyPlane(picture, 2, target + layout.VOffset, layout.ChromaStride, geometry.ChromaWidth, geometry.ChromaHeight);
            return 0;
        }
    }

    private int Scale(PictureHandle picture, int format, byte* target, in PlaneLayout layout)
    {
        // swscale narrows full-range sources to video range unless the target says full range too.
        var targetFormat = IsAlwaysFullRange(format) ? AvConstant.PixelFormatYuvJ420P : AvConstant.PixelFormatYuv420P;
        var scaler = _scaler.For(picture.Width, picture.Height, format, targetFormat);
        if (scaler is null)
        {
            return AvError.Invalid;
        }

        var planes = stackalloc byte*[4] { target, target + layout.UOffset, target + layout.VOffset, null };
        var strides = stackalloc int[4] { layout.LumaStride, layout.ChromaStride, layout.ChromaStride, 0 };
        var rows = api.Scale.Scale(scaler, picture.Planes, picture.Strides, 0, picture.Height, planes, strides);
        return rows < 0 ? rows : rows == picture.Height ? 0 : AvError.Invalid;
    }

    private ColorSpec ColorOf(PictureHandle picture, int format)
    {
        if (IsRgb(format))
        {
            // swscale's own choice of coefficients and range for what it turns into Y'CbCr.
            return new ColorSpec(ColorMatrix.Bt601, FullRange: false);
        }

        var matrix = picture.ColorSpace switch
        {
            AvConstant.ColorSpaceBt709 or AvConstant.ColorSpaceSmpte240M => ColorMatrix.Bt709,
            AvConstant.ColorSpaceFcc or AvConstant.ColorSpaceBt470Bg or AvConstant.ColorSpaceSmpte170M => ColorMatrix.Bt601,
            AvConstant.ColorSpaceBt2020Ncl or AvConstant.ColorSpaceBt2020Cl => ColorMatrix.Bt2020,
            _ => picture.Height >= HighDefinitionHeight ? ColorMatrix.Bt709 : ColorMatrix.Bt601,
        };
        return new ColorSpec(matrix, picture.ColorRange == AvConstant.ColorRangeFull || IsAlwaysFullRange(format));
    }

    private bool IsRgb(int format)
    {
        var descriptor = api.Util.PixelDescriptor(format);
        return descriptor is not null && (*(ulong*)(descriptor + FFmpegLayout.PixelDescriptorFlags) & AvConstant.PixelFlagRgb) != 0;
    }

    /// <summary>The JPEG formats, and grey ones, which swscale takes for full range.</summary>
    private bool IsAlwaysFullRange(int format)
    {
        if (format is AvConstant.PixelFormatYuvJ420P or AvConstant.PixelFormatYuvJ422P or AvConstant.PixelFormatYuvJ444P)
        {
            return true;
        }

        var descriptor = api.Util.PixelDescriptor(format);
        return descriptor is not null && descriptor[FFmpegLayout.PixelDescriptorComponents] < 3;
    }

    private static void CopyPlane(PictureHandle picture, int plane, byte* target, int targetStride, int width, int height)
    {
        var source = picture.Planes[plane];
        var sourceStride = picture.Strides[plane];
        for (var row = 0; row < height; row++)
        {
            new ReadOnlySpan<byte>(source, width).CopyTo(new Span<byte>(target, width));
            source += sourceStride;
            target += targetStride;
        }
    }
}
