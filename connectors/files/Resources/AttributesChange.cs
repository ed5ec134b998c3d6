using Autoschematic.Files.Paths;
using PolyType;

namespace Autoschematic.Files.Resources;

/// <summary>What the operations on attributes need: what is there, and what is wanted, as far as it is managed.</summary>
[GenerateShape]
internal sealed partial record AttributesChange
{
    public required Attributes Before { get; init; }

    public required Attributes After { get; init; }
}
