using Npgsql;

namespace Autoschematic.Postgres.Sql;

/// <summary>The server does not understand a statement of a file.</summary>
internal sealed class SqlFileException(int start, int length, string message, bool isMissing = false) : Exception(message)
{
    public int Start => start;

    public int Length => length;

    /// <summary>Whether something is meant that does not exist, and may be made in the same run.</summary>
    public bool IsMissing => isMissing;

    /// <summary>Whether an error is about what a statement says, and not about the server or what its user may do.</summary>
    public static bool IsAboutText(PostgresException error)
        => error.SqlState != PostgresErrorCodes.InsufficientPrivilege && error.SqlState[..2] is "42" or "22" or "0A" or "2B" or "3F";

    public static SqlFileException Of(PostgresException error, SqlStatement statement)
    {
        var isMissing = error.SqlState is PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.UndefinedObject
            or PostgresErrorCodes.InvalidSchemaName or PostgresErrorCodes.UndefinedFunction or PostgresErrorCodes.UndefinedColumn;
        var message = string.Join("; ", new[] { error.MessageText, error.Detail, error.Hint }.OfType<string>().Select(part => part.TrimEnd('.')));
        var (start, length) = Place(error, statement);
        return new(start, length, message, isMissing);
    }

    /// <summary>The server counts characters from 1, not the halves of pairs.</summary>
    private static (int Start, int Length) Place(PostgresException error, SqlStatement statement)
    {
        var first = statement.Tokens[0];
        if (error.Position <= 0)
        {
            return (first.Start, first.Source.Length);
        }

        var offset = 0;
        for (var count = 1; count < error.Position && offset < statement.Source.Length; count++)
        {
            offset += char.IsSurrogatePair(statement.Source, offset) ? 2 : 1;
        }

        var start = statement.Start + offset;
        var token = statement.Tokens.FirstOrDefault(token => token.Start <= start && start < token.End);
        return (start, token.Source is null ? 0 : token.End - start);
    }
}
