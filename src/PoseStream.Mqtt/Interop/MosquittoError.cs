using System.Runtime.InteropServices;

namespace PoseStream.Mqtt.Interop;

/// <summary>Numbers of enum mosq_err_t, and what they and MQTT's reason codes say.</summary>
internal static unsafe class MosquittoError
{
    public const int Success = 0;
    public const int NoConnection = 4;
    public const int ConnectionLost = 7;
    public const int Tls = 8;
    public const int Errno = 14;
    public const int AddressInfo = 15;
    public const int Lookup = 20;
    public const int TlsHandshake = 23;

    /// <summary>MQTT 5's reason codes from here on are failures.</summary>
    public const int FirstRefusal = 0x80;

    /// <summary>Whether a publish failed for what the message is, such as one larger than the broker allows, and not for the state of the connection.</summary>
    public static bool IsOfMessage(int error) => error is not (Success or NoConnection or ConnectionLost or Tls or Errno);

    /// <param name="errno">Meant only where <paramref name="error"/> is <see cref="Errno"/>.</param>
    public static string Text(int error, int errno) => error == Errno && errno != 0
        ? Marshal.GetPInvokeErrorMessage(errno)
        : Marshal.PtrToStringUTF8((nint)NativeMethods.ErrorText(error)) ?? $"error {error}";

    /// <summary>The words for an MQTT 5 reason code.</summary>
    public static string ReasonText(int reasonCode) =>
        Marshal.PtrToStringUTF8((nint)NativeMethods.ReasonText(reasonCode)) ?? $"reason {reasonCode}";

    /// <exception cref="MqttNativeException"/>
    public static void ThrowIf(int error, string function)
    {
        if (error != Success)
        {
            throw new MqttNativeException($"{function}: {Text(error, 0)}");
        }
    }
}
