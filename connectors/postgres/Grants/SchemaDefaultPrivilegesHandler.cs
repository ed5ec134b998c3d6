using Autoschematic.Postgres.Server;
using Autoschematic.Sdk.Resources;

namespace Autoschematic.Postgres.Grants;

/// <summary>Serves default privileges for what a role creates in one schema.</summary>
[Resource("postgres/databases/[database]/schemas/[schema]/default_privileges/[role].ron")]
internal sealed class SchemaDefaultPrivilegesHandler(Cluster cluster) : DefaultPrivilegesHandler(cluster, isSchema: true);
