using Autoschematic.Model.Merging;

namespace Autoschematic.Engine.Workflows.Pulling;

/// <summary>A file merged with the remote side.</summary>
/// <param name="Result">The new body and how it came about.</param>
/// <param name="Agreed">What both sides have in common once the result is the file; null when that may hold a secret in clear.</param>
internal sealed record PullMerge(MergeResult Result, ReadOnlyMemory<byte>? Agreed);
