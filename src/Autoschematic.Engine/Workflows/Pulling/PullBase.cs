namespace Autoschematic.Engine.Workflows.Pulling;

/// <summary>What the local and the remote body come from.</summary>
/// <param name="IsAgreed">Whether the remote had it; HEAD may never have been applied.</param>
internal sealed record PullBase(ReadOnlyMemory<byte> Body, bool IsAgreed);
