using Autoschematic.Model.Addresses;
using Autoschematic.Ron.Text;

namespace Autoschematic.LanguageServer.Features.Navigating;

/// <summary>What a place in a document is about.</summary>
internal abstract record Target
{
    private Target()
    {
    }

    /// <summary>A reference: its address, or one of its keys when the caret is there.</summary>
    public sealed record Reference(Prefix Prefix, string Address, string Key, bool IsAtKey) : Target;

    /// <summary>Some place in a resource's body, or in its output file outside of any key.</summary>
    public sealed record Resource(Prefix Prefix, Address Address) : Target;

    /// <summary>A key in an output file.</summary>
    public sealed record Output(Prefix Prefix, Address Address, string Key) : Target;

    /// <summary>The name of a prefix or, with a shortname, of one of its connectors.</summary>
    public sealed record Name(string Prefix, string? Connector) : Target;

    /// <summary>A path that is written somewhere.</summary>
    public sealed record Link(RepoPath File, TextSpan Span) : Target;
}
