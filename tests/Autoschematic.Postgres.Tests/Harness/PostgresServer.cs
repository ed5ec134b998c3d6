using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;

[assembly: AssemblyFixture(typeof(Autoschematic.Postgres.Tests.Harness.PostgresServer))]

namespace Autoschematic.Postgres.Tests.Harness;

/// <summary>A real server for all tests; without PostgreSQL's programs they are skipped.</summary>
public sealed class PostgresServer : IAsyncLifetime
{
    /// <summary>All tests are in one collection: they use one server.</summary>
    public const string Collection = "one server";

    public const string Password = "of-the-superuser-1";

    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(1);
    private readonly string? programs = FindPrograms();
    private readonly string folder = Directory.CreateTempSubdirectory("as-postgres-").FullName;
    private Process? server;

    public int Port { get; private set; }

    public string Url => $"postgres://postgres:{Password}@127.0.0.1:{Port}/postgres";

    // PostgreSQL does not run as root.
    private static string[] AsPostgres
        => Environment.IsPrivilegedProcess ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", "--"] : [];

    public async ValueTask InitializeAsync()
    {
        if (programs is null)
        {
            return;
        }

        var secret = Path.Join(folder, "password");
        await File.WriteAllTextAsync(secret, Password);
        if (Environment.IsPrivilegedProcess)
        {
            await RunAsync("chown", "-R", "postgres", folder);
        }

        var data = Path.Join(folder, "data");
        await RunAsync(
            [.. AsPostgres, Path.Join(programs, "initdb"), "-D", data, "-U", "postgres", "-A", "scram-sha-256", $"--pwfile={secret}", "--no-sync", "-E", "UTF8", "--locale=C"]);
        Port = FreePort();
        string[] options = ["-c", "listen_addresses=127.0.0.1", "-c", $"unix_socket_directories={folder}", "-c", "fsync=off", "-c", "log_statement=all"];
        server = Start([.. AsPostgres, Path.Join(programs, "postgres"), "-D", data, "-p", $"{Port}", .. options]);
        await ReadyAsync(server);
    }

    /// <summary>Takes the server to the state of a new one.</summary>
    public async Task ResetAsync()
    {
        Assert.SkipWhen(programs is null, "PostgreSQL's programs are neither on PATH nor in /usr/lib/postgresql");
        await ExecuteAsync("postgres", "ALTER ROLE postgres RESET ALL; COMMENT ON ROLE postgres IS NULL; DROP SCHEMA public CASCADE; CREATE SCHEMA public AUTHORIZATION pg_database_owner; GRANT USAGE ON SCHEMA public TO PUBLIC");
        foreach (var database in await TextsAsync("postgres", "SELECT datname::text FROM pg_database WHERE datname NOT IN ('postgres', 'template0', 'template1')"))
        {
            await ExecuteAsync("postgres", $"DROP DATABASE \"{database}\" WITH (FORCE)");
        }

        foreach (var role in await TextsAsync("postgres", @"SELECT quote_ident(rolname) FROM pg_roles WHERE rolname NOT LIKE 'pg\_%' AND rolname <> 'postgres'"))
        {
            await ExecuteAsync("postgres", $"DROP OWNED BY {role}; DROP ROLE {role}");
        }
    }

    public async Task ExecuteAsync(string database, string sql)
    {
        await using var connection = await OpenAsync(database);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>The first column of a query, a row each.</summary>
    public async Task<IReadOnlyList<string>> TextsAsync(string database, string sql)
    {
        await using var connection = await OpenAsync(database);
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync();
        var texts = new List<string>();
        while (await reader.ReadAsync())
        {
            texts.Add(reader.IsDBNull(0) ? "NULL" : reader.GetString(0));
        }

        return texts;
    }

    public async Task<string> TextAsync(string database, string sql) => Assert.Single(await TextsAsync(database, sql));

    public async ValueTask DisposeAsync()
    {
        if (server is { HasExited: false } running)
        {
            await RunAsync("kill", "-QUIT", $"{running.Id}");
            await running.WaitForExitAsync();
        }

        server?.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    public async Task<NpgsqlConnection> OpenAsync(string database)
    {
        var connection = new NpgsqlConnection($"Host=127.0.0.1;Port={Port};Username=postgres;Password={Password};Database={database};Pooling=false");
        await connection.OpenAsync();
        return connection;
    }

    private static async Task ReadyAsync(Process server)
    {
        var ready = new TaskCompletionSource();
        var log = new List<string>();
        server.ErrorDataReceived += (_, line) =>
        {
            lock (log)
            {
                log.Add(line.Data ?? "");
            }

            if (line.Data?.Contains("ready to accept connections", StringComparison.Ordinal) == true)
            {
                ready.TrySetResult();
            }
        };
        server.BeginErrorReadLine();
        var first = await Task.WhenAny(ready.Task, server.WaitForExitAsync(), Task.Delay(Deadline));
        Assert.True(first == ready.Task, $"PostgreSQL did not start:\n{string.Join('\n', log)}");
    }

    private static async Task RunAsync(params string[] command)
    {
        using var process = Start(command);
        var error = process.StandardError.ReadToEndAsync();
        await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{string.Join(' ', command)}:\n{await error}");
    }

    private static Process Start(string[] command)
    {
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        };
        return Process.Start(start)!;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string? FindPrograms()
        => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')
            .Concat(Directory.Exists("/usr/lib/postgresql")
                ? Directory.EnumerateDirectories("/usr/lib/postgresql").Order(StringComparer.Ordinal).Reverse().Select(version => Path.Join(version, "bin"))
                : [])
            .FirstOrDefault(folder => File.Exists(Path.Join(folder, "initdb")) && File.Exists(Path.Join(folder, "postgres")));
}
