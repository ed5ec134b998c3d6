using System.Text;
using Autoschematic.Model.Addresses;
using Autoschematic.Model.References;

namespace Autoschematic.Engine.Workflows.Planning;

/// <summary>The addresses that a body refers to.</summary>
internal static class BodyReferences
{
    private static readonly byte[] Marker = Encoding.UTF8.GetBytes("out://");

    /// <summary>Each address once, in the order they stand.</summary>
    public static IReadOnlyList<Address> AddressesOf(Address address, ReadOnlyMemory<byte>? body)
        => Of(address, body) is { Count: > 0 } found ? [.. found.Select(reference => reference.Address).Distinct()] : [];

    /// <summary>Each reference once, in the order they stand; those that name no address are left out.</summary>
    public static IReadOnlyList<(Address Address, OutputReference Reference)> Of(Address address, ReadOnlyMemory<byte>? body)
    {
        // Escapes could hide the marker in a literal, so only bodies without any backslash are passed over unparsed.
        if (body is not { } bytes || (bytes.Span.IndexOf(Marker) < 0 && bytes.Span.IndexOf((byte)'\\') < 0))
        {
            return [];
        }

        return
        [
            .. ReferenceScanner.Find(BodyFormats.Of(address), bytes).References
                .Select(found => found.Reference)
                .Distinct()
                .Select(reference => (Address: Address.TryParse(reference.Address, out _)!, reference))
                .Where(pair => pair.Address is not null),
        ];
    }
}
