[assembly: AssemblyFixture(typeof(Autoschematic.Files.Tests.SharedServer))]

namespace Autoschematic.Files.Tests;

/// <summary>One server for all tests that neither end connections nor need special settings.</summary>
public sealed class SharedServer : IDisposable
{
    private readonly Lock gate = new();
    private SshServer? server;

    /// <summary>The server, which is begun when it is first needed; where there can be none the test is skipped.</summary>
    internal SshServer Start()
    {
        lock (gate)
        {
            return server ??= SshServer.Start();
        }
    }

    public void Dispose() => server?.Dispose();
}
