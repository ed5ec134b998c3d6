using System.Net.Sockets;
using Autoschematic.Sdk;
using Npgsql;

namespace Autoschematic.Postgres.Server;

/// <summary>What the server, or the way to it, says, in one sentence with the next step.</summary>
internal static class ServerErrors
{
    public static ConnectorServiceException Of(NpgsqlException error, NpgsqlConnectionStringBuilder settings, string database)
        => error is PostgresException refusal
            ? Refused(refusal, settings, database)
            : error.InnerException is SocketException or IOException or TimeoutException || error.IsTransient
                ? Unreachable(settings, error.InnerException ?? error)
                : error.Message.Contains("password", StringComparison.OrdinalIgnoreCase)
                    ? ConnectorServiceException.PermissionDenied(
                        $"PostgreSQL at {Place(settings)} wants a password for `{settings.Username}` (set `PGPASSWORD`, or name it in `POSTGRES_URL`)")
                    : new ConnectorServiceException($"PostgreSQL at {Place(settings)} cannot be used: {Sentence(error.Message)}"
                        + (error.Message.Contains("SSL", StringComparison.Ordinal) ? " (is `sslmode` what the server offers?)" : ""), error);

    public static ConnectorServiceException Unreachable(NpgsqlConnectionStringBuilder settings, Exception error)
        => ConnectorServiceException.Unavailable(
            $"PostgreSQL at {Place(settings)} cannot be reached: {Sentence(error.Message)} (is it running, and are `POSTGRES_URL` or `PGHOST` and `PGPORT` right?)");

    private static ConnectorServiceException Refused(PostgresException refusal, NpgsqlConnectionStringBuilder settings, string database)
    {
        // Of errors about data the details are data.
        var isAboutData = refusal.SqlState.StartsWith("23", StringComparison.Ordinal) || refusal.SqlState.StartsWith("22", StringComparison.Ordinal);
        var message = Sentence(refusal.MessageText)
            + (!isAboutData && refusal.Detail is { Length: > 0 } detail ? $": {Sentence(detail.ReplaceLineEndings("; "))}" : "");
        var server = $"PostgreSQL at {Place(settings)}";
        return refusal.SqlState switch
        {
            PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification
                => ConnectorServiceException.PermissionDenied(
                    $"{server} does not let `{settings.Username}` in: {message} (check the user, the password and pg_hba.conf)"),
            PostgresErrorCodes.InvalidCatalogName => ConnectorServiceException.NotFound(
                $"PostgreSQL at {Place(settings)} has no database `{database}` ({(database == settings.Database
                    ? "create it, or name another one in `POSTGRES_URL` or `PGDATABASE`"
                    : $"add the file `postgres/databases/{database}.ron`, or correct the folder's name")})"),
            PostgresErrorCodes.InsufficientPrivilege
                => ConnectorServiceException.PermissionDenied(
                    $"`{settings.Username}` may not do this in the database `{database}`: {message} (grant it, or connect as the owner or a superuser)"),
            PostgresErrorCodes.ReadOnlySqlTransaction
                => new ConnectorServiceException($"{server} is read-only, and SQL files are understood by trying them out (connect to the primary)"),
            PostgresErrorCodes.TooManyConnections or PostgresErrorCodes.CannotConnectNow or PostgresErrorCodes.AdminShutdown
                => ConnectorServiceException.Unavailable($"{server} takes no connections at the moment: {message} (try again later)"),
            PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.DeadlockDetected
                => ConnectorServiceException.Unavailable($"Something else holds a lock in `{database}`: {message} (try again later)"),
            PostgresErrorCodes.DuplicateObject or PostgresErrorCodes.DuplicateTable or PostgresErrorCodes.DuplicateDatabase
                or PostgresErrorCodes.DuplicateSchema or PostgresErrorCodes.UniqueViolation
                => ConnectorServiceException.Conflict($"It exists already: {message} (plan again)"),
            PostgresErrorCodes.DependentObjectsStillExist
                => ConnectorServiceException.Conflict($"Something still needs it: {message} (delete or change that first)"),
            PostgresErrorCodes.ObjectInUse
                => ConnectorServiceException.Conflict($"It is in use: {message} (end those sessions first)"),
            PostgresErrorCodes.UndefinedObject or PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.InvalidSchemaName
                => new ConnectorServiceException(
                    $"Something that is needed does not exist: {message} (create it first, or apply its file together with this one)"),
            _ => new ConnectorServiceException(
                $"PostgreSQL refuses this in the database `{database}`: {message}{(refusal.Hint is { Length: > 0 } hint ? $" ({Sentence(hint)})" : "")}"),
        };
    }

    private static string Place(NpgsqlConnectionStringBuilder settings) => $"{settings.Host}:{settings.Port}";

    private static string Sentence(string message) => message.Trim().TrimEnd('.');
}
