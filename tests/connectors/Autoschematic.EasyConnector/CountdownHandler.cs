using System.Globalization;
using System.Text;
using Autoschematic.Sdk;
using Autoschematic.Sdk.Resources;
using PolyType;

namespace Autoschematic.EasyConnector;

/// <summary>A task of several steps.</summary>
internal sealed partial class CountdownHandler() : TaskHandler<CountdownHandler.Countdown>(BodyFormat.Record<Countdown>())
{
    public override Task<TaskStep> RunAsync(
        ResourceKey key, Countdown body, ReadOnlyMemory<byte> argument, ReadOnlyMemory<byte>? state, CancellationToken cancellationToken)
    {
        var left = state is { } text ? int.Parse(text.Span, CultureInfo.InvariantCulture) : body.From;
        return Task.FromResult(new TaskStep
        {
            Message = $"{left} left of {key.Name}",
            NextState = left == 0 ? null : Encoding.UTF8.GetBytes($"{left - 1}"),
        });
    }

    [GenerateShape]
    [Resource("tasks/[name].ron")]
    internal sealed partial record Countdown(int From);
}
