namespace PoseStream.Mqtt;

/// <summary>libmosquitto is missing or not fit for use; the message is one line and says what to do.</summary>
public sealed class MqttLibraryException(string message) : Exception(message);
