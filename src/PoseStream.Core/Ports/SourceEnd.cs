namespace PoseStream.Core.Ports;

/// <param name="Message">One line for a person, credentials redacted.</param>
public readonly record struct SourceEnd(EndReason Reason, string Message);
