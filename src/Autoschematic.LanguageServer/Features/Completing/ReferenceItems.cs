using Autoschematic.LanguageServer.Protocol;
using Autoschematic.LanguageServer.Schemas;
using Autoschematic.Model.Addresses;
using Autoschematic.Model.References;

namespace Autoschematic.LanguageServer.Features.Completing;

/// <summary>References to outputs: first the addresses, then the keys of the chosen one.</summary>
internal sealed class ReferenceItems(CompletionSite site, TypedText typed, DocumentKnowledge knowledge)
{
    private const string Scheme = "out://";
    private const int Most = 500;

    /// <summary>What could follow; whether more typing would bring other items.</summary>
    public async Task<(IReadOnlyList<CompletionItem> Items, bool IsIncomplete)> OfAsync(
        DocumentRole.Body body, CancellationToken cancellationToken)
    {
        var scheme = typed.Before.LastIndexOf(Scheme, StringComparison.Ordinal);
        var rest = scheme < 0 ? "" : typed.Before[(scheme + Scheme.Length)..];
        if (scheme < 0)
        {
            // Whatever else a text may say, a reference can only begin where nothing else does.
            return Scheme.StartsWith(typed.Before, StringComparison.Ordinal)
                ? await AddressesAsync(body, 0, "", cancellationToken)
                : ([], false);
        }

        var bracket = rest.IndexOf('[', StringComparison.Ordinal);
        return rest.Contains(']', StringComparison.Ordinal) ? ([], false)
            : bracket >= 0 ? (Keys(body, rest[..bracket], scheme + Scheme.Length + bracket + 1), false)
            : await AddressesAsync(body, scheme, rest, cancellationToken);
    }

    private async Task<(IReadOnlyList<CompletionItem>, bool)> AddressesAsync(
        DocumentRole.Body body, int from, string begun, CancellationToken cancellationToken)
    {
        var addresses = await knowledge.AddressesAsync(site.Repository!, body.Prefix.Prefix, cancellationToken);
        var fitting = addresses
            .Where(address => address != body.Address && address.Text.StartsWith(begun, StringComparison.OrdinalIgnoreCase)
                && ReferenceLinker.CanBeWritten(new(address.Text, "key")))
            .Take(Most + 1)
            .ToList();
        return ([.. fitting.Take(Most).Select(address => site.Item(
            $"{Scheme}{address}", CompletionKind.Reference, typed.From(from), LiteralText.Escape($"{Scheme}{address}["), "", goesOn: true))], fitting.Count > Most);
    }

    private IReadOnlyList<CompletionItem> Keys(DocumentRole.Body body, string begun, int from)
    {
        if (Address.TryParse(begun, out _) is not { } address
            || site.Repository!.Outputs.Read(body.Prefix.Prefix, address, []) is not { } outputs)
        {
            return [];
        }

        // The bracket may be there already.
        var end = typed.Span.End;
        var closes = end > typed.Span.Start && site.Document.Text.Text[end - 1] == ']' ? "" : "]";
        var span = closes.Length == 0 ? new Ron.Text.TextSpan(typed.Span.Start + from, end - 1 - typed.Span.Start - from) : typed.From(from);
        return [.. outputs.Values.Keys
            .Where(key => ReferenceLinker.CanBeWritten(new(address.Text, key)))
            .Select(key => site.Item(key, CompletionKind.Value, span, LiteralText.Escape(key) + closes, "") with { Detail = $"output of {address}" })];
    }
}
