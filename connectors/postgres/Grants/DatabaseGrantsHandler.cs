using System.Runtime.CompilerServices;
using Autoschematic.Postgres.Server;
using Autoschematic.Sdk.Resources;

namespace Autoschematic.Postgres.Grants;

/// <summary>Serves the privileges of roles on databases.</summary>
internal sealed class DatabaseGrantsHandler(Cluster cluster) : GrantsHandler<DatabaseGrants>(cluster, BodyFormat.Record<DatabaseGrants>())
{
    public override async IAsyncEnumerable<ResourceKey> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var database in await Cluster.DatabasesAsync(cancellationToken))
        {
            var roles = await Cluster.UseAsync(
                database, connection => GrantCatalog.RolesAsync(connection, new(database, null), cancellationToken), cancellationToken);
            foreach (var role in roles)
            {
                yield return Key(database, role);
            }
        }
    }

    public override IEnumerable<BodyProblem> Validate(ResourceKey key, DatabaseGrants body)
    {
        foreach (var (field, privileges) in new[] { ("database", body.Database), ("grantable", body.Grantable) })
        {
            if (privileges.Except(Grant.On(GrantKind.Database)).Order().ToList() is [var first, ..])
            {
                yield return new BodyProblem(field, $"`{first}` is no privilege of a database (there are {string.Join(", ", Grant.On(GrantKind.Database))})");
            }
        }

        if (body.Database.Intersect(body.Grantable).Order().ToList() is [var twice, ..])
        {
            yield return new BodyProblem("grantable", $"`{twice}` is granted above already; it stands in one place only");
        }

        if (body.Database.Count + body.Grantable.Count == 0)
        {
            yield return new BodyProblem("", "This grants nothing at all; delete the file to take every privilege away");
        }
    }

    protected override GrantPlace PlaceOf(ResourceKey key) => new(key["database"], null);

    protected override IReadOnlySet<Grant> ToGrants(DatabaseGrants body)
        => body.Database.Select(privilege => new Grant(GrantKind.Database, "", null, privilege, false))
            .Concat(body.Grantable.Select(privilege => new Grant(GrantKind.Database, "", null, privilege, true)))
            .ToHashSet();

    protected override DatabaseGrants ToBody(IReadOnlyCollection<Grant> grants) => new()
    {
        Database = grants.Where(grant => !grant.IsGrantable).Select(grant => grant.Privilege).Order().ToHashSet(),
        Grantable = grants.Where(grant => grant.IsGrantable).Select(grant => grant.Privilege).Order().ToHashSet(),
    };
}
