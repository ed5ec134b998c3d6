using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Model.Environments;

/// <summary>A configured variable before its value is looked up.</summary>
internal sealed record MergedEntry(string Value, bool FromFile, SourceLocation? Location);
