using System.ComponentModel;
using Autoschematic.Sdk.Resources;
using PolyType;

namespace Autoschematic.EasyConnector.Roles;

[GenerateShape]
[Resource("db/roles/[name].ron")]
[Description("Somebody who may use the database.")]
internal sealed partial record Role
{
    [Description("Whether the role may log in.")]
    [Example("true")]
    public bool Login { get; init; }

    [Description("How much the role may do.")]
    public required Power Power { get; init; }

    [Description("How many connections it may have at once; any number when absent.")]
    public int? ConnectionLimit { get; init; }

    [Description("The roles it is a member of.")]
    public IReadOnlySet<string> MemberOf { get; init; } = new HashSet<string>();

    [Description("What it may do with which table.")]
    public IReadOnlyList<Grant> Grants { get; init; } = [];

    [Description("Words for people.")]
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    [Description("The password.")]
    [Sensitive]
    public string? Password { get; init; }

    [Description("The encoding of its text.")]
    [Replace]
    public string Encoding { get; init; } = "UTF8";

    [Description("Who made it.")]
    [Immutable]
    public string Owner { get; init; } = "admin";

    [Description("The number that the database gave it.")]
    [Computed]
    public long? Oid { get; init; }
}
