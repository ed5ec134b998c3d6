using Autoschematic.Ron.Text;

namespace Autoschematic.Model.References;

/// <summary>A part of a body in which references count, such as a string literal.</summary>
/// <param name="Span">The part that <paramref name="Encode"/> gives a replacement for.</param>
/// <param name="Value">Its text without quotes and escapes.</param>
/// <param name="Encode">Source of the part with another text.</param>
internal sealed record ReferenceSite(TextSpan Span, string Value, Func<string, string> Encode);
