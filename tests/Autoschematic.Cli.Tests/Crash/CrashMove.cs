namespace Autoschematic.Cli.Tests.Crash;

/// <summary>How the file of a machine was renamed; what the machine owns goes along.</summary>
internal enum CrashMove
{
    /// <summary>The body alone.</summary>
    Alone,

    /// <summary>The body alone, which was edited, too.</summary>
    AloneEdited,

    /// <summary>Body and outputs.</summary>
    WithOutputs,

    /// <summary>Body and outputs; the body was edited, too.</summary>
    WithOutputsEdited,

    /// <summary>Two changed places with all that is theirs.</summary>
    Swapped,
}
