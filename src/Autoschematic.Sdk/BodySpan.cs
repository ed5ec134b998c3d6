using Autoschematic.Ron.Text;

namespace Autoschematic.Sdk;

/// <summary>A range in a body; lines and columns count from 1.</summary>
/// <param name="Start">Its first character.</param>
/// <param name="End">The place after its last character.</param>
public readonly record struct BodySpan(TextPosition Start, TextPosition End);
