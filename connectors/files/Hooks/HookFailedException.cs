using Autoschematic.Files.Hosts;

namespace Autoschematic.Files.Hooks;

/// <summary>A command of a hook said no; what follows from that is different for each change that shared its run.</summary>
internal sealed class HookFailedException(string host, string name, string command, CommandResult result) : Exception
{
    /// <summary>The error for one change.</summary>
    public Exception With(string consequence) => FilesErrors.Hook(host, name, command, result, consequence);
}
