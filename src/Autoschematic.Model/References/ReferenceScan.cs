using Autoschematic.Ron.Text;

namespace Autoschematic.Model.References;

/// <summary>All references of a body in the order they stand.</summary>
/// <param name="Source">The body as text, or null when it is not UTF-8.</param>
/// <param name="References">What was found.</param>
/// <param name="AsPlainText">Whether a RON or JSON body does not parse and was read as other text.</param>
public sealed record ReferenceScan(SourceText? Source, IReadOnlyList<FoundReference> References, bool AsPlainText);
