using System.Diagnostics.CodeAnalysis;
using Autoschematic.Ron.Text;

namespace Autoschematic.Ron.Binding;

/// <summary>Reads whole documents without a tree, which is what costs most when nothing is wrong.</summary>
internal static class PlainDocument
{
    /// <summary>Reads a document that has no errors and nothing unusual; otherwise the tree has the last word.</summary>
    public static bool TryRead<T>(SourceText text, RonConverter<T> converter, RonSerializerOptions options, [MaybeNullWhen(false)] out T value)
    {
        value = default;
        if (converter.NeedsTree)
        {
            return false;
        }

        var reader = new PlainReader(text, options);
        try
        {
            return reader.TryReadAttributes() && converter.TryReadPlain(ref reader, out value) && reader.IsAtEnd();
        }
        catch (Exception refusal) when (refusal is ArgumentException or FormatException)
        {
            // A constructor refuses its arguments; the tree tells where.
            return false;
        }
        finally
        {
            converter.NeedsTree |= reader.IsBeyond;
        }
    }
}
