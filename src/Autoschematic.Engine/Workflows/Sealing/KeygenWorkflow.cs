using Autoschematic.Engine.Hosts;
using Autoschematic.Engine.Secrets;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Workflows.Sealing;

/// <summary>Makes a key in the configured keystore; needs no repository.</summary>
public sealed class KeygenWorkflow(HostEnvironment host)
{
    public Task<KeygenResult> RunAsync(KeygenRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        cancellationToken.ThrowIfCancellationRequested();
        var diagnostics = new DiagnosticBag();
        var keyId = request.KeyId ?? Keystore.DefaultKeyId;
        if (host.Keystore is not { } location)
        {
            diagnostics.Add(SealingDiagnostics.WhichKeystore());
            return Task.FromResult(new KeygenResult("", keyId, null, [.. diagnostics], RunOutcome.Usage));
        }

        var key = Keystore.Generate(location, keyId, diagnostics);
        return Task.FromResult(new KeygenResult(
            location, keyId, key?.ToString(), [.. diagnostics], key is null ? RunOutcome.Error : RunOutcome.Done));
    }
}
