using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Npgsql;

namespace Autoschematic.Postgres.Server;

/// <summary>The server, with a pool of connections for each of its databases.</summary>
internal sealed class Cluster(Variables variables) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, NpgsqlDataSource> sources = new(StringComparer.Ordinal);
    private NpgsqlConnectionStringBuilder? settings;

    /// <summary>Whether hashes of passwords can be read, which takes a superuser.</summary>
    public bool SeesPasswords { get; private set; }

    private NpgsqlConnectionStringBuilder Settings => settings ??= ServerSettings.Read(variables);

    /// <summary>Finds out whether the server answers and takes the user.</summary>
    public async Task ConnectAsync(CancellationToken cancellationToken)
    {
        settings = null;
        SeesPasswords = await UseAsync(
            null,
            connection => connection.ValueAsync<bool>("select has_table_privilege('pg_catalog.pg_authid', 'select')", cancellationToken),
            cancellationToken);
    }

    /// <summary>Works in a database; null for the one that stands in the settings.</summary>
    public async Task<T> UseAsync<T>(string? database, Func<NpgsqlConnection, Task<T>> work, CancellationToken cancellationToken)
    {
        var name = database ?? Settings.Database!;
        try
        {
            await using var connection = await sources.GetOrAdd(name, Open).OpenConnectionAsync(cancellationToken);
            return await work(connection);
        }
        catch (NpgsqlException error)
        {
            throw ServerErrors.Of(error, Settings, name);
        }
        catch (TimeoutException error)
        {
            throw ServerErrors.Unreachable(Settings, error);
        }
    }

    /// <summary>Executes statements in one transaction of a database, with a schema's objects in sight.</summary>
    public Task<bool> ExecuteAsync(string? database, string? schema, IEnumerable<string> statements, CancellationToken cancellationToken)
        => UseAsync(
            database,
            async connection =>
            {
                await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
                if (schema is not null)
                {
                    await connection.ExecuteAsync($"set local search_path = {Quoting.Name(schema)}", cancellationToken);
                }

                foreach (var statement in statements)
                {
                    await connection.ExecuteAsync(statement, cancellationToken);
                }

                await transaction.CommitAsync(cancellationToken);
                return true;
            },
            cancellationToken);

    /// <summary>Names of the databases that can be connected to.</summary>
    public Task<List<string>> DatabasesAsync(CancellationToken cancellationToken)
        => UseAsync(
            null,
            connection => connection.RowsAsync(
                "select datname::text from pg_database where datallowconn and not datistemplate and has_database_privilege(oid, 'connect') order by 1",
                row => row.GetString(0),
                cancellationToken),
            cancellationToken);

    /// <summary>Schemas and names that a query finds, database by database.</summary>
    public async IAsyncEnumerable<(string Database, string Schema, string Name)> NamesAsync(
        string sql, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var database in await DatabasesAsync(cancellationToken))
        {
            var names = await UseAsync(
                database, connection => connection.RowsAsync(sql, row => (row.GetString(0), row.GetString(1)), cancellationToken), cancellationToken);
            foreach (var (schema, name) in names)
            {
                yield return (database, schema, name);
            }
        }
    }

    /// <summary>Closes the connections to a database, which could not be dropped with them.</summary>
    public async Task LeaveAsync(string database)
    {
        if (database != Settings.Database && sources.TryRemove(database, out var source))
        {
            await source.DisposeAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var source in sources.Values)
        {
            await source.DisposeAsync();
        }
    }

    private NpgsqlDataSource Open(string database)
    {
        var own = new NpgsqlConnectionStringBuilder(Settings.ConnectionString) { Database = database };
        var builder = new NpgsqlSlimDataSourceBuilder(own.ConnectionString);
        return builder.EnableTransportSecurity().EnableArrays().Build();
    }
}
