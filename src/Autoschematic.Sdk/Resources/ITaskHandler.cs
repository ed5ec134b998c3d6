namespace Autoschematic.Sdk.Resources;

/// <summary>A handler of tasks, whatever their bodies are.</summary>
internal interface ITaskHandler
{
    Task<TaskStep> RunAsync(ResourceKey key, TaskRequest request, CancellationToken cancellationToken);
}
