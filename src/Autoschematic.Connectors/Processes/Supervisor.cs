namespace Autoschematic.Connectors.Processes;

/// <summary>The hidden mode of the executable that owns every connector process.</summary>
public static class Supervisor
{
    /// <summary>First argument that selects this mode.</summary>
    public const string Verb = "__supervise";

    /// <summary>Runs until the host closes its pipe or dies; takes the arguments after <see cref="Verb"/>.</summary>
    public static int Run(string[] args)
        => throw new NotImplementedException();
}
