using Autoschematic.Ron.Text;

namespace Autoschematic.Model.Merging;

/// <summary>A mark of a conflict in a body.</summary>
/// <param name="Span">The seven signs of it.</param>
/// <param name="Text">The same as text.</param>
/// <param name="IsConflict">Whether a conflict begins here; else the mark belongs to none.</param>
public sealed record LeftoverMark(TextSpan Span, string Text, bool IsConflict);
