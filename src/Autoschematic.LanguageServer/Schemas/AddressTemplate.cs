using System.Text.RegularExpressions;
using Autoschematic.Model.Addresses;

namespace Autoschematic.LanguageServer.Schemas;

/// <summary>The address of an example body, in which `[placeholders]` stand for what a resource's own address has there.</summary>
internal static partial class AddressTemplate
{
    /// <summary>Whether an address may be of the kind that a template is for.</summary>
    public static bool Matches(string template, Address address) => Match(template, address).Success;

    /// <summary>An example body for an address: what the template calls `[name]` is in it what the address has in its place.</summary>
    public static string Fill(string template, Address address, string body)
    {
        var match = Match(template, address);
        return match.Success
            ? Placeholder().Matches(template).Select(placeholder => placeholder.Value)
                .Zip(match.Groups.Values.Skip(1))
                .Aggregate(body, (text, pair) => text.Replace(pair.First, pair.Second.Value, StringComparison.Ordinal))
            : body;
    }

    private static Match Match(string template, Address address)
    {
        var pattern = string.Join("([^/]+)", Placeholder().Split(template).Select(Regex.Escape));
        return Regex.Match(address.Text, $"^{pattern}$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
    }

    [GeneratedRegex(@"\[[^\]/]*\]", RegexOptions.CultureInvariant)]
    private static partial Regex Placeholder();
}
