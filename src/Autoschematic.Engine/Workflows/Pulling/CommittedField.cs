using Autoschematic.Model.Diffs;

namespace Autoschematic.Engine.Workflows.Pulling;

/// <summary>A field that was committed, and maybe never applied.</summary>
/// <param name="Change">Committed and remote value.</param>
/// <param name="Commit">Abbreviated id of the commit that gave it its value; null when that is too long ago.</param>
public sealed record CommittedField(FieldChange Change, string? Commit);
