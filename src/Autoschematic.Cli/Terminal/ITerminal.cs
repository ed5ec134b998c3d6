namespace Autoschematic.Cli.Terminal;

/// <summary>The world around the program as far as people see it: streams, keyboard, width and Ctrl-C.</summary>
public interface ITerminal
{
    bool InputIsTerminal { get; }

    bool OutputIsTerminal { get; }

    bool ErrorIsTerminal { get; }

    /// <summary>Columns of the terminal, or 80 when there is none.</summary>
    int Width { get; }

    /// <summary>Whether that is the width of what standard output goes to, or one that was asked for; else nobody minds long lines there.</summary>
    bool OutputHasWidth { get; }

    /// <summary>Writes to standard output; a reader that went away is not an error.</summary>
    void WriteOutput(ReadOnlySpan<byte> utf8);

    /// <summary>Writes to standard error; a reader that went away is not an error.</summary>
    void WriteError(string text);

    /// <summary>One line from standard input, or null at its end.</summary>
    Task<string?> ReadLineAsync(CancellationToken cancellationToken);

    /// <summary>One line from the keyboard that is not shown while it is typed, or null when there is none.</summary>
    /// <param name="ask">Shows the question, once nothing that is typed is shown any more.</param>
    Task<string?> ReadHiddenLineAsync(Action ask, CancellationToken cancellationToken);

    /// <summary>Everything on standard input.</summary>
    Task<byte[]> ReadInputAsync(CancellationToken cancellationToken);

    /// <summary>Standard input and output for a program that speaks over them; nothing else may use them meanwhile.</summary>
    (Stream Input, Stream Output) OpenStreams();

    /// <summary>Calls <paramref name="handler"/> on every Ctrl-C and termination request until disposed.</summary>
    IDisposable OnInterrupt(Action handler);

    /// <summary>Ends the process at once; connectors die with it.</summary>
    void Exit(int exitCode);
}
