using Autoschematic.Model.Addresses;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Model.Config;

/// <summary>A difference that drift is told not to report.</summary>
/// <param name="Address">The resources it is for.</param>
/// <param name="Field">The fields it is for, with all below them; null hides every difference of the resource.</param>
/// <param name="Reason">Why, for people.</param>
/// <param name="Until">The last day it holds, in UTC; null for ever.</param>
/// <param name="Location">The rule in its file.</param>
public sealed record DriftIgnoreRule(
    Glob Address, FieldPattern? Field, string Reason, DateOnly? Until, SourceLocation Location)
{
    /// <summary>Whether the rule no longer hides anything.</summary>
    public bool IsExpired(DateTimeOffset now) => Until is { } last && DateOnly.FromDateTime(now.UtcDateTime) > last;
}
