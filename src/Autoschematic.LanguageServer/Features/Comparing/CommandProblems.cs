using Autoschematic.LanguageServer.Repositories;
using Autoschematic.LanguageServer.Rpc;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.LanguageServer.Features.Comparing;

/// <summary>What the engine found wrong, as the answer to a command.</summary>
internal static class CommandProblems
{
    /// <summary>The errors as sentences with their next steps.</summary>
    public static IReadOnlyList<string> Of(LiveRepository live, IEnumerable<Diagnostic> diagnostics)
        => [.. diagnostics
            .Where(found => found.Severity == DiagnosticSeverity.Error)
            .Select(found => live.Redact(found.Hint is null ? found.Message : $"{found.Message} ({found.Hint})"))];

    /// <summary>Throws the errors when there are any.</summary>
    public static void Demand(LiveRepository live, IEnumerable<Diagnostic> diagnostics)
    {
        if (Of(live, diagnostics) is { Count: > 0 } problems)
        {
            throw new RpcException(RpcErrorCode.RequestFailed, string.Join("; ", problems));
        }
    }
}
