using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Autoschematic.Sdk;
using Autoschematic.TestClouds;

namespace Autoschematic.TestConnector;

/// <summary>Runs tasks: `Task(steps: 3, delay: 1, writes: "notes.txt", secret: "s")`, each step a call.</summary>
internal sealed class CloudTasks(CloudDatabase database, ConnectorContext context, string repositoryRoot)
{
    public TaskStep Run(TaskRequest request, long call)
    {
        var body = Encoding.UTF8.GetString(request.Body.Span);
        var steps = Number(body, "steps") ?? 1;
        var step = request.State is { } state ? int.Parse(Encoding.UTF8.GetString(state.Span), CultureInfo.InvariantCulture) : 1;
        var done = step >= steps;
        database.Write(session => session.EndCall(call, CallOutcome.Done, $"{step}/{steps}"));
        return new TaskStep
        {
            NextState = done ? default(ReadOnlyMemory<byte>?) : Encoding.UTF8.GetBytes((step + 1).ToString(CultureInfo.InvariantCulture)),
            Message = $"step {step} of {steps}",
            Outputs = new Dictionary<string, string?> { ["step"] = step.ToString(CultureInfo.InvariantCulture) },
            ModifiedFiles = done && Text(body, "writes") is { } file ? [Write(file, request.Address)] : [],
            Secrets = done && Text(body, "secret") is { } secret
                ? new Dictionary<string, string> { [$"{request.Address}.sealed"] = secret }
                : new Dictionary<string, string>(),
            DelayUntil = !done && Number(body, "delay") is { } seconds ? DateTimeOffset.UtcNow.AddSeconds(seconds) : null,
        };
    }

    /// <summary>Writes a file below the prefix, and returns it relative to the repository root.</summary>
    private string Write(string file, string address)
    {
        var path = context.Prefix == "/" ? file : $"{context.Prefix}/{file}";
        var full = Path.Combine(repositoryRoot, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, $"written by {address}\n");
        return path;
    }

    private static int? Number(string body, string field)
        => Regex.Match(body, $@"\b{field}:\s*(\d+)") is { Success: true } match
            ? int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)
            : null;

    private static string? Text(string body, string field)
        => Regex.Match(body, $@"\b{field}:\s*""([^""]*)""") is { Success: true } match ? match.Groups[1].Value : null;
}
