namespace Autoschematic.Sdk;

/// <summary>A step of a task to run.</summary>
/// <param name="Address">The task's address.</param>
/// <param name="Body">The task's file.</param>
/// <param name="Argument">What the user gave; empty when nothing.</param>
/// <param name="State">What the step before returned; null for the first step.</param>
public sealed record TaskRequest(
    string Address, ReadOnlyMemory<byte> Body, ReadOnlyMemory<byte> Argument, ReadOnlyMemory<byte>? State);
