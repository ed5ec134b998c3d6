using Autoschematic.Model.Addresses;

namespace Autoschematic.Engine.Workflows.Laws;

/// <summary>Addresses near a known one, and some that nobody would choose.</summary>
internal static class AddressVariants
{
    private static readonly string[] Odd =
    [
        "a", "[x]", "a b.ron", "ü/日本語.json", "a/b/c/d/e/f/g/h.txt", new string('a', 200) + ".json", "%2e%2e/x.json", "a'b\"c.ron", "-.json",
    ];

    public static IEnumerable<Address> Of(Address address)
    {
        var text = address.Text;
        return Parse([text + ".bak", text.ToUpperInvariant(), "x" + text, "x/" + text, text + "/x", Path.ChangeExtension(text, ".yaml"), address.Path.Name]);
    }

    /// <summary>Valid addresses that a connector may well not know what to do with.</summary>
    public static IEnumerable<Address> Strange => Parse(Odd);

    private static IEnumerable<Address> Parse(IEnumerable<string> texts)
        => texts.Select(text => Address.TryParse(text, out _)).OfType<Address>();
}
