using Autoschematic.LanguageServer.Documents;
using Autoschematic.LanguageServer.Features.Navigating;
using Autoschematic.LanguageServer.Repositories;
using Autoschematic.LanguageServer.Rpc;
using Autoschematic.Model.Addresses;
using Autoschematic.Model.References;
using Autoschematic.Ron.Text;

namespace Autoschematic.LanguageServer.Features.Renaming;

/// <summary>The resource that a rename at some place is about: the one that a reference names, or the one whose file it is.</summary>
/// <param name="Span">What stands for it there.</param>
internal sealed record RenameSubject(Prefix Prefix, Address Address, TextSpan Span)
{
    /// <summary>
    /// What can be renamed at an offset: in a reference its address; in a resource's file the name of its outermost struct
    /// or, where it has none, its first line. Throws with a reason for everything else.
    /// </summary>
    public static RenameSubject At(RepositorySnapshot repository, Document document, int offset)
    {
        if (repository.PathOf(document) is not { } file || repository.Locate(document) is not { } place)
        {
            throw Refused("Only resources can be renamed, and this file is in no prefix of `autoschematic.ron`");
        }

        if (ReferencePlaces.At(file, document.Text, offset) is not { } found)
        {
            var span = OwnNameIn(document);
            return span.Touches(offset) ? new(place.Prefix.Prefix, place.Address, span)
                : throw Refused("Only resources can be renamed: put the caret on the address in a reference, or on the name at the beginning of the file");
        }

        if (ReferencePlaces.IsAtKey(document.Text, found, offset))
        {
            throw Refused("The names of outputs are the connector's and cannot be changed");
        }

        return Address.TryParse(found.Reference.Address, out var problem) is not { } address
            ? throw Refused($"`{found.Reference.Address}` {problem}")
            : !repository.Files.Exists(place.Prefix.Prefix.FileOf(address))
                ? throw Refused($"There is no file `{place.Prefix.Prefix.FileOf(address)}` that could be renamed")
                : new(place.Prefix.Prefix, address, ReferencePlaces.AddressIn(document.Text, found));
    }

    /// <summary>
    /// The file that a new name means: a whole address or, without a slash, another last component; without an extension
    /// the old one stays. Throws when it can be no address.
    /// </summary>
    public RepoPath PlaceFor(string newName)
    {
        var text = newName.Contains('/', StringComparison.Ordinal) || Address.Path.Parent is not { } folder ? newName : $"{folder}/{newName}";
        text = Path.HasExtension(text) ? text : text + Path.GetExtension(Address.Text);
        return Model.Addresses.Address.TryParseForeign(text, out var problem) is { } address
            ? Prefix.FileOf(address)
            : throw Refused($"`{newName}` {problem}");
    }

    private static TextSpan OwnNameIn(Document document)
        => document is { Format: BodyFormat.Ron, Tree.Value.Name: { } name }
            ? name.Span
            : new(0, document.Text.Text.AsSpan().IndexOfAny('\r', '\n') is var end and >= 0 ? end : document.Text.Length);

    private static RpcException Refused(string reason) => new(RpcErrorCode.RequestFailed, reason);
}
