using System.ComponentModel;
using Autoschematic.Sdk.Resources;
using PolyType;

namespace Autoschematic.Postgres.Grants;

[GenerateShape]
[Description("What roles may do with the things that one role creates from now on; the role `public` is everybody.")]
internal sealed partial record DefaultPrivileges
{
    [Description("Privileges on tables and views, by role.")]
    [Example("{\"reader\": [Select]}")]
    public IReadOnlyDictionary<string, IReadOnlySet<Privilege>> Tables { get; init; } = new Dictionary<string, IReadOnlySet<Privilege>>();

    [Description("Privileges on sequences, by role.")]
    public IReadOnlyDictionary<string, IReadOnlySet<Privilege>> Sequences { get; init; } = new Dictionary<string, IReadOnlySet<Privilege>>();

    [Description("Privileges on functions and procedures, by role.")]
    public IReadOnlyDictionary<string, IReadOnlySet<Privilege>> Functions { get; init; } = new Dictionary<string, IReadOnlySet<Privilege>>();

    [Description("Privileges on types, by role.")]
    public IReadOnlyDictionary<string, IReadOnlySet<Privilege>> Types { get; init; } = new Dictionary<string, IReadOnlySet<Privilege>>();

    [Description("Privileges on schemas, by role; only for the whole database.")]
    public IReadOnlyDictionary<string, IReadOnlySet<Privilege>> Schemas { get; init; } = new Dictionary<string, IReadOnlySet<Privilege>>();

    [Description("Those that the roles may also give to others, in the same form; they stand only here.")]
    public DefaultPrivileges? Grantable { get; init; }

    [Description("What PostgreSQL itself gives and is taken away, such as `functions: {\"public\": [Execute]}`; only for the whole database.")]
    public DefaultPrivileges? Revoked { get; init; }
}
