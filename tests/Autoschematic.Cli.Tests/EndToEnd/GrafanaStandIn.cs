using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;

namespace Autoschematic.Cli.Tests.EndToEnd;

/// <summary>The sample's local server that speaks Grafana's HTTP API, in a process of its own.</summary>
internal sealed class GrafanaStandIn : IDisposable
{
    private const string Key = "test-key-of-the-stand-in";
    private readonly Process process;
    private readonly HttpClient client;

    private GrafanaStandIn(Process process, string url)
    {
        this.process = process;
        Url = url;
        client = new HttpClient { BaseAddress = new Uri(url) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Key);
    }

    public string Url { get; }

    public static string ApiKey => Key;

    public static async Task<GrafanaStandIn> StartAsync(string folder)
    {
        var start = new ProcessStartInfo(Installation.Python) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in new[]
        {
            Path.Join(Installation.Root, "samples", "quickstart", "grafana_server.py"), "--port", "0", "--state", Path.Join(folder, "grafana.json"), "--admin-key", Key,
        })
        {
            start.ArgumentList.Add(argument);
        }

        var process = Process.Start(start)!;
        for (var line = await process.StandardOutput.ReadLineAsync(); line is not null; line = await process.StandardOutput.ReadLineAsync())
        {
            if (line.Contains("http://", StringComparison.Ordinal))
            {
                return new(process, line[line.IndexOf("http://", StringComparison.Ordinal)..].Trim());
            }
        }

        throw new InvalidOperationException(await process.StandardError.ReadToEndAsync());
    }

    public async Task<string> SendAsync(HttpMethod method, string path, string? body = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        }

        using var response = await client.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, $"{method} {path}: {(int)response.StatusCode} {text}");
        return text;
    }

    public void Dispose()
    {
        client.Dispose();
        process.Kill(entireProcessTree: true);
        process.WaitForExit();
        process.Dispose();
    }
}
