using System.ComponentModel;
using Autoschematic.Sdk.Resources;
using PolyType;

namespace Autoschematic.Postgres.Roles;

[GenerateShape]
[Resource("postgres/roles/[role].ron", Outputs = ["name"])]
[Description("A role of the server: a user, a group, or both.")]
internal sealed partial record Role
{
    [Description("Whether the role may log in.")]
    [Example("true")]
    public bool Login { get; init; }

    [Description("Whether it may do everything.")]
    public bool Superuser { get; init; }

    [Description("Whether it has the privileges of the roles it is a member of without asking for them.")]
    public bool Inherit { get; init; } = true;

    [Description("Whether it may create databases.")]
    public bool CreateDatabase { get; init; }

    [Description("Whether it may create and change roles.")]
    public bool CreateRole { get; init; }

    [Description("Whether it may replicate the server.")]
    public bool Replication { get; init; }

    [Description("Whether policies of rows do not hold for it.")]
    public bool BypassRowSecurity { get; init; }

    [Description("How many connections it may have at once; any number when absent.")]
    public int? ConnectionLimit { get; init; }

    [Description("When its password ends to be good, such as `2030-01-31T00:00:00Z`; never when absent.")]
    public string? ValidUntil { get; init; }

    [Description("The name of the environment variable that holds its password. The password itself stands in no file.")]
    [Example("\"APP_PASSWORD\"")]
    public string? SecretRef { get; init; }

    [Description("The roles it is a member of.")]
    public IReadOnlySet<string> MemberOf { get; init; } = new HashSet<string>();

    [Description("Those of them that it may also give to others.")]
    public IReadOnlySet<string> AdminOf { get; init; } = new HashSet<string>();

    [Description("Settings that its sessions begin with, such as `{\"statement_timeout\": \"30s\"}`.")]
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    [Description("Words for people.")]
    public string? Comment { get; init; }
}
