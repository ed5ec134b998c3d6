using System.ComponentModel;
using Autoschematic.Sdk.Resources;
using PolyType;

namespace Autoschematic.Postgres.Databases;

[GenerateShape]
[Resource("postgres/databases/[database].ron", Outputs = ["name"])]
[Description("A database of the server.")]
internal sealed partial record Database
{
    [Description("The role that owns it.")]
    [Example("\"postgres\"")]
    public required string Owner { get; init; }

    [Description("The encoding of its texts, such as `UTF8`; that of the template when absent.")]
    [Immutable]
    public string? Encoding { get; init; }

    [Description("How texts are ordered, such as `C` or `en_US.utf8`; as in the template when absent.")]
    [Immutable]
    public string? Collation { get; init; }

    [Description("How characters are classified; as in the template when absent.")]
    [Immutable]
    public string? CharacterType { get; init; }

    [Description("How many connections there may be at once; any number when absent.")]
    public int? ConnectionLimit { get; init; }

    [Description("Whether anybody may connect.")]
    public bool AllowConnections { get; init; } = true;

    [Description("Settings that sessions in it begin with.")]
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    [Description("Words for people.")]
    public string? Comment { get; init; }
}
