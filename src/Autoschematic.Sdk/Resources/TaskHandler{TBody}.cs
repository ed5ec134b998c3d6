namespace Autoschematic.Sdk.Resources;

/// <summary>Serves one kind of task; `[Resource("…")]` says at which addresses.</summary>
/// <typeparam name="TBody">What a task's file is.</typeparam>
/// <param name="format">How files are read.</param>
public abstract class TaskHandler<TBody>(BodyFormat<TBody> format) : AddressHandler<TBody>(format), ITaskHandler
    where TBody : class
{
    internal sealed override FilterBits Bits => FilterBits.Task;

    /// <summary>Runs one step; it is called again with the state it returned until that is absent.</summary>
    /// <param name="key">Which task.</param>
    /// <param name="body">The task's file.</param>
    /// <param name="argument">What the user gave; empty when nothing.</param>
    /// <param name="state">What the step before returned; null for the first step.</param>
    /// <param name="cancellationToken">Ends when the connector has to stop.</param>
    /// <returns>What the step did.</returns>
    public abstract Task<TaskStep> RunAsync(
        ResourceKey key, TBody body, ReadOnlyMemory<byte> argument, ReadOnlyMemory<byte>? state, CancellationToken cancellationToken);

    Task<TaskStep> ITaskHandler.RunAsync(ResourceKey key, TaskRequest request, CancellationToken cancellationToken)
        => RunAsync(key, Read(key, request.Body), request.Argument, request.State, cancellationToken);
}
