using Autoschematic.Model.Addresses;
using Autoschematic.Model.Connectors;

namespace Autoschematic.Engine.Sessions;

/// <summary>Answers for a connector from the kinds it declared, so that it need not be asked.</summary>
/// <param name="kinds">What the connector declared.</param>
/// <param name="readOutput">An output of an address, null when there is none; throws <see cref="ConnectorException"/> when it cannot be read.</param>
internal sealed class DeclaredKinds(IReadOnlyList<DeclaredKind> kinds, Func<Address, string, string?> readOutput)
{
    private readonly (DeclaredKind Kind, AddressTemplate Template)[] all =
        [.. kinds.Select(kind => (kind, new AddressTemplate(kind.AddressTemplate)))];

    /// <summary>Whether there are kinds; without any the connector is asked everything.</summary>
    public bool Any => all.Length > 0;

    public DeclaredKind? Find(Address address)
        => all.FirstOrDefault(entry => entry.Template.Matches(address)).Kind;

    /// <summary>All bits of the kinds that match.</summary>
    public FilterBits BitsOf(Address address)
        => all.Where(entry => entry.Template.Matches(address))
            .Aggregate(FilterBits.None, (bits, entry) => bits | entry.Kind.Bits);

    /// <summary>The mapping, or null when the connector has to say.</summary>
    public PhysicalMapping? Map(Address address)
    {
        var (kind, template) = all.FirstOrDefault(entry => entry.Template.Matches(address));
        return kind?.Mapping switch
        {
            DeclaredMapping.None => new PhysicalMapping.Unmapped(address.Text),
            DeclaredMapping.ByOutput when kind.MappingOutput is { Length: > 0 } key => readOutput(address, key) switch
            {
                null => new PhysicalMapping.NotPresent(),
                { } id when IsPlain(id) => new PhysicalMapping.Present(template.WithLast(address, id)),
                _ => null,
            },
            _ => null,
        };
    }

    // How an address holds what no part of one can be, the connector decides.
    private static bool IsPlain(string id) => id.Length > 0 && !id.Any(character => character is '/' or '%' || char.IsControl(character));
}
