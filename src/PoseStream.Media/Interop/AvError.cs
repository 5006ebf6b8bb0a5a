namespace PoseStream.Media.Interop;

/// <summary>FFmpeg's result codes that decide something: negated errno of Linux, and FFmpeg's own tags (facts: FFmpeg ABI §2.3).</summary>
internal static class AvError
{
    public const int NotFound = -2;
    public const int InputOutput = -5;
    public const int Again = -11;
    public const int AccessDenied = -13;
    public const int NoSuchDevice = -19;
    public const int Invalid = -22;
    public const int BrokenPipe = -32;
    public const int ProtocolNotSupported = -93;
    public const int NetworkUnreachable = -101;
    public const int ConnectionReset = -104;
    public const int TimedOut = -110;
    public const int ConnectionRefused = -111;
    public const int HostUnreachable = -113;
    public const int EndOfFile = -541478725;
    public const int InvalidData = -1094995529;
    public const int ProtocolNotFound = -1330794744;
    public const int DemuxerNotFound = -1296385272;
    public const int DecoderNotFound = -1128613112;
    public const int EncoderNotFound = -1129203192;
    public const int StreamNotFound = -1381258232;
    public const int PatchWelcome = -1163346256;
    public const int Unauthorized = -825242872;
    public const int Forbidden = -858797304;
    public const int HttpNotFound = -875574520;
    public const int ServerError = -1482175992;
}
