using Autoschematic.Ron.Text;

namespace Autoschematic.Model.References;

/// <summary>A reference and where it stands; the span is the whole literal when escapes hide its exact place.</summary>
public sealed record FoundReference(OutputReference Reference, TextSpan Span);
