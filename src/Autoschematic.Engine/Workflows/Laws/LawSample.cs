using Autoschematic.Model.Addresses;
using Autoschematic.Model.References;

namespace Autoschematic.Engine.Workflows.Laws;

/// <summary>A body that a connector gave itself, at the addresses it belongs to.</summary>
/// <param name="Address">Virtual address.</param>
/// <param name="Physical">Physical address; the virtual one for what does not exist.</param>
/// <param name="Body">The body.</param>
/// <param name="IsSkeleton">Whether it is an example rather than something that exists.</param>
internal sealed record LawSample(Address Address, Address Physical, ReadOnlyMemory<byte> Body, bool IsSkeleton)
{
    public BodyFormat Format => BodyFormats.Of(Address);
}
