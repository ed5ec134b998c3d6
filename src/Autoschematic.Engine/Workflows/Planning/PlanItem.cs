using Autoschematic.Engine.Selections;
using Autoschematic.Engine.Sessions;
using Autoschematic.Model.Addresses;

namespace Autoschematic.Engine.Workflows.Planning;

/// <summary>A selected file that is a resource, with its bodies.</summary>
/// <param name="Desired">Null for a deletion.</param>
/// <param name="NotAsked">An earlier connector that could not be asked and might own it; then it is not executed.</param>
/// <param name="Base">The body in HEAD; read only when something is deleted.</param>
internal sealed record PlanItem(
    SelectedFile File, SessionConnector Owner, SessionConnector? NotAsked, ReadOnlyMemory<byte>? Desired, ReadOnlyMemory<byte>? Base)
{
    private IReadOnlyList<Address>? references;
    private IReadOnlyList<Address>? baseReferences;

    public ResourceKey Key { get; } = new(File.Prefix, File.Address);

    /// <summary>What the desired body refers to.</summary>
    public IReadOnlyList<Address> References => references ??= BodyReferences.AddressesOf(Key.Address, Desired);

    /// <summary>What the body in HEAD refers to, when it was read.</summary>
    public IReadOnlyList<Address> BaseReferences => baseReferences ??= BodyReferences.AddressesOf(Key.Address, Base);

    /// <summary>The same without its bodies, but with what they refer to; it still is no deletion.</summary>
    public PlanItem WithoutBodies()
        => this with { references = References, baseReferences = BaseReferences, Desired = ReadOnlyMemory<byte>.Empty, Base = null };
}
