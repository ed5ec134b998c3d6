using System.Collections.Concurrent;
using System.Security.Cryptography;
using Autoschematic.Postgres.Server;
using Npgsql;

namespace Autoschematic.Postgres.Sql;

/// <summary>
/// Finds out what a file means: its statements are executed in a schema of their own, what they made is read from the catalog, and
/// all of it is rolled back. Nothing that a file may hold can end the transaction.
/// </summary>
/// <typeparam name="T">What is read.</typeparam>
internal sealed class Scratch<T>(Cluster cluster, Func<NpgsqlConnection, string, string, CancellationToken, Task<T?>> find)
    where T : class
{
    // Foreign keys take a lock on the table they refer to: nobody should have to wait for a plan.
    private const string Limits = "set local lock_timeout = '5s'; set local statement_timeout = '60s'";

    private readonly ConcurrentDictionary<(string Database, string Schema, string Text), T> known = [];

    /// <summary>What a file declares; a <see cref="PostgresException"/> inside of a <see cref="SqlFileException"/> says what is wrong with it.</summary>
    public async Task<T> UnderstandAsync(SqlPlace place, string text, SqlObject content, CancellationToken cancellationToken)
    {
        var key = (place.Database, place.Schema, text);
        if (known.TryGetValue(key, out var found))
        {
            return found;
        }

        var read = await cluster.UseAsync(
            place.Database, connection => TryOutAsync(connection, place, content, cancellationToken), cancellationToken);
        known[key] = read;
        return read;
    }

    private async Task<T> TryOutAsync(NpgsqlConnection connection, SqlPlace place, SqlObject content, CancellationToken cancellationToken)
    {
        var scratch = $"autoschematic_{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8))}";
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        try
        {
            await connection.ExecuteAsync(
                $"{Limits}; create schema {scratch}; set local search_path = {scratch}, {Quoting.Name(place.Schema)}", cancellationToken);
            foreach (var statement in content.Statements)
            {
                await ExecuteAsync(connection, place, statement, cancellationToken);
            }

            return await find(connection, scratch, place.Name, cancellationToken)
                ?? throw new SqlFileException(content.Name.Start, content.Name.Length, $"These statements leave nothing with the name `{place.Name}`");
        }
        finally
        {
            await transaction.RollbackAsync(CancellationToken.None);
        }
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, SqlPlace place, SqlStatement statement, CancellationToken cancellationToken)
    {
        var isIndexComment = statement.Tokens is [_, _, var third, ..] && third.Is("INDEX");
        try
        {
            await connection.ExecuteAsync(
                statement.Unqualified(place.Schema, name => name == place.Name || isIndexComment), cancellationToken);
        }
        catch (PostgresException error) when (SqlFileException.IsAboutText(error))
        {
            throw SqlFileException.Of(error, statement);
        }
    }
}
