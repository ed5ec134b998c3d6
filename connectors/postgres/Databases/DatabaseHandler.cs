using System.Globalization;
using System.Runtime.CompilerServices;
using Autoschematic.Postgres.Server;
using Autoschematic.Sdk.Resources;
using Npgsql;

namespace Autoschematic.Postgres.Databases;

/// <summary>Serves databases; templates are left alone.</summary>
internal sealed class DatabaseHandler(Cluster cluster) : ServerHandler<Database>(cluster, BodyFormat.Record<Database>())
{
    private const string Attributes = """
        select pg_get_userbyid(d.datdba)::text, pg_encoding_to_char(d.encoding)::text, d.datcollate::text, d.datctype::text, d.datconnlimit,
               d.datallowconn, shobj_description(d.oid, 'pg_database'),
               array(select unnest(s.setconfig) from pg_db_role_setting s where s.setdatabase = d.oid and s.setrole = 0)
        from pg_database d where d.datname = $1 and not d.datistemplate
        """;

    public override async IAsyncEnumerable<ResourceKey> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var names = await Cluster.UseAsync(
            null,
            connection => connection.RowsAsync(
                "select datname::text from pg_database where not datistemplate order by 1", row => row.GetString(0), cancellationToken),
            cancellationToken);
        foreach (var name in names)
        {
            yield return Key(name);
        }
    }

    public override async Task<Database?> ReadAsync(ResourceKey key, CancellationToken cancellationToken)
        => (await Cluster.UseAsync(null, connection => connection.RowsAsync(Attributes, Read, cancellationToken, key.Name), cancellationToken))
            .FirstOrDefault();

    public override IEnumerable<string> NeedsOf(ResourceKey key, Database body) => [Places.Role(body.Owner)];

    public override ValueTask<bool> EqualAsync(ResourceKey key, Database left, Database right, CancellationToken cancellationToken)
        => base.EqualAsync(key, Completed(left, right), Completed(right, left), cancellationToken);

    public override async Task<IReadOnlyList<ResourceOp>> PlanAsync(
        ResourceKey key, Database? before, Database? after, CancellationToken cancellationToken)
        => before is not null && after is null
            ? [DeleteOp(key, before) with { Message = $"Drop the database `{key.Name}` and everything in it", DestroysData = true, Irreversible = true }]
            : await base.PlanAsync(
                key, before, before is not null && after is not null ? Completed(after, before) : after, cancellationToken);

    public override async Task<Outputs> CreateAsync(ResourceKey key, Database body, CancellationToken cancellationToken)
    {
        // What differs from template1 can only come from template0.
        var isPlain = body is { Encoding: null, Collation: null, CharacterType: null };
        string?[] options =
        [
            $"CREATE DATABASE {Quoting.Name(key.Name)} OWNER {Quoting.Name(body.Owner)}",
            isPlain ? null : "TEMPLATE template0",
            body.Encoding is { } encoding ? $"ENCODING {Quoting.Text(encoding)}" : null,
            body.Collation is { } collation ? $"LC_COLLATE {Quoting.Text(collation)}" : null,
            body.CharacterType is { } type ? $"LC_CTYPE {Quoting.Text(type)}" : null,
        ];
        await Cluster.UseAsync(
            null,
            async connection =>
            {
                await connection.ExecuteAsync(string.Join(' ', options.OfType<string>()), cancellationToken);
                return true;
            },
            cancellationToken);
        await Cluster.ExecuteAsync(null, null, Change(key.Name, new Database { Owner = body.Owner }, body), cancellationToken);
        return Named(key);
    }

    public override async Task<Outputs> UpdateAsync(ResourceKey key, Database before, Database after, CancellationToken cancellationToken)
    {
        await Cluster.ExecuteAsync(null, null, Change(key.Name, before, after), cancellationToken);
        return Named(key);
    }

    public override async Task DeleteAsync(ResourceKey key, Database before, CancellationToken cancellationToken)
    {
        await Cluster.LeaveAsync(key.Name);
        await Cluster.UseAsync(
            null,
            async connection =>
            {
                await connection.ExecuteAsync($"DROP DATABASE IF EXISTS {Quoting.Name(key.Name)}", cancellationToken);
                return true;
            },
            cancellationToken);
    }

    public override IEnumerable<BodyProblem> Validate(ResourceKey key, Database body)
        => body.ConnectionLimit < 0
            ? [new BodyProblem("connection_limit", "A limit cannot be negative; leave it out for none")]
            : [];

    private static Database Completed(Database body, Database other)
        => body with
        {
            Encoding = body.Encoding ?? other.Encoding,
            Collation = body.Collation ?? other.Collation,
            CharacterType = body.CharacterType ?? other.CharacterType,
        };

    private static IEnumerable<string> Change(string name, Database before, Database after)
    {
        var alter = $"ALTER DATABASE {Quoting.Name(name)}";
        if (before.Owner != after.Owner)
        {
            yield return $"{alter} OWNER TO {Quoting.Name(after.Owner)}";
        }

        if (before.ConnectionLimit != after.ConnectionLimit)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{alter} WITH CONNECTION LIMIT {after.ConnectionLimit ?? -1}");
        }

        if (before.AllowConnections != after.AllowConnections)
        {
            yield return $"{alter} WITH ALLOW_CONNECTIONS {(after.AllowConnections ? "true" : "false")}";
        }

        foreach (var statement in ServerSettingStatements.Change(alter, before.Settings, after.Settings))
        {
            yield return statement;
        }

        if (before.Comment != after.Comment)
        {
            yield return $"COMMENT ON DATABASE {Quoting.Name(name)} IS {Quoting.Text(after.Comment)}";
        }
    }

    private static Database Read(NpgsqlDataReader row) => new()
    {
        Owner = row.GetString(0),
        Encoding = row.GetString(1),
        Collation = row.GetString(2),
        CharacterType = row.GetString(3),
        ConnectionLimit = row.GetInt32(4) is >= 0 and var limit ? limit : null,
        AllowConnections = row.GetBoolean(5),
        Comment = row.TextOrNull(6),
        Settings = ServerSettingStatements.Parse(row.Texts(7)),
    };
}
