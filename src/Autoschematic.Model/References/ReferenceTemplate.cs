using System.Text;
using Autoschematic.Model.Addresses;

namespace Autoschematic.Model.References;

/// <summary>Replaces references in bodies.</summary>
public static class ReferenceTemplate
{
    /// <summary>Puts values in; <paramref name="lookup"/> answers null for what has no value yet.</summary>
    public static ResolvedBody Resolve(
        BodyFormat format, ReadOnlyMemory<byte> body, Func<OutputReference, string?> lookup)
    {
        var values = new Dictionary<OutputReference, string?>();
        var sites = ReferenceSites.Read(format, body, path: null);
        var bytes = Replace(sites, body, reference =>
        {
            if (!values.TryGetValue(reference, out var value))
            {
                values[reference] = value = lookup(reference);
            }

            return value;
        });

        return new(
            bytes,
            values.Where(entry => entry.Value is not null).ToDictionary(entry => entry.Key, entry => entry.Value!),
            [.. values.Where(entry => entry.Value is null).Select(entry => entry.Key)],
            sites.AsPlainText ? HintFor(format) : null);
    }

    /// <summary>The body with every reference to one address naming another, or null when it holds none.</summary>
    public static ReadOnlyMemory<byte>? Rewrite(BodyFormat format, ReadOnlyMemory<byte> body, Address from, Address to)
    {
        var found = false;
        var bytes = Replace(ReferenceSites.Read(format, body, path: null), body, reference =>
        {
            if (reference.Address != from.Text)
            {
                return null;
            }

            found = true;
            return (reference with { Address = to.Text }).ToString();
        });

        return found ? bytes : (ReadOnlyMemory<byte>?)null;
    }

    private static ReadOnlyMemory<byte> Replace(
        ReferenceSites sites, ReadOnlyMemory<byte> body, Func<OutputReference, string?> replacement)
    {
        if (sites.Sites.Count == 0)
        {
            return body;
        }

        var source = sites.Source!.Text;
        var replaced = new StringBuilder(source.Length);
        var copied = 0;
        foreach (var site in sites.Sites)
        {
            replaced.Append(source, copied, site.Span.Start - copied).Append(site.Replace(replacement) ?? site.Source);
            copied = site.Span.End;
        }

        return Encoding.UTF8.GetBytes(replaced.Append(source, copied, source.Length - copied).ToString());
    }

    private static string HintFor(BodyFormat format)
        => format == BodyFormat.Ron
            ? "the body is read as plain text, since a reference outside of a string is not RON; put it in quotes if a string is meant"
            : "the body is read as plain text, since a reference outside of a string is not JSON; put it in quotes if a string is meant";
}
