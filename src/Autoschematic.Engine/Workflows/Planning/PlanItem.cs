using Autoschematic.Engine.Selections;
using Autoschematic.Engine.Sessions;

namespace Autoschematic.Engine.Workflows.Planning;

/// <summary>A selected file that is a resource, with its bodies.</summary>
/// <param name="Desired">Null for a deletion.</param>
/// <param name="NotAsked">An earlier connector that could not be asked and might own it; then it is not executed.</param>
/// <param name="Base">The body in HEAD; read only when something is deleted.</param>
internal sealed record PlanItem(
    SelectedFile File, SessionConnector Owner, SessionConnector? NotAsked, ReadOnlyMemory<byte>? Desired, ReadOnlyMemory<byte>? Base)
{
    public ResourceKey Key { get; } = new(File.Prefix, File.Address);
}
