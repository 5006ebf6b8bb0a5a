using System.Buffers.Text;
using PoseStream.Mqtt.Messages;

namespace PoseStream.Mqtt.Interop;

/// <summary>The library's list of MQTT 5 properties of one message; its identifiers are those of mqtt_protocol.h.</summary>
internal unsafe ref struct PropertyList
{
    private const int MessageExpiryInterval = 2;
    private const int ContentType = 3;
    private const int UserProperty = 38;
    private const int DigitsOfULong = 20;

    private nint _head;

    /// <param name="sequence">Becomes the user property "sequence".</param>
    /// <exception cref="MqttNativeException">No memory, or not valid UTF-8.</exception>
    public PropertyList(MqttProperties? properties, ulong? sequence)
    {
        try
        {
            if (properties is not null)
            {
                Add(properties);
            }

            if (sequence is { } number)
            {
                var text = stackalloc byte[DigitsOfULong + 1];
                Utf8Formatter.TryFormat(number, new Span<byte>(text, DigitsOfULong), out var written);
                text[written] = 0;
                fixed (byte* name = "sequence\0"u8)
                {
                    AddUser(name, text);
                }
            }
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public readonly nint Head => _head;

    /// <summary>Gives the list away: the library has taken it.</summary>
    public void Release() => _head = 0;

    public void Dispose()
    {
        var head = _head;
        _head = 0;
        NativeMethods.PropertyFreeAll(&head);
    }

    private void Add(MqttProperties properties)
    {
        var head = _head;
        if (properties.Expiry_s > 0)
        {
            var result = NativeMethods.PropertyAddInt32(&head, MessageExpiryInterval, properties.Expiry_s);
            _head = head;
            MosquittoError.ThrowIf(result, "message expiry");
        }

        if (properties.ContentType is { } contentType)
        {
            fixed (byte* value = contentType)
            {
                var result = NativeMethods.PropertyAddString(&head, ContentType, value);
                _head = head;
                MosquittoError.ThrowIf(result, "content type");
            }
        }

        foreach (var (nameBytes, valueBytes) in properties.User)
        {
            fixed (byte* name = nameBytes, value = valueBytes)
            {
                AddUser(name, value);
            }
        }
    }

    private void AddUser(byte* name, byte* value)
    {
        var head = _head;
        var result = NativeMethods.PropertyAddStringPair(&head, UserProperty, name, value);
        _head = head;
        MosquittoError.ThrowIf(result, "user property");
    }
}
