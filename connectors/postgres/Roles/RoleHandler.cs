using System.Globalization;
using System.Runtime.CompilerServices;
using Autoschematic.Postgres.Server;
using Autoschematic.Sdk;
using Autoschematic.Sdk.Resources;

namespace Autoschematic.Postgres.Roles;

/// <summary>Serves roles.</summary>
internal sealed class RoleHandler(Cluster cluster, Passwords passwords) : ServerHandler<Role>(cluster, BodyFormat.Record<Role>())
{
    public override async IAsyncEnumerable<ResourceKey> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var names = await Cluster.UseAsync(
            null,
            connection => connection.RowsAsync(
                @"select rolname::text from pg_roles where rolname not like 'pg\_%' order by 1", row => row.GetString(0), cancellationToken),
            cancellationToken);
        foreach (var name in names)
        {
            yield return Key(name);
        }
    }

    public override async Task<Role?> ReadAsync(ResourceKey key, CancellationToken cancellationToken)
    {
        var found = await Cluster.UseAsync(
            null, connection => RoleCatalog.FindAsync(connection, key.Name, Cluster.SeesPasswords, cancellationToken), cancellationToken);
        return found is null ? null : passwords.Check(key.Name, found);
    }

    public override IEnumerable<string> NeedsOf(ResourceKey key, Role body) => Places.Roles(body.MemberOf);

    public override ValueTask<bool> EqualAsync(ResourceKey key, Role left, Role right, CancellationToken cancellationToken)
        => base.EqualAsync(key, Plain(left), Plain(right), cancellationToken);

    public override Task<IReadOnlyList<ResourceOp>> PlanAsync(ResourceKey key, Role? before, Role? after, CancellationToken cancellationToken)
    {
        if (after?.SecretRef is { } secret && secret != before?.SecretRef && passwords.Problem(secret) is { } problem)
        {
            throw new BodyException("secret_ref", problem);
        }

        return base.PlanAsync(key, before is null ? null : Plain(before), after is null ? null : Plain(after), cancellationToken);
    }

    public override async Task<Outputs> CreateAsync(ResourceKey key, Role body, CancellationToken cancellationToken)
    {
        var statements = new RoleStatements(key.Name, passwords);
        await Cluster.ExecuteAsync(null, null, [statements.Create, .. statements.Change(new Role(), body)], cancellationToken);
        return Named(key);
    }

    public override async Task<Outputs> UpdateAsync(ResourceKey key, Role before, Role after, CancellationToken cancellationToken)
    {
        await Cluster.ExecuteAsync(null, null, new RoleStatements(key.Name, passwords).Change(before, after), cancellationToken);
        return Named(key);
    }

    public override async Task DeleteAsync(ResourceKey key, Role before, CancellationToken cancellationToken)
    {
        try
        {
            await Cluster.ExecuteAsync(null, null, [$"DROP ROLE IF EXISTS {Quoting.Name(key.Name)}"], cancellationToken);
        }
        catch (ConnectorServiceException needed) when (needed.Code == ConnectorErrorCode.Conflict)
        {
            throw await new RoleDependents(Cluster).ExplainAsync(key.Name, needed, cancellationToken);
        }
    }

    public override IEnumerable<BodyProblem> Validate(ResourceKey key, Role body)
    {
        if (body.ConnectionLimit < 0)
        {
            yield return new BodyProblem("connection_limit", "A limit cannot be negative; leave it out for none");
        }

        if (body.ValidUntil is { } end && TryParse(end) is null)
        {
            yield return new BodyProblem("valid_until", $"`{end}` is no time such as `2030-01-31T00:00:00Z`");
        }

        if (body.SecretRef is { } secret && !Passwords.IsName(secret))
        {
            // Whatever stands here may be the password itself, so it is not repeated.
            yield return new BodyProblem("secret_ref", "This is not the name of an environment variable, such as `APP_PASSWORD`; a password never stands in a file");
        }

        if (body.AdminOf.Except(body.MemberOf).FirstOrDefault() is { } stranger)
        {
            yield return new BodyProblem("admin_of", $"`{stranger}` has to stand in `member_of` too");
        }

        if (body.Comment is { } comment && RoleComment.Parse(comment).SecretRef is not null)
        {
            yield return new BodyProblem("comment", "A comment cannot end with a line that begins with `secret_ref:`; that is where the name of the password's variable is kept");
        }
    }

    private static Role Plain(Role body) => body with { ValidUntil = body.ValidUntil is { } end ? TryParse(end) ?? end : null };

    private static string? TryParse(string text)
        => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? time.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture)
            : null;
}
