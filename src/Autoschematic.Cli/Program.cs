using Autoschematic.Connectors.Processes;

// The supervisor must start fast: nothing of the command line is set up for it.
if (args is [Supervisor.Verb, ..])
{
    return Supervisor.Run(args[1..]);
}

return 0;
