using System.ComponentModel;
using Autoschematic.Sdk.Resources;
using PolyType;

namespace Autoschematic.Postgres.Grants;

[GenerateShape]
[Resource("postgres/databases/[database]/grants/[role].ron")]
[Description("What a role may do with a database, beyond what it may as its owner. The role `public` is everybody.")]
internal sealed partial record DatabaseGrants
{
    [Description("Privileges on the database.")]
    [Example("[Connect]")]
    public IReadOnlySet<Privilege> Database { get; init; } = new HashSet<Privilege>();

    [Description("Those that the role may also give to others; they stand only here.")]
    public IReadOnlySet<Privilege> Grantable { get; init; } = new HashSet<Privilege>();
}
