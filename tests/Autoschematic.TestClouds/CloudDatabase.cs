using System.Data;
using Microsoft.Data.Sqlite;

namespace Autoschematic.TestClouds;

/// <summary>The file that a cloud is: any number of processes read and write it at once.</summary>
internal sealed class CloudDatabase
{
    public const string FileName = "cloud.db";

    private const string Schema = """
        CREATE TABLE IF NOT EXISTS objects (address TEXT PRIMARY KEY, body BLOB NOT NULL, name TEXT, fading INTEGER NOT NULL DEFAULT 0) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS ids (kind TEXT PRIMARY KEY, last INTEGER NOT NULL) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS calls (number INTEGER PRIMARY KEY, process INTEGER NOT NULL, op TEXT NOT NULL, address TEXT NOT NULL, subject TEXT, key TEXT, outcome TEXT NOT NULL);
        CREATE TABLE IF NOT EXISTS reads (method TEXT NOT NULL, address TEXT NOT NULL, count INTEGER NOT NULL, PRIMARY KEY (method, address)) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS keys (key TEXT PRIMARY KEY, subject TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS counts (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
        """;

    private readonly Lock writing = new();
    private readonly string connectionString;

    /// <summary>Opens the cloud of a folder and makes it when there is none.</summary>
    /// <param name="folder">Where its file is.</param>
    /// <param name="pooled">
    /// Whether connections stay open between calls. A test leaves nothing open, so that the file can be copied: whoever closes it
    /// last puts everything into the one file.
    /// </param>
    public CloudDatabase(string folder, bool pooled)
    {
        Directory.CreateDirectory(folder);
        connectionString = new SqliteConnectionStringBuilder
        {
            DataSource = Path.Join(folder, FileName),
            Pooling = pooled,
            DefaultTimeout = 60,
        }.ToString();
        using var connection = Open();
        Run(connection, "PRAGMA journal_mode = WAL");
        Run(connection, Schema);
    }

    /// <summary>Reads from one state of the cloud.</summary>
    public T Read<T>(Func<CloudSession, T> action)
    {
        using var connection = Open();
        using var transaction = connection.BeginTransaction(IsolationLevel.Serializable, deferred: true);
        return action(new CloudSession(connection, transaction));
    }

    /// <summary>Changes the cloud all at once, or not at all when the action throws or the process dies.</summary>
    public T Write<T>(Func<CloudSession, T> action)
    {
        // Writers of one process queue here, which is fairer and faster than to ask the file over and over.
        lock (writing)
        {
            using var connection = Open();
            using var transaction = connection.BeginTransaction(IsolationLevel.Serializable, deferred: false);
            var result = action(new CloudSession(connection, transaction));
            transaction.Commit();
            return result;
        }
    }

    /// <summary>The same for what has no result.</summary>
    public void Write(Action<CloudSession> action)
        => Write(session =>
        {
            action(session);
            return true;
        });

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection(connectionString);
        connection.Open();

        // Processes are killed here, machines are not: what is committed survives without waiting for the disk.
        Run(connection, "PRAGMA busy_timeout = 60000; PRAGMA synchronous = OFF");
        return connection;
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
