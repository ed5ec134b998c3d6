using Autoschematic.Postgres.Server;
using Autoschematic.Sdk.Resources;

namespace Autoschematic.Postgres.Grants;

/// <summary>Serves default privileges for what a role creates anywhere in a database.</summary>
[Resource("postgres/databases/[database]/default_privileges/[role].ron")]
internal sealed class DatabaseDefaultPrivilegesHandler(Cluster cluster) : DefaultPrivilegesHandler(cluster, isSchema: false);
