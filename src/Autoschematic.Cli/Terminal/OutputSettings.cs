namespace Autoschematic.Cli.Terminal;

/// <summary>How this run talks: decided once from the command line and the environment.</summary>
/// <param name="Format">Form of the data on standard output.</param>
/// <param name="Verbosity">-1 quiet, 0 normal, 1 and more verbose.</param>
/// <param name="Colour">Whether colour may be used where a terminal is.</param>
/// <param name="Live">Whether progress may be drawn on a terminal.</param>
public sealed record OutputSettings(OutputFormat Format, int Verbosity, bool Colour, bool Live)
{
    public static OutputSettings Default { get; } = new(OutputFormat.Human, 0, Colour: false, Live: false);

    public bool IsQuiet => Verbosity < 0;

    public bool IsVerbose => Verbosity > 0;
}
