using System.Collections;
using Google.Protobuf;

namespace PoseStream.UnitTests.Publishing;

/// <summary>The fields of a message that hold nothing: what a mapper forgot.</summary>
internal static class EmptyFields
{
    public static IEnumerable<string> Of(IMessage message) => message.Descriptor.Fields.InFieldNumberOrder()
        .Where(field => field.Accessor.GetValue(message) switch
        {
            null => true,
            string text => text.Length == 0,
            ICollection collection => collection.Count == 0,
            IMessage => false,
            var value => Convert.ToDouble(value, System.Globalization.CultureInfo.InvariantCulture) == 0,
        })
        .Select(static field => field.Name);
}
