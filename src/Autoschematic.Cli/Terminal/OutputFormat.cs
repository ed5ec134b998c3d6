namespace Autoschematic.Cli.Terminal;

/// <summary>Form of the data on standard output.</summary>
public enum OutputFormat
{
    Human,
    Json,
    JsonLines,
}
