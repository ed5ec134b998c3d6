namespace Autoschematic.Sdk.Hosting;

/// <summary>What the host gives a connector program.</summary>
internal sealed record ConnectorArguments(ConnectorContext Context, string Socket, string ErrorDump)
{
    private const int Count = 4;

    /// <summary>Takes the last four arguments; those before them belong to how the program is started.</summary>
    public static ConnectorArguments? TryParse(string[] args)
        => args.Length < Count || args[^2].Length == 0
            ? null
            : new(new ConnectorContext(args[^4], args[^3]), args[^2], args[^1]);
}
