using Autoschematic.Engine.Sessions;
using Autoschematic.Model.References;

namespace Autoschematic.Engine.Workflows.Importing;

/// <summary>What `--link` did, in the order of files and fields.</summary>
/// <param name="Linked">Values that are references now.</param>
/// <param name="Left">Values that equal an output and were kept all the same.</param>
public sealed record ImportLinks(IReadOnlyList<LinkedValue> Linked, IReadOnlyList<UnlinkedValue> Left);

/// <summary>A value that was replaced by a reference to the one output it equals.</summary>
/// <param name="Field">Path of the value in its body.</param>
public sealed record LinkedValue(ResourceKey Resource, string Field, OutputReference Reference);

/// <summary>A value that equals a known output and was kept.</summary>
/// <param name="Field">Path of the value in its body.</param>
/// <param name="Candidates">The outputs it equals.</param>
public sealed record UnlinkedValue(
    ResourceKey Resource, string Field, IReadOnlyList<OutputReference> Candidates, UnlinkedReason Reason);

/// <summary>Why a value that equals an output is no reference.</summary>
public enum UnlinkedReason
{
    /// <summary>Several outputs have the value, so which one is meant is for a person to say.</summary>
    Ambiguous,

    /// <summary>The other resource depends on this one already.</summary>
    Cycle,
}
